"""The guides to the dataset and its checks (dataset.md and checks.md in docs/ and docs/th/), generated.

The tables and checks say in schemas/ what they are; the text around them is in schemas/guide.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from schemas.bilingual import Bilingual
from schemas.checks import CHECKS, Check
from schemas.checks_th import explained_th
from schemas.tables import Column, TableSchema, schema
from schemas.views import views

LANGUAGES = ("en", "th")


def render_guide(language: str = "en") -> str:
    """The guide to the dataset as Markdown, in English or Thai."""
    return "\n".join(_Guide(language).lines()) + "\n"


class _Guide:
    """The guide in one language."""

    def __init__(self, language: str) -> None:
        self._thai = language == "th"

    def lines(self) -> Iterator[str]:
        whole = schema()
        yield f"# {self._text('title')}\n\n<!-- {self._text('generated')} -->\n"
        yield self._pick(Bilingual(whole.description, whole.description_th)) + "\n"
        yield from (f"- {self._pick(note)}" for note in whole.notes)
        yield "\n" + self._text("files")
        yield "\n" + self._text("versions", version=whole.version)
        yield from self._tables()
        yield from self._views()
        yield from self._values()
        yield from self._checks()

    def _text(self, name: str, **values: str) -> str:
        return self._pick(_texts()[name]).format_map(values) if values else self._pick(_texts()[name])

    def _pick(self, text: Bilingual) -> str:
        return text.th if self._thai else text.en

    def _tables(self) -> Iterator[str]:
        yield "\n" + self._text("tables")
        for table in schema().tables.values():
            row = table.row_th if self._thai else table.row
            yield f"| [`{table.name}`](#{table.name}) | {table.title_th} | {row} | {', '.join(table.key)} |"
        for table in schema().tables.values():
            yield from self._table(table)

    def _table(self, table: TableSchema) -> Iterator[str]:
        own = (table.row_th, table.description_th) if self._thai else (table.row, table.description)
        text = self._text("table", title_th=table.title_th, row=own[0], description=own[1])
        yield f"\n### {table.name}\n\n{text}\n"
        yield self._text("columns")
        for field in table.fields:
            described = field.description_th if self._thai else field.description
            yield f"| `{field.name}` | {field.title_th} | {self._type(field)} | {described} |"

    def _type(self, field: Column) -> str:
        name = self._text(field.type)
        return self._text("always_filled", type=name) if field.required else name

    def _views(self) -> Iterator[str]:
        yield "\n" + self._text("views")
        for view in views().values():
            row = view.row_th if self._thai else view.row
            named = [table for table in schema().tables if re.search(rf"\b(?:FROM|JOIN) {table}\b", view.sql)]
            yield f"| `{view.name}` | {view.title_th} | {row} | {', '.join(f'`{table}`' for table in named)} |"

    def _values(self) -> Iterator[str]:
        yield "\n" + self._text("values")
        for name, values in schema().values.items():
            if name != "check":
                yield from self._value_list(name, values)

    def _value_list(self, name: str, values: Mapping[str, str]) -> Iterator[str]:
        fields = ((table.name, field) for table in schema().tables.values() for field in table.fields)
        columns = ", ".join(f"`{table}.{field.name}`" for table, field in fields if field.values == values)
        meanings = _meanings_th(name, values) if self._thai else values
        yield f"\n{columns}\n\n{self._text('value_list')}"
        yield from (f"| `{value}` | {meaning} |" for value, meaning in meanings.items())

    def _checks(self) -> Iterator[str]:
        yield "\n" + self._text("checks")
        for code, check in CHECKS.items():
            message = check.message_th if self._thai else check.message
            yield f"| [`{code}`](checks.md#{code}) | {check.severity} | {check.title_th} | {message} |"

    def checks_page(self) -> str:
        """The page that explains each check."""
        head = f"# {self._text('checks_title')}\n\n<!-- {self._text('checks_generated')} -->\n"
        pages = (self._check_page(code, check) for code, check in CHECKS.items())
        return "\n".join([head, self._text("checks_head"), *pages])

    def _check_page(self, code: str, check: Check) -> str:
        explained = explained_th(code, check) if self._thai else check
        return self._text(
            "check_page",
            code=code,
            title_th=check.title_th,
            severity=check.severity,
            meaning=explained.meaning,
            example=explained.example,
            action=explained.action,
            message=check.message,
            message_th=check.message_th,
        )


def _meanings_th(name: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """The meanings of a list of values in Thai. Values that are Thai words keep their English meaning."""
    own = {**schema().labels_th.get(name, {}), **schema().meanings_th.get(name, {})}
    return {value: own.get(value, meaning) for value, meaning in values.items()}


@cache
def _texts() -> Mapping[str, Bilingual]:
    data = tomllib.loads(files("schemas").joinpath("guide.toml").read_text(encoding="utf-8"))
    return {name: Bilingual(**texts) for name, texts in data.items()}


def render_checks(language: str = "en") -> str:
    """The guide to the checks as Markdown, in English or Thai: what each means, how it looks, and what to do."""
    return _Guide(language).checks_page()


PAGES = {
    "": lambda: render_guide("en"),
    "th": lambda: render_guide("th"),
    "checks": lambda: render_checks("en"),
    "checks th": lambda: render_checks("th"),
}
"""The pages by the arguments of `python -m phaen.emit.guide`."""

if __name__ == "__main__":
    import sys

    sys.stdout.write(PAGES[" ".join(sys.argv[1:])]())
