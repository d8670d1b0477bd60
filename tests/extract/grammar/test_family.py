"""The family's file is valid, errors in it are reported with their location, and a new word only needs one line."""

import re
import tomllib
from collections import defaultdict
from copy import deepcopy
from importlib.resources import files
from pathlib import Path

import pytest

from extract.grammar.family import NAME, Family, family, load_family, read_family
from extract.grammar.family_file import FamilyError
from extract.grammar.field import Content, Field
from extract.grammar.patterns import build, patterns
from extract.lines.marks import MarkKind, classify
from normalize.text import comparable
from tests.extract.builders import line

DATA = tomllib.loads(files("schemas").joinpath(f"families/{NAME}.toml").read_text("utf-8"))
FAMILIES = sorted(Path(str(files("schemas"))).glob("families/*.toml"))
FIELDS = {entry["key"]: entry["headings"] for entry in DATA["field"]}
PROGRESS = {entry["key"]: entry["progress"] for entry in DATA["field"] if "progress" in entry}
GROUPS = {entry["name"]: entry["headings"] for entry in DATA["group"]}
ROOT = Path(str(files("extract")))
SOURCES = "".join(p.read_text("utf-8") for p in ROOT.rglob("*.py") if p.relative_to(ROOT).parts[0] != "read")
COLUMNS = {"projects": "columns", "risks": "risk_columns", "targets": "target_columns"}
VOCABULARIES = {"headings": FIELDS, "progress_headings": PROGRESS, "group_headings": GROUPS} | {
    attribute: DATA["columns"][name] for name, attribute in COLUMNS.items()
}


def changed(change) -> Family:
    """The family of a file with a change made to its data."""
    data = deepcopy(DATA)
    change(data)
    return read_family(data, NAME, "changed.toml")


def words_of(vocabularies):
    return [(name, key, word) for name, words in vocabularies.items() for key in words for word in words[key]]


# -- the file itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_every_family_loads(path):
    assert build(load_family(path.stem))


def test_the_family_and_its_expressions_are_made_once():
    assert family() is family()
    assert patterns() is patterns()


def test_the_fields_keep_their_order():
    assert list(FIELDS) == [field.value for field in Field] == list(family().order)
    assert list(family().rank) == list(Field)


def test_what_the_fields_hold():
    known = family()
    assert known.itemized == (Field.OBJECTIVES, Field.METHODS, Field.RESULTS, Field.TARGET_GROUP)
    assert set(known.texts) == set(Field) - {Field.NAME, Field.BUDGET, Field.OTHER}
    assert known.lists == {Field.OBJECTIVES, Field.METHODS, Field.RESULTS}
    assert known.anywhere == {Field.REMARKS, Field.OTHER}
    assert known.order[known.late_rank] == Field.DURATION
    assert known.fields[Field.BUDGET].holds is Content.MONEY
    assert set(known.column_fields) == set(known.texts) - {Field.RATIONALE, Field.REMARKS}


CAPTIONS = {"years"}
"""Roles that only distinguish header rows from others."""


@pytest.mark.parametrize(("table", "role"), [(table, role) for table in COLUMNS for role in DATA["columns"][table]])
def test_every_role_is_one_that_the_code_reads(table, role):
    assert role in CAPTIONS or role in list(Field) or f'"{role}"' in SOURCES


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_word_has_two_keys(name):
    keys = defaultdict(set)
    for _, key, word in words_of({name: VOCABULARIES[name]}):
        keys[comparable(word)].add(key)
    assert {word: found for word, found in keys.items() if len(found) > 1} == {}
    assert "" not in keys


@pytest.mark.parametrize(("name", "key", "word"), words_of(VOCABULARIES))
def test_each_word_matches_its_own_key(name, key, word):
    assert getattr(family(), name).match(word) == key


@pytest.mark.parametrize(("key", "word"), [(key, word) for key in FIELDS for word in FIELDS[key]])
def test_each_heading_is_a_field_of_a_block(key, word):
    mark = classify(line(f"3. {word}"))
    assert (mark.kind, mark.key, mark.text, mark.progress) == (MarkKind.FIELD, key, "", False)


