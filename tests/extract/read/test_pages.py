"""Page breaks, page numbers, line numbers, gaps."""

import pytest


def numbers_and_texts(document):
    return {page.number: [block.text for block in page.blocks] for page in document.pages}


@pytest.mark.parametrize(
    "mark",
    [
        "--- Page {} ---",
        "---หน้า {}---",
        "=== หน้า {} ===",
        "*** page {} of 9 ***",
        "<!-- page {} -->",
        "<!-- Page number: {} -->",
        "[Page {}]",
        "[หน้าที่ {}]",
        "<page_number>{}</page_number>",
        "## Page {}",
        "# หน้า {}",
    ],
)
def test_page_markers(read, mark):
    document = read(f"{mark.format(1)}\nก\n{mark.format('๒')}\nข\n{mark.format(4)}\nค")
    assert numbers_and_texts(document) == {1: ["ก"], 2: ["ข"], 4: ["ค"]}


def test_markers_that_count_from_zero(read):
    rule = "-" * 48
    assert numbers_and_texts(read(f"{{0}}{rule}\nก\n{{1}}{rule}\nข")) == {1: ["ก"], 2: ["ข"]}


@pytest.mark.parametrize(
    "mark", ["<!-- pagebreak -->", "[PAGEBREAK]", "\\newpage", '<div style="page-break-after: always;"></div>']
)
def test_markers_without_a_number(read, mark):
    assert numbers_and_texts(read(f"ก\n{mark}\nข")) == {1: ["ก"], 2: ["ข"]}


def test_markers_below_their_page_count_on(read):
    assert numbers_and_texts(read("ก\n[Page 1]\nข\n[Page 2]\nค")) == {1: ["ก"], 2: ["ข"], 3: ["ค"]}


def test_an_unbelievable_number_is_not_believed(read):
    assert list(numbers_and_texts(read("ก\n[Page 2566]\nข\n[Page 1]\nค"))) == [1, 2, 3]


def test_form_feeds_within_and_between_lines(read):
    document = read("ก\fข\n\fค\n\f\fง")
    assert numbers_and_texts(document) == {1: ["ก"], 2: ["ข"], 3: ["ค"], 5: ["ง"]}
    assert [block.place.line for block in document.blocks()] == [1, 1, 2, 3]


def test_a_form_feed_and_a_marker_are_one_break(read):
    assert numbers_and_texts(read("ก\n\f--- Page 2 ---\nข")) == {1: ["ก"], 2: ["ข"]}


@pytest.mark.parametrize("number", ["- ๑๒ -", "-12-", "– 12 –", "หน้า 12", "12", "**12**"])
def test_a_page_number_beside_a_break_is_dropped(read, number):
    assert numbers_and_texts(read(f"ก\n{number}\n\fข")) == {1: ["ก"], 2: ["ข"]}
    assert numbers_and_texts(read(f"ก\f{number}\n\nข")) == {1: ["ก"], 2: ["ข"]}


@pytest.mark.parametrize("number", ["- 12 -", "หน้า 12", "12"])
def test_a_page_number_without_proof_stays(read, number):
    texts = [block.text for block in read(f"{number}\nก\n{number}\nข\n{number}").blocks()]
    assert texts == [number, "ก", number, "ข", number]


def test_a_year_beside_a_break_stays(read):
    assert numbers_and_texts(read("ก\n2566\n\fข")) == {1: ["ก", "2566"], 2: ["ข"]}


def test_dashed_numbers_that_rise_prove_each_other(read):
    document = read("ก\n\n- 1 -\nข\n- ๒ -\nค\n-4-\nง")
    found = [(block.text, block.gap) for block in document.blocks()]
    assert found == [("ก", False), ("ข", True), ("ค", False), ("ง", False)]
    falling = read("ก\n- 1 -\nข\n- 3 -\nค\n- 2 -")
    assert len(list(falling.blocks())) == 6


def test_lines_carry_number_raw_and_gap(read):
    document = read("\n  **ก** ๑\n\n\n- ข\r\n\tค\u2028ง\n\x0b\nจ")
    found = [(block.place.line, block.raw, block.text, block.gap) for block in document.blocks()]
    assert found == [
        (2, "  **ก** ๑", "ก 1", True),
        (5, "- ข", "- ข", True),
        (6, "\tค\u2028ง", "ค ง", False),
        (8, "จ", "จ", True),
    ]


def test_sub_items_keep_one_space_of_their_indentation(read):
    texts = [block.text for block in read("   - ก\n  ๑) ข\n  ค\n- ง").blocks()]
    assert texts == [" - ก", " 1) ข", "ค", "- ง"]


@pytest.mark.parametrize("ornament", ["---", "***", "___", "=====", "#####", "```", "```markdown", "<p></p>", "&nbsp;"])
def test_ornaments_are_gaps(read, ornament):
    assert [(block.text, block.gap) for block in read(f"ก\n{ornament}\nข").blocks()] == [("ก", False), ("ข", True)]


def test_paragraphs_on_one_line_share_its_number_and_keep_their_order(read):
    first, second = read("\n<p>ก</p> <p>ข</p>").blocks()
    assert (first.text, second.text, first.gap, second.gap) == ("ก", "ข", True, False)
    assert (first.place.line, second.place.line) == (2, 2)
    assert first.place < second.place


def test_repairs_and_quality_stand_on_their_page(read):
    document = read("แผน\f".encode() + b"\xff" + "งาน\fดี".encode())
    assert [dict(page.repairs) for page in document.pages] == [{}, {"undecodable": 1}, {}]
    assert [page.quality for page in document.pages] == [1.0, 0.75, 1.0]


def test_private_characters_and_lone_marks_lower_the_quality(read):
    (page,) = read("\ue000\ue001 ่า กา").pages
    assert page.quality == pytest.approx(3 / 6)


def test_a_text_of_nothing_but_mark_up_has_one_empty_page(read):
    (page,) = read("---\n<p></p>").pages
    assert (page.number, page.blocks, page.quality) == (1, (), 1.0)
