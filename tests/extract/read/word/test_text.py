"""Running text of Word files: the printed text, once and in order."""

from io import BytesIO
from zipfile import ZipFile

from extract.model.document import TextSource
from extract.read.reader_interface import ReadableSource
from extract.read.word.word_reader import read_word
from tests.extract.read.word.docx_maker import (
    LINE,
    OFFICE,
    cell,
    docx,
    para,
    part,
    relationships,
    row,
    run,
    table,
    zipped,
)

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>'
    '{}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_paragraphs_are_lines_that_stand_apart(word):
    read = word(para("แผนปฏิบัติการ") + para("") + para("ประจำปี ๒๕๖๖"))
    assert read.document.text_source is TextSource.DOCX
    assert read.texts == ["แผนปฏิบัติการ", "ประจำปี 2566"]
    assert read.lines[1].raw == "ประจำปี ๒๕๖๖"
    assert [(line.place.page, line.place.line, line.gap) for line in read.lines] == [(1, 1, True), (1, 2, True)]


def test_a_line_break_ends_a_line_but_no_paragraph(word):
    read = word(para("วิธี", LINE, "ดำเนินการ"))
    assert [(line.text, line.gap) for line in read.lines] == [("วิธี", True), ("ดำเนินการ", False)]


def test_runs_are_put_together_and_tabs_are_spaces(word):
    read = word(para("โครง", "การ", "<w:r><w:tab/></w:r>", "๒๐,๐๐๐"))
    assert read.texts == ["โครงการ 20,000"]
    assert read.lines[0].raw == "โครงการ\t๒๐,๐๐๐"


def test_spaces_at_the_ends_of_a_run_count_only_where_they_are_to_be_kept(word):
    read = word(para("<w:r><w:t> แผน </w:t></w:r>", "งาน") + para(run("แผน "), "งาน"))
    assert read.texts == ["แผนงาน", "แผน งาน"]


def test_torn_sara_am_and_invisible_characters_are_mended(word):
    assert word(para("ทําน้ำ\u00adหมึก\u200bดี", "<w:r><w:softHyphen/></w:r>", "ก")).texts == ["ทำน้ำหมึกดีก"]


def test_a_hyphen_that_keeps_a_line_together_is_a_hyphen(word):
    assert word(para("๒๕๖๖", "<w:r><w:noBreakHyphen/></w:r>", "๒๕๗๐")).texts == ["2566-2570"]


def test_signs_of_symbol_fonts(word):
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    read = word(
        para(sign.format("Wingdings", "F0FC"), " ดำเนินการ")
        + para(sign.format("Symbol", "F0B7"), " ข้อ")
        + para(sign.format("Wingdings", "zz"), "ว่าง")
    )
    assert read.texts == ["✓ ดำเนินการ", "- ข้อ", "ว่าง"]


def test_inserted_text_is_kept_and_deleted_text_is_not(word):
    read = word(
        para(
            "งบ",
            f'<w:ins w:id="1">{run("๒๐,๐๐๐")}</w:ins>',
            '<w:del w:id="2"><w:r><w:delText>๓๐,๐๐๐</w:delText></w:r></w:del>',
            f'<w:moveFrom w:id="3">{run("ย้าย")}</w:moveFrom>',
            f'<w:moveTo w:id="4">{run(" บาท")}</w:moveTo>',
        )
    )
    assert read.texts == ["งบ20,000 บาท"]
    assert read.repairs == {"deleted": 2}


