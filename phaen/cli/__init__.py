"""The `phaen` command. Every command's module is light: what is heavy is imported when the command runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from phaen.cli.completion_command import completion
from phaen.cli.convert_command import convert
from phaen.cli.inspect_command import inspect
from phaen.cli.schema_command import schema
from phaen.cli.status_command import status
from phaen.cli.text_command import text
from phaen.cli.verify_command import verify
from phaen.exit_codes import MEANINGS, ExitCode

EXIT_CODES = "\n".join(f"  {code:<3}  {meaning}" for code, meaning in MEANINGS.items())

HELP = f"""Turn Thai local-government anti-corruption plans and their progress reports
(แผนปฏิบัติการป้องกันการทุจริต, รายงานผล) into one checked dataset.

\b
Examples:
  phaen convert plans -o output
  phaen status output
  phaen verify output
  phaen inspect plans/plan.txt
  phaen text plans/plan.pdf
  phaen schema projects

\b
Exit codes:
{EXIT_CODES}
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=HELP,
)
@click.version_option(package_name="phaen", prog_name="phaen")
def cli() -> None:
    """The group itself does nothing."""


for _command in (convert, status, verify, inspect, text, schema, completion):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with an ExitCode."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (by default the process's own); returns the exit status."""
    try:
        status = cli.main(arguments, prog_name="phaen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return ExitCode.INTERRUPTED
    return status if isinstance(status, int) else ExitCode.OK
