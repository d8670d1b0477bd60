"""Single losses in made-up documents: what a page, a row, a cell or a heading that is missing gives.

`python -m tests.layouts.losses --seeds 200-239` prints how many losses cost a fact without a warning or an error that
the whole document has not. Part of `make fuzz`. test_layouts.py runs a small part of it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.layouts.__main__ import seeds
from tests.layouts.compare import TELLING, compare, read
from tests.layouts.make import Made, make
from tests.layouts.numbers import arabic

KINDS = ("cell", "row", "heading", "block", "page")
PAGE = re.compile(r"\f|\n *[-–(]? *(?:หน้า *)?[๐-๙\d]{1,3} *[-–)]? *\n")
NUMBER = re.compile(r"[๐-๙\d][๐-๙\d,.]*")


@dataclass(frozen=True, slots=True)
class Loss:
    """A document that lost something: the kind of thing, and its words."""

    kind: str
    what: str
    made: Made


def losses(made: Made, rng: Random) -> Iterator[Loss]:
    """One loss of each kind that the document has, of a thing chosen at random."""
    gold: dict[str, Any] = made.gold
    lines = made.text.split("\n")
    listed = [p for p in gold["summary_projects"] if any(p["budget"].values()) and _is_row(lines[p["line"] - 1], p)]
    if len(listed) > 1:
        row = rng.choice(listed)
        amount = next(a for a in row["budget"].values() if a)
        yield from _without_amount(made, lines, row, amount)
        yield _without(made, lines, "row", row["name"], row["line"] - 1, row["line"])
    headings = [h for h in gold["dimensions"] if h.get("line") and len(gold["dimensions"]) > 1]
    if headings:
        heading = rng.choice(headings)
        yield _without(made, lines, "heading", heading["name"], heading["line"] - 1, heading["line"])
    if len(gold["details"]) > 1:
        first, last = (block := rng.choice(gold["details"]))["lines"]
        yield _without(made, lines, "block", block["name"], first - 1, last)
    pages = [match.start() for match in PAGE.finditer(made.text)]
    if len(pages) > 3:
        at = rng.randrange(1, len(pages) - 1)
        yield Loss("page", f"page {at + 1}", replace(made, text=made.text[: pages[at]] + made.text[pages[at + 1] :]))


def _is_row(line: str, project: dict[str, Any]) -> bool:
    """Whether a project's row is one line: with its name and an amount."""
    values = {_value(number) for number in NUMBER.findall(line)}
    return project["name"] in line and any(amount in values for amount in project["budget"].values() if amount)


def _value(number: str) -> float | None:
    try:
        return float(arabic(number).replace(",", ""))
    except ValueError:
        return None


def _without_amount(made: Made, lines: list[str], row: dict[str, Any], amount: float) -> Iterator[Loss]:
    line = lines[row["line"] - 1]
    at = next(match for match in NUMBER.finditer(line) if _value(match[0]) == amount)
    damaged = line[: at.start()] + " " * len(at[0]) + line[at.end() :]
    yield Loss(
        "cell", row["name"], replace(made, text="\n".join([*lines[: row["line"] - 1], damaged, *lines[row["line"] :]]))
    )


def _without(made: Made, lines: list[str], kind: str, what: str, first: int, last: int) -> Loss:
    return Loss(kind, what, replace(made, text="\n".join([*lines[:first], *lines[last:]])))


def is_told(loss: Loss, known: Counter[tuple[str, str]]) -> bool:
    """Whether a document that lost something has a finding that the whole one has not."""
    return bool(_findings(loss.made) - known)


def _findings(made: Made) -> Counter[tuple[str, str]]:
    rows = read(made)
    if rows is None:
        return Counter([("refused", "")])
    return Counter((str(r["check"]), str(r["message"])) for r in rows["checks"] if r["severity"] in TELLING)


def silent_losses(seed: int) -> tuple[list[Loss], list[Loss]]:
    """The losses of a seed's document, and those of them that nothing tells and that cost a fact.

    A heading that is printed elsewhere, too, costs none.
    """
    made = make(seed)
    found = list(losses(made, Random(seed)))
    known, faults = _findings(made), {(fault.kind, fault.what) for fault in compare(made).faults}
    untold = [loss for loss in found if not is_told(loss, known)]
    return found, [loss for loss in untold if {(f.kind, f.what) for f in compare(loss.made).faults} - faults]


def main() -> None:
    """Prints the number of losses and of silent ones by kind, and the seeds of the silent ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds, default=seeds("200-239"))
    arguments = parser.parse_args()
    made: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for seed in arguments.seeds:
        found, untold = silent_losses(seed)
        made.update(loss.kind for loss in found)
        silent.update(loss.kind for loss in untold)
        for loss in untold:
            print(f"  {seed} {loss.kind}: {loss.what}")
    print(", ".join(f"{kind} {silent[kind]} of {made[kind]}" for kind in KINDS))
    print(f"silent {silent.total()} of {made.total()}")


if __name__ == "__main__":
    main()
