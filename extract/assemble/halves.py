"""Matches the two halves of a project, its summary row and its detail block, although the spelling may differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from extract.assemble.alike import (
    LOOSE_PART,
    SAME_NAME,
    SAME_PLACE_NAME,
    likely_pairs,
    likeness,
    part_of,
    without_owner,
)
from extract.assemble.assignment import assign, margins
from extract.assemble.joined import joined
from extract.assemble.tags import without_tags
from extract.assemble.unplaced import take_places_of_rows
from extract.blocks.fields import Blocks
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.model.decisions import Decision, Reason
from extract.model.plan import Finding, Project
from extract.tables.summary_types import Summary, SummaryProject, SummaryRow
from normalize.money import parse_money
from normalize.text import comparable
from schemas.checks import CheckCode

FAR_NAME = 0.4
"""Minimum similarity of the only two remaining halves at one place with one number."""

PART_WEIGHT = 0.15
"""Weight of a pair in which one name only contains most of the other. It is less than that of any similar pair."""

UNKNOWN_DIMENSION = 0.8
OTHER_DIMENSION = 0.3
"""Factor for the same name in another dimension. It ranks below the minimum similarity (SAME_NAME) in the own one."""

ORDER_BONUS = 0.02
"""For the same relative position in the document. Squared distances keep halves with equal names in order."""

RESPONSIBLE_BONUS = 0.02
SMALL_MARGIN = 0.01
"""A margin that the order alone can produce."""

SECTION_BONUS = 0.03
NUMBER_BONUS = 0.05
BUDGET_BONUS = 0.08
"""An equal sum of money distinguishes two projects with the same name better than a number."""

SURE_NAME = 0.9
"""Similarity of two names from which on different numbers are a misprint."""

FEWEST_NUMBERED = 3
MOST_NUMBERED = 0.9
"""Pairs of halves with one name and numbers, at the least, and the share of them whose numbers agree: then numbers tell
projects with similar names apart."""

MOST_PAIRS = 4_000_000
"""Maximum number of pairs of halves that are compared. A plan with 2,000 projects has this many."""


@dataclass(frozen=True, slots=True)
class Halves:
    """All projects: the summary rows with their projects joined to their blocks, then blocks without a row."""

    rows: list[tuple[SummaryRow, list[Project]]]
    alone: list[Project]
    findings: list[Finding]
    """Findings about blocks, and about blocks that may belong to another row."""
    decisions: list[Decision]

    @property
    def projects(self) -> list[Project]:
        """All projects in the order of the dataset."""
        return [*(project for _, projects in self.rows for project in projects), *self.alone]


def join_halves(summary: Summary, blocks: Blocks, heal: Callable[[str], str]) -> Halves:
    """Joins the rows of the summary table with the detail blocks."""
    flat = [project for row in summary.rows for project in row.projects]
    lost = {id(finding.about) for finding in blocks.findings if finding.code is CheckCode.BLOCK_BEGINS_LOST}
    headless = [j for j, block in enumerate(blocks.projects) if id(block) in lost and block.name is None]
    partners = join(flat, _own_budgets(summary), blocks.projects, headless)
    take_places_of_rows(flat, blocks.projects, {i: partner.block for i, partner in partners.items()})
    merged = [
        joined(entry, blocks.projects[partners[i].block] if i in partners else None, heal)
        for i, entry in enumerate(flat)
    ]
    taken = {partner.block for partner in partners.values()}
    alone = [block for j, block in enumerate(blocks.projects) if j not in taken]
    remaining = iter(merged)
    rows = [(row, [next(remaining) for _ in row.projects]) for row in summary.rows]
    without_tags(merged, {id(project): row.remarks for row, projects in rows for project in projects})
    unsure = [
        Finding(CheckCode.HALVES_UNCERTAIN, merged[i], "", entry.name, entry.place)
        for i, entry in enumerate(flat)
        if i in partners and partners[i].margin < SMALL_MARGIN
    ]
    return Halves(rows, alone, [*blocks.findings, *unsure], _decisions(flat, partners, alone))


def _decisions(
    rows: Sequence[SummaryProject], partners: Mapping[int, Partner], alone: Sequence[Project]
) -> list[Decision]:
    made = []
    for i, row in enumerate(rows):
        partner = partners.get(i)
        reason = partner.reason if partner is not None else Reason.NO_PARTNER
        made.append(Decision(row.place, "summary row", reason, row.name))
    lone = [(block.detail_place, block.name) for block in alone if block.detail_place is not None]
    return made + [
        Decision(place, "detail block", Reason.NO_PARTNER, name.value if name else "") for place, name in lone
    ]


def _own_budgets(summary: Summary) -> list[set[Decimal]]:
    """The amounts of each summary project that does not share its cells."""
    return [
        {value * cell.unit for cell in row.money if (value := parse_money(cell.text).value) is not None}
        if len(row.projects) == 1
        else set()
        for row in summary.rows
        for _ in row.projects
    ]


@dataclass(frozen=True, slots=True)
class Partner:
    """The detail block of a summary project, by index, and the reason for the match."""

    block: int
    reason: Reason
    margin: float = 1.0
    """The weight lost by the second best assignment, at least 0. At 0 the alternatives are equivalent."""


def join(
    rows: Sequence[SummaryProject],
    budgets: Sequence[set[Decimal]],
    blocks: Sequence[Project],
    headless: Sequence[int] = (),
) -> dict[int, Partner]:
    """The detail block of each summary project that has one.

    `budgets` holds the amounts that stand in each summary project's own cells (none where several share a cell),
    `headless` the blocks whose beginning is lost, and with it their name.
    """
    names = [_core(row.name) for row in rows]
    others = [_core(block.name.value) if block.name else "" for block in blocks]
    if len(rows) * len(blocks) > MOST_PAIRS:
        return {i: Partner(j, Reason.SAME_NAME) for i, j in _same_names(names, others).items()}
    reasons: dict[tuple[int, int], Reason] = {}
    weights: dict[tuple[int, int], float] = {}
    for i, j in likely_pairs(names, others):
        row, block = rows[i], blocks[j]
        base, reason = _likely(names[i], others[j], row, block)
        if base > 0:
            far = (i / max(1, len(rows)) - j / max(1, len(blocks))) ** 2
            bonus = _bonus(row, block) + BUDGET_BONUS * _same_budget(budgets[i], block) + ORDER_BONUS * (1 - far)
            weights[i, j] = _nearness(row, block) * (base + bonus)
            reasons[i, j] = reason
    by_name = assign(weights)
    numbers_tell = _numbers_tell(by_name, names, others, rows, blocks)

    def is_foreign(i: int, j: int) -> bool:
        """Whether two halves are two projects, of each of which the other half is lost."""
        return numbers_tell and _is_misnumbered(rows[i], blocks[j], likeness(names[i], others[j]))

    if any(is_foreign(i, j) for i, j in by_name.items()):
        weights = {pair: weight for pair, weight in weights.items() if not is_foreign(*pair)}
        by_name = assign(weights)
    clear = {i: margin / _nearness(rows[i], blocks[by_name[i]]) for i, margin in margins(weights, by_name).items()}
    by_place = dict(by_name)
    placed = _by_place(by_place, names, others, rows, blocks)
    by_place |= {i: j for i, j in placed.items() if not is_foreign(i, j)}
    for j in headless:
        _join_headless(by_place, j, budgets, _monies(blocks[j]))
    return {
        i: Partner(j, reasons[i, j], clear[i]) if i in by_name else Partner(j, Reason.SAME_POSITION)
        for i, j in by_place.items()
    }


def _numbers_tell(
    joined: Mapping[int, int],
    names: Sequence[str],
    others: Sequence[str],
    rows: Sequence[SummaryProject],
    blocks: Sequence[Project],
) -> bool:
    """Whether the two halves of a project have the same number: those of nearly all pairs with one name do."""
    numbered = [(i, j) for i, j in joined.items() if rows[i].number and blocks[j].item]
    same = [rows[i].number == blocks[j].item for i, j in numbered if likeness(names[i], others[j]) >= SURE_NAME]
    return len(same) >= FEWEST_NUMBERED and sum(same) >= MOST_NUMBERED * len(same)


def _is_misnumbered(row: SummaryProject, block: Project, similarity: float) -> bool:
    """Whether two halves have different numbers and names that are only similar."""
    return bool(row.number and block.item) and row.number != block.item and similarity < SURE_NAME


def _likely(name: str, other: str, row: SummaryProject, block: Project) -> tuple[float, Reason]:
    """The weight of a pair by its names. 0 if they cannot be the same project.

    The fourth power makes two halves with the same name outweigh two pairs that are merely similar.
    """
    score = likeness(name, other)
    if score >= (SAME_PLACE_NAME if _same_place(row, block) else SAME_NAME):
        return score**4, Reason.SAME_NAME
    if score and row.dimension == block.dimension:
        a, b = without_owner(name), without_owner(other)
        part = part_of(a, b, LOOSE_PART)
        if part >= LOOSE_PART:
            return PART_WEIGHT * part, Reason.NAME_WITHIN_NAME
    return 0.0, Reason.NO_PARTNER


def _nearness(row: SummaryProject, block: Project) -> float:
    """The weight factor for the dimensions of a pair. A fitting block in the own dimension always ranks first."""
    if row.dimension is None or block.dimension is None:
        return UNKNOWN_DIMENSION
    return 1.0 if row.dimension == block.dimension else OTHER_DIMENSION


def _same_names(names: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """Pairs with equal spelling, in order. Used if comparing all pairs would take too long."""
    places: dict[str, list[int]] = {}
    for j in reversed(range(len(others))):
        places.setdefault(others[j], []).append(j)
    return {i: places[name].pop() for i, name in enumerate(names) if name and places.get(name)}


def _same_budget(amounts: set[Decimal], block: Project) -> bool:
    total = block.budget_total.value if block.budget_total else None
    return bool(total) and total in amounts


def _by_place(
    joined: Mapping[int, int],
    names: Sequence[str],
    others: Sequence[str],
    rows: Sequence[SummaryProject],
    blocks: Sequence[Project],
) -> dict[int, int]:
    """Joins halves with different names if nothing else fits: both are the only ones left in their section or
    dimension, they have the same number or matched neighbours, and their names have some similarity."""
    used = set(joined.values())
    left = [i for i in range(len(rows)) if i not in joined]
    free = [j for j in range(len(blocks)) if j not in used]
    found = {}
    only: dict[int, bool] = {}
    """Of each block that was asked about, whether one row alone may be it."""
    for i in left if free else ():
        near = list(islice((j for j in free if _may_be(rows[i], blocks[j])), 2))
        if len(near) != 1:
            continue
        block = blocks[near[0]]
        if near[0] not in only:
            only[near[0]] = len(list(islice((k for k in left if _may_be(rows[k], block)), 2))) == 1
        is_alone = only[near[0]] and _stands_alike(joined, i, near[0], rows, blocks)
        if is_alone and likeness(names[i], others[near[0]]) >= FAR_NAME:
            found[i] = near[0]
    return found


def _join_headless(joined: dict[int, int], j: int, budgets: Sequence[set[Decimal]], monies: set[Decimal]) -> None:
    """Join a block whose beginning is lost: to the only row left between the rows of its neighbours, or to the only one
    there whose money it tells. Its dimension may be that of the block before it."""
    before = max((i for i, other in joined.items() if other < j), default=-1)
    behind = min((i for i, other in joined.items() if other > j), default=len(budgets))
    free = [i for i in range(before + 1, behind) if i not in joined]
    priced = [i for i in free if budgets[i] & monies]
    fits = priced or [i for i in free if not budgets[i] or not monies]
    if len(fits) == 1 and (priced or joined):
        joined[fits[0]] = j


def _monies(block: Project) -> set[Decimal]:
    """The amounts that a block tells, of a year or of all."""
    total = [block.budget_total.value] if block.budget_total else []
    return {*total, *(amount.money.value for amount in block.amounts if amount.money is not None)}


def _may_be(row: SummaryProject, block: Project) -> bool:
    """Whether two halves are in the same dimension, and in the same section if both have one."""
    sections = {section for section in (row.section, block.section) if section}
    return row.dimension is not None and row.dimension == block.dimension and len(sections) < 2


def _stands_alike(
    joined: Mapping[int, int], i: int, j: int, rows: Sequence[SummaryProject], blocks: Sequence[Project]
) -> bool:
    """Whether two halves have the same number, or the halves before and after them are matched."""
    if rows[i].number and rows[i].number == blocks[j].item:
        return True
    before = joined.get(i - 1, -1) == j - 1
    behind = joined.get(i + 1, len(blocks)) == j + 1 if i + 1 < len(rows) else j + 1 == len(blocks)
    return before and behind


def _core(name: str) -> str:
    """A name for comparison, without its kind word. One half often omits it."""
    text = comparable(name)
    for _ in range(2):
        for kind in family().kinds:
            text = text.removeprefix(kind)
    return text


def _same_place(row: SummaryProject, block: Project) -> bool:
    return bool(row.section) and row.section == block.section and row.dimension == block.dimension


def _bonus(row: SummaryProject, block: Project) -> float:
    bonus = 0.0
    mine, other = row.fields.get(Field.RESPONSIBLE), block.fields.get(Field.RESPONSIBLE)
    if mine and other and comparable(mine) == comparable(other.value):
        bonus += RESPONSIBLE_BONUS
    if row.section and row.section == block.section:
        bonus += SECTION_BONUS
    if row.number and row.number == block.item:
        bonus += NUMBER_BONUS
    return bonus
