"""What each check means in Thai, read from checks_th.toml. A text that is missing there is given in English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from schemas.checks import Check


def explained_th(code: str, check: Check) -> Check:
    """The check with its meaning, example and action in Thai."""
    own = texts().get(code, {})
    return replace(
        check,
        meaning=own.get("meaning", check.meaning),
        example=own.get("example", check.example),
        action=own.get("action", check.action),
    )


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The Thai meaning, example and action of each code."""
    return tomllib.loads(files("schemas").joinpath("checks_th.toml").read_text(encoding="utf-8"))
