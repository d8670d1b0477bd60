"""The descriptor is valid and says enough for frictionless to find damaged data."""

from __future__ import annotations

import json

import pytest

from phaen.emit.datapackage import datapackage, read_mode, write_datapackage
from phaen.emit.formats import CsvMode
from phaen.emit.write import write_dataset
from schemas.tables import tables

frictionless = pytest.importorskip("frictionless")


def report(folder):
    return frictionless.validate(str(folder / "datapackage.json"))


def found(folder):
    return {(error[0], error[1]) for error in report(folder).flatten(["type", "fieldName"])}


@pytest.mark.parametrize("mode", ["spreadsheet", "lossless"])
def test_a_written_dataset_validates(rows, tmp_path, mode):
    write_dataset(rows, tmp_path, formats=["csv"], csv_mode=mode)
    assert report(tmp_path).valid, report(tmp_path).flatten(["rowNumber", "fieldName", "message"])


def test_an_empty_dataset_validates(tmp_path):
    write_dataset({}, tmp_path, formats=["csv"])
    assert report(tmp_path).valid


@pytest.mark.parametrize(
    ("table", "change", "error"),
    [
        ("budgets", {"project_id": "P9"}, ("foreign-key", None)),
        ("risks", {"document_id": "other"}, ("foreign-key", None)),
        ("budgets", {"basis": "guess"}, ("constraint-error", "basis")),
        ("projects", {"order": None}, ("constraint-error", "order")),
    ],
)
def test_damaged_data_does_not_validate(rows, tmp_path, table, change, error):
    rows[table][0].update(change)
    write_dataset(rows, tmp_path, formats=["csv"])
    assert error in found(tmp_path)


def test_a_repeated_key_does_not_validate(rows, tmp_path):
    rows["totals"][1]["row_id"] = rows["totals"][0]["row_id"]
    write_dataset(rows, tmp_path, formats=["csv"])
    assert ("primary-key", None) in found(tmp_path)


def test_every_column_has_a_title_in_both_languages():
    for resource in datapackage()["resources"]:
        columns = tables()[resource["name"]].columns
        assert [field["name"] for field in resource["schema"]["fields"]] == list(columns)
        assert all(field["titles"]["en"] and field["titles"]["th"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("mode", CsvMode)
def test_the_mode_is_recorded(tmp_path, mode):
    path = tmp_path / "datapackage.json"
    write_datapackage(path, mode)
    assert read_mode(path) is mode
    assert ("csvEscape" in json.loads(path.read_text(encoding="utf-8"))) == (mode is CsvMode.SPREADSHEET)
