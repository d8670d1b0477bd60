"""Converts a raw block to a project: its name, the texts and items of its fields, its years and its money."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from extract.blocks.below_names import part_below_names
from extract.blocks.block_types import Group, RawBlock, RawField
from extract.blocks.combined_fields import part_combined, part_labelled
from extract.blocks.items import Paragraph, RawItem, items, listed, paragraphs, part_text
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme, usual_scheme
from extract.grammar.names import clean_name
from extract.grammar.numbering import list_number, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.placed_names import placed_name, within
from extract.grammar.reports import column_meaning, report_money, sums_up
from extract.grammar.terms import kind_of
from extract.lines.labels import known_key, names_field, planned_part
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line, Place, TextSource
from extract.model.plan import Amount, Basis, Finding, Item, Method, Project, Value, path_of
from normalize.money import Money, MoneyStatus, parse_money
from normalize.readings import Reading, ReadingKind
from normalize.text import comparable
from normalize.years import FiscalSpan, fiscal_span, years_named
from schemas.checks import CheckCode, Severity

TOLD_MONEY = ("budget_ordinance", "budget_spent", "budget_left")
"""Meanings of headings of a report that tell other money than what was planned."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The projects of a document's blocks, in order, and the findings about corrections."""

    projects: list[Project]
    findings: list[Finding]


def read_blocks(
    blocks: Sequence[RawBlock],
    source: TextSource,
    captions: Set[Place] = frozenset(),
    scheme: LevelScheme | None = None,
    lists: Sequence[Place] = (),
) -> Blocks:
    """The projects of all blocks of a document; `captions` are the places of titles of tables, `scheme` has the words
    of the document's levels, which names may print behind them, `lists` are the places of tables of projects.
    """
    for block, following in zip_longest(blocks, blocks[1:]):
        if scheme is not None and lists:
            last = following.first if following is not None else max(lists)
            trim_headings(block, [place for place in lists if block.first < place <= last], scheme)
        trim_caption(block, captions)
        trim_signatures(block)
    if blocks:
        trim_closing(blocks[-1])
    part_below_names(blocks)
    for block in blocks:
        part_combined(block)
        part_labelled(block)
    read = [read_block(block, source, scheme) for block in blocks]
    findings = [finding for _, findings in read for finding in findings]
    projects = [project for project, _ in read]
    return Blocks(projects, findings + _unplaced(blocks, projects))


def _unplaced(blocks: Sequence[RawBlock], projects: Sequence[Project]) -> list[Finding]:
    """A finding for each heading of the blocks that belongs to no known field.

    If most blocks have it, and all lack a field that it may be, it names each of them, and is to be looked at.
    """
    found: dict[str, list[tuple[Project, Mark]]] = {}
    for block, project in zip(blocks, projects, strict=True):
        for entry in block.fields:
            if _is_unknown(entry):
                found.setdefault(comparable(entry.heading.words()), []).append((project, entry.heading))
    lacks = [key for key in _TOLD if not any(key in project.fields for project in projects)]
    findings: list[Finding] = []
    for words, places in found.items():
        usual = len(places) >= max(FEWEST_USUAL, USUAL * len(projects)) and not names_field(words)
        first, *others = [
            Finding(CheckCode.FIELD_UNKNOWN, project, found=mark.words(), place=mark.line.place)
            for project, mark in places
        ]
        if usual and lacks:
            findings.append(replace(first, parts=tuple(others), own_severity=Severity.WARNING))
        else:
            findings.append(replace(first, about=None))
    return findings


def _is_unknown(entry: RawField) -> bool:
    mark = entry.heading
    is_heading = entry.key == Field.OTHER and mark.sure and mark.kind is MarkKind.FIELD and bool(mark.words())
    return is_heading and known_key(mark.words())[0] is None and not entry.kind()


_TOLD = (Field.OBJECTIVES, Field.TARGET_GROUP, Field.LOCATION, Field.METHODS, Field.RESULTS, Field.RESPONSIBLE)
"""Fields that blocks usually have."""

USUAL, FEWEST_USUAL = 0.6, 2
"""Minimum share and number of the blocks with a heading for it to be one of their form."""


def read_block(block: RawBlock, source: TextSource, scheme: LevelScheme | None = None) -> tuple[Project, list[Finding]]:
    """The project of a block, and the findings about corrections."""
    project = Project(
        path=block.path,
        item=_item(block),
        detail_place=block.first,
        detail_last=block.last_place(),
    )
    method = Method.OCR if source is TextSource.OCR else Method.PRINTED
    findings = _corrections(block, project)
    if block.headless:
        heading = block.fields[0].heading.line
        findings.append(Finding(CheckCode.BLOCK_BEGINS_LOST, project, found=heading.text.strip(), place=heading.place))
    _place_by_code(block, project)
    project.name = _name(block, method)
    _place_by_name(project, scheme or usual_scheme())
    project.kind = (kind_of(project.name.value) if project.name else "") or _ticked_kind(block)
    for key in family().texts:
        _text_field(project, key, block.get(key), method)
    for key in family().itemized:
        project.items += _items(key, block.get(key))
    findings += _money(project, _planned(block.get(Field.BUDGET)), method)
    set_years(project)
    date_total(project)
    return project, findings


