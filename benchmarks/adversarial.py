"""Text designed to be slow, of 12.5, 25 and 50 MB. Twice the text should take twice the time, with bounded memory."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, count, cycle
from pathlib import Path

from benchmarks.measure import MEGABYTE, megabytes, milliseconds, print_table, python, run

SIZES = (12.5, 25.0, 50.0)


def one_long_line() -> Iterator[str]:
    """No line end at all."""
    return cycle(["โครงการอบรมคุณธรรม จริยธรรม งบประมาณ 10,000 บาท ๑) "])


def near_headings() -> Iterator[str]:
    """Lines that begin like headings, but are not."""
    return cycle(
        [
            "มิติที\n",
            "ภารกิจตามมติที 1 1\n",
            "ลำดับที\n",
            "หลักการและเหตุผลผลผลผล\n",
            "วัตถุประสงค วัตถุประสงค วัตถุประสงค\n",
            "งบประมาณดำเนินการณณณ\n",
            "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1\n",
        ]
    )


def wide_rows() -> Iterator[str]:
    """Rows of a table with 100,000 columns."""
    return cycle(["ลำดับ\tโครงการ\tปี 2566\t10,000\t" * 25_000 + "\n"])


def narrow_rows() -> Iterator[str]:
    """One table of very many rows, each similar to that of a project."""
    return cycle(["1.1 การสร้าง\t1) โครงการ ก 2) โครงการ ข\t- 10,000 -\t\t1O,0OO\n", "รวม\t\t\t\t\n"])


def summary_rows() -> Iterator[str]:
    """One endless summary table with sections and projects, and long text in each cell."""
    header = "มิติ\tภารกิจตามมิติ\tโครงการ/กิจกรรม/มาตรการ\tปี 2566\tปี 2567\tหมายเหตุ\n"
    cells = "1) โครงการ ก 2) กิจกรรม ข 3) มาตรการ ค\t- 10,000 -\t10,000 ไม่ใช้งบประมาณ\t\n"
    return chain([header], cycle([f"มิติที่ 1 สุจริต\t1.1 การเสริมสร้าง\t{cells}", f"\t\t{cells}"]))


def detail_blocks() -> Iterator[str]:
    """Endless projects of the same name."""
    fields = "2. หลักการและเหตุผล\nข้อความ\n3. วัตถุประสงค์\n- เพื่อทดสอบ\n4. งบประมาณดำเนินการ\n10,000 บาท\n"
    return cycle([f"ลำดับที่ 1\n1. ชื่อโครงการ : โครงการทดสอบ\n{fields}"])


def digits_and_commas() -> Iterator[str]:
    """Endless amounts."""
    return cycle(["1,000" * 1000, " บาท\n"])


def headings_only() -> Iterator[str]:
    """Endless headings of levels, each with a number of its own."""
    return (f"มิติที่ {number} การสร้างวัฒนธรรมสุจริต\n" for number in count(1))


def block_heads_only() -> Iterator[str]:
    """Endless blocks of projects that end with their name."""
    return (f"ลำดับที่ {number}\n1. ชื่อโครงการ : โครงการอบรมรุ่นที่ {number}\n" for number in count(1))


def bullets() -> Iterator[str]:
    """One endless list, no item twice."""
    return (f"- จัดประชุมครั้งที่ {number} และรายงานผล\n" for number in count(1))


def contents_pages() -> Iterator[str]:
    """An endless table of contents."""
    return (f"1.{number} โครงการอบรมรุ่นที่ {number} {'.' * 40} {number}\n" for number in count(1))


def project_rows() -> Iterator[str]:
    """One table of projects, each with a name of its own and its amounts."""
    header = "ลำดับ\tโครงการ\tปี 2566\tปี 2567\tหน่วยงาน\n"
    return chain([header], (f"{n}\tโครงการอบรมรุ่นที่ {n}\t{n},000\t10,000\tสำนักปลัด\n" for n in count(1)))


def small_tables() -> Iterator[str]:
    """Endless tables of one project each."""
    return (f"ตารางที่ {n}\n\nลำดับ\tโครงการ\tปี 2566\n1\tโครงการอบรมรุ่นที่ {n}\t1,000\n\n" for n in count(1))


def brackets() -> Iterator[str]:
    """Brackets within brackets, most of them never closed."""
    return cycle(["(" * 5000 + ")" * 4000 + "\n", "(โครงการ [กิจกรรม (มาตรการ [งบประมาณ (\n"])


def open_tags() -> Iterator[str]:
    """Nested tables that are never closed."""
    return cycle(["<table><tr><td rowspan=9999 colspan=9999>", "**", "|", "<b>ก"])


def marks_only() -> Iterator[str]:
    """Thai marks without a base letter, and spaces."""
    return cycle(["่้ํ า", "ำ ่ า ", "\n"])


def blank_lines() -> Iterator[str]:
    """Only blank lines."""
    return cycle(["\n", " \n", "\t\n"])


CASES: dict[str, Callable[[], Iterator[str]]] = {
    case.__name__: case
    for case in (
        one_long_line,
        near_headings,
        wide_rows,
        narrow_rows,
        summary_rows,
        detail_blocks,
        digits_and_commas,
        headings_only,
        block_heads_only,
        bullets,
        contents_pages,
        project_rows,
        small_tables,
        brackets,
        open_tags,
        marks_only,
        blank_lines,
    )
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adversarial", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", default=list(CASES), help=", ".join(CASES))
    parser.add_argument("--sizes", type=float, nargs="+", default=SIZES, help="in MB")
    arguments = parser.parse_args()
    rows = [row for case in arguments.cases for row in measure(case, arguments.sizes)]
    headings = ("case", "size", "time", "ratio to first", "peak memory", "exit")
    print_table("phaen convert --format csv --jobs 1", headings, rows)


def measure(case: str, sizes: list[float]) -> Iterator[tuple[str, ...]]:
    """One row per size. If time is proportional to size, the ratios are those of the sizes (1, 2, 4)."""
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, f"{case}.txt")
            write(source, CASES[case](), int(size * MEGABYTE))
            command = python(
                "-m", "phaen", "convert", source, "-o", Path(folder, "out"), "--format", "csv", "--jobs", "1"
            )
            usage = run(command)
        first = first or usage.seconds
        ratio = f"{usage.seconds / first:.2f}"
        yield case, f"{size:g} MB", milliseconds(usage.seconds), ratio, megabytes(usage.peak), f"{usage.status}"


def write(path: Path, pieces: Iterator[str], size: int) -> None:
    """Write pieces as UTF-8 until the file has `size` bytes. The last piece is cut between letters."""
    head = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)\nเทศบาลตำบลตัวอย่าง\n".encode()
    left = size - len(head)
    with path.open("wb") as file:
        file.write(head)
        for piece in pieces:
            data = piece.encode()[:left].decode("utf-8", "ignore").encode()
            file.write(data)
            left -= len(data)
            if len(data) < len(piece.encode()) or left <= 0:
                return


if __name__ == "__main__":
    main()
