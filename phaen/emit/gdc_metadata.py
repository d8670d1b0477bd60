"""gdc_metadata.json: the dataset's description in the fields of Thai government data catalogues (GD Catalog, CKAN).

A publisher adds what only it knows (`to_fill`: owner, contact, licence) and sends the rest to the catalogue's
`package_create`, or copies it into its form. The texts are in schemas/gdc.toml.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from phaen.emit.described import Described
from phaen.emit.file_digest import FileDigest
from schemas.tables import TableSchema, tables


def write_gdc_metadata(path: Path, facts: Described, digests: Mapping[str, FileDigest]) -> None:
    """Write the description of the CSV files, whose digests are given by name."""
    text = json.dumps(gdc_metadata(facts, digests), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def gdc_metadata(facts: Described, digests: Mapping[str, FileDigest]) -> dict[str, Any]:
    """The description as data. The dates are those of `Described.created`; without one they are left out."""
    texts = tomllib.loads(files("schemas").joinpath("gdc.toml").read_text(encoding="utf-8"))
    date = {} if facts.created is None else dict.fromkeys(("created_date", "last_updated_date"), f"{facts.created:%F}")
    extras = {
        "provinces": ", ".join(facts.provinces),
        "first_fiscal_year": str(facts.first_year or ""),
        "last_fiscal_year": str(facts.last_year or ""),
        "documents": str(len(facts.sources)),
    }
    return {
        **texts["dataset"],
        **date,
        "extras": [{"key": key, "value": value} for key, value in extras.items()],
        "resources": list(_resources(digests)),
        "to_fill": texts["publisher"]["to_fill"],
    }


def _resources(digests: Mapping[str, FileDigest]) -> Iterator[dict[str, Any]]:
    for table in tables().values():
        name = f"{table.name}.csv"
        if name in digests:
            yield _resource(table, name, digests[name])


def _resource(table: TableSchema, name: str, digest: FileDigest) -> dict[str, Any]:
    return {
        "name": table.title_th,
        "description": f"{table.title}: one row per {table.row}. {table.description}",
        "url": name,
        "format": "CSV",
        "mimetype": "text/csv",
        "size": digest.bytes,
        "hash": digest.hash,
    }
