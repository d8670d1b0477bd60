"""The table of terms: matching forgives slips and no more, and the table itself has not rotted."""

import re
import tomllib
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from extract.grammar.terms import FIELD_ORDER, LONGEST_HEADING, RANK, Vocabulary, kind_of, spaced, terms
from extract.lines.marks import MarkKind, classify
from normalize.text import comparable
from tests.extract.builders import line

DATA = tomllib.loads(files("schemas").joinpath("terms.toml").read_text("utf-8"))
FIELDS = {entry["key"]: entry["headings"] for entry in DATA["field"]}
PROGRESS = {entry["key"]: entry["progress"] for entry in DATA["field"] if "progress" in entry}
GROUPS = {entry["name"]: entry["headings"] for entry in DATA["group"]}
ROOT = Path(str(files("extract")))
SOURCES = "".join(p.read_text("utf-8") for p in ROOT.rglob("*.py") if p.relative_to(ROOT).parts[0] != "read")
COLUMNS = ("columns", "risk_columns", "target_columns", "progress_columns")
VOCABULARIES = {"fields": FIELDS, "progress": PROGRESS, "groups": GROUPS} | {name: DATA[name] for name in COLUMNS}


def words_of(vocabularies):
    return [(name, key, word) for name, words in vocabularies.items() for key in words for word in words[key]]


# -- matching ------------------------------------------------------------------------------------------------------

FRUITS = Vocabulary(
    {comparable("มะม่วงน้ำดอกไม้"): "mango", comparable("ทุเรียน"): "durian", comparable("ทุเรียนหมอนทอง"): "golden"}
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("มะม่วงน้ำดอกไม้", "mango"),
        ("มะม่วง น้ำดอกไม้ :", "mango"),
        ("มะมวงน้ำดอกไม้", "mango"),
        ("มะมวงนำดอกไม้", "mango"),
        ("มะมวงนำดอกไม", None),
        ("ทุเรียน", "durian"),
        ("ทเรียน", "durian"),
        ("ทเรียม", None),
        ("", None),
        (" :", None),
        ("มังคุด", None),
    ],
)
def test_a_slip_or_two_does_not_hide_a_word(text, key):
    assert FRUITS.match(text) == key


def test_exact_forgives_spaces_and_punctuation_only():
    assert FRUITS.exact(" ทุ เรียน: ") == "durian"
    assert FRUITS.exact("ทเรียน") is None


def test_begins_takes_the_longest_word_and_no_short_one():
    assert FRUITS.begins("ทุเรียนหมอนทองจากสวนริมธาร") == "golden"
    assert FRUITS.begins("ทุเรียนก้านยาว") is None
    assert FRUITS.begins("สวนทุเรียนหมอนทอง") is None
    tarts = Vocabulary({"strawberry": "fruit", "strawberrytart": "tart", "strawberrytea": "tea"})
    assert [tarts.begins(text) for text in ("strawberry tarts", "strawberry tower", "strawber")] == [
        "tart",
        "fruit",
        None,
    ]


def test_a_long_line_is_no_heading():
    words = Vocabulary({"ก" * LONGEST_HEADING: "longest", "ก" * (LONGEST_HEADING + 1): "too long"})
    assert words.match("ก" * LONGEST_HEADING) == "longest"
    assert words.match("ก" * (LONGEST_HEADING + 1)) is None


def test_spaced_finds_the_longest_word_with_spaces_inside():
    found = re.match(spaced(["ลำดับ", "ลำดับที่"]), "ลำ ดับ ที่ 3")
    assert found[0] == "ลำ ดับ ที่"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("โครงการปลูกใจซื่อ", "โครงการ"),
        (" “กิจกรรมยิ้มรับทุกคำถาม”", "กิจกรรม"),
        ("(มาตรการประตูเปิด)", "มาตรการ"),
        ("ปลูกใจซื่อ", ""),
        ("การจัดทำโครงการ", ""),
        ("", ""),
    ],
)
def test_kind_of(name, kind):
    assert kind_of(name) == kind


def test_terms_are_read_once():
    assert terms() is terms()


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ตัวชี้วัด/ผลผลิต/ผลที่คาดว่าจะได้รับ", "results"),
        ("ความเป็นมา/เหตุผลและความจำเป็น", "rationale"),
        ("สถานที่และระยะเวลา", "location"),
        ("ผลผลิต ผลลัพธ์ ตัวชี้วัด", "results"),
        ("วัตถุประสงค์โครงการ/กิจกรรม", "objectives"),
        ("วัตถุประสงค์ของชุมชน/ตัวชี้วัด", None),
        ("ตัวชี้วัด/ผู้แทนหมู่บ้าน", None),
        ("ตัวชี้วัด", None),
        ("", None),
    ],
)
def test_a_compound_heading_is_its_first_part_where_every_part_is_a_heading(heading, key):
    assert terms().compound(heading) == key


# -- the table itself ----------------------------------------------------------------------------------------------


def test_every_part_of_the_table_is_used():
    assert set(DATA) == {"kinds", "field", "group", "block", *COLUMNS, "totals", "titles", "items", "unheaded"}
    assert set(DATA["block"]) == {"ordinal_words", "labels", "parts", "ends", "ends_by_body", "bodies", "continued"}
    assert set(DATA["totals"]) == {"words", "sums", "grand"}
    assert set(DATA["titles"]) == {"action_plan", "progress_report"}
    assert set(DATA["items"]) == {"conjunctions", "continuations"}
    assert set(DATA["unheaded"]) == {"aims", "times"}
    assert all(set(entry) <= {"key", "headings", "progress", "before_colon"} for entry in DATA["field"])


def test_every_field_has_its_place_in_the_order():
    assert list(FIELDS) == list(FIELD_ORDER) == sorted(RANK, key=RANK.__getitem__)
    assert set(GROUPS) == {"ผลผลิต", "ผลลัพธ์"}


CAPTIONS = {"years"}
"""Roles that tell a header row from others, and are read no further."""


@pytest.mark.parametrize(("table", "role"), [(table, role) for table in COLUMNS for role in DATA[table]])
def test_every_role_is_one_that_the_code_reads(table, role):
    assert role in CAPTIONS or f'"{role}"' in SOURCES


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_word_stands_for_two_keys(name):
    keys = defaultdict(set)
    for _, key, word in words_of({name: VOCABULARIES[name]}):
        keys[comparable(word)].add(key)
    assert {word: found for word, found in keys.items() if len(found) > 1} == {}
    assert "" not in keys


@pytest.mark.parametrize(("name", "key", "word"), words_of(VOCABULARIES))
def test_each_word_matches_its_own_key(name, key, word):
    assert getattr(terms(), name).match(word) == key


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
    assert all(terms().totals.match(word) for word in (*DATA["totals"]["sums"], *DATA["totals"]["grand"]))
    assert terms().totals.match("รวมใจ") is None
    assert terms().totals.match("รวมทังสิน 4 โครงการ"), "without its tone marks, which scans lose"


@pytest.mark.parametrize(
    "words", [DATA["kinds"], DATA["totals"]["words"], *DATA["titles"].values(), *DATA["block"].values()]
)
def test_no_list_holds_a_word_twice(words):
    assert len({comparable(word) for word in words}) == len(words)