@pytest.mark.parametrize(("key", "word"), [(key, word) for key in PROGRESS for word in PROGRESS[key]])
def test_each_heading_of_a_report_is_one(key, word):
    mark = classify(line(word))
    assert (mark.kind, mark.key) == (MarkKind.FIELD, key)
    assert mark.progress == (comparable(word) not in {comparable(w) for w in FIELDS[key]})


@pytest.mark.parametrize(("key", "word"), [(key, word) for key in GROUPS for word in GROUPS[key]])
def test_each_group_is_one(key, word):
    mark = classify(line(f"1) {word}"))
    assert (mark.kind, mark.key) == (MarkKind.GROUP, key)


def test_words_of_sums_are_words_of_totals():
    total = patterns().cells.total
    assert all(total.match(word) for word in (*DATA["totals"]["sums"], *DATA["totals"]["grand"]))
    assert total.match("รวมใจ") is None
    assert total.match("รวมทังสิน 4 โครงการ"), "without its tone marks, which scans lose"


@pytest.mark.parametrize(
    "words",
    [
        DATA["kinds"],
        DATA["totals"]["words"],
        DATA["titles"]["action_plan"],
        DATA["titles"]["progress_report"],
        *DATA["block"].values(),
    ],
)
def test_no_list_holds_a_word_twice(words):
    assert len({comparable(word) for word in words}) == len(words)


def test_readers_and_grammar_agree_on_the_words_that_begin_an_entry():
    markup = tomllib.loads(files("schemas").joinpath("markup.toml").read_text("utf-8"))
    assert markup["entries"]["starts"] == DATA["kinds"]


# -- errors ---------------------------------------------------------------------------------------------------------


def drop(data, *keys):
    for key in keys[:-1]:
        data = data[key]
    del data[keys[-1]]


def put(data, value, *keys):
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = value


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: drop(d, "kinds"), "changed.toml: kinds is missing"),
        (lambda d: put(d, [], "kinds"), "changed.toml: kinds has no word"),
        (lambda d: put(d, "ก", "kinds"), "changed.toml: kinds must be a list of words"),
        (lambda d: put(d, ["ก", " "], "kinds"), "changed.toml: kinds has an empty word"),
        (lambda d: put(d, ["ก", "ข", "ก"], "kinds"), "changed.toml: kinds has ก twice"),
        (lambda d: put(d, 1, "name_word"), "changed.toml: name_word must be a word"),
        (lambda d: put(d, ["ก"], "kind"), "changed.toml: kind is unknown"),
        (lambda d: put(d, ["ก"], "block", "lables"), "changed.toml: block: lables is unknown"),
        (lambda d: put(d, "titles", "field", 2, "key"), "changed.toml: field 3: key is titles, not one of "),
        (lambda d: put(d, "rows", "field", 2, "holds"), "changed.toml: field 3: holds is rows, not one of name, "),
        (lambda d: put(d, "name", "field", 2, "key"), "changed.toml: field 3: key is name again"),
        (lambda d: put(d, "no", "field", 2, "own"), "changed.toml: field 3: own must be true or false"),
        (lambda d: put(d, ["ก"], "field", 2, "slips"), "changed.toml: field 3: slips is unknown"),
        (lambda d: drop(d, "field", 8, "late"), "changed.toml: field 9: late must be true: responsible follows "),
        (lambda d: drop(d, "field", 11), "changed.toml: field lacks other"),
        (lambda d: put(d, ["วัตถุประสงค์"], "field", 1, "headings"), "changed.toml: objectives has วัตถุประสงค์, a word of "),
        (lambda d: put(d, d["group"][:1], "group"), "changed.toml: group must be there for the outputs and "),
        (lambda d: put(d, "([", "levels", 0, "slips"), "changed.toml: levels 1: slips is no regular expression"),
        (lambda d: put(d, "(ก)", "levels", 0, "slips"), "changed.toml: levels 1: slips must not have a group"),
        (lambda d: put(d, 0, "levels", 0, "depth"), "changed.toml: levels 1: depth must be a positive whole number"),
        (lambda d: put(d, 3, "levels", 0, "depth"), "changed.toml: levels must have a usual word of depth 1"),
        (lambda d: put(d, {"พันบาท": 1000}, "units"), "changed.toml: units must have the baht itself"),
        (lambda d: put(d, True, "units", "บาท"), "changed.toml: units: บาท must be a positive whole number"),
        (lambda d: put(d, 1, "columns", "risks"), "changed.toml: columns: risks must be a table"),
        (lambda d: put(d, ["งบประมาณ"], "columns", "projects", "spent"), "changed.toml: columns: projects: spent has "),
        (lambda d: put(d, {}, "columns", "months"), "changed.toml: columns: months is unknown"),
    ],
)  # fmt: skip
def test_an_error_in_the_file_is_named_with_its_place(change, message):
    with pytest.raises(FamilyError, match=re.escape(message)):
        changed(change)


