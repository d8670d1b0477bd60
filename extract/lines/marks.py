"""Converts lines to marks: the possible meaning of each line outside tables, based on the line alone.

extract.blocks.outline decides from the surroundings whether a candidate really is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelHeading, LevelNumbers, LevelScheme
from extract.grammar.numbering import Number, NumberStyle, ProjectCode, parse_code, parse_number
from extract.grammar.patterns import Levels, patterns
from extract.grammar.reports import has_choices
from extract.grammar.terms import compound_field, kind_of, near_field, report_field
from extract.grammar.vocabulary import LONGEST_HEADING
from extract.lines.field_tables import field_tables, heads_budget, money_heads, money_lines
from extract.lines.furniture import furniture
from extract.lines.heading_style import PLAIN, HeadingStyle, heading_number
from extract.lines.ticks import offers_place_or_kind
from extract.model.document import Block, Grid, Line, Place
from extract.model.plan import Path, code_of, path_of
from normalize.frameworks import match_dimension
from normalize.remember import forgettable
from normalize.text import comparable


class MarkKind(StrEnum):
    """The possible meanings of a line."""

    TEXT = "text"
    DIMENSION = "dimension"
    SECTION = "section"
    ORDINAL = "ordinal"
    LABEL = "label"
    FIELD = "field"
    GROUP = "group"
    PART = "part"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Mark:
    """One line and its possible meaning.

    `key` is a field's column or a group's name. `text` is the text after the heading on the same line (or the whole
    line). `number` is the number before the heading. `glued`: content follows the heading on its line without a colon.
    `lost`: the heading is missing, and `line` is the first line below it. `sure`: the document's form of blocks has it
    at this position (extract.lines.form). `begins`: a block begins with it. `cell`: it is the heading in a field table.
    `path` is the path of a level among the fields. `ahead`: that level precedes the first field.
    """

    kind: MarkKind
    line: Line
    text: str
    key: str = ""
    number: Number | None = None
    value: int = 0
    code: ProjectCode | None = None
    glued: bool = False
    progress: bool = False
    lost: bool = False
    sure: bool = False
    begins: bool = False
    ahead: bool = False
    cell: bool = False
    path: Path = ()
    level: LevelHeading | None = None
    """What a heading with a level word prints."""

    def words(self) -> str:
        """The heading's own words, without the number before and the text after."""
        number = heading_number(self.line.text)
        words = (number.rest if number is not None else self.line.text).strip()
        return words.removesuffix(self.text).strip(" :")

    def at(self, line: Line) -> Mark:
        """The same mark of another line. It is copied without `replace`, which would take much of the time."""
        return Mark(self.kind, line, *_behind_line(self))

    def content(self) -> Line:
        """The heading's line with only the text after the heading and a copula: กลุ่มเป้าหมาย ได้แก่ ประชาชน."""
        found = patterns().announcements.copula.match(self.text)
        return replace(self.line, text=self.text[found.end() :] if found else self.text)


_behind_line = attrgetter(*(attribute.name for attribute in fields(Mark)[2:]))

LONGEST_DIMENSION = 200
LONGEST_SECTION = 420
LONGEST_LABEL_LINE = 600
"""Maximum length in characters. Longer lines are prose."""

SURE_NAME = 0.9
"""Minimum similarity to a name of the national framework for a line with a garbled level word to be a heading."""

_ITEM = re.compile(r"\(\d{1,2}\)")
"""What is behind a section's code in that of a project: 1.1.1 (2)."""

_TAIL = re.compile(r"(?P<number>\d(?<=\s\d)\d?\s?[.)]?)\s*(?P<heading>[^\d\s][^\d]{5,60})$")
_DIGIT = re.compile(r"\d")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_DOTS = re.compile(r"[.…]{3}")
_LEADER = ".…· \t"
_PAGE_NUMBER_AFTER = re.compile(r"^[\s.…]*\d{1,3}(\s*[-–]\s*\d{1,3})?\s*$")


def marks(blocks: Iterable[Block], style: HeadingStyle = PLAIN) -> Iterator[Mark]:
    """The marks of all lines in reading order. Field tables are converted to lines. Other tables are skipped.

    `style` describes how the document numbers its field headings.
    """
    yield from _numbered(_candidates(list(blocks), style))


