"""The file of corrections given to a command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.cli.failures import UsageFailure
from phaen.cli.streams import visible

if TYPE_CHECKING:
    from phaen.correct.correction import Corrections


def read_file(path: Path) -> Mapping[str, Corrections]:
    """The corrections in a file, by document_id. Raises UsageFailure if it cannot be used."""
    from phaen.correct.corrections_file import CorrectionsError, read_corrections

    try:
        return read_corrections(path)
    except CorrectionsError as error:
        raise UsageFailure("\n".join(map(visible, str(error).split("\n")))) from error
    except OSError as error:
        raise UsageFailure(f"cannot read {visible(path)}: {error.strerror or error}") from error
