"""Sources that would have something executed, fetched, read or unpacked: none of it happens, and the batch goes on."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest

import phaen
from extract.read.options import OcrMode, ReadOptions
from phaen.batch.limits import MEGABYTE, Limits
from tests.batch import faults
from tests.batch.conftest import run_batch

NO_OCR = ReadOptions(ocr=OcrMode.NEVER)
LIMITS = Limits(seconds=40, memory=900 * MEGABYTE)
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
SECRET = "ข้อความลับที่ไม่ควรมีใครอ่าน"


def pdf(*objects: bytes, catalog: bytes = b"") -> bytes:
    """A PDF of the given objects, numbered from 3; 1 is the catalog, 2 the pages, whose only page is 3."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", *objects]
    data, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(data + end % (len(bodies) + 1, table, len(bodies) + 1, len(data)))


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def bomb(size: int, times: int = 1) -> bytes:
    """Zeros, packed so many times over."""
    data = bytes(size)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * times))


HUGE_PICTURE = (
    b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    b" /Filter /FlateDecode"
)
MANY_PAGES = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Count 100000 /Kids [" + b"3 0 R " * 100_000 + b"] >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
)


def pdfs() -> dict[str, bytes]:
    """PDFs that would start programs, fetch, unpack into much, or never end."""
    script = b"/AA << /O << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >> >>"
    remote = b"<< /Subtype /Link /A << /S /GoToR /F (http://127.0.0.1:9/x.pdf) >> >>"
    picture = stream(zlib.compress(bytes(1 << 20)), HUGE_PICTURE)
    drawn = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return {
        "script.pdf": pdf(PAGE % script, stream(b""), catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
        "fetch.pdf": pdf(PAGE % b"/Annots [5 0 R]", stream(b""), remote),
        "bomb.pdf": pdf(PAGE % b"", bomb(1 << 28)),
        "double bomb.pdf": pdf(PAGE % b"", bomb(1 << 28, 3)),
        "huge picture.pdf": pdf(PAGE % b"/Resources << /XObject << /I 5 0 R >> >>", drawn, picture),
        "loop.pdf": pdf(b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 99999 >>", stream(b"")),
        "pages.pdf": MANY_PAGES,
    }


def word(sample: bytes, member: str, pattern: str, replacement: str) -> bytes:
    """A Word file with the first match of a pattern in one of its members replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == member:
                text = content.decode("utf-8")
                assert re.search(pattern, text)
                content = re.sub(pattern, lambda _: replacement, text, count=1).encode("utf-8")
            new.writestr(name, content)
    return packed.getvalue()


def words(sample: bytes, secret: Path) -> dict[str, bytes]:
    """Word files that would read another file, unpack into much, or fetch a picture."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    reading = f'?><!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    laughing = f'?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    remote = f'<Relationship Id="rIdX" Type="{kind}" Target="http://127.0.0.1:9/x.png" TargetMode="External"/>'
    return {
        "entity.docx": with_entity(word(sample, DOCUMENT, r"\?>\s*", reading), "e"),
        "laughs.docx": with_entity(word(sample, DOCUMENT, r"\?>\s*", laughing), "l11"),
        "remote.docx": word(sample, RELATIONS, "(?=</Relationships>)", remote),
    }


def with_entity(data: bytes, entity: str) -> bytes:
    """A Word file with the entity used in its first text."""
    return word(data, DOCUMENT, r"(?<=<w:t>)|(?<=<w:t xml:space=\"preserve\">)", f"&{entity};")


@pytest.fixture(scope="module")
def hostile(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    around = tmp_path_factory.mktemp("hostile")
    folder = around / "sources"
    folder.mkdir()
    (around / "secret.txt").write_text(SECRET, encoding="utf-8")
    sample = (root / "samples" / "documents" / "6_nakhon_thara_thong.docx").read_bytes()
    made = words(sample, around / "secret.txt")
    plan = (root / "samples" / "plans" / "8_tambon_nong_kaeo_mani.txt").read_text(encoding="cp874")
    made["remote.html"] = f'<img src="http://127.0.0.1:9/"><script src="http://127.0.0.1:9/"></script>{plan}'.encode()
    for name, data in {**made, **pdfs()}.items():
        (folder / name).write_bytes(data)
    return folder


def test_nothing_is_executed_fetched_read_or_written_elsewhere(hostile: Path) -> None:
    around, out = hostile.parent, hostile.parent / "out"
    before = set(around.rglob("*"))
    summary = run_batch(out, hostile, limits=LIMITS, read=NO_OCR, work=faults.convert_watched)
    kinds = {result.source.name: result.failure.kind for result in summary.report.failures if result.failure}
    assert [name for name, kind in kinds.items() if kind in ("died", "internal")] == []
    assert {path for path in around.rglob("*") if out not in path.parents} == before | {out}
    documents = phaen.load(out).documents
    assert len(documents) == len(list(hostile.iterdir()))
    assert documents.set_index("source_file").status["remote.docx"] != "failed"
    assert documents.set_index("source_file").status["remote.html"] != "failed"
    tables = list(out.glob("*.csv"))
    assert tables
    for path in tables:
        assert SECRET not in path.read_text(encoding="utf-8-sig")


def test_what_is_forbidden_would_be_noticed(plans: Path, out: Path) -> None:
    for name in ("write.txt", "start.txt"):
        (plans / name).write_text(name, encoding="utf-8")
    summary = run_batch(out, plans, work=faults.convert_watched_but)
    assert {result.source.name for result in summary.report.failures} == {"write.txt", "start.txt"}
    assert {result.failure.kind for result in summary.report.failures if result.failure} == {"died"}
