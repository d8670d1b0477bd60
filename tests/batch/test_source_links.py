"""The links of a batch's workbook to its sources."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from phaen.batch.ledger_file import open_ledger
from phaen.batch.repair import repair
from phaen.batch.source_links import MOST_UP, source_links
from phaen.batch.store import Store
from tests.batch.conftest import contents, run_batch
from tests.emit.test_excel_links import cells, target


def links(out: Path) -> list[str]:
    formulas = cells(out / "dataset.xlsx", values=False)["documents"]
    return [target(formula) for formula in formulas if str(formula).startswith("=")]


def test_a_batch_links_to_its_sources_and_writes_anew_if_they_moved(plans: Path, out: Path) -> None:
    run_batch(out, plans / "0.txt", plans / "1.txt", formats=("xlsx",))
    assert links(out) == ["../plans/0.txt", "../plans/1.txt"]
    first = (out / "dataset.xlsx").read_bytes()
    assert [path.name for path in run_batch(out, plans / "0.txt", plans / "1.txt", formats=("xlsx",)).written] == [
        "run.json"
    ]
    moved = plans.rename(plans.with_name("moved"))
    run_batch(out, moved / "0.txt", moved / "1.txt", formats=("xlsx",))
    assert links(out) == ["../moved/0.txt", "../moved/1.txt"]
    moved.rename(plans)
    run_batch(out, plans / "0.txt", plans / "1.txt", formats=("xlsx",))
    assert (out / "dataset.xlsx").read_bytes() == first


def test_sources_that_are_far_away_are_not_linked(plans: Path, tmp_path: Path) -> None:
    out = tmp_path.joinpath(*"abc"[: MOST_UP + 1], "out")
    run_batch(out, plans / "0.txt", formats=("xlsx",))
    assert links(out) == []
    store = Store(out)
    with open_ledger(store, lambda _: None) as ledger:
        keys = [entry.key for entry in ledger.entries()]
        near = tmp_path / "a" / "out"
        assert list(source_links(ledger, near, keys).values()) == ["../../plans/0.txt"]


def test_a_repaired_workbook_has_the_same_links(plans: Path, out: Path) -> None:
    run_batch(out, plans / "0.txt", formats=("xlsx",))
    before = contents(out)
    (out / "dataset.xlsx").write_bytes(b"")
    assert repair(out).well
    assert {name: digest for name, digest in contents(out).items() if "edited" not in name} == before


def test_members_of_archives_are_not_linked(plans: Path, out: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.write(plans / "0.txt", "0.txt")
    run_batch(out, tmp_path / "plans.zip", formats=("xlsx",))
    assert links(out) == []
