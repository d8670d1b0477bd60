"""Made-up plans in random layouts: the result is compared with the content. The layouts were written independently.

Their author had not seen the parser. The shares are those reached today and may only be increased. The long run is
`python -m tests.layouts.run`.
"""

import pytest

from tests.layouts.compare import compare
from tests.layouts.make import make

SEEDS = range(1000, 1030)
"""Documents that are not looked at when rules are written."""

RIGHT = {".txt": 0.98, ".html": 0.98, ".docx": 0.98}
"""The minimum share of facts read correctly, by medium."""


@pytest.mark.takes_long
@pytest.mark.parametrize("suffix", RIGHT)
def test_facts_of_layouts_never_seen_are_read(suffix):
    results = [compare(make(seed), suffix) for seed in SEEDS]
    facts, faults = sum(result.facts for result in results), sum(len(result.faults) for result in results)
    print(f"{suffix}: {1 - faults / facts:.3f} right, {sum(len(result.silent) for result in results)} silent")
    assert 1 - faults / facts >= RIGHT[suffix]


def test_a_seed_is_a_document():
    assert make(7).text == make(7).text
    assert make(7).text != make(8).text
