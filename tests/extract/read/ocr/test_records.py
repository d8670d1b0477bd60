import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule
from extract.read.ocr.records import dump, load

numbers = st.floats(-1e6, 1e6)
shares = st.none() | st.floats(0, 1)
others = st.lists(st.tuples(st.text(max_size=5), st.floats(0, 1)), max_size=2).map(tuple)
clusters = st.builds(Cluster, st.text(max_size=5), numbers, numbers, numbers, numbers, shares, st.just(-1), others)
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


WHOLE = {
    "size": [100, 200.5],
    "repairs": {"blank": 1},
    "confidence": 0.5,
    "parts": [
        {
            "frame": [0, 100, 200, 0.0],
            "lines": [
                {
                    "clusters": [["a", 1, 2, 3, 4, None], ["1", 1, 2, 3, 4, 0.5, ["7", 0.25]]],
                    "spaces": [1.5],
                    "height": 4,
                    "baseline": 5,
                }
            ],
            "horizontal": [[1, 2, 3]],
            "vertical": [],
        }
    ],
}


def test_the_record_that_others_are_made_from_is_one():
    assert dump(load(json.dumps(WHOLE).encode())) == json.dumps(WHOLE, separators=(",", ":")).encode()


def leaves(value, path=()):
    """The paths to all values in a record."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from leaves(inner, (*path, step))


WRONG = [True, "x", "\ud800", [], {}, [None], -1e10, 10**400, float("nan"), float("inf"), {"x": "y"}]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_value_anywhere_is_refused_or_right_there(wrong):
    refused = 0
    for path in leaves(WHOLE):
        record = copy.deepcopy(WHOLE)
        if not path:
            record = wrong
        else:
            holder = record
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = wrong
        data = json.dumps(record).encode()
        try:
            assert json.loads(dump(load(data))) == record
        except ValueError:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b'{"size": 3}', b"[" * 100_000])
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        load(data)
