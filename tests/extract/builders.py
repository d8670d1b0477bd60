"""Builds lines, tables and documents from text, so that a test contains only the relevant part of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import dedent
from time import process_time
from typing import TypeVar

from hypothesis import strategies as st

from extract.blocks.block_types import Outline
from extract.blocks.outline import outline
from extract.lines.marks import marks
from extract.model.document import Block, Cell, Document, Grid, Line, Page, Place, TextSource
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text

PAGE_BREAK = "\f"

ATTEMPTS = 3
PROMPT = 1.0
"""Seconds: ten times a linear reading of the longest text in the tests, and a fraction of a quadratic one."""

Rows = Sequence[str]
T = TypeVar("T")


def line(text: str, number: int = 1, *, page: int = 1, gap: bool = False) -> Line:
    return Line(text, text, Place(page, number), gap)


def lines(text: str, start: int = 1, page: int = 1) -> list[Line]:
    """One Line each. A blank line is the gap before the next line. Common indentation is removed."""
    found: list[Line] = []
    gap = False
    for number, printed in enumerate(dedent(text).strip("\n").split("\n"), start):
        if printed.strip():
            found.append(line(printed, number, page=page, gap=gap))
        gap = not printed.strip()
    return found


def grid(rows: Rows, start: int = 1, page: int = 1) -> Grid:
    """A table with cells separated by `|`. A row with fewer cells is ragged. Each row is a line of the source."""
    cells = [
        Cell(text.strip(), text.strip(), row, column, Place(page, start + row))
        for row, printed in enumerate(rows)
        for column, text in enumerate(printed.split("|"))
    ]
    width = max((printed.count("|") + 1 for printed in rows), default=0)
    return Grid(tuple(cells), len(rows), width, Place(page, start))


def document(*parts: str | Rows) -> Document:
    """Texts become lines, lists of rows become tables, PAGE_BREAK a new page. Lines are numbered consecutively."""
    pages: list[list[Block]] = [[]]
    number = 1
    for part in parts:
        if part == PAGE_BREAK:
            pages.append([])
        elif isinstance(part, str):
            pages[-1] += lines(part, number, len(pages))
            number += dedent(part).strip("\n").count("\n") + 1
        else:
            pages[-1].append(grid(part, number, len(pages)))
            number += len(part)
    made = tuple(Page(n, tuple(blocks), TextSource.TEXT) for n, blocks in enumerate(pages, 1))
    return Document("plan.txt", "ab" * 32, TextSource.TEXT, made)


def read(text: str) -> Document:
    """A text as returned by the text reader."""
    return read_text(ReadableSource("plan.txt", text.encode()))


def outlined(text: str) -> Outline:
    """The headings and blocks of a text."""
    return outline(list(marks(lines(text))))


def promptly(function: Callable[..., T], *arguments: object) -> T:
    """The function's result. Fails if it took too long to be linear, in each of some attempts."""
    for _ in range(ATTEMPTS):
        start = process_time()
        result = function(*arguments)
        if process_time() - start < PROMPT:
            return result
    raise AssertionError(f"more than {PROMPT} s")


def letters(text: str) -> str:
    """The text that must not be lost: everything except white space."""
    return "".join(text.split())


PIECES = (
    "1.",
    "1)",
    "(2)",
    "2.",
    "3)",
    "- ",
    "1.1",
    "2.3.1",
    "(4)",
    "ก)",
    "มิติที่ 1",
    "มิติที่ 2",
    "ส่วนที่ 3",
    "ลำดับที่ 2",
    ":",
    "/",
    "รวม",
    "ชื่อโครงการ",
    "หลักการและเหตุผล",
    "วัตถุประสงค์",
    "เป้าหมาย",
    "วิธีดำเนินการ",
    "ระยะเวลาดำเนินการ",
    "งบประมาณ",
    "ผู้รับผิดชอบ",
    "ผลผลิต",
    "ผลลัพธ์",
    "ผลการดำเนินการ",
    "รายละเอียดโครงการ/กิจกรรม/มาตรการ",
    "โครงการ",
    "กิจกรรม",
    "มาตรการ",
    "หมายเหตุ",
    "ภารกิจตามมิติ",
    "ปี 2566",
    "ปี 2567",
    "100,000",
    "-",
    "ไม่ใช้งบประมาณ",
    "ตามแผน",
    "ร้อยละ",
    "ทั้งสิ้น 12 โครงการ",
    "ตะวันฉาย",
    "น้ำใส",
    "สป.",
    "(กจ.)",
    " ",
    "\n",
    "2566",
    "และ",
    "ความเสี่ยง",
    "ขั้นตอน",
    "ตัวชี้วัด",
    "",
)
"""Parts of plans. Joined at random, they look like a plan, in unusual combinations."""


def plan_like_text(largest: int = 6) -> st.SearchStrategy[str]:
    """A malformed line or cell of a plan, or any text."""
    strung = st.lists(st.sampled_from(PIECES), max_size=largest).map(" ".join)
    joined = st.lists(st.sampled_from(PIECES), max_size=largest).map("".join)
    return strung | joined | st.text(max_size=40)
