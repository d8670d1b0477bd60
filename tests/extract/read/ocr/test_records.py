import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule
from extract.read.ocr.records import dump, load

numbers = st.floats(-1e6, 1e6)
shares = st.none() | st.floats(0, 1)
clusters = st.builds(Cluster, st.text(max_size=5), numbers, numbers, numbers, numbers, shares)
lines = st.builds(PrintedLine, st.lists(clusters, max_size=3), st.lists(numbers, max_size=2), numbers, numbers)
rules = st.lists(st.builds(Rule, numbers, numbers, numbers), max_size=3)
frames = st.builds(Frame, st.integers(0, 3), numbers, numbers, numbers)
parts = st.builds(PrintedPart, frames, st.lists(lines, max_size=3), rules, rules)
pages = st.builds(
    lambda w, h, parts, repairs, confidence: PrintedPage(
        0, TextSource.OCR, w, h, parts=parts, ocr_confidence=confidence
    ),
    numbers,
    numbers,
    st.lists(parts, max_size=2),
    st.none(),
    shares,
)


@given(pages)
def test_a_page_comes_back_as_it_was(page):
    assert load(dump(page)) == page


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b'{"format": 99}', b'{"format": 1, "size": 3}'])
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        load(data)
