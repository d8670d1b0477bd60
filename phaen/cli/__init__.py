"""The `phaen` command. The modules of the commands are light: heavy modules are imported when a command runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from phaen.cli.completion_command import completion
from phaen.cli.convert_command import convert
from phaen.cli.diff_command import diff
from phaen.cli.doctor_command import doctor
from phaen.cli.help_pages import Group, language_option, show_error
from phaen.cli.inspect_command import inspect
from phaen.cli.language import chosen, speaking
from phaen.cli.open_command import open_
from phaen.cli.query_command import query
from phaen.cli.report_command import report
from phaen.cli.review_command import review
from phaen.cli.schema_command import schema
from phaen.cli.status_command import status
from phaen.cli.streams import StreamError, complain, settle
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
  phaen diff output-before output
  phaen query output "from budget_by_year"
  phaen report output
  phaen review output
  phaen open output
  phaen inspect plans/plan.txt
  phaen text plans/plan.pdf
  phaen schema projects
  phaen doctor

\b
Exit codes:
{EXIT_CODES}
"""


@click.group(
    cls=Group,
    params=[language_option()],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=HELP,
)
@click.version_option(package_name="phaen", prog_name="phaen")
def cli() -> None:
    """The command group, without an action of its own."""


for _command in (
    convert,
    status,
    verify,
    diff,
    query,
    report,
    review,
    open_,
    inspect,
    text,
    schema,
    doctor,
    completion,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command as the main program and exit with an ExitCode."""
    settle()
    with suppress(ValueError):  # only the main thread may handle signals
        signal.signal(signal.SIGINT, _interrupted)
    status = run(arguments, own_process=True)
    if status == ExitCode.INTERRUPTED:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt during the shutdown would print a traceback
    sys.exit(status)


def run(arguments: Sequence[str] | None = None, *, own_process: bool = False) -> int:
    """Run the command with `arguments` (by default those of the process) and return the exit status.

    `own_process`: nothing but the command runs in this process (click's `obj`), so that it may do without libraries.
    """
    given = sys.argv[1:] if arguments is None else arguments
    with speaking(chosen(given, os.environ)):
        return _run(arguments, own_process)


def _run(arguments: Sequence[str] | None, own_process: bool) -> int:
    try:
        status = cli.main(arguments, prog_name="phaen", standalone_mode=False, obj=own_process)
        sys.stdout.flush()
    except click.ClickException as error:
        show_error(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Interrupted.")
        return ExitCode.INTERRUPTED
    except StreamError as error:
        return _unwritten(error)
    return status if isinstance(status, int) else ExitCode.OK


def _unwritten(error: StreamError) -> int:
    """The exit status if standard output cannot be written. A reader that stops early (`| head`) is not an error."""
    if error.gone:
        return ExitCode.OK
    complain(f"Error: {error}")
    return ExitCode.USAGE


def _interrupted(_signal: int, _frame: object) -> None:
    """Handle Ctrl-C: the first lets the command clean up, the second kills it and its children at once."""
    signal.signal(signal.SIGINT, _interrupted_again)
    raise KeyboardInterrupt


def _interrupted_again(_signal: int, _frame: object) -> None:
    from multiprocessing import active_children

    for child in active_children():
        if child.pid and sys.platform != "win32":
            with suppress(OSError):
                os.killpg(child.pid, signal.SIGKILL)  # the child and all processes that it has started
        child.kill()
    os._exit(ExitCode.INTERRUPTED)
