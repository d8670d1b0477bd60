"""The printed samples (Word files, PDFs, a scan) say what the text samples say, as far as they can be read today.

Each document is compared with the truth of the sample that it was printed from, aspect by aspect. An aspect without a
limit must be read without a fault; each limit below one has its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec

import pytest

from extract.model.plan import Basis, Plan, Project, Value
from extract.parse import parse_plan
from extract.read import read_document
from phaen.check import check_plan
from samples.make.documents import DOCUMENTS, FOLDER
from schemas.checks import CHECKS, Severity
from tests.scoring import COLUMNS, canon, canon_field, content, detailed, similarity, summarized, truth_of

ALIKE = 0.95
"""How alike a field's text must be to its lines in the text sample."""

Pair = tuple[Iterable[Hashable], Iterable[Hashable]]
"""What was found, and what is true."""

LIMITS: dict[str, dict[str, float]] = {
    # A round bullet is read as ๑ where it touches nothing and stands high, and a heading takes in the name below it.
    "8_tambon_nong_kaeo_mani.scan.pdf": {
        "sections": 0.7, "detail_names": 0.6, "detail_places": 0.85, "field_texts": 0.93,
    },
}  # fmt: skip
"""For each document and aspect, the least share that is read right; where nothing is said, all of it.

A limit below one is what is reached today, and is raised as reading gets better.
"""

FACTS = ("organization", "province", "fiscal_year_first", "fiscal_year_last", "stated_project_count")


@cache
def plan_of(name: str) -> Plan:
    plan = parse_plan(read_document(FOLDER / name))
    check_plan(plan)
    return plan


def sample_of(name: str) -> str:
    return name.partition(".")[0]


def plain(value: Value[object] | None) -> object:
    return None if value is None else value.value


def name_of(value: Value[str] | None) -> str:
    return canon(value.value) if value else ""


# --- the aspects: what was found, and what is true


def facts(name: str) -> Pair:
    found, true = plan_of(name).facts, truth_of(sample_of(name))["document"]
    texts = {fact: canon(str(plain(getattr(found, fact)) or "")) for fact in FACTS}
    return texts.items(), {fact: canon(str(true[fact] or "")) for fact in FACTS}.items()


def dimensions(name: str) -> Pair:
    true = truth_of(sample_of(name))["dimensions"]
    found = [(dimension.path[0], canon(dimension.name)) for dimension in plan_of(name).dimensions]
    return found, [(one["number"], canon(one["name"])) for one in true]


def sections(name: str) -> Pair:
    true = truth_of(sample_of(name))["sections"]
    found = [(section.code, section.path[0], canon(section.name)) for section in plan_of(name).sections]
    return found, [(one["code"], one["dimension"], canon(one["name"])) for one in true]


def summary_names(name: str) -> Pair:
    true = truth_of(sample_of(name))["summary_projects"]
    return [name_of(p.summary_name) for p in summarized(plan_of(name))], [canon(one["name"]) for one in true]


def summary_amounts(name: str) -> Pair:
    """Every budget cell, by the project's place in the table."""
    true = truth_of(sample_of(name))["summary_projects"]
    found = [
        (order, str(amount.fiscal_year), plain(amount.money))
        for order, project in enumerate(summarized(plan_of(name)))
        for amount in project.amounts
        if amount.basis is Basis.SUMMARY
    ]
    return found, [(order, *cell) for order, one in enumerate(true) for cell in one["budget"].items()]


def totals(name: str) -> Pair:
    found = [(t.scope.value, t.dimension, str(t.fiscal_year), plain(t.printed)) for t in plan_of(name).totals]
    true = truth_of(sample_of(name))["totals"]
    return found, [(one["scope"], one["dimension"], *cell) for one in true for cell in one["budget"].items()]


def progress(name: str) -> Pair:
    found = [(p.dimension, key, float(value.value)) for p in plan_of(name).progress for key, value in p.values.items()]
    true = truth_of(sample_of(name))["progress"]
    return found, [(row["dimension"], key, float(row[key])) for row in true for key in row if key != "dimension"]


def risks(name: str) -> Pair:
    found = [
        (risk.order, canon(risk.step), canon(risk.score), len(risk.risks.split("\n")), len(risk.measures.split("\n")))
        for risk in plan_of(name).risks
    ]
    true = truth_of(sample_of(name))["risks"]
    return found, [
        (one["order"], canon(one["step"]), canon(one["score"]), one["risk_count"], one["measure_count"]) for one in true
    ]