def test_a_paragraph_whose_end_was_struck_out_goes_on_in_the_next(word):
    read = word(para("โครงการ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + para("อบรม") + para("ข"))
    assert read.texts == ["โครงการอบรม", "ข"]


def test_a_held_paragraph_is_not_lost_before_a_table_or_at_the_end(word):
    held = para("ก", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    read = word(held + table(row("ข", "ค")) + held)
    assert read.texts == ["ก", "ก"]
    assert [cell.text for cell in read.grids[0].cells] == ["ข", "ค"]


def test_hidden_text_is_left_out_and_counted(word):
    styles = (
        '<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="deep"><w:basedOn w:val="deeper"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="deeper"><w:basedOn w:val="deep"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    read = word(
        para(
            "เห็น",
            run("ซ่อน", "<w:vanish/>"),
            run("ซ่อน", '<w:rStyle w:val="secret"/>'),
            run("ชัด", '<w:vanish w:val="0"/>'),
        )
        + para("ซ่อน", run("แต่เห็น", '<w:vanish w:val="false"/>'), properties='<w:pStyle w:val="deep"/>')
        + para(run("หน้า", "<w:webHidden/>")),
        styles=styles,
    )
    assert read.texts == ["เห็นชัด", "แต่เห็น", "หน้า"]
    assert read.repairs == {"hidden": 3}


def test_fields_give_their_results_only(word):
    nested = FIELD.format("", "IF")
    read = word(
        para("หน้า ", FIELD.format("", "๑๒"))
        + para("ก", FIELD.format(nested, "ข"), "ค")
        + para('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>')
    )
    assert read.texts == ["หน้า 12", "กขค", "7"]


def test_a_field_that_reaches_over_paragraphs(word):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    read = word(
        para(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "บทนำ ๑")
        + para("แผน ๒")
        + para('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )
    assert read.texts == ["บทนำ 1", "แผน 2"]


def test_fields_that_never_end_or_begin_hide_nothing(word):
    begin, end = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    assert word(para(end, "ก", begin, "ข") + para("ค")).texts == ["กข", "ค"]


def test_what_wraps_text_hides_none_of_it(word):
    control = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    read = word(
        control.format(para("ก") + control.format(para("ข")))
        + para(
            control.format(run("ค")), f"<w:hyperlink>{run('ง')}</w:hyperlink>", f"<w:smartTag>{run('จ')}</w:smartTag>"
        )
        + f"<w:customXml>{para('ฉ')}</w:customXml>"
        + para("<m:oMath><m:r><m:t>๑+๑</m:t></m:r></m:oMath>")
        + para(f"<w:ruby><w:rt>{run('อ่าน')}</w:rt><w:rubyBase>{run('ช')}</w:rubyBase></w:ruby>")
    )
    assert read.texts == ["ก", "ข", "คงจ", "ฉ", "1+1", "ช"]


def test_a_text_box_is_read_once_after_its_paragraph(word):
    box = f"<w:txbxContent>{para('ในกล่อง')}{table(row('ก', 'ข'))}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    read = word(para("ก่อน", shape, "หลัง") + para(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"))
    assert read.texts == ["ก่อนหลัง", "ในกล่อง", "ในกล่อง"]
    assert len(read.grids) == 2


def test_pictures_are_counted(word):
    picture = "<w:r><w:drawing><a:graphic><pic:pic><pic:blipFill/></pic:pic></a:graphic></w:drawing></w:r>"
    assert word(para("ก", picture, "<w:r><w:pict><v:imagedata/></w:pict></w:r>")).repairs == {"picture": 2}


def test_notes_stand_at_the_end(word):
    reference = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    read = word(
        para("ก", reference.format("endnote", 2), reference.format("footnote", 2)) + para("ข"),
        footnotes="".join(
            f'<w:footnote w:id="{number}">{para(text)}</w:footnote>'
            for number, text in ((1, "ไม่มีใครอ้าง"), (2, "เชิงอรรถ"))
        ),
        endnotes=f'<w:endnote w:id="2">{para("ท้ายเรื่อง")}</w:endnote>',
    )
    assert read.texts == ["ก", "ข", "เชิงอรรถ", "ท้ายเรื่อง"]


def test_headers_and_footers_are_left_out():
    files = {
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{para('เนื้อหา')}</w:body>"),
        "word/_rels/document.xml.rels": relationships(("header", "header1.xml")),
        "word/header1.xml": part("hdr", para("หัวกระดาษ")),
    }
    (line,) = read_word(ReadableSource("plan.docx", zipped(files))).blocks()
    assert line.text == "เนื้อหา"


def test_the_strict_kind_of_office_open_xml():
    strict = docx(para("แผน"), numbering="")
    with ZipFile(BytesIO(strict)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files = {
        name: data.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main") for name, data in files.items()
    }
    (line,) = read_word(ReadableSource("plan.docx", zipped(files))).blocks()
    assert line.text == "แผน"


def test_the_same_file_gives_the_same_document():
    source = ReadableSource("plan.docx", docx(para("ก", run("ข", "<w:vanish/>")) + table(row("ค", "ง"))))
    assert read_word(source) == read_word(source)


def raised(text):
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>'


def test_pictures_as_large_as_a_table_are_counted_as_unread(word):
    drawn = (
        '<w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:extent cx="{}" cy="900000"/><a:graphic><pic:pic/></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    old = '<w:r><w:pict><v:shape style="left:1pt;width:{}pt;height:60.5pt"><v:imagedata/></v:shape></w:pict></w:r>'
    read = word(para("ก", drawn.format(5_000_000), drawn.format(800_000), old.format(300), old.format(80)))
    assert read.repairs == {"picture": 2, "picture_unread": 2}


def test_a_ticked_box_of_a_form_is_a_tick(word):
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ticked, other = box.format("<w:checked/>") + end, box.format('<w:default w:val="1"/><w:checked w:val="0"/>') + end
    assert word(para(ticked, " ทำแล้ว") + para(other, "ยังไม่ทำ")).texts == ["✓ ทำแล้ว", "ยังไม่ทำ"]


def test_a_raised_mark_behind_text_is_a_notes_and_counted(word):
    read = word(para("๒๐,๐๐๐", raised("๑"), " บาท") + para("ลาน ๕๐ ตร.ม.", raised("2")) + para("ครั้ง", raised("ที่สาม")))
    assert read.texts == ["20,000 บาท", "ลาน 50 ตร.ม.²", "ครั้งที่สาม"]
    assert read.repairs == {"note_mark": 1}
    assert word(para(raised("๑"), " จ่ายจากเงินสะสม")).texts == ["1 จ่ายจากเงินสะสม"]


def test_the_chosen_entry_of_a_forms_list_is_read(word):
    listed = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{}<w:listEntry w:val="บ้านใส"/>'
        '<w:listEntry w:val="บ้านสวย"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert word(para("อยู่ที่ ", listed.format('<w:result w:val="1"/>'))).texts == ["อยู่ที่ บ้านสวย"]
    assert word(para("อยู่ที่ ", listed.format(""))).texts == ["อยู่ที่ บ้านใส"]
    assert word(para("อยู่ที่ ", listed.format('<w:result w:val="7"/>'))).texts == ["อยู่ที่"]


def test_a_mark_is_raised_by_its_style_or_by_its_position_too(word):
    styled = run("๑", '<w:rStyle w:val="Mark"/>')
    higher = run("2", '<w:position w:val="6"/><w:sz w:val="16"/>')
    styles = (
        '<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Mark"><w:basedOn w:val="Up"/></w:style>'
    )
    read = word(
        para("๒๐,๐๐๐", styled) + para("500", higher) + para("7", raised("("), raised("1,2"), raised(")")), styles=styles
    )
    assert read.texts == ["20,000", "500", "7"]
    lower = run("2", '<w:position w:val="-6"/>')
    assert word(para("H", lower, "O")).texts == ["H2O"]


def chunked(name, content, kind="aFChunk"):
    ids = f'xmlns:r="{OFFICE}"'
    files = {
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": part(
            "document", f'<w:body>{para("ก่อน")}<w:altChunk {ids} r:id="r0"/>{para("หลัง")}</w:body>'
        ),
        "word/_rels/document.xml.rels": relationships((kind, name)),
        f"word/{name}": content,
    }
    return read_word(ReadableSource("a.docx", zipped(files))).pages[0]


def test_a_web_page_in_a_document_is_read_where_it_stands():
    html = "<html><body><p>บ้านใส</p><table><tr><td>ที่</td><td>งาน</td></tr></table></body></html>"
    page = chunked("a.htm", html)
    first, second, grid, last = page.blocks
    assert (first.text, second.text, [cell.text for cell in grid.cells], last.text) == (
        "ก่อน",
        "บ้านใส",
        ["ที่", "งาน"],
        "หลัง",
    )
    assert [block.place.line for block in page.blocks] == [1, 2, 3, 4]


TABLE = table(row("ที่", "งาน"))


def test_a_word_document_in_a_document_is_read_where_it_stands_with_its_tables():
    inner = docx(para("บ้านใส") + TABLE)
    first, second, grid, last = chunked("a.docx", inner).blocks
    assert [first.text, second.text, last.text] == ["ก่อน", "บ้านใส", "หลัง"]
    assert [cell.text for cell in grid.cells] == ["ที่", "งาน"]


def test_a_web_archive_in_a_document_is_read():
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    page = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><p>บ้านใส</p></html>\n--x--"
    assert [block.text for block in chunked("a.mht", head + page).blocks] == ["ก่อน", "บ้านใส", "หลัง"]


def test_a_document_in_a_cell_is_text_of_the_cell():
    ids = f'xmlns:r="{OFFICE}"'
    body = table(row("ก", cell(f'{para("ข")}<w:altChunk {ids} r:id="r0"/>')))
    files = {
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}{para('ค')}</w:body>"),
        "word/_rels/document.xml.rels": relationships(("aFChunk", "a.docx")),
        "word/a.docx": docx(para("บ้านใส") + TABLE),
    }
    grid, _ = read_word(ReadableSource("a.docx", zipped(files))).pages[0].blocks
    assert [cell.text for cell in grid.cells] == ["ก", "ข\nบ้านใส\nที่ งาน"]


def test_documents_in_a_document_that_cannot_be_read_are_counted():
    for name, content in (("a.bin", "\x00\x01"), ("a.htm", "\x00\x01\x02"), ("a.docx", b"PK no package")):
        page = chunked(name, content)
        assert [block.text for block in page.blocks] == ["ก่อน", "หลัง"]
        assert page.repairs == {"embedded": 1}


def test_what_is_beside_the_text_is_counted(word):
    comment = para("ก", '<w:r><w:commentReference w:id="0"/></w:r>')
    assert word(comment, comments='<w:comment w:id="0">' + para("ขอให้แก้") + "</w:comment>").repairs == {"note": 1}
    read = word(para("ก"), header=para("เทศบาลบ้านใส") + para(""), footer=para("หน้า 1"))
    assert (read.texts, read.repairs) == (["ก"], {"furniture": 2})


def test_letters_drawn_as_a_shape_are_read(word):
    shape = '<w:r><w:pict><v:shape><v:textpath string="แผนปฏิบัติการ"/></v:shape></w:pict></w:r>'
    assert word(para(shape) + para("ก")).texts == ["แผนปฏิบัติการ", "ก"]
