"""Writes documents: python -m layouts OUT --seeds 0-99 [--media txt,html,docx]."""

import argparse
import json
import sys
from pathlib import Path

from . import Made, make

MEDIA = ("txt", "html", "docx")


def seeds(text: str) -> list[int]:
    """Seeds given as ranges and numbers: 0-99,120."""
    result: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        result += range(int(first), int(last or first) + 1)
    return result


def save(made: Made, out: Path, media: list[str]) -> None:
    """Write one document with its annotation."""
    for name in ("gold", "fields", *media):
        (out / name).mkdir(parents=True, exist_ok=True)
    (out / "gold" / f"{made.stem}.json").write_text(json.dumps(made.gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (out / "fields" / f"{made.stem}.txt").write_text(made.fields, "utf-8")
    if "txt" in media:
        (out / "txt" / f"{made.stem}.txt").write_text(made.text, "utf-8")
    if "html" in media:
        (out / "html" / f"{made.stem}.html").write_text(made.html(), "utf-8")
    if "docx" in media:
        (out / "docx" / f"{made.stem}.docx").write_bytes(made.docx())


def main() -> int:
    """Write the documents that the command line asks for."""
    parser = argparse.ArgumentParser(prog="layouts", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", type=seeds, default=seeds("0-99"), help="such as 0-99,120")
    parser.add_argument("--media", default="txt", help="of txt,html,docx")
    args = parser.parse_args()
    media = [m for m in args.media.split(",") if m]
    if any(m not in MEDIA for m in media):
        parser.error(f"media are {', '.join(MEDIA)}")
    for seed in args.seeds:
        save(make(seed), args.out, media)
    return 0


if __name__ == "__main__":
    sys.exit(main())
