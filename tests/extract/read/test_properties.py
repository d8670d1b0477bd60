"""The reader's contract: deterministic, only raises SourceError, loses no text, numbers lines like an editor."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.model.document import Grid
from extract.model.errors import SourceError

# Fragments rather than characters: random characters would rarely form a table or a tag.
FRAGMENTS = [
    "โครงการ", "งบประมาณ", "๒๕๖๖", "12", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\f", "**", "__", "- ", "• ", "#",
    "## ", "|", "|---|", "\\|", "<", ">", "<p>", "</p>", "<br>", "<b>", "<table>", "</table>", "<tr>", "<td>", "</td>",
    "</tr>", "<th rowspan=3>", "<td colspan=2>", "<!--", "-->", "&nbsp;", "&#3585;", "&#xD800;", "&", "[Page 3]",
    "- 12 -", "---", "![", "](", ")", "<script>", "</script>", "ก\x00ข", "\x1e", "\u2028", "\ufeff", "```", "<span a='",
    "'",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
WORDS = st.sampled_from(["โครงการ", "อบรม", "ปี", "2566", "บาท", "(ก)", "ITA", "3.1", "รวม", "–", "“ดี”", "a/b", "50%"])
ENCODINGS = st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"])
PLAIN_LINE = st.lists(WORDS, max_size=6).map(" ".join)
TAB_LINE = st.lists(PLAIN_LINE, min_size=1, max_size=4).map("\t".join)
PLAIN = st.lists(st.one_of(PLAIN_LINE, TAB_LINE), min_size=1, max_size=12)

fast = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def block_texts(document, lines):
    for block in document.blocks():
        if isinstance(block, Grid):  # a text repeated from cell to cell is one cell that spans them; a line may, too
            for cell in block.cells:
                is_line = "\t" not in lines[cell.place.line - 1] and "|" not in lines[cell.place.line - 1]
                yield cell.text * (1 if is_line else cell.column_span)
        else:
            yield block.text


def visible(text):
    """The text without blanks; a dash, which is a bullet before other text, as a hyphen."""
    return "".join(text.split()).replace("–", "-")


@fast
@given(st.binary(max_size=400))
def test_any_bytes(read, data):
    try:
        first = read(data)
    except SourceError:
        return
    assert read(data) == first


@fast
@given(HOSTILE)
def test_any_mix_of_mark_up(read, text):
    try:
        document = read(text)
    except SourceError:
        return
    lines = text.replace("\r\n", "\n").split("\n")
    for block in document.blocks():
        pieces = block.cells if isinstance(block, Grid) else (block,)
        for piece in pieces:
            first_line = piece.raw.split("\n", 1)[0]
            assert first_line in lines[piece.place.line - 1]
            assert not set(piece.text) & set("\x00\x1e\t\f\r\u2028")
    assert [page.number for page in document.pages] == sorted({page.number for page in document.pages})


@fast
@example(lines=["รวม โครงการ\tรวม โครงการ\t"])
@given(PLAIN)
def test_no_text_is_lost(read, lines):
    text = "\n".join(lines)
    if not text.strip():
        return
    assert visible("".join(block_texts(read(text), lines))) == visible(text)


@fast
@given(PLAIN, ENCODINGS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_same_document_in_every_encoding(read, lines, encoding, line_end):
    lines = ["แผนปฏิบัติการ ของเทศบาล", *lines]
    expected = read("\n".join(lines))
    assert read(line_end.join(lines).encode(encoding)).pages == expected.pages


@fast
@example(lines=["รวม โครงการ\tรวม โครงการ\t"])
@given(PLAIN)
def test_line_numbers_are_those_of_an_editor(read, lines):
    if not "".join(lines).strip():
        return
    for block in read("\n".join(lines)).blocks():
        if isinstance(block, Grid):
            for row in block.rows():  # a line break within a cell is a line of the source
                first = row[0].place.line - 1
                is_line = "\t" not in lines[first]  # a row across the table
                cells = (cell.raw for cell in row for _ in range(1 if is_line else cell.column_span))
                raw = "\t".join(cells)
                assert raw.split("\n") == lines[first : first + raw.count("\n") + 1]
        else:
            assert block.raw == lines[block.place.line - 1]


@fast
@given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4), min_size=1, max_size=5))
def test_spans_never_overlap(read, rows):
    cells = ("".join(f"<td rowspan={down} colspan={across}>x</td>" for down, across in row) for row in rows)
    document = read(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    for block in document.blocks():
        assert isinstance(block, Grid)
        places = [
            (row, column)
            for cell in block.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert all(row < block.row_count and column < block.column_count for row, column in places)
        anchors = {(cell.row, cell.column) for cell in block.cells}
        assert len(anchors) == len(block.cells) == sum(map(len, rows))


@pytest.mark.parametrize("text", ["", "แผน"])
def test_the_row_iterator_agrees_with_the_cells(read, text):
    (grid,) = read(f"<table><tr><td rowspan=2>ก</td><td>{text}</td></tr><tr><td>ข</td></tr></table>").blocks()
    assert [len(row) for row in grid.rows()] == [2, 1]
