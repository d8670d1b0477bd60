"""The maximum weight assignment is the one found by brute force."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.assemble.assignment import assign, margins

SIDES = 4


def heaviest(weights):
    """Brute force: the left sides in order, each with a right side or none."""
    rights = [*range(SIDES), *[-1] * SIDES]
    return max(
        sum(weights.get(pair, -9 if pair[1] >= 0 else 0) for pair in enumerate(chosen))
        for chosen in set(permutations(rights, SIDES))
    )


def total(weights, found):
    return sum(weights[pair] for pair in found.items())


@given(
    st.dictionaries(
        st.tuples(st.integers(0, SIDES - 1), st.integers(0, SIDES - 1)),
        st.integers(1, 20).map(float),
        max_size=SIDES * SIDES,
    )
)
def test_no_other_assignment_weighs_more(weights):
    found = assign(weights)
    assert len(set(found.values())) == len(found)
    assert total(weights, found) == heaviest(weights)


def test_one_takes_less_where_all_gain():
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == {0: 1, 1: 0}


def test_one_goes_without_where_all_gain():
    assert assign({(0, 0): 0.5, (1, 0): 0.9}) == {1: 0}
    assert assign({(0, 0): 0.9, (1, 0): 0.5}) == {0: 0}


def test_the_margin_is_what_an_exchange_loses():
    weights = {(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9, (1, 1): 1.0, (2, 2): 0.7}
    assert margins(weights, assign(weights)) == pytest.approx({0: 0.2, 1: 0.2, 2: 0.7})


def test_a_large_component_is_taken_greedily(monkeypatch):
    monkeypatch.setattr("extract.assemble.assignment.MOST_IN_COMPONENT", 2)
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == {0: 0}
