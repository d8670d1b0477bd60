"""`phaen inspect`: show what phaen reads in one file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phaen.cli.corrections import read_file
from phaen.cli.failures import UsageFailure, reading
from phaen.cli.ocr import cache_folder
from phaen.cli.streams import complain, print_json, say, visible
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from extract.model.plan import Plan
    from extract.read.options import ReadOptions
    from phaen.correct.correction import Correction

Data = dict[str, Any]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a tree.")
@click.option(
    "--why",
    metavar="LINE",
    is_flag=False,
    flag_value="all",
    help="Print how each line, table and project was classified, and by which rule; with LINE, only that line.",
)
@click.option(
    "--row",
    metavar="ROW",
    help="Show one row of the dataset with the original text, the method and the place of each value. ROW is a row_id "
    "(P011, P011/2566/summary), an anchor, or a table with a row_id (risks:2).",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CSV",
    help="Apply the corrections in this file first.",
)
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="With --image: the page to draw.")
@click.option(
    "--image",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.png",
    help="Draw what was read on page N on the image of the page: lines, table cells, headings, projects, doubtful "
    "values.",
)
@click.option(
    "--dpi",
    type=click.IntRange(36, 600),
    default=120,
    show_default=True,
    help="With --image: the resolution in dots per inch.",
)
def inspect(  # noqa: PLR0913 -- one parameter per option
    file: Path,
    *,
    as_json: bool,
    why: str | None,
    row: str | None,
    corrections: Path | None,
    page: int | None,
    image: Path | None,
    dpi: int,
) -> int:
    """Show what phaen reads in FILE: pages, tables, and the plan as a tree.

    Writes no file except that of --image. Use it to see why a plan was read in a certain way. The numbers at the right
    are lines of the source.

    \b
    Examples:
      phaen inspect plans/plan.txt
      phaen inspect plans/plan.txt --json | jq '.dimensions[].sections[].projects[].name'
      phaen inspect plans/plan.txt --why 120
      phaen inspect plans/plan.txt --row P011
      phaen inspect plans/plan.pdf --row P011 --image place.png
      phaen inspect plans/plan.pdf --page 12 --image page-12.png
    """
    from extract.model.errors import SourceError

    if image is None and page is not None:
        raise click.UsageError("--page and --image go together")
    if image is not None and (page is None) == (row is None):
        raise click.UsageError("--image needs --page or --row")
    given = _corrections(corrections)
    try:
        if why is not None:
            _print_decisions(_decisions(file, why, given), as_json)
        elif row is not None:
            _show_row(file, row, given, image, dpi, as_json=as_json)
        elif page is not None and image is not None:
            _draw(file, _any_plan(file, given), page, image, dpi)
        else:
            _print_outline(file, given, as_json=as_json)
    except SourceError as error:
        complain(f"failed: {visible(file)}: {error.reason}")
        return int(ExitCode.SOURCES_FAILED)
    return int(ExitCode.OK)


def _corrections(file: Path | None) -> list[Correction]:
    return [] if file is None else [row for rows in read_file(file).values() for row in rows]


def _any_plan(file: Path, corrections: list[Correction]) -> Plan:
    from phaen.pipeline import read_any

    with reading(file):
        return read_any(file, options=_options(), corrections=corrections)


def _print_outline(file: Path, corrections: list[Correction], *, as_json: bool) -> None:
    from phaen.cli.outline import outline
    from phaen.pipeline import read_plan

    with reading(file):
        data = outline(read_plan(file, options=_options(), corrections=corrections))
    if as_json:
        _print_json(data)
    else:
        _print_tree(data)


def _decisions(file: Path, why: str, corrections: list[Correction]) -> list[Data]:
    from phaen.cli.outline import decisions

    line = _line_number(why)
    return decisions(_any_plan(file, corrections), line)


def _show_row(  # noqa: PLR0913 -- the row, and what is wanted of it
    file: Path, row: str, corrections: list[Correction], image: Path | None, dpi: int, *, as_json: bool
) -> None:
    """Print the rows that are meant, and draw the page of the first of them."""
    from phaen.cli.row_view import find_rows, printed
    from phaen.emit.plan_rows import plan_rows

    plan = _any_plan(file, corrections)
    with reading(file):
        found = find_rows(plan_rows(plan), row)
    if not found:
        raise UsageFailure(f"{visible(file)} has no row {visible(row)}")
    if as_json:
        _print_json({"rows": found})
    else:
        for shown in found:
            for line in printed(shown):
                say(line)
    if image is not None:
        page = next((shown["source_page"] for shown in found if shown["source_page"] is not None), None)
        if page is None:
            raise UsageFailure(f"the row {visible(row)} has no place in the source")
        _draw(file, plan, page, image, dpi)


def _line_number(why: str) -> int | None:
    """The line given by --why, None for all lines."""
    if why == "all":
        return None
    if not why.isdecimal() or int(why) < 1:
        raise click.UsageError(f"--why takes a line number, not {why!r}")
    return int(why)


def _print_decisions(found: list[Data], as_json: bool) -> None:
    if as_json:
        import json

        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for decision in found:
        where = f"{decision['source_page']}:{decision['source_line']}"
        text = " ".join(decision["text"].split())[:60]
        click.echo(f"{where:>8}  {decision['taken_for']:<24} {decision['rule']}: {decision['reason']}  | {text}")


def _options() -> ReadOptions:
    from extract.read.options import ReadOptions

    return ReadOptions(cache=cache_folder(""))


def _draw(file: Path, plan: Plan, number: int, image: Path, dpi: int) -> None:
    """Write the image of the page atomically. A document without a plan is drawn too: the image may show why."""
    from extract.read.pictures import page_picture
    from phaen.cli.page_drawing import draw_page
    from phaen.emit.inside import write_file

    with reading(file):
        drawn = draw_page(plan, number, page_picture(file, number, dpi))
    content = BytesIO()
    drawn.save(content, format="PNG")
    try:
        write_file(image, content.getvalue(), image.with_name(f".{image.name}.part"))
    except OSError as error:
        raise UsageFailure(f"cannot write {visible(image)}: {error.strerror or error}") from error
    say(f"Wrote {image}")


def _print_json(data: Data) -> None:
    print_json(data, indent=2)


def _print_tree(data: Data) -> None:
    from rich.console import Console

    from phaen.cli.plan_tree import plan_tree

    console = Console(highlight=False)
    if not console.is_terminal:
        # Lines that are truncated or wrapped at 80 columns cannot be searched with `grep`.
        console = Console(highlight=False, soft_wrap=True, width=10_000)
    console.print(plan_tree(data))