def _numbered(candidates: Iterable[Mark]) -> Iterator[Mark]:
    """The marks. Level headings without a printed number get the next one after the headings above."""
    numbers = LevelNumbers()
    path: Path = ()
    for mark in candidates:
        if mark.level is not None:
            path = numbers.path(mark.level, path)
            yield _placed(mark, path)
            continue
        if mark.kind is MarkKind.SECTION and mark.code is not None:
            path = path_of(mark.code.section)
        yield mark


def _placed(mark: Mark, path: Path) -> Mark:
    """A level heading with its number or code. A heading without a parent level becomes text."""
    if not path:
        return Mark(MarkKind.TEXT, mark.line, mark.line.text.strip(), number=mark.number)
    if len(path) == 1:
        return replace(mark, kind=MarkKind.DIMENSION, value=path[0])
    code = code_of(path, len(path))
    return replace(mark, kind=MarkKind.SECTION, code=ProjectCode(code, "", 0, code))


def _candidates(kept: Sequence[Block], style: HeadingStyle) -> Iterator[Mark]:
    passing = furniture([block for block in kept if isinstance(block, Line)])
    tables = field_tables(kept, is_field_heading)
    before = ""
    heads = money_heads(kept)
    for block in kept:
        if isinstance(block, Grid):
            for entry in tables.get(block.place, ()):
                if entry.count:
                    yield Mark(MarkKind.ORDINAL, entry.line, "", value=entry.count, sure=True)
                    continue
                for part in [entry.line] if entry.is_heading else _split(entry.line):
                    yield replace(classify(part, style), cell=entry.is_heading)
            is_headed = heads_budget(before) or comparable(before) in heads
            for line in money_lines(block) if block.place not in tables and is_headed else ():
                yield Mark(MarkKind.TEXT, line, line.text, sure=True)
            before = ""
            continue
        before = block.text
        if comparable(block.text) in heads and classify(block, style).kind is MarkKind.TEXT:
            yield Mark(MarkKind.FIELD, block, "", key=Field.BUDGET)
        elif block.place not in passing and not patterns().announcements.picture.match(block.text):
            for part in _split(block):
                yield classify(part, style)


def is_field_heading(text: str) -> bool:
    """Whether a text is the heading of a field, whatever its number."""
    number = heading_number(text)
    return _judged(text, PLAIN).kind is MarkKind.FIELD or (
        number is not None and _judged(number.rest, PLAIN).kind is MarkKind.FIELD
    )


def _split(line: Line) -> list[Line]:
    """A line, split before a heading that is joined to the end of the preceding text."""
    line = _without_bars(line)
    text = line.text
    ordinal = patterns().announcements.ordinal.match(text.strip()) if len(text) <= LONGEST_LABEL_LINE else None
    if ordinal and ordinal.end() < len(text.strip()):
        start = len(text) - len(text.lstrip()) + ordinal.end()
        return _cut(line, start, start)
    if len(text) <= LONGEST_LABEL_LINE:
        label = _inner_label(text)
        if label and patterns().announcements.label.match(text[label:]):
            return _cut(line, len(text[:label].rstrip()), label)
    groups = patterns().announcements.group
    group = groups.match(text.strip())
    following = groups.search(text, len(text) - len(text.lstrip()) + group.end()) if group else None
    if following is not None:
        return _cut(line, following.start(), following.start())  # there are two groups, so one cut is enough
    glued = _glued_group(text)
    if glued:
        return _cut(line, glued, glued)
    start = _heading_at_end(text)
    return _cut(line, start, start) if start else [line]


def _heading_at_end(text: str) -> int:
    """Where the numbered heading is that other text precedes on its line; 0 if there is none."""
    before = max(0, len(text) - LONGEST_HEADING - 10)
    tail = _TAIL.search(text[before:])
    if tail is None or not tail.string[: tail.start()].strip():
        return 0
    is_count = tail["number"].strip().isdigit() and kind_of(tail["heading"])  # รวม 10 โครงการ/กิจกรรม
    if is_count or not _is_heading(tail["heading"]):
        return 0
    worded = heading_number(text)
    is_worded = worded is not None and worded.style is NumberStyle.WORD and _is_heading(worded.rest)
    is_whole = is_worded or patterns().announcements.part.match(text.strip())  # ส่วนที่ 3 การติดตามและประเมินผล
    return 0 if is_whole else before + tail.start("number")


