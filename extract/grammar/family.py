"""The description of a family of documents, read from its file in schemas/families and validated.

The file contains only words and traits. extract.grammar.patterns builds regular expressions from them, and
extract.grammar.terms contains functions that use them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from extract.grammar.family_file import CheckedTable
from extract.grammar.field import Content, Field, FieldTraits
from extract.grammar.vocabulary import Vocabulary, vocabulary
from normalize.text import comparable

NAME = "anti_corruption"
"""The family in use."""


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A word that announces a heading of one depth (1 is the outermost) and is followed by its number.

    `slips` and `ordinal_slips` are regular expressions for OCR misreadings of the word and of the text between it and
    the number. If they are empty, the words are matched literally.
    """

    depth: int
    usual: bool
    plain: bool
    word: str
    spellings: tuple[str, ...]
    slips: str
    tails: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_slips: str
    named: bool = False
    """Whether the name of a heading begins with it where nothing stands between them: ด้านการป้องกัน."""


@dataclass(frozen=True, slots=True)
class BlockWords:
    """Words of lines that announce a project's block, and of lines that end the last one."""

    ordinal_words: tuple[str, ...]
    item_words: tuple[str, ...]
    labels: tuple[str, ...]
    inner_labels: tuple[str, ...]
    parts: tuple[str, ...]
    not_levels: tuple[str, ...]
    """Words that count other things than levels: ตารางที่ 2, ครั้งที่ 1."""
    contents: tuple[str, ...]
    """Titles of a table of contents."""
    part_contents: tuple[str, ...]
    ends: tuple[str, ...]
    continued: tuple[str, ...]
    codes: tuple[str, ...]
    pictures: tuple[str, ...]
    table_heads: tuple[str, ...]
    ends_by_body: tuple[str, ...]
    bodies: tuple[str, ...]
    placed_by: tuple[str, ...]
    """Before the level of a project, behind its name."""


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words in counts: จำนวน 5 โครงการ."""

    announced: str
    things: tuple[str, ...]
    listed: tuple[str, ...]
    none: tuple[str, ...]
    repeats: tuple[str, ...]
    """Behind the number of what is neither money nor people: 2,140 ครั้ง."""
    of_all: tuple[str, ...]
    """Between the number of one and that of all."""
    words: tuple[str, ...]
    """The numbers from 1 on in words."""


@dataclass(frozen=True, slots=True)
class TotalWords:
    """Words in the labels of totals: all, those that sum, numbers of the headings that are summed, and (in comparable
    form) those that sum the whole plan."""

    words: tuple[str, ...]
    sums: tuple[str, ...]
    numbers: tuple[str, ...]
    grand: tuple[str, ...]
    limits: tuple[str, ...]
    """Before an amount that is a limit."""
    unlimited: str
    """Before such a word: then the amount is one."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words in titles. Those by kind of document are in comparable form."""

    continuations: tuple[str, ...]
    year: str
    subject: str
    dated: tuple[str, ...]
    action_plan: tuple[str, ...]
    progress_report: tuple[str, ...]
    subjects: tuple[str, ...]
    """What plans and reports are about."""
    reporting: tuple[str, ...]
    """Beginnings of the title of a report, before the words for the plan that it reports on."""
    summaries: tuple[str, ...]
    """Beginnings of the title of the table of all projects and their money."""


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """Words of the lines below the last block: signatures, addresses, page numbers."""

    signed: tuple[str, ...]
    signers: tuple[str, ...]
    signed_instead: tuple[str, ...]
    persons: tuple[str, ...]
    subdistricts: tuple[str, ...]
    districts: tuple[str, ...]
    phones: tuple[str, ...]
    hotlines: tuple[str, ...]
    house_number: str
    streets: tuple[str, ...]
    bodies: tuple[str, ...]
    page: tuple[str, ...]
    page_of: str
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemWords:
    """Words of lines that continue the line above, or that identify a field whose heading is lost."""

    of_laws: tuple[str, ...]
    conjunctions: tuple[str, ...]
    joins: tuple[str, ...]
    """Words between the fields that one heading names."""
    continuations: tuple[str, ...]
    bulleted_continuations: tuple[str, ...]
    aims: tuple[str, ...]
    times: tuple[str, ...]
    moments: tuple[str, ...]
    """Words of which any duration has one."""
    every_year: tuple[str, ...]
    copulas: tuple[str, ...]
    defines: tuple[str, ...]
    means: tuple[str, ...]
    places: tuple[str, ...]
    people: tuple[str, ...]
    """Count people: 40 คน."""
    every: str
    measured: tuple[str, ...]
    measures: tuple[str, ...]
    """The first words of a measure of what came of something, and words within it."""
    place_words: tuple[str, ...]
    """The first words of places: ห้องประชุม, ลานวัด."""
    references: tuple[str, ...]
    """Words behind a kind word that make it speak of a project named before: โครงการนี้."""
    expects: tuple[str, ...]
    persons: tuple[str, ...]
    """Words with which a label of those begins that a project is for."""
    whom: tuple[str, ...]
    hopes: tuple[str, ...]
    because: tuple[str, ...]
    spots: tuple[str, ...]
    handed: tuple[str, ...]
    doing: tuple[str, ...]
    succeeds: tuple[str, ...]
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """Words for the body that ends a project's name in only one of its halves: ของ เทศบาล..."""

    of: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Words in reports: in column titles, in statuses and in the period covered.

    `plans` are names of the plan in which a word of `done` says nothing; `idle` statuses say that nothing was done;
    `boxes` are choices that are not ticked, `ticks` those that are; `nothing` stands for no money.
    `six` and `twelve` are numbers of months in words. `budget` words name what was set aside, not any money; those of
    `out_of` come before the money out of which an amount was spent.
    """

    money: tuple[str, ...]
    budget: tuple[str, ...]
    out_of: tuple[str, ...]
    counted: tuple[str, ...]
    shares: tuple[str, ...]
    left: tuple[str, ...]
    spent: tuple[str, ...]
    ordinance: tuple[str, ...]
    planned: tuple[str, ...]
    plans: tuple[str, ...]
    done: tuple[str, ...]
    undone: tuple[str, ...]
    idle: tuple[str, ...]
    reasons: tuple[str, ...]
    status: tuple[str, ...]
    boxes: tuple[str, ...]
    ticks: tuple[str, ...]
    nothing: tuple[str, ...]
    rounds: tuple[str, ...]
    months: tuple[str, ...]
    six: tuple[str, ...]
    twelve: tuple[str, ...]
    first_half: tuple[str, ...]
    second_half: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellWords:
    """Words in table cells: for risks, shares, departments in remarks, schedules and units.

    `marks` tick a month, a quarter or a status; tables under words of `past` are history; `carried` money goes from
    page to page; `units` and `unit_leads` stand before the unit of the money.
    """

    risk: tuple[str, ...]
    share: str
    spent: tuple[str, ...]
    departments: tuple[str, ...]
    offices: tuple[str, ...]
    """The first words of a department that head a group of projects."""
    processes: tuple[str, ...]
    """The first words of a process that is the heading of a group of projects."""
    sources: tuple[str, ...]
    """The first words of a source of money that head a group of projects."""
    marks: tuple[str, ...]
    quarters: tuple[str, ...]
    past: tuple[str, ...]
    carried: tuple[str, ...]
    units: tuple[str, ...]
    unit_leads: tuple[str, ...]
    yearly: tuple[str, ...]
    """Of money: so much in each year."""
    proof: tuple[str, ...]
    """Of columns: documents that prove what was done."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A family of documents.

    `fields` are in the order in which plans print them. `groups` are the groups within the results. `columns`,
    `risk_columns` and `target_columns` name table columns by role. `units` are factors that convert an amount to baht.
    The attributes after `units` are derived from those before.
    """

    name: str
    kinds: tuple[str, ...]
    name_word: str
    levels: tuple[LevelWord, ...]
    fields: Mapping[Field, FieldTraits]
    groups: Mapping[str, tuple[str, ...]]
    block: BlockWords
    counts: CountWords
    totals: TotalWords
    titles: TitleWords
    closing: ClosingWords
    items: ItemWords
    owners: OwnerWords
    cells: CellWords
    columns: Vocabulary[str]
    risk_columns: Vocabulary[str]
    target_columns: Vocabulary[str]
    reports: ReportWords
    units: Mapping[str, int]

    headings: Vocabulary[Field] = field(init=False)
    progress_headings: Vocabulary[Field] = field(init=False)
    before_colon: Vocabulary[Field] = field(init=False)
    group_headings: Vocabulary[str] = field(init=False)
    prefixes: Mapping[str, Field] = field(init=False)
    """The field of each plan or report heading that may share its line with text, by heading in comparable form."""
    progress_prefixes: frozenset[str] = field(init=False)
    """The headings of reports among them."""
    order: tuple[Field, ...] = field(init=False)
    rank: Mapping[str, int] = field(init=False)
    """The position of each field in the order."""
    late_rank: int = field(init=False)
    """The first rank of the second half of a block."""
    first: frozenset[Field] = field(init=False)
    own: frozenset[Field] = field(init=False)
    short: frozenset[Field] = field(init=False)
    stems: Mapping[str, Field] = field(init=False)
    """Parts of words that identify the field of an unlisted heading."""
    anywhere: frozenset[Field] = field(init=False)
    texts: tuple[Field, ...] = field(init=False)
    """Fields whose text is kept, in order."""
    itemized: tuple[Field, ...] = field(init=False)
    """Fields whose items are kept: first the lists, then short fields, which may be a list."""
    lists: frozenset[Field] = field(init=False)
    """Fields that are lists."""
    column_fields: tuple[Field, ...] = field(init=False)
    """Fields for which a project table may have a column, in the order of the column words."""

    def __post_init__(self) -> None:
        for name, value in {**_words_of(self), **_sets_of(self)}.items():
            object.__setattr__(self, name, value)


def _words_of(known: Family) -> dict[str, object]:
    traits = known.fields.values()
    progress = {entry.field: entry.progress for entry in traits}
    return {
        "headings": vocabulary({entry.field: entry.headings for entry in traits}),
        "progress_headings": vocabulary(progress),
        "before_colon": vocabulary({entry.field: entry.before_colon for entry in traits}),
        "group_headings": vocabulary(known.groups),
        "prefixes": {comparable(word): entry.field for entry in traits for word in (*entry.headings, *entry.progress)},
        "progress_prefixes": frozenset(vocabulary(progress).keys),
    }


def _sets_of(known: Family) -> dict[str, object]:
    traits = tuple(known.fields.values())
    order = tuple(known.fields)
    itemized = [entry for entry in traits if entry.holds is Content.LIST]
    texts = tuple(entry.field for entry in traits if entry.holds in (Content.TEXT, Content.LIST))
    anywhere = frozenset(entry.field for entry in traits if entry.anywhere)
    return {
        "order": order,
        "rank": {name: rank for rank, name in enumerate(order)},
        "stems": {word: entry.field for entry in traits for word in entry.stems},
        "late_rank": min(order.index(entry.field) for entry in traits if entry.late),
        "first": frozenset(entry.field for entry in traits if entry.first),
        "own": frozenset(entry.field for entry in traits if entry.own),
        "short": frozenset(entry.field for entry in traits if entry.short),
        "anywhere": anywhere,
        "texts": texts,
        "itemized": tuple(entry.field for entry in sorted(itemized, key=lambda entry: entry.short)),
        "lists": frozenset(entry.field for entry in itemized if not entry.short),
        "column_fields": tuple(
            Field(role) for role in dict.fromkeys(known.columns.keys.values()) if role in texts and role not in anywhere
        ),
    }


@cache
def family() -> Family:
    """The family in use. Its file is read once."""
    return load_family(NAME)


def load_family(name: str) -> Family:
    """Loads a family from its file in schemas/families. Raises FamilyError with the location of an invalid entry."""
    path = f"families/{name}.toml"
    return read_family(tomllib.loads(files("schemas").joinpath(path).read_text("utf-8")), name, path)


def read_family(data: Mapping[str, Any], name: str, where: str) -> Family:
    """The family described by a file's tables. `where` is the name of the file in error messages."""
    top = CheckedTable(data, where)
    columns = top.table("columns")
    tables = {key: vocabulary(columns.table(key).word_lists()) for key in ("projects", "risks", "targets")}
    columns.close()
    found = Family(
        name=name,
        kinds=top.words("kinds"),
        name_word=top.word("name_word"),
        levels=_levels(top),
        fields=_fields(top),
        groups=_groups(top),
        block=_words(top, "block", BlockWords),
        counts=_words(top, "counts", CountWords),
        totals=_comparable(_words(top, "totals", TotalWords), "grand"),
        titles=_comparable(
            _words(top, "titles", TitleWords), "action_plan", "progress_report", "reporting", "subjects", "summaries"
        ),
        closing=_words(top, "closing", ClosingWords),
        items=_words(top, "items", ItemWords),
        cells=_words(top, "cells", CellWords),
        owners=_words(top, "owners", OwnerWords),
        columns=tables["projects"],
        risk_columns=tables["risks"],
        target_columns=tables["targets"],
        reports=_report_words(top),
        units=_units(top),
    )
    top.close()
    return found


