"""Printed pages as JSON and back, for the cache: exact, so that a page from the cache is the page that was read."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule

FORMAT = 1
"""Raised when this form changes; older records are then read anew."""


def dump(page: PrintedPage) -> bytes:
    """The page as JSON."""
    record = {
        "format": FORMAT,
        "size": [page.width, page.height],
        "repairs": dict(sorted(page.repairs.items())),
        "confidence": page.ocr_confidence,
        "parts": [_dump_part(part) for part in page.parts],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def load(data: bytes) -> PrintedPage:
    """The page in JSON. Raises ValueError for anything that `dump` did not write."""
    try:
        record = json.loads(data)
        if record["format"] != FORMAT:
            raise ValueError("another format")
        width, height = record["size"]
        return PrintedPage(
            0,
            TextSource.OCR,
            width,
            height,
            parts=[_load_part(part) for part in record["parts"]],
            repairs=Counter(record["repairs"]),
            ocr_confidence=record["confidence"],
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"no record of a page: {error}") from error


def _dump_part(part: PrintedPart) -> dict[str, Any]:
    frame = part.frame
    return {
        "frame": [frame.turn, frame.width, frame.height, frame.skew],
        "lines": [_dump_line(line) for line in part.lines],
        "horizontal": [[rule.at, rule.start, rule.end] for rule in part.horizontal],
        "vertical": [[rule.at, rule.start, rule.end] for rule in part.vertical],
    }


def _load_part(record: dict[str, Any]) -> PrintedPart:
    return PrintedPart(
        Frame(*record["frame"]),
        [_load_line(line) for line in record["lines"]],
        [Rule(*rule) for rule in record["horizontal"]],
        [Rule(*rule) for rule in record["vertical"]],
    )


def _dump_line(line: PrintedLine) -> dict[str, Any]:
    clusters = [[c.text, c.x0, c.x1, c.top, c.bottom, c.confidence] for c in line.clusters]
    return {"clusters": clusters, "spaces": line.spaces, "height": line.height, "baseline": line.baseline}


def _load_line(record: dict[str, Any]) -> PrintedLine:
    clusters = [Cluster(*cluster) for cluster in record["clusters"]]
    return PrintedLine(clusters, record["spaces"], record["height"], record["baseline"])
