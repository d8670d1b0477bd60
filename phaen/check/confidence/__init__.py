"""How likely the values of a plan are right.

    confidence_of(plan) -> Confidence     of a checked plan; changes nothing

A value belongs to a class by what speaks for it and against it: the method and the medium it was read from, sums that
hold with it, words that the dictionary has, the other half of its project, findings. The share of right values of each
class is measured (schemas/confidence.toml). A row of `projects` has a confidence for each group of its values and the
least of them as its own.
"""

from __future__ import annotations

from phaen.check.confidence.plan_confidence import Confidence, confidence_of

__all__ = ["Confidence", "confidence_of"]
