"""A text in English and Thai."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages."""

    en: str
    th: str
