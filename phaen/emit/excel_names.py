"""Names of plans in the rows of the workbook, linked to the review or to the sheet of plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from phaen.emit.excel_links import literal
from phaen.emit.values import Row

if TYPE_CHECKING:
    import pyarrow as pa

REVIEW = "review/index.html#/plan/"
"""The page of a plan in the review (`phaen convert --review`), without its document_id."""

NAME_XML = 200
"""Maximum bytes of XML for a name and its link without their texts."""

LONGEST = 120
"""Characters of a name that are shown."""


@dataclass(frozen=True)
class PlanNames:
    """The names and links of plans, by document_id."""

    names: Mapping[str, str]
    targets: Mapping[str, str]

    @property
    def xml_bytes(self) -> int:
        """Maximum bytes of XML that a name with its link adds to a row."""
        longest = max((len(name.encode()) for name in self.names.values()), default=0)
        link = max((len(target.encode()) for target in self.targets.values()), default=0)
        return 3 * longest + link + NAME_XML

    def texts(self, documents: pa.Array) -> pa.Array:
        """The name of each document, null if it is not known."""
        return _taken(documents, self._known, self._texts)

    def literals(self, documents: pa.Array) -> pa.Array:
        """The names as expressions of a formula, in XML."""
        return _taken(documents, self._known, self._literals)

    def links(self, documents: pa.Array) -> pa.Array:
        """The links as expressions of a formula, in XML; null without one."""
        return _taken(documents, self._known, self._links)

    @cached_property
    def _known(self) -> pa.Array:
        return _strings(list(self.names))

    @cached_property
    def _texts(self) -> pa.Array:
        return _strings(list(self.names.values()))

    @cached_property
    def _literals(self) -> pa.Array:
        return _strings([literal(name) for name in self.names.values()])

    @cached_property
    def _links(self) -> pa.Array:
        found = (self.targets.get(name) for name in self.names)
        return _strings([None if target is None else literal(target) for target in found])


def plan_names(documents: Sequence[Row], report: str) -> dict[str, str]:
    """The names by document_id: organization and years; the file's name, too, if others have the same or it has none.

    `report` is the word for a progress report.

    >>> plan_names([{"document_id": "a", "document_kind": "progress_report", "organization": "เทศบาลตำบลบ้านสมมติ",
    ...              "fiscal_year_first": 2566, "fiscal_year_last": 2566, "source_file": "1.txt"}], "report")
    {'a': 'เทศบาลตำบลบ้านสมมติ 2566 (report)'}
    """
    short = {str(row["document_id"]): _name(row, report) for row in documents}
    counts = Counter(short.values())
    files = {str(row["document_id"]): str(row["source_file"]) for row in documents}
    named = (
        (name, text if text and counts[text] == 1 else " · ".join(filter(None, (text, files[name]))))
        for name, text in short.items()
    )
    return {name: text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for name, text in named}


def _name(row: Row, report: str) -> str:
    if not row["organization"]:
        return ""
    first, last = row["fiscal_year_first"], row["fiscal_year_last"]
    years = "" if first is None else f"{first}" if first == last or last is None else f"{first}-{last}"
    kind = f"({report})" if row["document_kind"] == "progress_report" else ""
    return " ".join(filter(None, (str(row["organization"]), years, kind)))


def _taken(documents: pa.Array, known: pa.Array, texts: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return texts.take(pc.index_in(documents, known))


def _strings(texts: Sequence[str | None]) -> pa.Array:
    import pyarrow as pa

    return pa.array(texts, pa.string())
