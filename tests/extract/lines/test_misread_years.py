"""Years that a scan misread, decided by all years of the document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.lines.misread_years import settle_years
from extract.model.document import Document, Grid, TextSource
from schemas.checks import CheckCode
from tests.extract.builders import Rows, document

DOUBT = 0.5


def scanned(*parts: str | Rows, unsure: str = "") -> Document:
    """A document read by OCR. Lines and cells that contain `unsure` were read with doubt."""
    pages = []
    for page in document(*parts).pages:
        blocks = []
        for block in page.blocks:
            if isinstance(block, Grid):
                blocks.append(replace(block, cells=tuple(_sure(cell, unsure) for cell in block.cells)))
            else:
                blocks.append(_sure(block, unsure))
        pages.append(replace(page, blocks=tuple(blocks), text_source=TextSource.OCR))
    return replace(document(), pages=tuple(pages), text_source=TextSource.OCR)


def _sure(part, unsure):
    return replace(part, confidence=DOUBT if unsure and unsure in part.text else 0.98)


def texts(found: Document) -> list[str]:
    return [part.text for parts in found.parts().values() for part in parts]


def settled(found: Document) -> tuple[list[str], list[tuple[CheckCode, str, str]]]:
    made, findings = settle_years(found)
    return texts(made), [(finding.code, finding.found, finding.expected) for finding in findings]


TITLE = "แผนปฏิบัติการป้องกันการทุจริต"


def test_an_impossible_year_of_a_title_is_the_only_one_that_it_can_be():
    made, findings = settled(document(f"{TITLE} พ.ศ. 2508", "ทำในปีงบประมาณ 2568", "เริ่มปีงบประมาณ พ.ศ. 2568"))
    assert made[0] == f"{TITLE} พ.ศ. 2568"
    assert findings == [(CheckCode.YEAR_CORRECTED, "2508", "2568")]


def test_an_impossible_end_of_a_range_is_told_if_several_years_fit():
    made, findings = settled(document(f"{TITLE} พ.ศ. 2567 - 25\ufffd0", ["งาน|2560|2570", "ก|1|2"], "ปีงบประมาณ 2567"))
    assert made[0].endswith("25\ufffd0")
    assert findings == [(CheckCode.YEAR_DOUBTFUL, "25\ufffd0", "2560, 2570")]


@pytest.mark.parametrize("line", ["สุขาภิบาลตั้งขึ้นเมื่อ พ.ศ. 2508", "ตามพระราชบัญญัติ พ.ศ. 2508", "จ่าย 2508 บาท", "โทร 0 2508"])
def test_years_of_laws_and_histories_and_other_numbers_stay(line):
    made, findings = settled(document("ทำในปีงบประมาณ 2568", line))
    assert (made[1], findings) == (line, [])


def test_a_bare_cell_is_a_year_only_where_the_cells_beside_it_count():
    header, body = "งาน|2566|2567|2508|รวม", "ก|1|2|2508|3"
    made, findings = settled(document([header, body], "ปีงบประมาณ 2568"))
    assert made[:10] == ["งาน", "2566", "2567", "2568", "รวม", "ก", "1", "2", "2508", "3"]
    assert findings == [(CheckCode.YEAR_CORRECTED, "2508", "2568")]


def test_thai_digits_that_the_engine_alone_read_may_differ_in_several_places():
    parts = (f"{TITLE} พ.ศ. 2535", "ทำในปีงบประมาณ 2578")
    sure = scanned(*parts)
    assert settled(sure)[1] == []
    thai = replace(sure.pages[0].blocks[0], raw="พ.ศ. ๒๕๓๕", confidence=DOUBT)
    page = replace(sure.pages[0], blocks=(thai, *sure.pages[0].blocks[1:]))
    assert settled(replace(sure, pages=(page,)))[1] == [(CheckCode.YEAR_CORRECTED, "2535", "2578")]


def test_the_scanned_column_that_breaks_the_count_is_corrected():
    made, findings = settled(scanned(["งาน|ปี 2567|ปี 2569|ปี 2570", "ก|1|2|3"]))
    assert made[1] == "ปี 2568"
    assert findings == [(CheckCode.YEAR_CORRECTED, "2567", "2568")]
    typed = document(["งาน|ปี 2567|ปี 2569|ปี 2570", "ก|1|2|3"])
    assert settled(typed) == (texts(typed), [])


def test_a_scanned_title_is_what_three_others_prove():
    others = [f"{TITLE} ปี 2568 หน้าที่ {page}" for page in (2, 3, 4)]
    made, findings = settled(scanned(f"{TITLE} ปี 2567", *others))
    assert made[0] == f"{TITLE} ปี 2568"
    assert findings == [(CheckCode.YEAR_CORRECTED, "2567", "2568")]
    assert settled(scanned(f"{TITLE} ปี 2567", *others[:2]))[1] == []


def test_a_scanned_title_of_more_years_than_a_plan_has_is_that_of_the_table():
    made, findings = settled(scanned(TITLE, "(พ.ศ. 2560 - 2568)", ["งาน|2566|2567|2568", "ก|1|2|3"]))
    assert made[1] == "(พ.ศ. 2566 - 2568)"
    assert findings == [(CheckCode.YEAR_CORRECTED, "2560", "2566")]


def test_a_doubtful_year_is_told_unless_it_is_printed_for_certain():
    title = f"{TITLE} ปี 2565"
    assert settled(scanned(title, unsure="2565"))[1] == [(CheckCode.YEAR_DOUBTFUL, "2565", "")]
    assert settled(scanned(title, "ปีงบประมาณ 2565", unsure="ทุจริต"))[1] == []
    assert settled(scanned(["งาน|งบ ปี 2565", "ก|5"], "ปีงบประมาณ 2568", unsure="งบ "))[1] == [
        (CheckCode.YEAR_DOUBTFUL, "2565", "2568")
    ]
