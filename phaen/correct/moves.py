"""Corrections of where rows belong. All moves of a plan are made together, so that two rows may change places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extract.model.plan import Amount, Heading, Path, Plan, Project, Scope, Total, path_of
from phaen.correct.correction import Correction
from phaen.correct.register import Register, Stale, put_amount
from phaen.correct.rows import GRAND

Done = Callable[[Correction], None]
Refused = Callable[[Correction, Stale], None]


def move(register: Register, corrections: Sequence[Correction], done: Done, refused: Refused) -> None:
    """Apply all moves: headings first, then projects and totals by the new codes, then amounts.

    Calls `done` for each move that was made, `refused` for each that was not.
    """
    found: list[tuple[Correction, object]] = []
    for correction in corrections:
        try:
            found.append((correction, register.find(correction.anchor, correction.table)))
        except Stale as why:
            refused(correction, why)
    headings = [(row, thing) for row, thing in found if isinstance(thing, Heading)]
    amounts = [(row, thing) for row, thing in found if isinstance(thing, Amount)]
    _move_headings(register, headings, done, refused)
    for correction, thing in found:
        if isinstance(thing, Project):
            _move_project(register, thing, path_of(correction.new))
            done(correction)
        elif isinstance(thing, Total):
            _move_total(register, thing, correction.new)
            done(correction)
    _move_amounts(register, amounts, done, refused)


# -- headings -------------------------------------------------------------------------------------------------------


def _move_headings(
    register: Register, moves: Sequence[tuple[Correction, Heading]], done: Done, refused: Refused
) -> None:
    """Change the codes of headings and of all below them, unless two headings would have one code."""
    plan = register.plan
    wanted = {heading.path: path_of(correction.new) for correction, heading in moves}
    clashing = _clashing([heading.path for heading in plan.headings], wanted)
    for correction, heading in moves:
        if wanted[heading.path] in clashing:
            refused(correction, Stale(f"another heading has the code {correction.new}"))
    made = {old: new for old, new in wanted.items() if new not in clashing}
    kept = [(correction, heading) for correction, heading in moves if heading.path in made]
    for _, heading in kept:  # before the codes change: the note has the code that was read
        register.note(heading, "dimension" if heading.level == 1 else "section", heading.code, heading.place)
    _rename_paths(plan, made)
    for correction, _ in kept:
        done(correction)


def _clashing(paths: Sequence[Path], wanted: dict[Path, Path]) -> set[Path]:
    """The new paths that two headings would have. Without them others may clash: what they would have freed is not."""
    refused: set[Path] = set()
    while True:
        made = {old: new for old, new in wanted.items() if new not in refused}
        after = [_moved(path, made) for path in paths]
        found = {new for new in made.values() if after.count(new) > 1}
        if not found:
            return refused
        refused |= found


def _moved(path: Path, moves: dict[Path, Path]) -> Path:
    """A path after the moves: the longest moved heading that it is below counts."""
    for length in range(len(path), 0, -1):
        if path[:length] in moves:
            return moves[path[:length]] + path[length:]
    return path


def _rename_paths(plan: Plan, moves: dict[Path, Path]) -> None:
    for heading in plan.headings:
        heading.path = _moved(heading.path, moves)
    for project in plan.projects:
        project.path = _moved(project.path, moves)
        project.summary_path = _moved(project.summary_path, moves)
    for total in plan.totals:
        total.dimension = _moved((total.dimension,), moves)[0] if total.dimension is not None else None
    for line in plan.progress:
        line.dimension = _moved((line.dimension,), moves)[0] if line.dimension is not None else None


# -- projects, totals, amounts --------------------------------------------------------------------------------------


def _move_project(register: Register, project: Project, path: Path) -> None:
    levels = zip(("dimension", "section", "subsection"), (project.dimension, project.section, project.subsection),
                 strict=True)  # fmt: skip
    before = list(levels)
    project.path = path
    if project.in_summary:
        project.summary_path = path
    for column, read in before:
        if getattr(project, column) != read:
            register.note(project, column, read, project.summary_place or project.detail_place)


def _move_total(register: Register, total: Total, to: str) -> None:
    register.note(total, "scope", total.scope, total.place)
    register.note(total, "dimension", total.dimension, total.place)
    total.scope, total.dimension = (Scope.GRAND, None) if to == GRAND else (Scope.DIMENSION, int(to))


def _move_amounts(register: Register, moves: Iterable[tuple[Correction, Amount]], done: Done, refused: Refused) -> None:
    """Take all amounts out, then put each into its project, unless that has one of the same year."""
    taken: list[tuple[Correction, Amount, Project]] = []
    for correction, amount in moves:
        owner = register.owner(amount)
        owner.amounts = [own for own in owner.amounts if own is not amount]
        taken.append((correction, amount, owner))
    for correction, amount, owner in taken:
        try:
            project = _free_project(register, correction.new, amount)
        except Stale as why:
            put_amount(owner, amount)
            refused(correction, why)
            continue
        put_amount(project, amount)
        register.settle_joint(amount)
        register.note(amount, "project_id", owner.project_id, amount.place)
        done(correction)


def _free_project(register: Register, anchor: str, amount: Amount) -> Project:
    """The project that an amount is moved to. Raises Stale if it has another one of that year and basis."""
    project = register.project(anchor)
    if any((own.fiscal_year, own.basis) == (amount.fiscal_year, amount.basis) for own in project.amounts):
        raise Stale("the project has an amount of that year")
    return project