def _inner_label(text: str) -> int:
    """Where the first label is that other text precedes; 0 if there is none."""
    found = patterns().announcements.inner_label.finditer(text)
    return next((label.start() for label in found if text[: label.start()].strip()), 0)


def _glued_group(text: str) -> int:
    """Where the heading of a group begins that is glued to the heading of its field (ผลผลิต/ผลลัพธ์ผลผลิต); else 0."""
    line = text.rstrip(" :*")
    if len(line) > LONGEST_HEADING or not line.endswith(_group_words()):
        return 0
    number = parse_number(line)
    body = number.rest if number is not None else line
    if family().headings.exact(body) is not None or family().group_headings.exact(body) is not None:
        return 0
    for group in _group_words():
        head = body.removesuffix(group)
        if head != body and family().headings.exact(head.rstrip(" :*")) is not None:
            return len(line) - len(group)
    return 0


@cache
def _group_words() -> tuple[str, ...]:
    return tuple(word for words in family().groups.values() for word in words)


def _without_bars(line: Line) -> Line:
    """Converts a field table row written as a line, `heading | content`, to a line with a colon."""
    if "|" not in line.text[: LONGEST_HEADING * 2]:
        return line
    head, _, content = line.text.strip().strip("|").partition("|")
    number = parse_number(head)
    if not content.strip():
        return replace(line, text=head.rstrip())
    if "|" in content or not is_field_heading((number.rest if number is not None else head).strip()):
        return line
    return replace(line, text=f"{head.rstrip()} : {content.strip()}")


def _is_heading(text: str) -> bool:
    words = text.strip().removesuffix(":").strip()
    return len(words) >= 8 and family().headings.match(words) is not None


def _cut(line: Line, end: int, start: int) -> list[Line]:
    head, tail = line.text[:end].rstrip(), line.text[start:]
    return [replace(line, text=head), replace(line, text=tail, gap=False)] if head else [replace(line, text=tail)]


def classify(line: Line, style: HeadingStyle = PLAIN) -> Mark:
    """The mark of a line, based on its text alone. `style` describes how the document numbers its headings."""
    mark = _judged(line.text, style)
    if mark.kind is MarkKind.TEXT:
        return Mark(MarkKind.TEXT, line, mark.text, number=mark.number)  # most lines are: no other attribute is set
    return mark.at(line)


@forgettable
@lru_cache(maxsize=4096)  # each line is classified when its paragraph is joined, and again when it is read
def _judged(text: str, style: HeadingStyle) -> Mark:
    """The mark of a line with this text. Cached by text, since equal lines may have different boxes."""
    line = Line(text, text, Place(0, 0))
    number = parse_number(text)
    if number is None and (worded := heading_number(text)) is not None and (worded.style, 1) in style.shapes:
        number = worded
    body = number.rest if number is not None else text
    number = style.plain(number)
    return (
        _level(line, style.levels)
        or _part(line)
        or _ordinal(line)
        or _label(line)
        or _choices(line, number, body.strip())
        or _field(line, number, body.strip())
        or _coded_name(line)
        or _section(line, style.levels)
        or Mark(MarkKind.TEXT, line, text.strip(), number=number)
    )


def _level(line: Line, scheme: LevelScheme) -> Mark | None:
    """A heading with one of the document's level words. Its number may have to be derived later."""
    if len(line.text) > LONGEST_DIMENSION or has_leaders(line.text):
        return None
    heading = scheme.read(line.text)
    if heading is None:
        return _garbled_dimension(line, scheme.levels)
    if heading.is_code:  # by _section, if it is printed as one
        return None if scheme.levels.section.match(line.text) else _coded(line, heading)
    value = heading.numbers[0] if heading.depth == 1 and heading.numbers else 0
    kind = MarkKind.DIMENSION if heading.depth == 1 else MarkKind.SECTION
    return Mark(kind, line, heading.title, value=value, level=heading)


