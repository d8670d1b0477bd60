"""Numbers, years and names as the sentences of findings write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.model.plan import Project, Scope, Total
from schemas.bilingual import Bilingual
from schemas.phrases import joined, phrase
from schemas.tables import tables


def baht(value: Decimal) -> str:
    """An amount with separators, and with satang only if it has some.

    >>> baht(Decimal("70000")), baht(Decimal("70000.50"))
    ('70,000', '70,000.50')
    """
    return f"{value:,.2f}" if value != value.to_integral_value() else f"{int(value):,}"


def years_text(years: Iterable[int]) -> str:
    """Years as ranges.

    >>> years_text([2566, 2567, 2568, 2570])
    '2566-2568, 2570'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def amounts_by_year(values: Sequence[tuple[int, Decimal]]) -> Bilingual:
    """The amounts of years, each once with the years that it is for: 70,000 in 2566-2570."""
    years: dict[Decimal, list[int]] = {}
    for year, value in values:
        years.setdefault(value, []).append(year)
    return joined(phrase("in_years", amount=baht(value), years=years_text(of)) for value, of in years.items())


def scope_words(total: Total) -> Bilingual:
    """What a total sums."""
    return phrase("whole_plan") if total.scope is Scope.GRAND else phrase("dimension", number=str(total.dimension))


def project_label(project: Project) -> str:
    """How a sentence names a project among others."""
    return project.project_id or f"P{project.order}"


def column_words(names: Iterable[str], table: str = "projects") -> Bilingual:
    """The names of columns of a table, or of its budget: as they are, and their titles in Thai."""
    titles = {
        "budget": tables()["budgets"].title_th,
        **{field.name: field.title_th for field in tables()[table].fields},
    }
    columns = [str(name) for name in names]
    return Bilingual(", ".join(columns), ", ".join(titles.get(name, name) for name in columns))


def quoted(texts: Iterable[str]) -> str:
    """Printed texts, each once, in quotation marks."""
    return " / ".join(repr(text) for text in dict.fromkeys(texts))