def _item(block: RawBlock) -> str:
    if block.code is not None:
        return block.code.printed
    if block.printed_number:
        return block.printed_number.strip(".()")
    return str(block.ordinal) if block.ordinal is not None else ""


def _corrections(block: RawBlock, project: Project) -> list[Finding]:
    return [
        Finding(
            CheckCode.FIELD_HEADING_LOST if entry.heading.lost else CheckCode.FIELD_HEADING_CORRECTED,
            project,
            entry.key,
            entry.heading.line.text.strip(),
            entry.heading.line.place,
        )
        for entry in block.fields
        if entry.corrected or entry.heading.lost
    ]


def _place_by_code(block: RawBlock, project: Project) -> None:
    """Sets the section by the block's template code (1.1.3 (4)). It is more exact than the headings above."""
    if block.code is None:
        return
    path = path_of(block.code.section)[:3]
    if path[: len(project.path)] == project.path[:2][: len(path)] or project.path[:2] == path[:2]:
        project.path = path


def _place_by_name(project: Project, scheme: LevelScheme) -> None:
    """Takes the level that the name prints out of it: โครงการปลูกใจ (ภารกิจที่ 1.1)."""
    if project.name is None:
        return
    bare, printed = placed_name(project.name.value, scheme)
    if printed:
        project.name = replace(project.name, value=bare)
        project.path = within(project.path, printed)


def _name(block: RawBlock, method: Method) -> Value[str] | None:
    fields = block.get(Field.NAME)
    lines = fields[0].content if fields else block.name_lines
    if not lines:
        lines = block.name_lines
    text = clean_name(" ".join(part_text(p) for p in paragraphs(lines)))
    if not text:
        return None
    return Value(text, "\n".join(line.raw for line in lines), lines[0].place, method)


def _ticked_kind(block: RawBlock) -> str:
    """The kind that a field of its own gives: ประเภท : กิจกรรม."""
    return next((kind for entry in block.get(Field.OTHER) if (kind := entry.kind())), "")


LONGEST_TITLE = 30
"""Maximum length in characters of the title of a signature."""


def trim_signatures(block: RawBlock) -> None:
    """Removes the signatures below a block, including the positions printed under them.

    A short line without number between a numbered list and the signature is its title: อนุมัติ.
    """
    content = block.fields[-1].content if block.fields else []
    signature = patterns().borders.signature
    start = next((index for index, line in enumerate(content) if index and signature.match(line.text)), None)
    if start is None:
        return
    is_list = list_number(content[0].text) is not None
    while is_list and list_number(content[start - 1].text) is None and len(content[start - 1].text) <= LONGEST_TITLE:
        start -= 1
    del content[start:]


def trim_caption(block: RawBlock, captions: Set[Place]) -> None:
    """Cut the title of the table that stands below a block."""
    content = block.fields[-1].content if block.fields else []
    if len(content) > 1 and content[-1].place in captions:
        del content[-1]


def trim_headings(block: RawBlock, lists: Sequence[Place], scheme: LevelScheme) -> None:
    """Cut what stands below the first table of projects behind a block, and the headings of levels above that table.

    `lists` are the places of such tables between this block and the next.
    """
    content = block.fields[-1].content if block.fields else []
    if not content or not lists:
        return
    end = next((index for index, line in enumerate(content) if line.place > lists[0]), len(content))
    headings = (index for index, line in enumerate(content[:end]) if index and scheme.read(line.text) is not None)
    del content[next(headings, end) :]


def trim_closing(block: RawBlock) -> None:
    """Cut the address and the like that stand below the last block of a document, and closing words with a sum.

    A plan sums up below the last field, a report wherever the last field that it prints ends.
    """
    if block.is_progress() or (block.fields and block.fields[-1].key != Field.BUDGET):
        for entry in block.fields if block.is_progress() else block.fields[-1:]:
            start = next((i for i, line in enumerate(entry.content) if i and _closes(line)), None)
            if start is not None:
                del entry.content[start:]
    for entry in reversed(block.fields):
        content = entry.content
        cut = len(content)
        while cut > 0 and patterns().borders.closing.match(content[cut - 1].text):
            cut -= 1
        if cut == len(content) or cut == 0:
            return
        del content[cut:]
        return


def _closes(line: Line) -> bool:
    """Whether a line sums up all projects, with money: no item of a list does."""
    return parse_number(line.text) is None and bool(report_money(line.text)) and sums_up(line.text)


def _content(fields: Sequence[RawField]) -> list[Line]:
    return [line for entry in fields for line in entry.content]


