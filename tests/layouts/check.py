"""Checks that an annotation and its text agree. A failing document is an error of the generator."""

import re
from collections import Counter
from typing import Any, cast

from .gold import Json
from .numbers import arabic


def canon(text: str) -> str:
    """A text without white space and markup, in Arabic digits."""
    return re.sub(r"</?(br|table|tr|td|th)[^>]*>|\*\*|\s|#", "", arabic(text))


def digits(amount: int, unit: int) -> str:
    """The digits of an amount in a unit, as they must occur in its row."""
    return f"{amount / unit:.6f}".rstrip("0").rstrip(".")


def complaints(gold: Json, text: str, fields: str) -> list[str]:
    """The inconsistencies, in words."""
    lines = text.split("\n")
    data = cast("dict[str, Any]", gold)
    return [*names(data), *summary(data, lines), *totals(data), *details(data, lines, fields.split("\n"))]


def names(data: dict[str, Any]) -> list[str]:
    """Names must differ within a half."""
    found = []
    for half in ("summary_projects", "details"):
        found += [f"{half}: {name} twice" for name, n in Counter(canon(x["name"]) for x in data[half]).items() if n > 1]
    if not data["dimensions"]:
        found.append("no dimension is shown")
    if not data["summary_projects"] and not data["details"]:
        found.append("no project is shown")
    shown = {x["code"] for x in data["sections"]}
    for half in ("summary_projects", "details"):
        found += [
            f"{half}: section {x[key]} is not shown"
            for x in data[half]
            for key in ("section", "subsection")
            if x.get(key) and x[key] not in shown
        ]
    return found


def summary(data: dict[str, Any], lines: list[str]) -> list[str]:
    """A project's line, possibly wrapped, must contain its name, and its row its amounts."""
    found = []
    for x in data["summary_projects"]:
        if canon(x["name"]) not in canon(" ".join(lines[x["line"] - 1 : x["line"] + 1])):
            found.append(f"line {x['line']} does not hold {x['name']}")
        near = canon(" ".join(lines[x["line"] - 1 : x["line"] + 2000])).replace(",", "")
        found += [
            f"{x['name']}: {a} is not near"
            for a in x["budget"].values()
            if a and not any(digits(a, u) in near for u in (1, 1000, 1_000_000))
        ]
    return found


def totals(data: dict[str, Any]) -> list[str]:
    """At most one printed total may differ from its parts."""
    wrong = []
    for t in data["totals"]:
        parts = [p for p in data["summary_projects"] if t["scope"] == "grand" or p["dimension"] == t["dimension"]]
        if any(sum(p["budget"].get(y, 0) for p in parts) != a for y, a in t["budget"].items()):
            wrong.append(t["scope"])
        if t["project_count"] not in (None, len(parts)):
            wrong.append("count")
    return ["totals are wrong"] if len(wrong) > 1 else []


def details(data: dict[str, Any], lines: list[str], fields: list[str]) -> list[str]:
    """A block's lines must contain its name and the texts of its fields."""
    found = []
    last = 0
    for x in data["details"]:
        block = canon(" ".join(lines[x["lines"][0] - 1 : x["lines"][1]]))
        if x["lines"][0] <= last and lines[last - 1].count("<table>") == 0:
            found.append(f"{x['name']}: begins within another block")
        last = x["lines"][1]
        if canon(x["name"]) not in block:
            found.append(f"{x['name']}: its block does not hold the name")
        for key, (first, end) in x["fields"].items():
            found += [
                f"{x['name']}: {key} is not in the block"
                for text in fields[first - 1 : end]
                if any(part not in block for part in canon_parts(text))
            ]
    return found


def canon_parts(text: str) -> list[str]:
    """The longer words of a field's line, without page furniture between them."""
    return [canon(part) for part in text.split(" ") if len(part) > 3]
