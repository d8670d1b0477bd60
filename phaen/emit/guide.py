"""The guides to the dataset and its checks (docs/dataset.md, docs/th/dataset.md, docs/checks.md), generated.

The tables and checks say in schemas/ what they are; the text around them is in schemas/guide.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from schemas.bilingual import Bilingual
from schemas.checks import CHECKS, Check
from schemas.tables import Column, TableSchema, schema
from schemas.tables_th import description_th, meanings_th, row_th

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
        yield from self._values()
        yield from self._checks()

    def _text(self, name: str, **values: str) -> str:
        return self._pick(_texts()[name]).format_map(values) if values else self._pick(_texts()[name])

    def _pick(self, text: Bilingual) -> str:
        return text.th if self._thai else text.en

    def _tables(self) -> Iterator[str]:
        yield "\n" + self._text("tables")
        for table in schema().tables.values():
            row = row_th(table) if self._thai else table.row
            yield f"| [`{table.name}`](#{table.name}) | {table.title_th} | {row} | {', '.join(table.key)} |"
        for table in schema().tables.values():
            yield from self._table(table)

    def _table(self, table: TableSchema) -> Iterator[str]:
        own = (row_th(table), description_th(table)) if self._thai else (table.row, table.description)
        text = self._text("table", title_th=table.title_th, row=own[0], description=own[1])
        yield f"\n### {table.name}\n\n{text}\n"
        yield self._text("columns")
        for field in table.fields:
            described = description_th(table, field) if self._thai else field.description
            yield f"| `{field.name}` | {field.title_th} | {self._type(field)} | {described} |"

    def _type(self, field: Column) -> str:
        name = self._text(field.type)
        return self._text("always_filled", type=name) if field.required else name

    def _values(self) -> Iterator[str]:
        yield "\n" + self._text("values")
        for name, values in schema().values.items():
            if name != "check":
                yield from self._value_list(name, values)

    def _value_list(self, name: str, values: Mapping[str, str]) -> Iterator[str]:
        fields = ((table.name, field) for table in schema().tables.values() for field in table.fields)
        columns = ", ".join(f"`{table}.{field.name}`" for table, field in fields if field.values == values)
        meanings = meanings_th(name, values) if self._thai else values
        yield f"\n{columns}\n\n{self._text('value_list')}"
        yield from (f"| `{value}` | {meaning} |" for value, meaning in meanings.items())

    def _checks(self) -> Iterator[str]:
        yield "\n" + self._text("checks")
        page = self._text("checks_page")
        for code, check in CHECKS.items():
            message = check.message_th if self._thai else check.message
            yield f"| [`{code}`]({page}#{code}) | {check.severity} | {check.title_th} | {message} |"


@cache
def _texts() -> Mapping[str, Bilingual]:
    data = tomllib.loads(files("schemas").joinpath("guide.toml").read_text(encoding="utf-8"))
    return {name: Bilingual(**texts) for name, texts in data.items()}


_CHECKS_HEAD = """\
# The checks

<!-- Generated from schemas/checks.toml by `python -m phaen.emit.guide checks`. Do not edit. -->

`checks` has a finding for everything that a document contradicts, leaves out or leaves open, and for every value that
was derived instead of read.

- **A finding is one fact.** `finding` numbers the facts of a document. The row with `part` 1 states the fact and its
  proof; to read a document's findings, filter by it. A fact that concerns several rows of the dataset (the years of a
  project, the projects of a shared cell, a total that differs because of them) has one row for each of them, `parts`
  in all. So each wrong or derived amount is named by a row of its own, with its `table`, `row_id` and `field`. All rows
  of a finding have its severity; their `check` may differ: what follows from a fact keeps its own code.
- **Severity.** An error must be examined before the numbers are used, a warning before the value is, an info is worth
  knowing. A sum that differs by less than one baht is an info.
- **Stake.** `stake` is the number of baht that would change if the finding were settled in the other way: sort by it.
- **Place.** `source_page`, `source_line` and `source_bbox` are where to look.
"""


def render_checks() -> str:
    """The guide to the checks as Markdown: what each means, how it looks, and what to do."""
    return "\n".join([_CHECKS_HEAD, *(_check_page(code, check) for code, check in CHECKS.items())])


def _check_page(code: str, check: Check) -> str:
    return f"""## {code}

{check.title_th} ({check.severity}). {check.meaning}

- Example: {check.example}
- What to do: {check.action}
- Message: {check.message}
- ข้อความ: {check.message_th}
"""


PAGES = {"": render_guide, "th": lambda: render_guide("th"), "checks": render_checks}
"""The pages by the argument of `python -m phaen.emit.guide`."""

if __name__ == "__main__":
    import sys

    sys.stdout.write(PAGES["".join(sys.argv[1:])]())
