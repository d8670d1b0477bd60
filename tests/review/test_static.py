"""The files of the page: no script but its own, words in both languages, short modules."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from phaen.diff.changes import Kind
from phaen.review.overview import common_data
from schemas.checks import Severity
from schemas.tables import schema

STATIC = Path(str(files("phaen.review") / "static"))
SCRIPTS = sorted(STATIC.glob("*.js"))
INDEX = (STATIC / "index.html").read_text("utf-8")
WORDS = tomllib.loads((STATIC.parent / "words.toml").read_text("utf-8"))

MODULE_LINES = 350


def policy() -> dict[str, list[str]]:
    match = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', INDEX)
    assert match
    return {name: sources for name, *sources in (rule.split() for rule in match[1].split(";"))}


def test_the_policy_allows_nothing_but_files_of_the_page() -> None:
    found = policy()
    assert found["default-src"] == ["'none'"]
    assert found["base-uri"] == found["form-action"] == ["'none'"]
    assert {source for name in ("script-src", "style-src", "img-src") for source in found[name]} == {"'self'", "file:"}
    assert found["require-trusted-types-for"] == ["'script'"]
    assert found["trusted-types"] == ["phaen"]


def test_the_page_has_no_script_and_no_style_of_its_own() -> None:
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:", INDEX)


def test_every_file_is_used_and_exists() -> None:
    named = set(re.findall(r'(?:src|href)="assets/([^"]+)"', INDEX))
    assert named == {path.name for path in STATIC.iterdir()} - {"index.html"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_elements_only_from_texts(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith('"use strict";')
    assert len(text.splitlines()) <= MODULE_LINES
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|"
        r"\beval\(|new Function|DOMParser|srcdoc|"
        r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon"
    )
    assert not re.findall(forbidden, text)
    assert not re.findall(r"https?://", text)


def test_both_languages_have_all_words() -> None:
    assert WORDS["en"].keys() == WORDS["th"].keys()
    places = [re.findall(r"\{(\w+)\}", text) for text in (WORDS["en"][key] for key in WORDS["en"])]
    assert [sorted(found) for found in places] == [
        sorted(re.findall(r"\{(\w+)\}", WORDS["th"][key])) for key in WORDS["en"]
    ]
    assert not [key for key, text in WORDS["th"].items() if not text]


def used_words() -> set[str]:
    """The keys in calls of t, and those that are made of values of the dataset."""
    text = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    called = re.findall(r"""\bt\((?:[^"()]*\? )?"(\w+)"(?: : "(\w+)")?""", text)
    values = schema().values
    made = (
        {f"method_{name}" for name in values["method"]}
        | {f"status_{name}" for name in values["status"]}
        | {*values["basis"]}
        | {f"change_{kind}" for kind in Kind}
    )
    return {key for pair in called for key in pair if key} | made | set(Severity)


def test_every_word_that_is_used_exists() -> None:
    assert used_words() - WORDS["en"].keys() == set()


def test_every_word_is_used() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    made = r"^(column|answer|reason|verdict|method|status|change)_"
    assert not [key for key in WORDS["en"].keys() - used_words() if f'"{key}"' not in text and not re.match(made, key)]


def test_every_province_has_a_tile_of_its_own() -> None:
    tiles = common_data()["provinces"]
    assert len(tiles) == 77
    assert len({tuple(tile[3:5]) for tile in tiles}) == 77
    assert max(tile[3] for tile in tiles) < 9


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "ground"),
        ("soft", "ground"),
        ("soft", "paper"),
        ("accent", "paper"),
        ("accent", "ground"),
        ("error", "error-soft"),
        ("warning", "warning-soft"),
        ("good", "paper"),
        ("info", "paper"),
        ("paper", "accent"),
        ("ink", "accent-soft"),
    ],
)
def test_text_has_enough_contrast(text: str, ground: str) -> None:
    css = (STATIC / "base.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))
    assert contrast(colours[text], colours[ground]) >= 4.5