def _report_words(top: CheckedTable) -> ReportWords:
    names = (
        "money", "budget", "out_of", "counted", "shares", "left", "spent", "ordinance", "planned", "plans", "done",
        "undone", "idle", "reasons", "status", "first_half",
    )  # fmt: skip
    return _comparable(_words(top, "reports", ReportWords), *names)


def _levels(top: CheckedTable) -> tuple[LevelWord, ...]:
    found = tuple(
        LevelWord(
            depth=entry.number("depth"),
            usual=entry.flag("usual"),
            plain=entry.flag("plain"),
            word=entry.word("word"),
            spellings=entry.words("spellings", optional=True),
            slips=entry.expression("slips"),
            tails=entry.words("tails", optional=True),
            ordinals=entry.words("ordinals", optional=True),
            ordinal_slips=entry.expression("ordinal_slips"),
            named=entry.flag("named"),
        )
        for entry in top.tables("levels")
    )
    if not {1, 2} <= {entry.depth for entry in found if entry.usual}:
        raise top.error("levels", "must have a usual word of depth 1 and one of depth 2")
    return found


def _fields(top: CheckedTable) -> dict[Field, FieldTraits]:
    found: dict[Field, FieldTraits] = {}
    for entry in top.tables("field"):
        traits = _traits(entry)
        if traits.field in found:
            raise entry.error("key", f"is {traits.field} again")
        if any(other.late for other in found.values()) and not traits.late:
            raise entry.error("late", f"must be true: {traits.field} follows a field of the second half")
        found[traits.field] = traits
    if missing := [name for name in Field if name not in found]:
        raise top.error("field", f"lacks {', '.join(missing)}")
    if not any(entry.late for entry in found.values()):
        raise top.error("field", "has none of the second half")
    top.refuse_shared({name: entry.headings for name, entry in found.items()})
    top.refuse_shared({name: entry.progress for name, entry in found.items()})
    return found


