"""Made-up plans in random layouts: the result is compared with the content. The layouts were written independently.

Their author had not seen the parser. The shares are those reached today and may only be increased. The long run is
`python -m tests.layouts.run`.
"""

import pytest

from tests.layouts.compare import compare
from tests.layouts.losses import silent_losses
from tests.layouts.make import make

SEEDS = range(1000, 1060)
"""Documents that are not looked at when rules are written."""

RIGHT = {".txt": 0.985, ".html": 0.985, ".docx": 0.985}
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


LOST = range(1100, 1104)
"""Documents from which one thing of each kind is taken."""


def test_what_is_missing_from_a_document_is_reported():
    found = [silent_losses(seed) for seed in LOST]
    assert sum(len(losses) for losses, _ in found) >= 3 * len(LOST)
    assert [(loss.made.stem, loss.kind, loss.what) for _, untold in found for loss in untold] == []
