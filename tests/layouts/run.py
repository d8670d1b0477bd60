"""The long run over made-up layouts: `python -m tests.layouts.run --seeds 0-499 [--medium .txt]`.

It reports which facts were read correctly. Part of `make fuzz`. test_layouts.py runs a small part of it.
"""

from __future__ import annotations

import argparse
from collections import Counter

from tests.layouts.__main__ import seeds
from tests.layouts.compare import compare
from tests.layouts.make import make

WORST = 10
"""Number of documents listed at the end."""


def main() -> None:
    """Prints the share of correct facts, the unreported faults, the faults by kind, and the worst documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds, default=seeds("0-499"))
    parser.add_argument("--medium", choices=(".txt", ".html", ".docx"), default=".txt")
    arguments = parser.parse_args()
    results = {seed: compare(make(seed), arguments.medium) for seed in arguments.seeds}
    facts = sum(result.facts for result in results.values())
    faults = [fault for result in results.values() for fault in result.faults]
    silent = sum(not fault.told for fault in faults)
    clean = sum(not result.silent for result in results.values())
    print(f"right {1 - len(faults) / facts:.4f}, silent {silent} of {len(faults)}, documents without a silent fault "
          f"{clean} of {len(results)}")  # fmt: skip
    for kind, count in Counter(fault.kind.split(" 25")[0] for fault in faults).most_common():
        print(f"  {count:5} {kind}")
    worst = sorted(results, key=lambda seed: results[seed].right)[:WORST]
    print("worst:", ", ".join(f"{seed} ({results[seed].right:.2f})" for seed in worst))


if __name__ == "__main__":
    main()
