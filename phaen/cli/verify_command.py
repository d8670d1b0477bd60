"""`phaen verify`: check whether a dataset is unchanged since it was written."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phaen.cli.failures import UsageFailure
from phaen.cli.streams import say
from phaen.cli.watch import print_warning
from phaen.exit_codes import ExitCode

if TYPE_CHECKING:
    from phaen.batch.verify import Verification


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--repair", is_flag=True, help="Restore files from the parts, and remove damaged parts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(folder: Path, *, repair: bool, as_json: bool) -> int:
    """Verify the dataset in DIR, its parts and the ledger by their digests.

    Prints what is changed, missing, damaged or unfinished. With --repair, files are restored from the parts, a damaged
    ledger is recreated, and damaged parts are removed; `phaen convert` makes them again. A changed file is kept next to
    the restored one, for example as budgets.edited-1.csv.

    \b
    Examples:
      phaen verify output
      phaen verify output --repair
      phaen verify output --json | jq -r '.problems[] | select(.trouble == "changed") | .name'

    \b
    Exit codes:
      0    no problems, or all are repaired
      1    problems were found
      2    there is no dataset in DIR, or a batch is running on it
    """
    found = _verified(folder, repair=repair)
    if as_json:
        text = json.dumps({"well": found.well, **asdict(found)}, ensure_ascii=False, indent=2)
        click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))
    else:
        _print(found)
    return int(ExitCode.OK if found.well else ExitCode.SOURCES_FAILED)


def _verified(folder: Path, *, repair: bool) -> Verification:
    from phaen.batch.lock import FolderInUseError
    from phaen.batch.repair import repair as repair_folder
    from phaen.batch.status import NoBatchError
    from phaen.batch.verify import verify as verify_folder

    try:
        return repair_folder(folder, print_warning) if repair else verify_folder(folder)
    except (NoBatchError, FolderInUseError) as error:
        raise UsageFailure(str(error)) from error
    except OSError as error:
        name = click.format_filename(folder)
        cause = error.strerror or error
        raise UsageFailure(f"cannot repair {name}: {cause}" if repair else f"cannot read {name}: {cause}") from error


def _print(found: Verification) -> None:
    for problem in found.problems:
        state = "repaired" if problem.repaired else str(problem.trouble)
        say(f"{state}: {problem.name}: {problem.reason}")
    counts = f"{found.files:,} files, {found.parts:,} parts"
    left = sum(not problem.repaired for problem in found.problems)
    say(f"No problems: {counts}" if not left else f"{left:,} problems in {counts}")
