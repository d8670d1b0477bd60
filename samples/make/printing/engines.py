"""The two engines that print samples as PDF, with reproducible output.

Neither is a dependency of phaen. Both are used as commands: LibreOffice is a system package, WeasyPrint is installed by
`pip install weasyprint`. The fonts are those of the package fonts-thai-tlwg.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS = 300
EPOCH = 1_577_836_800
"""The time stamp of files: 1 January 2020."""


def by_libreoffice(word_file: bytes) -> bytes:
    """A Word file printed by LibreOffice."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sample.docx").write_bytes(word_file)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run(
            [_program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", name, f"{name}/sample.docx"]
        )
        return settled((folder / "sample.pdf").read_bytes())


def by_weasyprint(web_page: str) -> bytes:
    """A web page printed by WeasyPrint."""
    with TemporaryDirectory() as name:
        page, made = Path(name, "sample.html"), Path(name, "sample.pdf")
        page.write_text(web_page, "utf-8")
        _run([_program("weasyprint"), str(page), str(made)])
        return settled(made.read_bytes())


def settled(data: bytes) -> bytes:
    """A compressed PDF without dates, program names and random identifiers."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return saved(pdf)


def saved(pdf: Any) -> bytes:  # noqa: ANN401 (an open pikepdf document)
    """The bytes of an open PDF, reproducible."""
    import pikepdf

    for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang"):
        if key in pdf.Root:
            del pdf.Root[key]
    for key in ("/Info", "/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for page in pdf.pages:
        for key in ("/StructParents", "/Tabs"):
            if key in page:
                del page[key]
    pdf.remove_unreferenced_resources()
    made = BytesIO()
    pdf.save(
        made, deterministic_id=True, compress_streams=True, recompress_flate=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )  # fmt: skip
    return made.getvalue()


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is needed to print the samples and was not found (see samples/README.md)")
    return found


def _run(command: list[str]) -> None:
    # A subset font contains the time of its creation.
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
    subprocess.run(
        command, check=True, timeout=SECONDS, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
