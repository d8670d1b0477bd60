"""Word files that are damaged, locked, hostile or of another type: the only result is an error that names the file."""

import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model.document import Document
from extract.model.errors import EncryptedSource, SourceError, SourceTooLarge, UnreadableSource
from extract.read import read_document
from extract.read.reader_interface import ReadableSource
from extract.read.settings import ReadSettings
from extract.read.word.word_reader import OLE, read_word
from tests.extract.read.word.docx_maker import (
    docx,
    level,
    listed,
    numbering,
    para,
    part,
    relationships,
    row,
    table,
    zipped,
)

SOUND = docx(
    para("แผนปฏิบัติการ") + listed("โครงการ") + table(row("ก", "ข"), row("ค", "ง")),
    numbering=numbering(level(0, "%1.")),
    styles='<w:style w:type="paragraph" w:styleId="a"/>',
)
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ก"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t>'
    "</w:r></w:p></w:body></w:document>"
)


def read(data: bytes) -> Document:
    return read_word(ReadableSource("plan.docx", data))


def bad(data: bytes, error: type[SourceError], match: str) -> None:
    with pytest.raises(error, match=rf"^plan\.docx: .*{match}"):
        read(data)


def document(xml: str) -> bytes:
    return zipped({"_rels/.rels": relationships(("officeDocument", "word/document.xml")), "word/document.xml": xml})


def test_no_zip():
    bad(b"PK\x03\x04 and then nothing", UnreadableSource, "damaged or cut off")
    bad("แผน".encode(), UnreadableSource, "no Word file")


def test_a_zip_without_a_document():
    bad(zipped({"xl/workbook.xml": "<x/>"}), UnreadableSource, "no Word document")
    bad(zipped({"_rels/.rels": relationships(("officeDocument", "../../x.xml"))}), UnreadableSource, "x.xml is missing")


def test_a_document_whose_root_is_another():
    bad(document("<html/>"), UnreadableSource, "no Word document")


def test_no_relationships_are_needed():
    assert read(zipped({"WORD/Document.xml": part("document", f"<w:body>{para('ก')}</w:body>")})).pages


