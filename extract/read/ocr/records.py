"""Converts printed pages to JSON and back for the cache, without loss."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule

FARTHEST = 1e9
"""Maximum absolute value of a number in a record: positions are in points, counts are of one page."""

Part = TypeVar("Part")


def dump(page: PrintedPage) -> bytes:
    """The page as JSON."""
    record = {
        "size": [page.width, page.height],
        "repairs": dict(sorted(page.repairs.items())),
        "confidence": page.ocr_confidence,
        "parts": [_dump_part(part) for part in page.parts],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def load(data: bytes) -> PrintedPage:
    """Parse a page from JSON. Every value is checked: anything that `dump` does not write raises ValueError."""
    try:
        record = json.loads(data, parse_constant=_refuse)
        width, height = _items(record["size"], _number)
        return PrintedPage(
            0,
            TextSource.OCR,
            width,
            height,
            parts=_items(record["parts"], _load_part),
            repairs=Counter({_text(code): _count(number) for code, number in record["repairs"].items()}),
            ocr_confidence=_share(record["confidence"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no record of a page: {error}") from error


def _dump_part(part: PrintedPart) -> dict[str, Any]:
    frame = part.frame
    return {
        "frame": [frame.turn, frame.width, frame.height, frame.skew],
        "lines": [_dump_line(line) for line in part.lines],
        "horizontal": [[rule.at, rule.start, rule.end] for rule in part.horizontal],
        "vertical": [[rule.at, rule.start, rule.end] for rule in part.vertical],
    }


def _dump_line(line: PrintedLine) -> dict[str, Any]:
    clusters = [[c.text, c.x0, c.x1, c.top, c.bottom, c.confidence, *map(list, c.others)] for c in line.clusters]
    return {"clusters": clusters, "spaces": line.spaces, "height": line.height, "baseline": line.baseline}


# -- validation of every value ------------------------------------------------------------------------------------


def _load_part(record: dict[str, Any]) -> PrintedPart:
    return PrintedPart(
        _frame(*record["frame"]),
        _items(record["lines"], _load_line),
        _items(record["horizontal"], _rule),
        _items(record["vertical"], _rule),
    )


def _frame(turn: object, width: object, height: object, skew: object) -> Frame:
    if type(turn) is not int or turn not in range(4):
        raise ValueError(f"{turn!r} is no number of quarter turns")
    return Frame(turn, _number(width), _number(height), _number(skew))


def _rule(record: object) -> Rule:
    at, start, end = _items(record, _number)
    return Rule(at, start, end)


def _load_line(record: dict[str, Any]) -> PrintedLine:
    return PrintedLine(
        _items(record["clusters"], _cluster),
        _items(record["spaces"], _number),
        _number(record["height"]),
        _number(record["baseline"]),
    )


def _cluster(record: Any) -> Cluster:  # noqa: ANN401 -- anything that JSON holds
    text, x0, x1, top, bottom, confidence, *others = record
    x0, x1, top, bottom = _items([x0, x1, top, bottom], _number)
    return Cluster(_text(text), x0, x1, top, bottom, _share(confidence), others=tuple(map(_other, others)))


def _other(record: Any) -> tuple[str, float]:  # noqa: ANN401 -- anything that JSON holds
    text, probability = record
    return _text(text), _share(probability) or 0.0


def _items(value: object, load_one: Callable[[Any], Part]) -> list[Part]:
    if not isinstance(value, list):
        raise TypeError(f"{type(value).__name__} where a list belongs")
    return [load_one(item) for item in value]


def _number(value: object) -> float:
    if type(value) not in (int, float) or not -FARTHEST <= value <= FARTHEST:  # type: ignore[operator]
        raise ValueError("no number, or none of a page")
    return value  # type: ignore[return-value]


def _share(value: object) -> float | None:
    if value is not None and not 0 <= _number(value) <= 1:
        raise ValueError(f"{value!r} is no confidence")
    return value  # type: ignore[return-value]


def _count(value: object) -> int:
    if type(value) is not int or not 0 < value <= FARTHEST:
        raise ValueError("no count")
    return value


def _text(value: object) -> str:
    """A text that can be encoded. Raises UnicodeEncodeError, a ValueError, for a lone surrogate."""
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} where a text belongs")
    value.encode()
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of a page")
