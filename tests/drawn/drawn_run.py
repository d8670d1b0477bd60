"""The long run over random pages: `python -m tests.drawn.drawn_run --seeds 0-499`. Part of `make fuzz`.

Each page is drawn by two engines and read without OCR. What differs from the visible text without being told is a
fault. With the Thai fonts of the system (Debian's fonts-thai-tlwg), pages are drawn in these too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.drawn.drawn_compare import difference
from tests.drawn.drawn_content import make_page
from tests.drawn.made_face import made_face, system_faces
from tests.drawn.raw_engine import draw_raw
from tests.drawn.reportlab_engine import draw_with_reportlab
from tests.layouts.__main__ import seeds

ENGINES = {"raw": draw_raw, "reportlab": draw_with_reportlab}
SHOWN = 12
"""Number of pages whose differences are printed."""


def main() -> int:
    """Prints the pages that differ, and how often each trait occurs among them; 1 if one of them is not told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds, default=seeds("0-249"))
    arguments = parser.parse_args()
    faces = {"made": made_face(), **system_faces()}
    traits: Counter[str] = Counter()
    blamed: Counter[str] = Counter()
    pages = silent = told = 0
    for seed in arguments.seeds:
        page = make_page(seed, tuple(faces))
        for name, draw in ENGINES.items():
            found = difference(page, draw(page, faces[page.face]))
            pages += 1
            traits.update(page.traits())
            if not found:
                continue
            told, silent = told + found.is_told, silent + (not found.is_told)
            blamed.update(page.traits() | {f"engine {name}"})
            if silent <= SHOWN:
                print(f"seed {seed} by {name} in {page.face}: {dict(found.repairs)}")
                for text in list(found.missing)[:3]:
                    print(f"  - {text!r}")
                for text in list(found.extra)[:3]:
                    print(f"  + {text!r}")
    print(f"drawn pages {pages}: differences not told on {silent}, told on {told}")
    for trait, count in blamed.most_common(20):
        print(f"  {count:4} of {traits[trait] or pages // 2:4} {trait}")
    return silent > 0


if __name__ == "__main__":
    sys.exit(main())
