"""Amounts of scans that a project lacks in a year of which the other projects have theirs.

The row or the column of that year was not read, or the row of the project in the table of that year is taken for one of
another project. Such an amount is blank: the sums may prove it, and what they do not prove has a finding.
"""

from __future__ import annotations

from collections import Counter

from extract.model.document import TextSource
from extract.model.plan import Amount, Basis, Plan, Project

USUAL = 0.5
"""Minimum number of amounts in a year of the table, as a share of those in the year that has most."""

FEWEST, SEVERAL = 3, 0.3
"""Minimum number of projects, and share of those with amounts in several years: each may have a year of its own."""


def restore_lost_years(plan: Plan) -> None:
    """Adds a blank amount to each project of a scan that has some, but none of a year in which others have theirs."""
    scanned = {page.number for page in plan.document.pages if page.text_source is TextSource.OCR}
    listed = [(project, years) for project in plan.projects if (years := _years(project, scanned))]
    counts = Counter(year for _, years in listed for year in years)
    several = sum(len(years) > 1 for _, years in listed)
    if len(listed) < FEWEST or several < SEVERAL * len(listed):
        return
    usual = sorted(year for year, count in counts.items() if count >= USUAL * max(counts.values()))
    for project, years in listed:
        for year in usual:
            if year not in years:
                project.amounts.append(Amount(year, Basis.SUMMARY, None, "", project.summary_place))


def _years(project: Project, scanned: set[int]) -> set[int]:
    """The years of the amounts of a project in the table of a scan."""
    place = project.summary_place
    if place is None or place.page not in scanned:
        return set()
    return {amount.fiscal_year for amount in project.amounts if amount.basis is Basis.SUMMARY and amount.fiscal_year}
