"""Groups depend on the rows alone, and so does every byte that is written."""

from __future__ import annotations

from itertools import chain, pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit.arrow import to_arrow
from phaen.emit.parquet_files import write_parquet_files
from phaen.emit.row_groups import GroupLimits, Regrouper, text_bytes
from phaen.emit.values import conform
from schemas.tables import tables

RISKS = tables()["risks"]
TEXTS = st.lists(st.none() | st.sampled_from(["ก", "จัดซื้อ" * 3, "x" * 40]), max_size=30)
CUTS = st.lists(st.integers(0, 30), max_size=8)
LIMITS = GroupLimits(rows=7, text_bytes=100)


def arrow(texts):
    return to_arrow(RISKS, conform(RISKS, [{"order": n, "step": text} for n, text in enumerate(texts)]))


def cut(whole, cuts):
    bounds = [0, *sorted(min(at, whole.num_rows) for at in cuts), whole.num_rows]
    return [whole.slice(start, end - start) for start, end in pairwise(bounds)]


def regrouped(pieces):
    regrouper = Regrouper(LIMITS)
    return [*(group for piece in pieces for group in regrouper.add(piece)), *regrouper.rest()]


@given(texts=TEXTS, cuts=CUTS)
def test_groups_do_not_depend_on_the_pieces(texts, cuts):
    whole = arrow(texts)
    groups = regrouped(cut(whole, cuts))
    assert [group.to_pylist() for group in groups] == [group.to_pylist() for group in regrouped([whole])]
    assert list(chain.from_iterable(group.to_pylist() for group in groups)) == whole.to_pylist()


@given(texts=TEXTS)
def test_a_group_ends_with_the_row_that_fills_it(texts):
    *full, _ = [*regrouped([arrow(texts)]), None]
    for group in full[:-1]:
        sizes = text_bytes(group)
        assert group.num_rows == LIMITS.rows or sizes.sum() >= LIMITS.text_bytes
    for group in full:
        assert group.num_rows <= LIMITS.rows
        assert text_bytes(group)[:-1].sum() < LIMITS.text_bytes


@given(texts=TEXTS, cuts=CUTS)
def test_parquet_bytes_do_not_depend_on_the_pieces(tmp_path_factory, texts, cuts):
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    whole = arrow(texts)
    write_parquet_files([{"risks": whole}], one, LIMITS)
    stored = write_parquet_files([{"risks": piece} for piece in cut(whole, cuts)], other, LIMITS)["risks"]
    assert (one / "risks.parquet").read_bytes() == (other / "risks.parquet").read_bytes()
    assert stored.rows == len(texts)


@given(texts=TEXTS, start=st.integers(0, 30), stop=st.none() | st.integers(0, 30))
def test_any_range_of_a_stored_table_can_be_read(tmp_path_factory, texts, start, stop):
    whole = arrow(texts)
    stored = write_parquet_files([{"risks": whole}], tmp_path_factory.mktemp("stored"), LIMITS)["risks"]
    found = list(chain.from_iterable(piece.to_pylist() for piece in stored.read(start, stop)))
    assert found == whole.to_pylist()[start:stop]


def test_rows_that_wait_do_not_hold_the_memory_they_came_with(tmp_path):
    """200 parts of a megabyte each, of which one row is used, must not add up."""
    before, peaks = pa.total_allocated_bytes(), []

    def pieces():
        for number in range(200):
            big = arrow([f"{number}", "x" * 1_000_000])
            yield {"risks": big.slice(0, 1)}
            del big
            peaks.append(pa.total_allocated_bytes() - before)

    stored = write_parquet_files(pieces(), tmp_path)["risks"]
    assert stored.rows == 200
    assert max(peaks) < 100_000_000


def test_rows_of_other_tables_are_not_in_memory(tmp_path):
    """200 MB in two tables, of which each part has a megabyte: neither is in memory while the other is written."""
    pages = tables()["pages"]
    before, peaks = pa.total_allocated_bytes(), []

    def pieces():
        for number in range(100):
            steps = arrow([f"{number}" * 1000 for _ in range(500)])
            rows = [{"document_id": f"{number} {page}" * 100, "page": page} for page in range(1000)]
            yield {"risks": steps, "pages": to_arrow(pages, conform(pages, rows))}
            peaks.append(pa.total_allocated_bytes() - before)

    stored = write_parquet_files(pieces(), tmp_path)
    peaks += [pa.total_allocated_bytes() - before for name in ("risks", "pages") for _ in stored[name].read()]
    assert [stored[name].rows for name in ("risks", "pages")] == [50_000, 100_000]
    assert max(peaks) < 30_000_000


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_table_is_a_file_too(tmp_path, count):
    stored = write_parquet_files([{"risks": arrow([])}] * count, tmp_path)
    assert {name: table.rows for name, table in stored.items()} == dict.fromkeys(tables(), 0)
    assert {path.stem for path in tmp_path.iterdir()} == set(tables())
