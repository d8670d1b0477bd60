"""Help pages in the language of the user. Their texts are translated where click writes them: by `thai.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from phaen.cli.language import OPTION, Language, spoken, translated

_EXTRA = "  ["
"""Begins what click puts behind the help of an option: `[default: th; required]`."""


_SHOWN_BY_CLICK = (click.ClickException.show, click.UsageError.show)


class HelpFormatter(click.HelpFormatter):
    """Translates headings, paragraphs and descriptions. Examples are the same in all languages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, args, f"{translated('Usage:')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(translated(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text("\n\n".join(map(paragraph, text.split("\n\n"))))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with their descriptions."""
        super().write_dl([(name, description(text)) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """The context of a command whose help is written by HelpFormatter."""

    formatter_class = HelpFormatter


class Group(click.Group):
    """A group of commands with help pages in the language of the user, and `--lang` on each of its commands."""

    context_class = Context

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command."""
        cmd.context_class = Context
        cmd.params.append(language_option())
        super().add_command(cmd, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands. click shortens their help to a line, which has no translation."""
        if spoken() is Language.ENGLISH:
            super().format_commands(ctx, formatter)
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, first_paragraph(command)) for name, command in self.commands.items()])


def language_option() -> click.Option:
    """`--lang`. It is read before the command line is parsed (`phaen.cli.language.chosen`)."""
    return click.Option(
        [OPTION],
        type=click.Choice([language.value for language in Language]),
        expose_value=False,
        help="Language of messages; by default that of the locale. Files do not depend on it.",
    )


def first_paragraph(command: click.Command) -> str:
    """The first paragraph of a command's help."""
    return _joined((command.help or "").split("\n\n")[0])


def show_error(error: click.ClickException) -> None:
    """Print an error to standard error, for a wrong command line with its usage."""
    from phaen.cli.streams import complain

    if type(error).show not in _SHOWN_BY_CLICK:  # it has its own form
        error.show()
        return
    context: Any = getattr(error, "ctx", None)
    if isinstance(error, click.UsageError) and context is not None:
        click.echo(context.get_usage(), err=True)
        complain(f"Try '{context.command_path} --help' for help.")
        click.echo(err=True)
    complain(f"Error: {error.format_message()}")


def paragraph(text: str) -> str:
    """A paragraph; of one with fixed lines (after `\b`), line by line."""
    mark, fixed, lines = text.partition("\b\n")
    if fixed:
        return mark + fixed + "\n".join(map(_line, lines.split("\n")))
    return translated(_joined(text)) if spoken() is Language.THAI else text


def _line(line: str) -> str:
    """A fixed line: a heading, an example, or an exit code with its meaning."""
    words = line.strip()
    code, _, meaning = words.partition(" ")
    if code.isdigit():
        return line.replace(meaning.strip(), translated(meaning.strip()))
    return line.replace(words, translated(words))


def description(text: str) -> str:
    """The help of an option, in the language of the user."""
    if spoken() is Language.ENGLISH:
        return text
    words, extra, facts = text.partition(_EXTRA)
    shown = "; ".join(map(translated, facts.removesuffix("]").split("; ")))
    return translated(_joined(words)) + (f"{extra}{shown}]" if extra else "")


def _joined(text: str) -> str:
    return " ".join(text.split())