def _coded(line: Line, heading: LevelHeading) -> Mark:
    code = ".".join(map(str, heading.numbers))
    return Mark(MarkKind.SECTION, line, heading.title, code=ProjectCode(code, "", 0, code))


def _garbled_dimension(line: Line, levels: Levels) -> Mark | None:
    """A heading with a badly garbled word มิติที่, recognised by a name of the national framework."""
    if _DIGIT.search(line.text, levels.garbled_from, levels.garbled_reach) is None:
        return None
    match = levels.garbled.match(line.text)
    if match is None or levels.whole.search(line.text, 0, match.start("number")):
        return None  # the word is intact: ตามมิติที่ 1 is a reference
    name, number = _without_count(match["title"]), int(match["number"])
    found = match_dimension(name, number=number)
    if found is None or found.score < SURE_NAME or found.number != number:
        return None
    return Mark(MarkKind.DIMENSION, line, name, value=number, level=LevelHeading(1, (number,), name))


def _without_count(name: str) -> str:
    return patterns().counts.tail.sub("", name).strip()


def _part(line: Line) -> Mark | None:
    text = line.text.strip()
    announcements = patterns().announcements
    if len(text) <= 160 and announcements.part.match(text):
        lists_contents = any(word in text for word in family().block.part_contents)
        if not lists_contents:
            return Mark(MarkKind.PART, line, text)
    if len(text) <= 120 and announcements.end.match(text.lstrip("- ")):
        return Mark(MarkKind.PART, line, text, key="end")
    return None


def _ordinal(line: Line) -> Mark | None:
    if len(line.text) > 60:
        return None
    text = line.text.strip().removeprefix("- ")
    number = parse_number(text)
    text = number.rest if number is not None and number.position else text  # 7. โครงการที่ 7
    match = patterns().announcements.ordinal.match(text)
    if match is None or match.end() < len(text):
        return None
    code = parse_code(match["code"]) if match["code"] else None
    return Mark(MarkKind.ORDINAL, line, "", value=int(match["number"] or 0), code=code)


def _label(line: Line) -> Mark | None:
    if len(line.text) > 160:
        return None
    match = patterns().announcements.label.match(line.text.strip().removeprefix("- "))
    if match is None:
        return None
    code = parse_code(match["code"]) if match["code"] else None
    return Mark(MarkKind.LABEL, line, "", code=code)


def _choices(line: Line, number: Number | None, body: str) -> Mark | None:
    """A status to be ticked, whatever heading stands before it."""
    if not has_choices(line.text):
        return None
    found = _field(line, number, body)
    text = found.text if found is not None and found.kind is MarkKind.FIELD else body
    return Mark(
        MarkKind.FIELD, line, text, key=Field.OTHER, number=number, progress=not offers_place_or_kind(line.text)
    )


def _field(line: Line, number: Number | None, body: str) -> Mark | None:
    """A field heading. `body` is the text after the line's number."""
    if number and (number.style in (NumberStyle.PAREN, NumberStyle.LETTER) or number.depth > 1):
        group = family().group_headings.exact(body.rstrip(" :")) if number.depth > 1 else None
        return Mark(MarkKind.GROUP, line, "", key=group, number=number) if group else None
    head, colon, content = body.partition(":")
    content = content.removeprefix("-")  # the sign :- is a colon
    if has_leaders(body) or _PAGE_NUMBER_AFTER.match(content or "x"):
        return None
    return (
        _whole_heading(line, number, head, content.strip())
        or (_glued_heading(line, number, body) if not colon else None)
        or _group(line, number, body)
    )


def _coded_name(line: Line) -> Mark | None:
    """A project's template code and its name field on one line: `1.1.1 (2) ชื่อโครงการ : ...`."""
    code = parse_code(line.text) if len(line.text) <= LONGEST_LABEL_LINE else None
    if code is None or not (code.item or code.section.count(".") > 1):
        return None
    body = line.text[code.end :].strip(" .:)")
    head, _, content = body.partition(":")
    found = _whole_heading(line, None, head, content.strip()) or _glued_heading(line, None, body)
    if found is None or found.key != Field.NAME or not found.text:
        return None
    return replace(found, code=code, glued=False)


