"""Data scripts: no text of a source can be anything but a text."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.review.scripts import HOSTILE, data_script


def read_back(script: bytes) -> object:
    text = script.decode("utf-8")
    assert text.startswith('phaen.data("a",')
    assert text.endswith(");\n")
    return json.loads(text[len('phaen.data("a",') : -len(");\n")])


@given(st.text())
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    assert read_back(data_script("a", [text])) == [text]


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "a\u2028b\u2029c", "\u202eabc", "\x00", "\ud800", "\ufeff"]
)
def test_what_could_end_or_disguise_a_script_is_escaped(text: str) -> None:
    script = data_script("a", {"b": text})
    assert not HOSTILE.search(script.decode("utf-8").removesuffix("\n"))
    assert read_back(script) == {"b": text}


def test_thai_is_not_escaped() -> None:
    assert "มิติ".encode() in data_script("a", ["มิติ"])


@pytest.mark.parametrize("key", ["__proto__", "constructor ", "ชื่อ", "a-b", ""])
def test_no_text_of_a_source_is_a_key(key: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        data_script("a", [{"b": {key: 1}}])


def test_money_is_exact() -> None:
    assert read_back(data_script("a", [Decimal("123456789012.30")])) == ["123456789012.30"]


def test_what_json_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        data_script("a", [float("nan")])
