"""The places that the blocks of a plan take up, compared with the plain search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.assemble.block_spans import BlockSpans
from extract.model.document import Place
from extract.model.plan import Project

places = st.builds(Place, st.integers(1, 3), st.integers(1, 20))
spans = st.lists(st.tuples(places, st.none() | places), max_size=6)


@given(spans, places)
def test_a_place_is_held_as_by_a_search_of_all_spans(spans: list[tuple[Place, Place | None]], place: Place) -> None:
    projects = [Project(detail_place=first, detail_last=last) for first, last in spans]
    assert BlockSpans(projects).hold(place) == any(first <= place <= (last or first) for first, last in spans)
