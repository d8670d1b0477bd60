"""Writes the samples: `python -m samples.make.plans` makes plans/*.txt and truth/*.json from content/*.toml.

The same content yields the same bytes. `python -m samples.make.plans --utf8 FOLDER` writes only the plans, all in
UTF-8, for tools that support no other encoding.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from samples.make.content import plan_stems
from samples.make.layout import render_plan
from samples.make.truth import truth
from samples.make.wording import load

HERE = Path(__file__).parent.parent


def files() -> Iterator[tuple[Path, bytes]]:
    """All files of the samples: path relative to samples/, and bytes."""
    for stem in plan_stems():
        plan = load(stem)
        sheet = render_plan(plan)
        found = json.dumps(truth(plan, sheet), ensure_ascii=False, indent=1)
        yield Path("plans", f"{stem}.txt"), sheet.text.encode(plan.layout.encoding)
        yield Path("truth", f"{stem}.json"), f"{found}\n".encode()


def main(arguments: list[str]) -> None:
    """Write all files here, or the plans in UTF-8 into the folder given after --utf8."""
    if arguments[:1] == ["--utf8"]:
        folder = Path(arguments[1])
        folder.mkdir(parents=True, exist_ok=True)
        for stem in plan_stems():
            (folder / f"{stem}.txt").write_text(render_plan(load(stem)).text, "utf-8", newline="")
        return
    for path, content in files():
        (HERE / path).parent.mkdir(exist_ok=True)
        (HERE / path).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
