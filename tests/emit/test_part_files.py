"""A part gives back what was put in, is whole or not there, and is the same bytes every time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phaen.emit.part_files import read_part, read_part_tables, write_part
from phaen.emit.parts_to_dataset import write_dataset_from_parts
from phaen.emit.values import conform
from phaen.emit.write import write_dataset
from schemas.tables import FieldType, tables


def test_every_table_comes_back(rows, tmp_path):
    write_part(rows, tmp_path / "a.part")
    assert {name: list(read_part(tmp_path / "a.part", name)) for name in tables()} == rows
    assert {name: table.num_rows for name, table in read_part_tables(tmp_path / "a.part").items()} == {
        name: len(rows[name]) for name in tables()
    }


def test_a_table_left_out_is_empty(rows, tmp_path):
    write_part({"documents": rows["documents"]}, tmp_path / "a")
    assert list(read_part(tmp_path / "a", "documents")) == rows["documents"]
    assert list(read_part(tmp_path / "a", "projects")) == []


def test_the_same_rows_are_the_same_bytes(rows, tmp_path):
    write_part(rows, tmp_path / "a")
    write_part({name: list(map(dict, rows[name])) for name in reversed(rows)}, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_part_that_fails_leaves_the_old_one(rows, tmp_path):
    write_part(rows, tmp_path / "a")
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(ValueError, match="bytes"):
        write_part({"documents": [{"title": 7}]}, tmp_path / "a")
    with pytest.raises(ValueError, match="unknown tables"):
        write_part({"colours": []}, tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == before


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"PAR1" + data])
def test_a_damaged_part_is_told(rows, tmp_path, damage):
    path = tmp_path / "a"
    write_part(rows, path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match="damaged"):
        list(read_part(path, "documents"))
    with pytest.raises(ValueError, match="damaged"):
        read_part_tables(path)


def test_a_missing_part_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_part_tables(tmp_path / "a")


def digests(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=15)
@given(data=st.data())
def test_the_dataset_does_not_depend_on_how_the_rows_are_parted(tmp_path_factory, data):
    names = ["budgets", "tables", "checks"]
    rows = {name: data.draw(st.lists(st.fixed_dictionaries({}, optional=CELLS[name]), max_size=9)) for name in names}
    rows = {name: list(conform(tables()[name], found)) for name, found in rows.items()}
    folder = tmp_path_factory.mktemp("dataset")
    write_dataset(rows, folder / "memory", formats=["csv", "parquet"])
    cuts = sorted(data.draw(st.lists(st.integers(0, 9), max_size=4)))
    parts = []
    for number, (start, end) in enumerate(pairwise([0, *cuts, 9])):
        parts.append(folder / f"{number}")
        write_part({name: found[start:end] for name, found in rows.items()}, parts[-1])
    written = write_dataset_from_parts(parts, folder / "parts", formats=["csv", "parquet"])
    assert digests(folder / "parts") == digests(folder / "memory")
    assert sorted(written) == sorted((folder / "parts").iterdir())


VALUES = {FieldType.INTEGER: [-1, 2566], FieldType.DECIMAL: ["0.5", "7"], FieldType.BOOLEAN: [True, False]}
CELLS = {
    name: {
        field.name: st.text(max_size=6) if field.type is FieldType.STRING else st.sampled_from(VALUES[field.type])
        for field in tables()[name].fields
    }
    for name in ("budgets", "tables", "checks")
}


def test_further_files_are_put_in_place_too(rows, tmp_path):
    write_part(rows, tmp_path / "a")
    written = write_dataset_from_parts([tmp_path / "a"], tmp_path / "out", formats=["csv"], extra={"run.json": b"{}"})
    assert tmp_path / "out" / "run.json" in written
    assert (tmp_path / "out" / "run.json").read_bytes() == b"{}"


@pytest.mark.parametrize("name", ["../run.json", "documents.csv", "/run.json", "..", ""])
def test_a_further_file_keeps_to_the_folder_and_off_the_tables(rows, tmp_path, name):
    write_part(rows, tmp_path / "a")
    with pytest.raises(ValueError, match="further file"):
        write_dataset_from_parts([tmp_path / "a"], tmp_path / "out", extra={name: b""})
    assert list((tmp_path / "out").iterdir()) == []


def test_no_parts_are_a_dataset_without_rows(tmp_path):
    write_dataset_from_parts([], tmp_path / "parts")
    write_dataset({}, tmp_path / "memory")
    assert digests(tmp_path / "parts") == digests(tmp_path / "memory")


def test_a_damaged_part_leaves_the_old_dataset(rows, tmp_path):
    write_part(rows, tmp_path / "a")
    write_dataset_from_parts([tmp_path / "a"], tmp_path / "out")
    before = digests(tmp_path / "out")
    (tmp_path / "b").write_bytes(b"x")
    with pytest.raises(ValueError, match="damaged"):
        write_dataset_from_parts([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    assert digests(tmp_path / "out") == before
