"""Checks one row of a corrections file and puts its values into canonical form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from phaen.correct import columns
from phaen.correct.columns import ValueProblem
from phaen.correct.correction import CHECKS, DETAILS, PARTS, Action, Correction

COLUMNS = ("anchor", "document", "table", "field", "action", "old", "new", "reason", "who", "when", "raw_digest")
OPTIONAL = frozenset({"reason", "who", "when", "old", "raw_digest"})
"""Columns that a file need not have."""

GRAND = "grand"
"""Where a total of the whole plan is moved to."""

_DOCUMENT = re.compile(r"[0-9a-f]{16}")
_ANCHOR = re.compile(r"[0-9a-f]{16}(?:-[0-9a-z-]+)?")
_DIGEST = re.compile(r"[0-9a-f]{8}")
_MADE_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?e\+?[0-9]+|[0-9]+", re.IGNORECASE)
_WITHOUT_ANCHOR = frozenset({"documents", CHECKS})

_TABLES: Mapping[Action, frozenset[str]] = {
    Action.SET: frozenset(columns.settable()),
    Action.SPLIT: frozenset({"projects"}),
    Action.JOIN: frozenset({"projects"}),
    Action.MERGE: frozenset({"projects"}),
    Action.DELETE: frozenset(
        {
            "dimensions",
            "sections",
            "projects",
            "budgets",
            "totals",
            "project_progress",
            "progress",
            "risks",
            "indicator_targets",
        }
    ),
    Action.MOVE: frozenset({"dimensions", "sections", "projects", "budgets", "totals"}),
}


def read_row(cells: Mapping[str, str], row: int) -> Correction:
    """The correction in a row, whose cells are texts by column. Raises ValueProblem if it is malformed."""
    action = _action(cells["action"])
    table = cells["table"].strip().lower()
    if table not in _TABLES[action]:
        raise ValueProblem(f"{action} is not possible for the table {table!r}: only for {_listed(_TABLES[action])}")
    given = cells.get("raw_digest", "").strip().lower()
    made = Correction(
        document=_identifier(cells["document"], _DOCUMENT, "document_id"),
        table=table,
        anchor=_anchor(cells["anchor"], table),
        field=_field(cells["field"].strip(), table, action),
        action=action,
        new="",
        old=cells.get("old", "").strip(),
        reason=columns.text(cells.get("reason", "")),
        who=columns.text(cells.get("who", "")),
        when=columns.when(cells.get("when", "")),
        raw_digest=_identifier(given, _DIGEST, "raw_digest") if given else "",
        row=row,
    )
    return _with_new(made, cells["new"].strip())


def _action(text: str) -> Action:
    try:
        return Action(text.strip().lower())
    except ValueError:
        raise ValueProblem(f"{text!r} is not an action: {_listed(Action)}") from None


def _identifier(text: str, form: re.Pattern[str], column: str) -> str:
    identifier = text.strip().lower()
    if form.fullmatch(identifier):
        return identifier
    if not identifier:
        raise ValueProblem(f"{column} is missing")
    if _MADE_NUMBER.fullmatch(identifier):
        raise ValueProblem(f"{text!r} is no {column}: a spreadsheet has changed it into a number")
    raise ValueProblem(f"{text!r} is no {column}")


def _anchor(text: str, table: str) -> str:
    if not text.strip() and table in _WITHOUT_ANCHOR:
        return ""
    if table == "documents":
        raise ValueProblem("a row for the table documents has no anchor")
    return _identifier(text, _ANCHOR, "anchor")


def _field(field: str, table: str, action: Action) -> str:
    """The column that is set; for an amount that is named by its project, year and basis."""
    if action is Action.SPLIT and field == DETAILS:
        return field
    if action is not Action.SET:
        if field:
            raise ValueProblem(f"{action} has no field, but {field!r} is given")
        return ""
    if table == "budgets" and (found := columns.year_and_basis(field)):
        return f"{found[0]}/{found[1]}"
    if field not in columns.settable()[table]:
        what = "is no finding" if table == CHECKS else f"of the table {table} cannot be set"
        raise ValueProblem(f"{field!r} {what}" if field else "field is missing")
    return field


def _with_new(made: Correction, given: str) -> Correction:
    forms: dict[Action, Callable[[Correction, str], str]] = {
        Action.SET: _new_value,
        Action.SPLIT: _names,
        Action.MERGE: _other_anchor,
        Action.JOIN: _other_anchor,
        Action.DELETE: _nothing,
        Action.MOVE: _destination,
    }
    return replace(made, new=forms[made.action](made, given))


def _new_value(made: Correction, given: str) -> str:
    by_year = columns.settable()["budgets"]["amount"]
    form = by_year if made.table == "budgets" and "/" in made.field else columns.settable()[made.table][made.field]
    if given:
        return form(given)
    if (made.table, made.field) in columns.never_empty():
        raise ValueProblem(f"{made.field} cannot be empty")
    return ""


def _names(made: Correction, given: str) -> str:
    if made.field == DETAILS:
        return _nothing(made, given)
    names = [columns.text(name) for name in given.split(PARTS)]
    if len(names) < 2 or not all(names):
        raise ValueProblem(f"new must have the names of at least two projects, separated by {PARTS}")
    return PARTS.join(names)


def _other_anchor(made: Correction, given: str) -> str:
    other = _identifier(given, _ANCHOR, "anchor (in new)")
    if other == made.anchor:
        raise ValueProblem(f"{made.action} needs the anchor of another project in new")
    return other


def _nothing(made: Correction, given: str) -> str:
    if given:
        raise ValueProblem(f"{made.action} takes no value, but new is {given!r}")
    return ""


def _destination(made: Correction, given: str) -> str:
    if made.table == "budgets":
        return _identifier(given, _ANCHOR, "anchor (in new)")
    if made.table == "totals" and given.lower() == GRAND:
        return GRAND
    code = columns.code(given)
    is_dimension = "." not in code
    if made.table in {"dimensions", "totals"} and not is_dimension:
        raise ValueProblem(f"{given!r} is not the number of a dimension")
    if made.table == "sections" and is_dimension:
        raise ValueProblem(f"{given!r} is not the code of a section, such as 1.2")
    return code


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
