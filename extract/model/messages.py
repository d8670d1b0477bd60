"""What a finding says in words, in both languages."""

from __future__ import annotations

from extract.model.plan import Finding
from schemas.bilingual import Bilingual
from schemas.checks import CHECKS
from schemas.phrases import phrase


def said(finding: Finding) -> Bilingual:
    """The sentence of a finding: its own, else the message of its code."""
    return finding.sentence or message_of(finding)


def message_of(finding: Finding) -> Bilingual:
    """The message of a finding's code about its values. Its values come before `expected` and `found`."""
    check = CHECKS[finding.code]
    best = phrase("best_reading", expected=finding.expected) if finding.expected else ""
    printed = phrase("text_printed", text=finding.found) if finding.found.strip() else phrase("no_text_printed")
    values = {"expected": finding.expected, "found": finding.found, "printed": printed, "best": best, **finding.values}
    english = _Blanks({name: v.en if isinstance(v, Bilingual) else v for name, v in values.items()})
    thai = _Blanks({name: v.th if isinstance(v, Bilingual) else v for name, v in values.items()})
    return Bilingual(check.message.format_map(english), check.message_th.format_map(thai))


class _Blanks(dict[str, str]):
    """Values of a message. A value missing in a finding is blank, instead of an exception."""

    def __missing__(self, key: str) -> str:
        return ""
