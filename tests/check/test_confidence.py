"""The confidence of values: their classes, the groups of a project, and what corrections do to it."""

from __future__ import annotations

import pytest

from extract.model.document import Place, TextSource
from extract.model.plan import Finding, Method, Plan, Project, Value
from phaen.check.confidence import confidence_of
from phaen.check.confidence.shares import Group, share
from phaen.check.confidence.spelling import has_rival, is_in_words
from schemas.checks import CheckCode
from tests.check.builders import page, plan, project, total, value

PLAIN, RIVAL, UNKNOWN = "โครงการสุจริตและโปร่งใส", "โครงการห้องเรียนชื่อตรง", "โครงการสุจรตธธรรม ."


def scanned(*projects: Project, totals: tuple = ()) -> Plan:
    """A plan whose pages were read by OCR."""
    made = plan(projects, totals, pages=[page(1), page(2)])
    pages = [entry.__class__(entry.number, entry.blocks, TextSource.OCR) for entry in made.document.pages]
    made.document = made.document.__class__("plan.pdf", made.document.sha256, TextSource.OCR, tuple(pages))
    for entry in made.projects:
        for amount in entry.amounts:
            if amount.money is not None:
                amount.money = Value(amount.money.value, amount.text, Place(1, 1), confidence=0.97)
    return made


def test_a_text_is_surer_than_a_scan_and_a_doubt_speaks_against_a_value() -> None:
    clear, doubted = project(name=PLAIN), project(name=PLAIN, line=2)
    made = plan([clear, doubted])
    made.findings = [Finding(CheckCode.NAME_DOUBTFUL, doubted)]
    found = confidence_of(made)
    assert found.of_name(clear) == share("name", "text")
    assert found.of_name(doubted) == share("name", "text doubted") < found.of_name(clear)
    other = scanned(project(name=PLAIN))
    assert confidence_of(other).of_name(other.projects[0]) < found.of_name(clear)


@pytest.mark.parametrize(("name", "kind"), [(PLAIN, "words"), (RIVAL, "rival"), (UNKNOWN, "unknown")])
def test_the_name_of_a_scan_is_as_sure_as_its_words(name: str, kind: str) -> None:
    made = scanned(project(name=name))
    assert confidence_of(made).of_name(made.projects[0]) == share("name", f"ocr {kind}")


def test_two_halves_that_agree_are_surer_but_not_about_a_letter_that_looks_like_another() -> None:
    for name, kind in ((PLAIN, "agreed"), (RIVAL, "rival")):
        made = scanned(project(name=name))
        made.projects[0].summary_name = made.projects[0].detail_name = made.projects[0].name
        assert confidence_of(made).of_name(made.projects[0]) == share("name", f"ocr {kind}")


def test_an_amount_of_a_scan_is_proved_by_a_total_that_it_adds_up_to() -> None:
    rows = [project(summary=[300], details=False), project(summary=[200], details=False)]
    for printed, kind in ((500, "proved"), (501, "sure")):
        made = scanned(*rows, totals=(total(printed),))
        assert confidence_of(made).of_amount(made.projects[0].amounts[0]) == share("amount", f"ocr {kind}")


def test_a_sum_proves_nothing_of_the_amounts_beside_one_that_was_derived_from_it() -> None:
    made = scanned(project(summary=[300], details=False), project(summary=[200], details=False), totals=(total(500),))
    derived = made.projects[1].amounts[0]
    derived.money = Value(derived.money.value, "", Place(1, 1), Method.RECONCILED)  # type: ignore[union-attr]
    found = confidence_of(made)
    assert found.of_amount(made.projects[0].amounts[0]) == share("amount", "ocr sure")
    assert found.of_amount(derived) == share("amount", "derived")


def test_what_could_not_be_read_has_no_confidence() -> None:
    made = plan([project(summary=[None], details=False)])
    assert confidence_of(made).of_groups(made.projects[0])[Group.AMOUNTS] == 0


def test_a_group_is_no_surer_than_its_values_and_a_corrected_value_is_certain() -> None:
    made = plan([project(summary=[10, 20], details=False, fields=("methods",))])
    (entry,) = made.projects
    for number, amount in enumerate(entry.amounts):
        amount.money = Value(value(10).value, "10", Place(1, number))
    groups = confidence_of(made).of_groups(entry)
    assert groups[Group.AMOUNTS] == pytest.approx(share("amount", "text") ** 2)
    entry.amounts[0].money = Value(value(10).value, "10", Place(1, 1), Method.CORRECTED)
    assert confidence_of(made).of_groups(entry)[Group.AMOUNTS] == share("amount", "text")


def test_one_print_that_gives_several_years_is_misread_once() -> None:
    made = plan([project(summary=[10, 20], details=False)])
    for amount in made.projects[0].amounts:
        amount.money = Value(value(10).value, "10 ทุกปี", Place(1, 4))
    assert confidence_of(made).of_groups(made.projects[0])[Group.AMOUNTS] == share("amount", "text")


def test_the_words_of_a_text() -> None:
    assert is_in_words(PLAIN)
    assert not is_in_words("2-")
    assert not is_in_words("โครงการ\ufffdสุจริต")
    assert has_rival("ใจซื่อ")
    assert not has_rival(PLAIN)
