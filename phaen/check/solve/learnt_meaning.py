"""Whether the blocks of a plan state the amount of a year or of all years, where no clear row says so."""

from __future__ import annotations

from extract.model.plan import Plan
from phaen.check.solve.detail_sums import DetailMeaning, detail_meaning
from phaen.check.solve.evidence import evidence_of
from phaen.check.solve.proof import prove


def learnt_meaning(plan: Plan) -> DetailMeaning:
    """What the sums of the blocks are for: what clear rows say, else the one of both with which all sums agree.

    If both agree, or neither does, it stays unknown. So it does where the totals contradict each other by themselves.
    """
    meaning = detail_meaning(plan.projects)
    if meaning is not DetailMeaning.UNKNOWN:
        return meaning
    plain = evidence_of(plan, DetailMeaning.UNKNOWN)
    possible = [
        (meaning, evidence)
        for meaning in (DetailMeaning.EACH_YEAR, DetailMeaning.ALL_YEARS)
        if len((evidence := evidence_of(plan, meaning)).stated) > len(plain.stated)
    ]
    if not possible or prove(plain.problem()).contradictory:
        return DetailMeaning.UNKNOWN
    agreed = [meaning for meaning, evidence in possible if not prove(evidence.problem()).contradictory]
    return agreed[0] if len(agreed) == 1 < len(possible) else DetailMeaning.UNKNOWN
