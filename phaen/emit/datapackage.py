"""datapackage.json: a machine-readable description of the CSV files, in the Frictionless Data Package standard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from phaen.emit.arrow import VERSION_KEY
from phaen.emit.csv_files import ESCAPED, UNDO, UNDO_RE2
from phaen.emit.dataset_files import DESCRIPTOR
from phaen.emit.described import Described, Source
from phaen.emit.file_digest import FileDigest
from phaen.emit.write_options import CsvMode
from schemas.tables import Column, FieldType, TableSchema, schema

FILE_NAME = DESCRIPTOR
ESCAPE_KEY = "csvEscape"

_TYPES = {FieldType.DECIMAL: "number"}
_ESCAPE_RULE = (
    "Spreadsheets interpret a cell that begins with = + - @, a tab or a carriage return as a formula; some also "
    "interpret full-width forms of these signs, or skip blanks and zero-width characters before them. A text that "
    "begins in this way, after any number of apostrophes, has one more apostrophe in front. To restore the original, "
    "remove one apostrophe from every text that matches the pattern. Numbers are never escaped."
)

# In a string of SQL, an apostrophe is doubled.
_UNDO_EXAMPLES = {
    "pandas": "pd.read_csv('projects.csv').replace(undo['replace'], r'\\1', regex=True)",
    "duckdb": "SELECT regexp_replace(COLUMNS(*), '{}', '\\1') FROM read_csv('projects.csv', all_varchar = true)".format(
        UNDO_RE2.replace("'", "''")
    ),
    # Works with every version of dplyr; `where` is in no version of dplyr before 1.1.
    "r": "dplyr::mutate_if(readr::read_csv('projects.csv'), is.character, "
    "~ stringi::stri_replace_first_regex(.x, undo$replace, '$1'))",
}

# Its licence requires attribution wherever its names and codes are shown.
_PLACES_SOURCE = {
    "title": "GeoThai: provinces, districts and subdistricts of Thailand (CC BY 4.0)",
    "path": "https://github.com/GeoThai/data",
}
_PLACES_CONTRIBUTOR = {
    "title": "GeoThai (Pongsakorn Thipayanate)",
    "path": "https://geothai.fasu.dev",
    "role": "contributor",
}


_NOTHING_KNOWN = Described()


def write_datapackage(
    path: Path,
    mode: CsvMode = CsvMode.SPREADSHEET,
    digests: Mapping[str, FileDigest] | None = None,
    facts: Described = _NOTHING_KNOWN,
) -> None:
    """Write the descriptor of CSV files written in the given mode. `digests` are those of the files, by name."""
    text = json.dumps(datapackage(mode, digests, facts), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_mode(path: Path) -> CsvMode:
    """The mode of the CSV files in the folder of a descriptor."""
    descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    return CsvMode.SPREADSHEET if ESCAPE_KEY in descriptor else CsvMode.LOSSLESS


def datapackage(
    mode: CsvMode = CsvMode.SPREADSHEET,
    digests: Mapping[str, FileDigest] | None = None,
    facts: Described = _NOTHING_KNOWN,
) -> dict[str, Any]:
    """The descriptor as data. If the digests of the files are given, each resource has its `bytes` and `hash`.

    `sources` are the documents; `created` is there only if the environment gives a date (`phaen.emit.described`).
    """
    whole = schema()
    return {
        "profile": "tabular-data-package",
        "name": whole.name,
        VERSION_KEY: whole.version,
        "title": whole.title,
        "titles": {"en": whole.title, "th": whole.title_th},
        "description": whole.description,
        "languages": ["th", "en"],
        **({"created": facts.created.strftime("%Y-%m-%dT%H:%M:%SZ")} if facts.created else {}),
        "sources": [*map(_document_source, facts.sources), _PLACES_SOURCE],
        "contributors": [_PLACES_CONTRIBUTOR],
        **({ESCAPE_KEY: _escape_note()} if mode is CsvMode.SPREADSHEET else {}),
        "resources": [_resource(table, digests or {}) for table in whole.tables.values()],
    }


def _document_source(source: Source) -> dict[str, str]:
    digest = {"hash": f"sha256:{source.sha256}"} if source.sha256 else {}
    return {"title": source.title, "path": source.path, "document_id": source.document_id, **digest}


def _escape_note() -> dict[str, Any]:
    return {
        "prefix": "'",
        "pattern": ESCAPED,
        "types": ["string"],
        "description": _ESCAPE_RULE,
        "undo": {"replace": UNDO, "replaceRE2": UNDO_RE2, "by": "the first group", "examples": _UNDO_EXAMPLES},
    }


def _resource(table: TableSchema, digests: Mapping[str, FileDigest]) -> dict[str, Any]:
    digest = digests.get(f"{table.name}.csv")
    return {
        "profile": "tabular-data-resource",
        "type": "table",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "titles": {"en": table.title, "th": table.title_th},
        "description": f"One row per {table.row}. {table.description}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **(asdict(digest) if digest else {}),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _table_schema(table),
    }


def _table_schema(table: TableSchema) -> dict[str, Any]:
    return {
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": list(key.fields), "reference": {"resource": key.table, "fields": list(key.fields)}}
            for key in table.foreign_keys
        ],
    }


def _field(field: Column) -> dict[str, Any]:
    described = {
        "name": field.name,
        "type": _TYPES.get(field.type, field.type.value),
        "title": field.title,
        "titles": {"en": field.title, "th": field.title_th},
        "description": field.description,
        **({"unit": field.unit} if field.unit else {}),
    }
    constraints = _constraints(field)
    return {**described, "constraints": constraints} if constraints else described


def _constraints(field: Column) -> dict[str, Any]:
    required = {"required": True} if field.required else {}
    values = {"enum": list(field.values)} if field.values else {}
    return {**required, **values}