def _traits(entry: CheckedTable) -> FieldTraits:
    return FieldTraits(
        field=entry.choice("key", Field),
        holds=entry.choice("holds", Content),
        first=entry.flag("first"),
        own=entry.flag("own"),
        short=entry.flag("short"),
        late=entry.flag("late"),
        anywhere=entry.flag("anywhere"),
        headings=entry.words("headings"),
        progress=entry.words("progress", optional=True),
        before_colon=entry.words("before_colon", optional=True),
        stems=entry.words("stems", optional=True),
    )


def _groups(top: CheckedTable) -> dict[str, tuple[str, ...]]:
    found = {entry.word("name"): entry.words("headings") for entry in top.tables("group")}
    top.refuse_shared(found)
    if len(found) < 2:
        raise top.error("group", "must be there for the outputs and for the outcomes")
    return found


def _units(top: CheckedTable) -> dict[str, int]:
    found = top.table("units").numbers()
    if 1 not in found.values():
        raise top.error("units", "must have the baht itself, with the factor 1")
    return found


Words = TypeVar(
    "Words",
    BlockWords, CountWords, TotalWords, TitleWords, ClosingWords, ItemWords, OwnerWords, CellWords, ReportWords,
)  # fmt: skip


def _words(top: CheckedTable, key: str, kind: type[Words]) -> Words:
    """A table with the attributes of `kind` as entries: a list of words for each tuple, one word for each str."""
    table = top.table(key)
    words: dict[str, Any] = {
        entry.name: table.word(entry.name) if entry.type == "str" else table.words(entry.name) for entry in fields(kind)
    }
    table.close()
    return kind(**words)


def _comparable(words: Words, *names: str) -> Words:
    """The words, with the named lists in comparable form."""
    changed: dict[str, Any] = {name: tuple(map(comparable, getattr(words, name))) for name in names}
    return replace(words, **changed)