@pytest.mark.parametrize("name", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"])
def test_damaged_parts_are_named(name):
    with ZipFile(BytesIO(SOUND)) as package:
        files = {info: package.read(info) for info in package.namelist()}
    bad(zipped(files | {name: files[name][:-20]}), UnreadableSource, f"{name} in it is damaged")


def test_nothing_but_empty_paragraphs():
    bad(docx(para("") + table(row("", ""))[:0]), UnreadableSource, "it is empty")


def test_a_scan_pasted_into_word():
    bad(docx(para("<w:r><w:pict><v:imagedata/></w:pict></w:r>")), UnreadableSource, "pictures without any text")


@pytest.mark.parametrize("cut", range(1, 20))
def test_cut_off_anywhere(cut):
    bad(SOUND[: len(SOUND) * cut // 20], UnreadableSource, "")


def test_entities_are_refused():
    bad(document(BILLION_LAUGHS), UnreadableSource, "document type")
    bad(document(BILLION_LAUGHS.replace("version", 'version="1.0" x').replace("?>", "?>", 1)), UnreadableSource, "")


def test_entities_in_another_encoding_are_refused():
    data = BILLION_LAUGHS.replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16")
    files = {"_rels/.rels": relationships(("officeDocument", "word/document.xml")), "word/document.xml": data}
    bad(zipped(files), UnreadableSource, "document type")


def test_files_outside_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("ความลับ", "utf-8")
    xml = (
        f'<!DOCTYPE w [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        + part("document", "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>").partition("?>")[2]
    )
    bad(document(xml), UnreadableSource, "document type")


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("extract.read.word.package.DEFAULTS", ReadSettings(max_unpacked=1_000_000))
    bomb = document(part("document", f"<w:body>{para('ก' * 2_000_000)}</w:body>"))
    assert len(bomb) < 100_000
    bad(bomb, SourceTooLarge, "unpacks into more than 1,000,000 bytes")


def test_a_zip_bomb_that_lies_about_its_size(monkeypatch):
    monkeypatch.setattr("extract.read.word.package.DEFAULTS", ReadSettings(max_unpacked=1_000_000))
    content = part("document", f"<w:body>{para('ก' * 2_000_000)}</w:body>").encode()
    bomb = document(content.decode())
    lying = bomb.replace(len(content).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != bomb
    tracemalloc.start()
    try:
        with pytest.raises(SourceError):
            read(lying)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_all_parts_together_are_bounded(monkeypatch):
    monkeypatch.setattr("extract.read.word.package.DEFAULTS", ReadSettings(max_unpacked=30_000))
    filler = '<w:style w:type="paragraph" w:styleId="a"/>' * 500
    bad(docx(para("ก" * 4_000), styles=filler), SourceTooLarge, "unpacks into")


def test_too_many_files_and_too_many_tags(monkeypatch):
    monkeypatch.setattr("extract.read.word.package.DEFAULTS", ReadSettings(max_zip_entries=3))
    bad(SOUND, SourceTooLarge, "more than 3 files")
    monkeypatch.undo()
    monkeypatch.setattr("extract.read.word.xml.DEFAULTS", ReadSettings(max_xml_tags=30))
    bad(SOUND, SourceTooLarge, "more than 30 XML tags")


def test_more_cells_than_any_plan_has(monkeypatch):
    monkeypatch.setattr("extract.read.pages.DEFAULTS", ReadSettings(max_cells=50))
    bad(docx(table(*[row(*"กขคงจ")] * 20)), SourceTooLarge, "50 table cells")


def test_tables_nested_deeper_than_any_plan_has():
    inner = para("ก")
    for _ in range(60):
        inner = table(row(f"<w:tc>{inner}</w:tc>", "ข"))
    assert read(docx(inner)).pages
    for _ in range(100):
        inner = table(row(f"<w:tc>{inner}</w:tc>"))
    bad(docx(inner), UnreadableSource, "word/document.xml in it is damaged")


def test_locked_files():
    locked = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    bad(locked, EncryptedSource, "password")
    with ZipFile(buffer := BytesIO(), "w", ZIP_STORED) as package:
        package.writestr("word/document.xml", "x")
    data = bytearray(buffer.getvalue())
    entry = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[entry + 8] |= 1
    bad(bytes(data), EncryptedSource, "password")


def test_an_unknown_compression():
    data = bytearray(document(part("document", f"<w:body>{para('ก')}</w:body>")))
    for start in (data.rindex(b"PK\x03\x04") + 8, data.rindex(b"PK\x01\x02") + 10):
        data[start : start + 2] = (99).to_bytes(2, "little")
    bad(bytes(data), UnreadableSource, "")


def test_other_office_files():
    bad(OLE + bytes(1000), UnreadableSource, "no Word document")


def test_the_name_does_not_matter(tmp_path):
    for suffix in (".docx", ".docm", ".dotx", ".dotm", ".doc", ""):
        path = tmp_path / f"plan{suffix}"
        path.write_bytes(SOUND)
        assert read_document(path).pages[0].blocks


def test_a_web_page_called_doc(tmp_path):
    path = tmp_path / "plan.doc"
    path.write_text("<html><body><p>แผนปฏิบัติการ</p></body></html>", "utf-8")
    (line,) = read_document(path).blocks()
    assert line.text == "แผนปฏิบัติการ"


def attempt(data: bytes) -> None:
    try:
        read(data)
    except SourceError as error:
        assert str(error).startswith("plan.docx: ")


@given(st.binary(max_size=300))
def test_any_bytes(data):
    for start in (b"", b"PK\x03\x04", OLE):
        attempt(start + data)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_bytes_changed_anywhere(changes):
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    attempt(bytes(data))


TAGS = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "numPr", "fldChar", "br", "sdt", "sdtContent", "txbxContent",
     "ins", "del", "lastRenderedPageBreak", "sectPr", "footnoteReference", "tcPr", "vMerge", "gridSpan", "vanish"]
)  # fmt: skip
TREES = st.recursive(
    st.just("ก"),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4), st.sampled_from(["", "1", "begin", "restart", "x"])).map(
        lambda made: f'<w:{made[0]} w:val="{made[2]}" w:fldCharType="{made[2]}">{"".join(made[1])}</w:{made[0]}>'
    ),
    max_leaves=30,
)


@given(TREES)
def test_any_tree_of_word_s_elements(tree):
    attempt(docx(tree.replace("ก", "<w:r><w:t>ก</w:t></w:r>"), numbering=numbering(level(0, "%1."))))


def test_memory_for_a_long_document_is_bounded():
    body = "".join(para(f"ข้อความที่ {number} ยาวพอประมาณ") for number in range(20_000))
    with ZipFile(buffer := BytesIO(), "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
    assert len(read(buffer.getvalue()).pages[0].blocks) == 20_000