def _names(content: str) -> bool:
    """Whether the text after the colon of โครงการ or ชื่อ is a project name, not a remark."""
    return bool(kind_of(content)) or len(comparable(content)) > 12


def has_leaders(text: str) -> bool:
    """Whether dots or a wide gap lead to a page number, as in a table of contents."""
    if "..." in text or ("…" in text and _DOTS.search(text)):
        return True
    if text[-1:].isalpha():
        return False
    before = text.rstrip("0123456789 ")
    shorter = before.rstrip(_LEADER)
    return len(text.rstrip()) - len(shorter) >= 4 and len(before) - len(shorter) + text[len(before) :].count(" ") >= 4


def _whole_heading(line: Line, number: Number | None, head: str, content: str) -> Mark | None:
    """A heading alone on its line or before a colon."""
    if len(head) > LONGEST_HEADING * 2:
        return None
    words = head.strip().strip("*_").strip()
    known_words = family()
    if words.endswith(")") and _names_nothing(words):
        bare = _BRACKETED.sub("", words)
        words = bare if known_words.headings.exact(bare) is not None else words  # งบประมาณดำเนินการ (บาท)
    if number is not None and number.style is NumberStyle.BULLET and _names_nothing(words):
        return None  # a list item may have almost the same words
    key = known_words.headings.exact(words)
    progress = known_words.progress_headings.exact(words) if key is None else None
    if key is None and progress is None:
        group = known_words.group_headings.match(words)
        if group is not None:
            return Mark(MarkKind.GROUP, line, content, key=group, number=number)
        key = report_field(words) or near_field(words)
        progress = near_field(words, progress=True)
        if key is None and progress is None:
            key = compound_field(words)
    if key == Field.NAME and not content and number is None and not words.startswith(known_words.name_word):
        return None  # "โครงการ/กิจกรรม/มาตรการ" without content is a caption
    if key is None and progress is None and content and _names(content):
        key = known_words.before_colon.exact(words)
    chosen = key or progress
    if chosen is None:
        return None
    return Mark(MarkKind.FIELD, line, content, key=chosen, number=number, progress=key is None)


def _names_nothing(words: str) -> bool:
    """Whether words are neither the heading of a field nor that of a group."""
    known = family()
    return known.headings.exact(words) is None and known.group_headings.exact(words) is None


def _glued_heading(line: Line, number: Number | None, body: str) -> Mark | None:
    """A heading followed by its content on the same line, without a colon."""
    match = patterns().announcements.heading.match(body)
    if match is None:
        return None
    words = comparable(match[1] or match[2])
    key = family().prefixes[words]
    text = body[match.end() :].strip()
    if not text or (number is None and text.startswith(family().items.conjunctions)):
        return None  # a sentence that begins with the words of a heading
    if key == Field.NAME and not words.startswith(comparable(family().name_word)) and not kind_of(text):
        return None  # a caption: โครงการ/กิจกรรม/มาตรการ ที่มีงบประมาณ
    progress = words in family().progress_prefixes
    return Mark(MarkKind.FIELD, line, text, key=key, number=number, glued=True, progress=progress)


def _group(line: Line, number: Number | None, body: str) -> Mark | None:
    match = patterns().announcements.group.match(body) or patterns().announcements.side.match(body)
    if match is None:
        return None
    key = family().group_headings.match(match[1]) or ""
    return Mark(MarkKind.GROUP, line, body[match.end() :].strip(), key=key, number=number)


def _section(line: Line, scheme: LevelScheme) -> Mark | None:
    if len(line.text) > LONGEST_SECTION:
        return None
    match = scheme.levels.section.match(line.text)
    if match is None:
        return None
    if _ITEM.fullmatch(match["title"].strip()):
        return Mark(MarkKind.ORDINAL, line, "", code=parse_code(line.text.strip()))
    code = ProjectCode(match["code"], "", match.end("code"), match["code"])
    return Mark(MarkKind.SECTION, line, match["title"].strip(), number=parse_number(line.text), code=code)
