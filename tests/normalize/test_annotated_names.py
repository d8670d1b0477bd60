"""The common projects among the names of real plans, against an annotation by hand.

The annotation holds the digest of each source, and orders and codes of projects only. It is skipped where the plans are
absent. `PHAEN_EVAL` names their folder, by default ../shared.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import phaen

PLANS = Path(os.environ.get("PHAEN_EVAL") or Path(__file__).parents[3] / "shared").absolute() / "plans"
ANNOTATED = json.loads(Path(__file__).with_name("standard_projects.json").read_text(encoding="utf-8"))["projects"]


@pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS}: set PHAEN_EVAL to have names compared")
def test_common_projects_are_found_among_the_names_of_real_plans() -> None:
    rows = [
        (ANNOTATED[row.document_id].get(str(row.order)), row.standard_project or None)
        for row in phaen.convert([PLANS])["projects"].itertuples()
        if row.document_id in ANNOTATED
    ]
    wanted = [(want, found) for want, found in rows if want]
    found = [(want, code) for want, code in rows if code]
    assert wanted
    assert sum(want == code for want, code in found) >= 0.97 * len(found)
    assert sum(want == code for want, code in wanted) >= 0.90 * len(wanted)
