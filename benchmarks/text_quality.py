"""How much of a printed plan each tool reads right: paragraphs, and rows of the summary table with all their amounts.

The documents and their truth are in samples/, so anyone can repeat it. phaen is compared with pdfplumber and
pypdfium2, which it installs, and with pdftotext (poppler), if that is installed. White space does not count, Thai and
Arabic digits are the same, and so are the two spellings of sara am: what a reader would call the same text.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import print_table

ROOT = Path(__file__).parent.parent / "samples"
DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
SHORTEST = 12
"""Letters of the shortest paragraph that counts: a shorter one may be found by chance."""

Rows = list[list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.text_quality", description=__doc__)
    parser.add_argument("--documents", nargs="*", type=Path, default=sorted((ROOT / "documents").glob("*.pdf")))
    arguments = parser.parse_args()
    documents = [path for path in arguments.documents if ".scan." not in path.name]
    print_table("paragraphs read right", ("document", "count", *TEXTS), list(measured(documents, paragraphs, TEXTS)))
    print_table("summary rows with name and all amounts", ("document", "count", *TABLES),
                list(measured(documents, summary_rows, TABLES)))  # fmt: skip


def measured(
    documents: Sequence[Path], expected: Callable[[Path], list[Any]], tools: Mapping[str, Callable[[Path], Any]]
) -> Iterator[tuple[str, ...]]:
    """One row per document: the number of expected items, and the share that each tool has."""
    sums = dict.fromkeys(tools, 0)
    total = 0
    for path in documents:
        items = expected(path)
        if not items:
            continue
        counts = {name: found(items, tool(path)) for name, tool in tools.items()}
        total += len(items)
        sums = {name: sums[name] + counts[name] for name in tools}
        yield path.name, str(len(items)), *(share(count, len(items)) for count in counts.values())
    yield "all", str(total), *(share(count, total) for count in sums.values())


def share(count: int, total: int) -> str:
    return f"{count / total:.3f}" if total else "-"


def found(items: list[Any], read: str | Rows) -> int:
    """How many of the paragraphs are in the text that was read, or of the rows in its rows."""
    if isinstance(read, str):
        return sum(item in read for item in items)
    return sum(any(has_row(row, name, amounts) for row in read) for name, amounts in items)


def has_row(row: list[str], name: str, amounts: list[str]) -> bool:
    cells = [canon(cell) for cell in row]
    rest = list(cells)
    for amount in amounts:
        if amount not in rest:
            return False
        rest.remove(amount)
    return any(name in cell for cell in cells)


def canon(text: str) -> str:
    """The text without white space, with Arabic digits and one form of sara am."""
    return re.sub(r"[\s\u200b\ufeff*|]+", "", text.translate(DIGITS).replace("ํา", "ำ"))


# --- what is printed


def truth(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The truth of a document, and the lines that its content was printed from."""
    stem = path.name.split(".")[0]
    data = json.loads((ROOT / "truth" / f"{stem}.json").read_text(encoding="utf-8"))
    raw = (ROOT / "plans" / f"{stem}.txt").read_bytes()
    try:
        return data, raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return data, raw.decode("cp874").splitlines()


def paragraphs(path: Path) -> list[str]:
    """The lines of running text in the details of all projects."""
    data, lines = truth(path)
    spans = [span for detail in data["details"] for span in detail["fields"].values()]
    texts = (canon(lines[number - 1]) for first, last in spans for number in range(first, last + 1))
    return [text for text in texts if len(text) >= SHORTEST and "<" not in text]


def summary_rows(path: Path) -> list[tuple[str, list[str]]]:
    """The name and the amounts of each row of the summary table, without those that print no amount."""
    data, _ = truth(path)
    rows = (
        (row["name"], [f"{amount:,}" for amount in row["budget"].values() if amount])
        for row in data["summary_projects"]
    )
    return [(canon(name), amounts) for name, amounts in rows if amounts]


# --- the tools


def by_phaen(path: Path) -> str:
    from extract.read.printed_text import text_pages

    return canon("\n".join(line.text for page in text_pages(path) for line in page.lines))


def by_pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return canon("\n".join(page.extract_text() or "" for page in document.pages))


def by_pypdfium2(path: Path) -> str:
    import pypdfium2

    return canon("\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))


def by_pdftotext(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return canon(done.stdout.decode("utf-8", "replace"))


def rows_by_phaen(path: Path) -> Rows:
    """Each project with its name and the amounts of the summary table, from the dataset."""
    import phaen

    data = phaen.convert(path)
    budgets = data.budgets[data.budgets["basis"] == "summary"]
    amounts = budgets.groupby("project_id")["amount"].apply(list).to_dict()
    return [
        [str(name), *(f"{amount:,.0f}" for amount in amounts.get(project, []) if amount)]
        for project, name in zip(data.projects["project_id"], data.projects["name"], strict=True)
    ]


def rows_by_pdfplumber(path: Path) -> Rows:
    import pdfplumber

    with pdfplumber.open(path) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[cell or "" for cell in row] for table in tables for row in table]


TEXTS: dict[str, Callable[[Path], str]] = {
    "phaen text": by_phaen,
    "pdfplumber": by_pdfplumber,
    "pypdfium2": by_pypdfium2,
    **({"pdftotext": by_pdftotext} if shutil.which("pdftotext") else {}),
}

TABLES: dict[str, Callable[[Path], Rows]] = {"phaen": rows_by_phaen, "pdfplumber": rows_by_pdfplumber}


if __name__ == "__main__":
    main()
