"""Bad PDFs: each is read as far as possible or rejected with a clear message. None crashes, hangs or fills memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.model.document import Document, Line
from extract.model.errors import EncryptedSource, SourceError, UnreadableSource
from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.bad_files import (
    ODD,
    READABLE,
    REFUSED,
    SOUND,
    TEXT,
    locked,
    many_pages,
    page,
    shown,
)
from tests.extract.read.pdf.pdf_maker import glyphs, pdf

ROOT = Path(__file__).parents[4]
DOCUMENTS = ROOT / "samples" / "documents"
NO_OCR = ReadOptions(ocr=OcrMode.NEVER)
"""Pages that cannot be read as text are not tested here."""

SECONDS = 300
MOST_MEMORY = 700
"""Maximum memory in megabytes of a process for any of these files. Python with pdfium alone takes 40."""


def read(data: bytes) -> Document:
    return read_pdf(ReadableSource("plan.pdf", data), NO_OCR)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if isinstance(block, Line)]


def attempt(data: bytes) -> Document | None:
    """The document, or None for a file that is rejected with an error that names it."""
    try:
        return read(data)
    except SourceError as error:
        assert str(error).startswith("plan.pdf: ")
        return None


@pytest.mark.parametrize("kind", READABLE)
def test_what_can_be_read_is_read_whole(kind):
    assert texts(read(READABLE[kind])) == [TEXT, "โครงการ"]


@pytest.mark.parametrize("kind", ODD)
def test_what_is_odd_does_no_harm(kind):
    document = attempt(ODD[kind])
    if document is not None:
        assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
        assert all(0 <= page.quality <= 1 for page in document.pages)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_pdf_is_refused(kind):
    with pytest.raises(UnreadableSource, match=r"^plan\.pdf: the PDF (is damaged|has no pages)"):
        read(REFUSED[kind])


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_a_password_is_asked_for(strength):
    with pytest.raises(EncryptedSource, match=r"^plan\.pdf: .*password"):
        read(locked("secret", strength))


@pytest.mark.parametrize("part", range(1, 40))
def test_cut_off_anywhere(part):
    attempt(SOUND[: len(SOUND) * part // 40])


@pytest.mark.parametrize("name", ["5_changwat_uthai_thani.pdf", "3_khet_suan_mali.web.pdf"])
@pytest.mark.parametrize("part", range(1, 8))
def test_a_real_file_cut_off_anywhere(name, part):
    data = (DOCUMENTS / name).read_bytes()
    attempt(data[: len(data) * part // 8])


def test_one_bad_page_leaves_the_others():
    document = read(ODD["a page without content"])
    assert [len(page.blocks) for page in document.pages] == [0, 1]
    assert texts(document) == ["โครงการ"]


def test_a_page_that_is_not_there_is_told():
    data = SOUND.replace(b"/Type /Page /Parent 2 0 R", b"/Type /Pago /Parent 2 0 R", 1)
    document = attempt(data)
    assert document is None or len(document.pages) == 2


def test_pages_that_pdfium_cannot_open_are_told(monkeypatch):
    import pypdfium2

    def fail(*_: object) -> None:
        raise pypdfium2.PdfiumError("Failed to load text page.")

    monkeypatch.setattr("extract.read.pdf.page_glyphs.read_chars", fail)
    from extract.read.pdf.pdf_reader import printed_pages

    pages = list(printed_pages(ReadableSource("plan.pdf", SOUND), NO_OCR))
    assert [(page.number, page.quality, dict(page.repairs)) for page in pages] == [
        (1, 0.0, {"unreadable": 1}),
        (2, 0.0, {"unreadable": 1}),
    ]


def test_as_many_pages_as_the_file_says():
    assert len(read(many_pages(50)).pages) == 52


def test_text_under_white_is_looked_for_on_any_page():
    """The page is rendered to find text under white shapes. A huge page is rendered at a small scale."""
    attempt(page(b"0 0 99999999 99999999 re f 1 g " + shown("Plan"), extra="/MediaBox [0 0 99999999 99999999]"))
    dark = page(b"0 g 0 0 20000 20000 re f 1 g " + shown("Plan", 900), extra="/MediaBox [0 0 20000 20000]")
    assert texts(read(dark)) == ["Plan"]
    bare = page(b"1 g " + shown("Plan", 900), extra="/MediaBox [0 0 20000 20000]")
    assert attempt(bare) is None


def test_letters_under_one_another_are_all_read():
    column = [glyph for number, letter in enumerate("แผน") for glyph in glyphs(letter, 300, 700 - 14 * number)]
    assert "".join(texts(read(pdf([column])))) == "แผน"


def test_languages_side_by_side():
    assert texts(read(pdf([glyphs("แผน ABC 計画 план 2566", 100, 700)]))) == ["แผน ABC 計画 план 2566"]


# In separate processes: files that could fill the memory or crash pdfium.

MEASURE = """
import sys
from pathlib import Path
from extract.model.errors import SourceError
from extract.read.reader_interface import ReadableSource
from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import read_pdf
try:
    read_pdf(ReadableSource("plan.pdf", sys.stdin.buffer.read()), ReadOptions(ocr=OcrMode.NEVER))
except SourceError:
    pass
# not resource.getrusage: its maximum is at least what the process had that started this one
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""

HEAVY = [
    "a page as large as a town", "white text on a page as large as a town", "a picture of 20,000 pixels",
    "a picture that claims too much", "a content that unpacks into a hundred megabytes", "forms within forms",
    "brackets within brackets", "one page told a thousand times",
]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise here")
@pytest.mark.parametrize("kind", HEAVY)
def test_memory_is_bounded(kind):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], input=ODD[kind], capture_output=True, check=False, cwd=ROOT, timeout=SECONDS
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert int(done.stdout) < MOST_MEMORY


FUZZ = """
import sys
from io import BytesIO
import pikepdf
from extract.model.errors import SourceError
from extract.read.reader_interface import ReadableSource
from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import read_pdf
from tests.extract.read.pdf.mutations import mutated

with pikepdf.open(BytesIO(sys.stdin.buffer.read())) as pdf:
    del pdf.pages[3:]
    pdf.save(made := BytesIO(), compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
for seed in range(int(sys.argv[1])):
    print("seed", seed, flush=True)
    try:
        read_pdf(ReadableSource("plan.pdf", mutated(made.getvalue(), seed)), ReadOptions(ocr=OcrMode.NEVER))
    except SourceError as error:
        assert str(error).startswith("plan.pdf: ")
"""

FUZZED = {
    "a test file": (SOUND, 200),
    "printed by LibreOffice": ((DOCUMENTS / "5_changwat_uthai_thani.pdf").read_bytes(), 30),
    "printed by WeasyPrint": ((DOCUMENTS / "3_khet_suan_mali.web.pdf").read_bytes(), 30),
    "turned": ((DOCUMENTS / "6_nakhon_thara_thong.turned.pdf").read_bytes(), 30),
}


@pytest.mark.parametrize("kind", FUZZED)
def test_chance_damage(kind):
    """Bits flipped, parts cut, moved and repeated, objects swapped, numbers changed: a result or a clear error."""
    data, times = FUZZED[kind]
    command = [sys.executable, "-c", FUZZ, str(times)]
    done = subprocess.run(command, input=data, capture_output=True, check=False, cwd=ROOT, timeout=SECONDS)
    last = done.stdout.decode().splitlines()[-1:]
    assert done.returncode == 0, f"{last}: {done.stderr.decode()[-800:]}"
    assert last == [f"seed {times - 1}"]
