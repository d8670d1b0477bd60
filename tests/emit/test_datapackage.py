"""The descriptor is valid and says enough for frictionless to find damaged data."""

from __future__ import annotations

import json

import pytest

from phaen.emit.arrow import to_arrow
from phaen.emit.datapackage import datapackage, read_mode, write_datapackage
from phaen.emit.described import described
from phaen.emit.values import conform
from phaen.emit.write import write_dataset
from phaen.emit.write_options import CsvMode
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


def test_the_sources_are_the_documents(rows, tmp_path):
    rows["documents"][0].update(
        {"source_file": "แผน 1/a#b.pdf", "title": "แผนปฏิบัติการ", "organization": "เทศบาลตำบลสมมติ"}
    )
    write_dataset(rows, tmp_path, formats=["csv"])
    source, places = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["sources"]
    assert source == {
        "title": "แผนปฏิบัติการ เทศบาลตำบลสมมติ",
        "path": "%E0%B9%81%E0%B8%9C%E0%B8%99%201/a%23b.pdf",
        "document_id": rows["documents"][0]["document_id"],
        "hash": f"sha256:{rows['documents'][0]['sha256']}",
    }
    assert "GeoThai" in places["title"]
    assert report(tmp_path).valid


def test_a_source_that_says_nothing_has_the_name_of_its_file():
    row = {"document_id": "a", "source_file": "a.pdf", "document_kind": "unknown", "status": "failed"}
    (source,) = described([to_arrow(tables()["documents"], conform(tables()["documents"], [row]))]).sources
    assert (source.title, source.path, source.sha256) == ("a.pdf", "a.pdf", "")


def test_money_has_its_unit():
    fields = {field["name"]: field for field in datapackage()["resources"][0]["schema"]["fields"]}
    assert fields["amount"]["unit"] == fields["spent"]["unit"] == "THB"
    assert "unit" not in fields["project"]


@pytest.mark.parametrize("given", [None, "", "soon", "9" * 30])
def test_without_a_date_from_outside_there_is_none(rows, tmp_path, monkeypatch, given):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if given is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    write_dataset(rows, tmp_path, formats=["csv"])
    assert "created" not in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert "created_date" not in json.loads((tmp_path / "gdc_metadata.json").read_text(encoding="utf-8"))


def test_a_date_from_outside_is_the_date_of_the_dataset(rows, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    write_dataset(rows, tmp_path, formats=["csv"])
    assert json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["created"] == "2023-11-14T22:13:20Z"
    portal = json.loads((tmp_path / "gdc_metadata.json").read_text(encoding="utf-8"))
    assert portal["created_date"] == portal["last_updated_date"] == "2023-11-14"
    assert report(tmp_path).valid


MANDATORY = ("data_type", "title", "owner_org", "maintainer", "maintainer_email", "tag_string", "notes", "objective",
             "update_frequency_unit", "geo_coverage", "data_source", "data_format", "data_category",
             "license_id")  # fmt: skip
"""The fourteen main fields of a dataset in a Thai government data catalogue."""


def test_the_metadata_for_portals_has_all_main_fields_or_says_who_fills_them(rows, tmp_path):
    write_dataset(rows, tmp_path, formats=["csv"])
    portal = json.loads((tmp_path / "gdc_metadata.json").read_text(encoding="utf-8"))
    assert {name for name in MANDATORY if name not in portal} == set()
    assert {name for name in MANDATORY if not portal[name]} <= set(portal["to_fill"])
    assert [resource["url"] for resource in portal["resources"]] == [f"{table}.csv" for table in tables()]
    extras = {extra["key"]: extra["value"] for extra in portal["extras"]}
    assert (extras["first_fiscal_year"], extras["last_fiscal_year"], extras["documents"]) == ("2566", "2570", "1")
