"""A part gives back what was put in, is whole or not there, and is the same bytes every time."""

from __future__ import annotations

import pytest

from phaen.emit.part_files import read_part, read_part_tables, write_part
from schemas.tables import tables


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
