"""All commands and options in Thai: the page docs/th/commands.md, made of the help pages and their translations.

`python -m phaen.cli.guide > docs/th/commands.md` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import click

from phaen.cli import cli
from phaen.cli.help_pages import Context, description, paragraph
from phaen.cli.language import OPTION, Language, speaking

_TITLE = "# คำสั่งและตัวเลือกทั้งหมด"
_INTRODUCTION = (
    "หน้านี้สร้างจากข้อความช่วยเหลือของแต่ละคำสั่ง (`phaen COMMAND --help --lang th`) ด้วย `python -m phaen.cli.guide`\n"
    "วิธีใช้ทีละขั้นอยู่ใน[คู่มือการใช้](usage.md) ทุกคำสั่งมี `--lang` (ภาษาของข้อความบนหน้าจอ) และ `--help`"
)
_OPTIONS = ("| ตัวเลือก | ความหมาย |", "|---|---|")
_FIXED = "\b\n"
"""Marks a paragraph with fixed lines in the help of a command."""


def render_commands() -> str:
    """The page."""
    with speaking(Language.THAI):
        commands = [line for name, command in cli.commands.items() for line in _command(name, command)]
    return "\n".join([_TITLE, "", _INTRODUCTION, "", *commands]).rstrip("\n") + "\n"


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = Context(command, info_name=f"phaen {name}")
    yield f"## `phaen {name}`"
    yield ""
    yield from ("```text", " ".join([context.command_path, *command.collect_usage_pieces(context)]), "```", "")
    for text in (command.help or "").split("\n\n"):
        yield from _paragraph(paragraph(text))
    rows = [_option(option, context) for option in command.params if isinstance(option, click.Option)]
    if any(rows):
        yield from (*_OPTIONS, *filter(None, rows), "")


def _paragraph(text: str) -> Iterator[str]:
    """A paragraph; of fixed lines the first, which is their heading, above the others."""
    before, fixed, after = text.partition(_FIXED)
    if not fixed:
        yield from (before.strip(), "")
        return
    heading, *lines = dedent(after).strip("\n").split("\n")
    yield from (heading, "", "```text", *(line.rstrip() for line in dedent("\n".join(lines)).split("\n")), "```", "")


def _option(option: click.Option, context: click.Context) -> str:
    """The row of an option in the table; empty for those that all commands have."""
    record = option.get_help_record(context)
    if record is None or OPTION in option.opts:
        return ""
    names, meaning = record
    return f"| `{_cell(names)}` | {_cell(description(meaning))} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    print(render_commands(), end="")
