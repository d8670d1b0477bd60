"""The data of the overview: one line per plan, in pages, and what is common to all."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from importlib.resources import files
from typing import Any

from phaen.emit.values import Row
from phaen.review.documents import DocumentRows, NoDatasetError
from phaen.review.questions import facts
from phaen.review.rows import money, one_amount_per_year
from schemas.checks import CHECKS, CheckCode
from schemas.tables import tables

PLANS_PER_PAGE = 250
"""Plans in one file of the overview, about 100 kB."""

PLAN_COLUMNS = ("document_id", "source_file", "organization", "organization_type", "province_code", "province", "kind",
                "first", "last", "status", "error", "text_source", "pages", "projects", "satang", "errors", "warnings",
                "infos", "kinds", "money", "sample")  # fmt: skip
"""The cells of a plan's line.

`satang` is the budget of all years in 1/100 baht, which JavaScript adds up exactly. `kinds` are pairs: the position of
a finding's code in `checks`, and how many of them. `money` are triples: number of the dimension (0 for none), fiscal
year, satang. `sample` is the number of its projects in the sample.
"""

SATANG = 100
_SEVERITIES = ("error", "warning", "info")
_CODES = {code.value: number for number, code in enumerate(CheckCode)}


def plan_line(rows: DocumentRows, sampled: int) -> list[object]:
    """The line of a plan, in the order of PLAN_COLUMNS."""
    document = rows["documents"][0]
    heads = [fact[0] for fact in facts(rows["checks"])]
    by_severity = Counter(str(check["severity"]) for check in heads)
    kinds = Counter(_position(str(check["check"])) for check in heads)
    budget = _money(rows)
    stated = [document[name] for name in ("document_id", "source_file", "organization", "organization_type")]
    place = [document[name] for name in ("province_code", "province", "document_kind")]
    years = [document["fiscal_year_first"], document["fiscal_year_last"]]
    reading = [document[name] for name in ("status", "error", "text_source", "pages")]
    counts = [len(rows["projects"]), sum(amount for _, _, amount in budget), *(by_severity[s] for s in _SEVERITIES)]
    return [*stated, *place, *years, *reading, *counts, sorted(kinds.items()), budget, sampled]


def _position(code: str) -> int:
    """The position of a finding's code in `checks`. Raises NoDatasetError for the code of another version."""
    if code not in _CODES:
        raise NoDatasetError(f"this version does not know the finding {code}: convert the sources again")
    return _CODES[code]


def _money(rows: DocumentRows) -> list[tuple[int, int, int]]:
    """The budget by dimension and year, in satang."""
    dimensions = {row["project_id"]: row["dimension"] for row in rows["projects"]}
    found: Counter[tuple[int, int]] = Counter()
    for row in one_amount_per_year(rows["budgets"]):
        found[_number(dimensions.get(row["project_id"])), _number(row["fiscal_year"])] += satang(row)
    return [(dimension, year, amount) for (dimension, year), amount in sorted(found.items())]


def satang(budget: Row) -> int:
    """The amount of a row of `budgets` in 1/100 baht."""
    return int(money(budget["amount"]) * Decimal(SATANG))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def common_data() -> dict[str, Any]:
    """What all pages need to know of the schema: findings, columns, provinces."""
    return {
        "plan_columns": PLAN_COLUMNS,
        "checks": [_check(code) for code in CheckCode],
        "titles": [
            [table.name, field.name, field.title, field.title_th]
            for table in tables().values()
            for field in table.fields
        ],
        "table_titles": [[table.name, table.title, table.title_th] for table in tables().values()],
        "provinces": _provinces(),
    }


def _check(code: CheckCode) -> list[object]:
    check = CHECKS[code]
    return [code.value, check.severity.value, code.value.replace("_", " "), check.title_th]


def _provinces() -> list[list[object]]:
    """Code, names, and the place of the province on the tile map with its short names."""
    names = {row["code"]: row for row in _table("schemas", "provinces.csv")}
    tiles = _table("schemas", "province_tiles.csv")
    return [
        [tile["code"], names[tile["code"]]["name_th"], names[tile["code"]]["name_en"],
         int(tile["column"]), int(tile["row"]), tile["short_th"], tile["short_en"]]
        for tile in tiles
    ]  # fmt: skip


def _table(package: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files(package) / name).read_text(encoding="utf-8").splitlines()))
