"""CITATION.cff is valid, and agrees with the package and its licence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml  # installed with frictionless

ROOT = Path(__file__).parent.parent

_AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "anyOf": [{"required": ["name"]}, {"required": ["family-names", "given-names"]}],
        "properties": {name: {"type": "string", "minLength": 1} for name in ("name", "family-names", "given-names")},
        "additionalProperties": False,
    },
}

SCHEMA = {
    "type": "object",
    "required": ["cff-version", "message", "title", "authors"],
    "additionalProperties": False,
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": {"type": "string", "minLength": 1},
        "type": {"enum": ["software", "dataset"]},
        "title": {"type": "string", "minLength": 1},
        "abstract": {"type": "string", "minLength": 1},
        "authors": _AUTHORS,
        "version": {"type": ["string", "number"]},
        "license": {"type": "string"},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
        "references": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["authors", "title", "type"],
                "properties": {"authors": _AUTHORS, "url": {"type": "string", "pattern": "^https://"}},
            },
        },
    },
}
"""The part of the schema of the Citation File Format 1.2.0 that covers the keys in use. Other keys are refused."""


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8")))


def test_the_citation_is_valid(citation: dict[str, Any]) -> None:
    jsonschema.validate(citation, SCHEMA)


def test_the_citation_agrees_with_the_package(citation: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert citation["authors"][0]["name"] in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_source_of_the_places_is_credited(citation: dict[str, Any]) -> None:
    assert "GeoThai" in citation["references"][0]["title"]
    assert all("GeoThai" in (ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "README.th.md"))