def indicator_targets(name: str) -> Pair:
    found = [(canon(t.indicator), str(t.fiscal_year), canon(t.text)) for t in plan_of(name).targets]
    true = truth_of(sample_of(name))["indicator_targets"]
    return found, [(canon(one["indicator"]), year, canon(text)) for one in true for year, text in one["values"].items()]


def detail_names(name: str) -> Pair:
    true = truth_of(sample_of(name))["details"]
    return [name_of(p.name) for p in detailed(plan_of(name))], [canon(one["name"]) for one in true]


def detail_places(name: str) -> Pair:
    true = truth_of(sample_of(name))["details"]
    found = [
        (order, p.dimension, p.section or None, p.subsection or None) for order, p in enumerate(detailed(plan_of(name)))
    ]
    return found, [(order, one["dimension"], one["section"], one["subsection"]) for order, one in enumerate(true)]


def detail_budgets(name: str) -> Pair:
    true = truth_of(sample_of(name))["details"]
    found = [(order, plain(p.budget_total)) for order, p in enumerate(detailed(plan_of(name)))]
    return found, [(order, one["budget_total"]) for order, one in enumerate(true)]


def field_texts(name: str) -> Pair:
    """The fields of the blocks whose text is alike, block by block in their order."""
    true = truth_of(sample_of(name))["details"]
    found = [
        (order, field)
        for order, (one, project) in enumerate(zip(true, detailed(plan_of(name)), strict=False))
        for field in one["fields"]
        if field in COLUMNS and _is_alike(sample_of(name), field, one, project)
    ]
    return found, [(order, field) for order, one in enumerate(true) for field in one["fields"] if field in COLUMNS]


def _is_alike(stem: str, field: str, true: dict, project: Project) -> bool:
    found = canon_field(str(plain(project.fields.get(COLUMNS[field])) or ""))
    return similarity(found, content(stem, field, true)) >= ALIKE


ASPECTS: list[Callable[[str], Pair]] = [
    facts, dimensions, sections, summary_names, summary_amounts, totals, progress, risks, indicator_targets,
    detail_names, detail_places, detail_budgets, field_texts,
]  # fmt: skip


def share(pair: Pair) -> float:
    """How much of what is true was found, and of what was found is true: the smaller of the two shares."""
    found, true = (Counter(side) for side in pair)
    most = max(found.total(), true.total())
    return (found & true).total() / most if most else 1.0


def cases() -> Iterator[object]:
    for name in DOCUMENTS:
        for aspect in ASPECTS:
            yield pytest.param(name, aspect, id=f"{name}-{aspect.__name__}")


def need_ocr(name: str) -> None:
    if ".scan" not in name:
        return
    if find_spec("extract.read.ocr") is None:
        pytest.skip("scans are not read yet")
    from extract.read.ocr.ocr_interface import EngineUnavailable
    from extract.read.ocr.tessdata import find_tessdata

    try:
        find_tessdata()
    except EngineUnavailable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(("name", "aspect"), list(cases()))
def test_document_says_what_the_sample_says(name: str, aspect: Callable[[str], Pair]) -> None:
    need_ocr(name)
    found, true = (list(side) for side in aspect(name))
    limit = LIMITS.get(name, {}).get(aspect.__name__, 1.0)
    read = share((found, true))
    assert read >= limit, f"{read:.3f}: {sorted(map(str, (Counter(found) - Counter(true)).elements()))[:8]}"


def codes(name: str, *severities: Severity) -> set[str]:
    return {str(finding.code) for finding in plan_of(name).findings if CHECKS[finding.code].severity in severities}


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".docx")])
def test_planted_slips_are_found_in_word_files(name: str) -> None:
    assert set(truth_of(sample_of(name))["expected_checks"]) <= codes(name, *Severity)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_is_accounted_for(name: str) -> None:
    need_ocr(name)
    numbers = [page.number for page in plan_of(name).document.pages]
    assert numbers == list(range(1, len(numbers) + 1))


def test_documents_are_all_there_and_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert sizes.keys() == DOCUMENTS.keys()
    assert sum(sizes.values()) < 1_500_000


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".docx")])
def test_word_files_are_what_the_script_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == DOCUMENTS[name]()
