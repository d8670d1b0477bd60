"""Data as script files. Browsers refuse to fetch other files from a page opened from disk, but load scripts.

The text of a source is data of strangers. Everything outside printable letters is escaped, so that no text can end the
script, and none can reorder how the file looks in an editor.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal

HOSTILE = re.compile(
    r"[<>&\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Mark-up, controls, line separators, direction marks, invisible characters, and halves of surrogate pairs."""


def data_script(name: str, data: object) -> bytes:
    """A script that gives `data` to the page under `name`, in UTF-8. The same data gives the same bytes.

    Keys of objects are ASCII names of phaen's own, never texts of a source: a key such as __proto__ has a meaning in
    JavaScript. Raises ValueError for another key, and for numbers that JSON lacks.
    """
    _refuse_foreign_keys(data)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)
    return f"phaen.data({json.dumps(name)},{HOSTILE.sub(_escape, text)});\n".encode()


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _plain(value: object) -> str:
    """Money is exact as a string; a float is not."""
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} is not data of a review")


_KEY = re.compile(r"[a-z][a-z0-9_]*")


def _refuse_foreign_keys(data: object) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str) or not _KEY.fullmatch(key):
                raise ValueError(f"{key!r} is not a name of phaen's own")
            _refuse_foreign_keys(value)
    elif isinstance(data, list | tuple):
        for value in data:
            _refuse_foreign_keys(value)
