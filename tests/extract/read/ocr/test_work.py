import multiprocessing
import sys
from collections import Counter

import pytest

from extract.model.document import TextSource
from extract.read.layout.printed import PrintedPage
from extract.read.ocr import digit_reader, work
from extract.read.ocr.scan import Scan
from extract.read.ocr.work import read_in_order
from extract.read.options import ReadOptions
from tests.extract.read.ocr.fakes import paper, write


def scan(number: int, letters: int = 12) -> Scan:
    page = paper(300, 500)
    write(page, 40, 100, letters)
    return Scan(page, 100, PrintedPage(number, TextSource.PDF_TEXT, 216.0, 360.0, repairs=Counter(no_text=1)))


def text_page(number: int) -> PrintedPage:
    return PrintedPage(number, TextSource.PDF_TEXT)


def read(pages, engine="tests.extract.read.ocr.fakes:make", jobs=1, cache=None):
    return list(read_in_order(pages, ReadOptions(ocr_engine=engine, jobs=jobs, cache=cache)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_come_in_order_scans_read_and_others_as_they_are(jobs):
    found = read([text_page(1), scan(2), scan(3), text_page(4)], jobs=jobs)
    assert [page.number for page in found] == [1, 2, 3, 4]
    assert [page.text_source for page in found] == ["pdf_text", "ocr", "ocr", "pdf_text"]
    assert found[1].quality == found[1].ocr_confidence == pytest.approx(0.95)
    assert not found[1].repairs


def test_the_number_of_jobs_changes_nothing():
    pages = lambda: [scan(number, letters=number + 6) for number in range(1, 6)]  # noqa: E731
    assert read(pages()) == read(pages(), jobs=3)


def test_a_blank_page_is_blank_and_trusted():
    (found,) = read([Scan(paper(), 100, PrintedPage(1, TextSource.PDF_TEXT, repairs=Counter(no_text=1)))])
    assert (found.quality, found.repairs) == (1.0, {"blank": 1})


@pytest.mark.parametrize("jobs", [1, 2])
def test_without_an_engine_pages_say_so(jobs):
    found = read([scan(1), scan(2)], "tests.extract.read.ocr.fakes:make_missing", jobs)
    assert all(page.quality == 0 and page.repairs["ocr_unavailable"] for page in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_picture_that_the_engine_gives_up_costs_its_page_only(jobs):
    found = read([scan(1), text_page(2)], "tests.extract.read.ocr.fakes:make_failing", jobs)
    assert found[0].quality == 0
    assert found[0].repairs["ocr_failed"]
    assert not found[1].repairs


def test_an_engine_that_cannot_be_started_is_no_failure_of_the_page():
    (found,) = read([scan(1)], "tests.extract.read.ocr.fakes:make_unstartable")
    assert dict(found.repairs) == {"no_text": 1, "ocr_unavailable": 1}


@pytest.fixture
def without_weights(monkeypatch, tmp_path):
    """The file with the weights of the digit reader is missing, for the pool's processes too, which must be forked."""
    digit_reader.weights.cache_clear()
    monkeypatch.setattr(work, "_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr(digit_reader, "MODEL", tmp_path / "digits.npz")


@pytest.mark.skipif(sys.platform == "win32", reason="no processes are forked there")
@pytest.mark.usefixtures("without_weights")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_of_ours_that_is_missing_is_no_failure_of_the_page(jobs):
    with pytest.raises(FileNotFoundError, match=r"digits\.npz"):
        read([scan(1)], jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("engine", "error"),
    [
        ("make_out_of_memory", MemoryError),
        ("make_full_disk", OSError),
        ("make_bad_file", OSError),
        ("make_defective", ZeroDivisionError),
    ],
)
def test_other_errors_are_no_fault_of_the_page(engine, error, jobs):
    with pytest.raises(error):
        read([scan(1)], f"tests.extract.read.ocr.fakes:{engine}", jobs)


def test_a_page_that_kills_its_process_costs_itself_only():
    found = read([scan(1), scan(2, letters=3), scan(3)], "tests.extract.read.ocr.fakes:make_deadly", jobs=2)
    assert [bool(page.parts) for page in found] == [True, False, True]
    assert found[1].repairs["ocr_failed"]


def test_nothing_is_read_twice(tmp_path):
    (first,) = read([scan(1)], cache=tmp_path)
    records = list(tmp_path.rglob("*.page"))
    assert len(records) == 1
    before = records[0].stat().st_mtime_ns
    (second,) = read([scan(1)], cache=tmp_path)
    assert second == first
    assert records[0].stat().st_mtime_ns == before


def test_a_damaged_record_is_replaced_by_what_is_read_anew(tmp_path):
    (first,) = read([scan(1)], cache=tmp_path)
    (record,) = tmp_path.rglob("*.page")
    whole = record.read_bytes()
    record.write_bytes(whole.replace(b'"confidence":', b'"confidence": '))
    assert read([scan(1)], cache=tmp_path) == [first]
    assert record.read_bytes() == whole


def test_other_code_reads_anew(tmp_path, monkeypatch):
    read([scan(1)], cache=tmp_path)
    monkeypatch.setattr("extract.read.ocr.cache.code_version", lambda: "other")
    read([scan(1)], cache=tmp_path)
    assert len(list(tmp_path.rglob("*.page"))) == 2
