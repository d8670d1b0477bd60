"""Every message that phaen prints, found in its code: for the test that each has a Thai text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from phaen.cli import cli

ROOT = Path(__file__).parent.parent

PRINTED = {
    "say": 0, "complain": 0, "translated": 0, "UsageError": 0, "UsageFailure": 0, "fail": 0, "add_task": 0,
    "EngineUnavailable": 0, "EngineError": 0, "NoDatasetError": 0, "QueryError": 0, "SqlError": 0,
    "FileNotFoundError": 0, "DamagedLedgerError": 0,
    "UnreadableSource": 1, "UnknownEncoding": 1, "UnsupportedSource": 1, "EncryptedSource": 1, "SourceTooLarge": 1,
    "SourceOutOfReach": 1, "OcrUnavailable": 1, "ConverterUnavailable": 1, "NoPlanFound": 1, "NoBatchError": 1,
    "Failure": 1, "Need": 2,
}  # fmt: skip
"""Functions and exceptions with the position of their message."""

KEYWORDS = {"help", "refused", "reason"}
"""Keywords whose value is a message, wherever they are."""

TEMPLATE = "template"
"""The attribute of exceptions that make their own messages."""

HOLE = "{}"


def shape(message: str) -> str:
    """A message of the catalogue with its values left open."""
    return re.sub(r"\{\w+\}", HOLE, message)


def in_code() -> dict[str, str]:
    """The messages in the code, with their values left open, and the place of each."""
    found: dict[str, str] = {}
    for package in ("phaen", "extract"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for message in _messages(node):
                    found.setdefault(" ".join(message.split()), f"{path.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]
    return {message: place for message, place in found.items() if re.search("[a-z]{3}", message.replace(HOLE, ""))}


def in_help() -> set[str]:
    """The paragraphs, headings and descriptions of all help pages."""
    commands = [cli, *cli.commands.values()]
    texts = {option.help or "" for command in commands for option in command.params if isinstance(option, click.Option)}
    for command in commands:
        for paragraph in (command.help or "").split("\n\n"):
            texts |= set(_of_paragraph(paragraph))
    return {" ".join(text.split()) for text in texts} - {""}


def _of_paragraph(paragraph: str) -> Iterator[str]:
    """A paragraph, or of one with fixed lines the headings and the meanings of exit codes, not the examples."""
    if not paragraph.strip().startswith("\b"):
        yield paragraph
        return
    for line in paragraph.replace("\b", "").split("\n"):
        code, _, meaning = line.strip().partition(" ")
        if code.isdigit():
            yield meaning
        elif line.endswith(":"):
            yield line


def _messages(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == TEMPLATE:
        yield from map(shape, _texts(node.value))
    if not isinstance(node, ast.Call):
        return
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    position = PRINTED.get(name)
    if position is not None and len(node.args) > position:
        yield from _texts(node.args[position])
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS and (keyword.arg != "help" or name == "option"):
            yield from _texts(keyword.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may give; nothing for one that is not written down here."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield "".join(part.value if isinstance(part, ast.Constant) else HOLE for part in node.values)  # type: ignore[misc]
        case ast.IfExp():
            yield from _texts(node.body)
            yield from _texts(node.orelse)
        case ast.BoolOp():
            for value in node.values:
                yield from _texts(value)