def _text_field(project: Project, key: str, fields: Sequence[RawField], method: Method) -> None:
    texts: list[str] = []
    for entry in fields:
        texts += _with_groups(entry, listed if key in family().itemized else paragraphs)
    lines = _content(fields)
    if not lines:
        return
    project.fields[key] = Value("\n".join(texts), "\n".join(line.raw for line in lines), lines[0].place, method)


def _with_groups(entry: RawField, parts: Callable[[Sequence[Line]], list[Paragraph]]) -> list[str]:
    """A field's paragraphs, or the items of a list, with the group names on their own lines."""
    texts: list[str] = []
    for group, lines in _grouped(entry):
        if group is not None:
            texts.append(group.printed)
        texts += [part_text(paragraph) for paragraph in parts(lines)]
    return texts


def _grouped(entry: RawField) -> list[tuple[Group | None, list[Line]]]:
    """The field's lines by group, in order. Lines before the first group heading have no group."""
    starts = sorted(entry.groups)
    bounds = [0, *starts, len(entry.content)]
    groups = [None, *(entry.groups[start] for start in starts)]
    parts = [(group, entry.content[a:b]) for group, a, b in zip(groups, bounds, bounds[1:], strict=False)]
    return [(group, lines) for group, lines in parts if lines]


def _items(key: str, fields: Sequence[RawField]) -> list[Item]:
    found: list[tuple[str, RawItem]] = []
    for entry in fields:
        for group, lines in _grouped(entry):
            found += [(group.name if group is not None else "", item) for item in items(lines)]
    return [
        Item(key, group, position, item.number, item.text, item.line.place)
        for position, (group, item) in enumerate(found, start=1)
    ]


# -- money and years -----------------------------------------------------------------------------------------------


def _planned(fields: list[RawField]) -> list[RawField]:
    """The fields of a budget without those of a report whose headings tell other money, where one does not."""
    planned = [entry for entry in fields if column_meaning([entry.heading.words()]) not in TOLD_MONEY]
    return planned or fields


def _money(project: Project, fields: Sequence[RawField], method: Method) -> list[Finding]:
    lines = _content(fields)
    if not lines:
        return []
    text = "\n".join(part_text(paragraph) for paragraph in paragraphs(lines))
    raw = "\n".join(line.raw for line in lines)
    place = lines[0].place
    project.budget_text = Value(text, raw, place, method)
    money = parse_money(planned_part(text))
    if money.status is MoneyStatus.SUSPECT:
        return [Finding(CheckCode.BUDGET_SUSPECT, project, str(money.value or ""), text, place, field="budget_text")]
    if money.value is None:
        return [Finding(CheckCode.BUDGET_UNREADABLE, project, "", text, place, field="budget_text")]
    confidence = min((line.confidence for line in lines if line.confidence is not None), default=None)
    project.budget_total = Value(_whole(project, money), raw, place, method, confidence)
    for year, amount in sorted(money.by_year.items()):
        value = Value(amount, raw, place, method, confidence)
        project.amounts.append(Amount(year, Basis.DETAIL, value, text, place, _one(amount)))
    return []


def _whole(project: Project, money: Money) -> Decimal:
    """The project's total. An amount per year is multiplied by the number of years in which the project runs."""
    assert money.value is not None
    return money.value * max(len(_years(project, money.text)), 1) if money.per_year else money.value


def _years(project: Project, budget: str) -> Sequence[int]:
    """The years in which a project runs: those named beside its money if they are some of its duration, else these."""
    duration = project.fields.get(Field.DURATION)
    years = years_named(duration.value) if duration else ()
    beside = years_named(budget)
    return beside if len(beside) > 1 and (not years or set(beside) <= set(years)) else years


def _duration(project: Project) -> FiscalSpan | None:
    duration = project.fields.get(Field.DURATION)
    return fiscal_span(duration.value) if duration else None


def set_years(project: Project) -> None:
    """Sets the fiscal years from the project's printed duration."""
    duration, span = project.fields.get(Field.DURATION), _duration(project)
    if duration is None or span is None:
        return
    project.fiscal_year_first = Value(span.first, duration.raw, duration.place, duration.method)
    project.fiscal_year_last = Value(span.last, duration.raw, duration.place, duration.method)


def date_total(project: Project) -> None:
    """Adds the amounts by year, if the block gives an amount per year, covers a single year, or has a total of 0."""
    total, text = project.budget_total, project.budget_text
    years = _years(project, planned_part(text.value)) if text is not None else ()
    if project.amounts or total is None or text is None:
        return
    yearly = parse_money(planned_part(text.value)).yearly
    if len(years) > 1 and yearly is None and total.value != 0:
        return
    each = total.value if yearly is None else yearly
    for year in years:
        money = Value(each, total.raw, total.place, total.method, total.confidence)
        project.amounts.append(Amount(year, Basis.DETAIL, money, text.value, total.place, _one(each)))


def _one(amount: Decimal) -> tuple[Reading, ...]:
    """The single reading of a clearly printed amount."""
    return (Reading(amount, ReadingKind.PRINTED),)
