"""Pages of Word files, as far as the file contains them."""

from tests.extract.read.word.docx_maker import PAGE, RENDERED, cell, level, listed, numbering, para, row, table

SECTION = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'


def places(read):
    return [(line.text, line.place.page, line.place.line) for line in read.lines]


def test_page_breaks_turn_the_page_and_lines_count_anew(word):
    read = word(para("ก") + para("ข", PAGE, "ค") + para("ง"))
    assert places(read) == [("ก", 1, 1), ("ข", 1, 2), ("ค", 2, 1), ("ง", 2, 2)]
    assert [page.number for page in read.pages] == [1, 2]


def test_a_break_that_word_also_rendered_is_one(word):
    read = word(para("ก", PAGE) + para(RENDERED, "ข") + para(RENDERED, "ค"))
    assert places(read) == [("ก", 1, 1), ("ข", 2, 1), ("ค", 3, 1)]


def test_two_page_breaks_leave_a_blank_page(word):
    read = word(para("ก", PAGE) + para(RENDERED, PAGE) + para(RENDERED, "ข"))
    assert places(read) == [("ก", 1, 1), ("ข", 3, 1)]


def test_a_page_turned_within_a_paragraph_leaves_it_whole(word):
    read = word(para("โครงการ", RENDERED, "อบรม") + para("ข"))
    assert places(read) == [("โครงการอบรม", 1, 1), ("ข", 2, 1)]


def test_a_paragraph_that_begins_a_page(word):
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>'
    own, named = "<w:pageBreakBefore/>", '<w:pStyle w:val="h"/>'
    off = named + '<w:pageBreakBefore w:val="0"/>'
    read = word(
        para("ก", properties=own) + para("ข", properties=named) + para("ค", properties=off) + para("ง", properties=own),
        styles=styles,
    )
    assert places(read) == [("ก", 1, 1), ("ข", 2, 1), ("ค", 2, 2), ("ง", 3, 1)]


def test_sections_begin_pages_unless_they_are_continuous(word):
    read = word(
        para("ก", properties=SECTION.format("nextPage"))
        + para("ข", properties=SECTION.format("continuous"))
        + para("ค", properties="<w:sectPr/>")
        + para("ง")
        + SECTION.format("oddPage")
    )
    assert places(read) == [("ก", 1, 1), ("ข", 1, 2), ("ค", 2, 1), ("ง", 3, 1)]


def test_a_number_goes_with_its_text_to_the_next_page(word):
    item = listed("").replace("</w:p>", RENDERED + "<w:r><w:t>ก</w:t></w:r></w:p>")
    assert places(word(para("ข") + item, numbering=numbering(level(0, "%1.")))) == [("ข", 1, 1), ("1. ก", 2, 1)]


def test_rows_of_a_table_stand_on_their_own_pages(word):
    split = cell(para("ต้น", RENDERED, "ปลาย"))
    read = word(
        para("ก")
        + table(row("๑", "ก"), row(cell(para(RENDERED, "๒")), "ข"), row(split, split), row("๔", "ง"))
        + para("ข")
    )
    (grid,) = read.grids
    assert [(c.text, c.place.page, c.place.line) for c in grid.cells if c.column == 0] == [
        ("1", 1, 2),
        ("2", 2, 1),
        ("ต้นปลาย", 2, 2),
        ("4", 3, 1),
    ]
    assert places(read) == [("ก", 1, 1), ("ข", 3, 2)]
    assert [page.number for page in read.pages] == [1, 2, 3]


def test_a_table_that_begins_a_page(word):
    read = word(para("ก") + table(row(cell(para(RENDERED, "๑")), "ข")))
    assert read.grids[0].place.page == 2


def test_footnotes_stand_at_the_end_of_their_page(word):
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{para("เชิงอรรถ")}</w:footnote>'
    read = word(para("ก", mark) + para("ข", PAGE) + para("ค"), footnotes=note)
    assert places(read) == [("ก", 1, 1), ("ข", 1, 2), ("เชิงอรรถ", 1, 3), ("ค", 2, 1)]


def test_what_was_left_out_is_counted_on_its_page(word):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r>"
    read = word(para("ก", PAGE) + para(hidden, "ข", PAGE) + para("ค"))
    assert [dict(page.repairs) for page in read.pages] == [{}, {"hidden": 1}, {}]