# -- a new word is a new line ---------------------------------------------------------------------------------------


def test_a_word_of_a_level_is_one_line():
    known = changed(lambda data: data["levels"].append({"depth": 1, "usual": True, "word": "วิถี", "ordinals": ["ที่"]}))
    made = build(known)
    for text in ("วิถีที่ 2 : ปลูกป่าในใจ", "มิติที่ 2 : ปลูกป่าในใจ"):
        found = made.levels.heading.match(text)
        assert found and (found["number"], found["title"]) == ("2", "ปลูกป่าในใจ")
    assert made.levels.garbled.match("วถีที 2 ปลูกป่าในใจ")
    assert made.cells.total.fullmatch("รวมวิถีที่ 2 จำนวน 4 โครงการ")
    assert made.levels.single.search("รวมวิถีที่ 2")
    assert made.counts.stated.search("รวมวิถีที่สอง จำนวน 4 โครงการ") is None
    assert patterns().levels.heading.match("วิถีที่ 2 : ปลูกป่าในใจ") is None


def test_a_word_of_a_lower_level_is_one_line():
    known = changed(lambda data: data["levels"].append({"depth": 2, "usual": True, "word": "กลยุทธ์", "ordinals": ["ที่"]}))
    found = build(known).levels.section.match("กลยุทธ์ที่ 2.1 สวนหลังบ้าน")
    assert found and (found["code"], found["title"]) == ("2.1", "สวนหลังบ้าน")
    assert patterns().levels.section.match("กลยุทธ์ที่ 2.1 สวนหลังบ้าน") is None


def test_a_kind_word_is_one_line():
    made = build(changed(lambda data: data["kinds"].append("แนวปฏิบัติ")))
    assert made.counts.count.fullmatch("จำนวน 3 แนวปฏิบัติ")
    assert made.cells.total.fullmatch("รวม 3 แนวปฏิบัติ")
    assert [match.start() for match in made.cells.kind_start.finditer("โครงการ ก แนวปฏิบัติ ข")] == [0, 10]


def test_the_title_of_a_column_is_one_line():
    known = changed(lambda data: data["columns"]["projects"]["budget"].append("เงินที่ขอไว้"))
    assert known.columns.match("เงินที่ขอไว้") == Field.BUDGET
    known = changed(lambda data: put(data, ["เดือนที่ลงมือ"], "columns", "projects", "schedule"))
    assert known.columns.match("เดือนที่ลงมือ") == "schedule"


def test_the_heading_of_a_field_is_one_line():
    known = changed(lambda data: data["field"][2]["headings"].append("สิ่งที่อยากเห็น"))
    assert known.headings.match("สิ่งที่อยากเห็น") is Field.OBJECTIVES
    assert build(known).announcements.heading.match("สิ่งที่อยากเห็น เด็กยิ้ม")


def test_a_unit_is_one_line():
    known = changed(lambda data: put(data, 100_000, "units", "แสนบาท"))
    found = build(known).cells.measure.search("2 แสนบาท")
    assert found and known.units[found["unit"]] == 100_000
