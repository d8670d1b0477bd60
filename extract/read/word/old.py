"""Converts other word processor files (.doc, .rtf, .odt) to .docx with LibreOffice, if it is installed.

LibreOffice runs without a window and with a time limit. It uses a separate profile that disables macros and linked
content, in a temporary folder that is deleted afterwards.
"""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.model.errors import ConverterUnavailable, EncryptedSource, SourceTooLarge, UnreadableSource
from extract.read.reader_interface import ReadableSource
from extract.read.settings import DEFAULTS
from extract.read.word.libreoffice import find_libreoffice
from extract.read.word.package import Package

_SETTINGS = {
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): "0",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_WORD_STREAM, _LOCKED_PACKAGE = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_SECTOR = 512
_FIB, _FIB_ENCRYPTED = b"\xec\xa5\xc1\x00", 0x01
_WEB_STARTS = (b"<!doctype html", b"<html", b"<?xml")


def is_open_document(package: Package) -> bool:
    """Whether the package is an OpenDocument text."""
    return package.has("mimetype") and package.read("mimetype").startswith(_OPEN_DOCUMENT)


def is_web_page(data: bytes) -> bool:
    """Whether a .doc file is a web page, as saved by some programs."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith(_WEB_STARTS) and b"<html" in head


def refuse_locked(source: ReadableSource) -> None:
    """Raise `EncryptedSource` for an OLE file with a password, `UnreadableSource` for one not made by Word."""
    if _LOCKED_PACKAGE in source.data or _is_locked_binary(source.data):
        raise EncryptedSource(source.name, "the file is locked by a password")
    if _WORD_STREAM not in source.data:
        raise UnreadableSource(source.name, "the file is of an old Office kind, but no Word document")


def _is_locked_binary(data: bytes) -> bool:
    """Whether the header of a binary Word document ([MS-DOC] 2.5.1, FibBase) says that it is encrypted."""
    start = data.find(_FIB)
    while start >= 0:
        if start % _SECTOR == 0:
            return bool(data[start + 11 : start + 12] and data[start + 11] & _FIB_ENCRYPTED)
        start = data.find(_FIB, start + 1)
    return False


def converted(source: ReadableSource, suffix: str) -> ReadableSource:
    """Convert the document to .docx, keeping its name.

    Raises: `ConverterUnavailable` if LibreOffice is not installed or cannot be started, `UnreadableSource` if it cannot
    open the file or takes too long, `SourceTooLarge`.
    """
    program = find_libreoffice()
    if program is None:
        raise ConverterUnavailable(
            source.name,
            f"{suffix} files are read with the help of LibreOffice, which was not found (there is no command soffice); "
            "install it (Debian and Ubuntu: apt install libreoffice-writer), or save the file as .docx",
        )
    with TemporaryDirectory(prefix="phaen-", ignore_cleanup_errors=True) as folder:
        return ReadableSource(source.name, _convert(source, program, Path(folder).absolute(), suffix))


def _convert(source: ReadableSource, program: str, folder: Path, suffix: str) -> bytes:
    profile, given, made = folder / "profile", folder / f"source{suffix}", folder / "out" / "source.docx"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), "utf-8")
    given.write_bytes(source.data)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(given),
    ]  # fmt: skip
    try:
        in_time = _run(command, folder)
    except OSError as error:
        raise ConverterUnavailable(source.name, f"LibreOffice cannot be started: {error}") from error
    if not in_time:
        raise UnreadableSource(source.name, f"LibreOffice did not finish within {DEFAULTS.convert_seconds} seconds")
    if not made.is_file():
        raise UnreadableSource(source.name, "the file is damaged: LibreOffice cannot open it")
    if made.stat().st_size > DEFAULTS.max_bytes:
        raise SourceTooLarge(source.name, f"as .docx it has more than {DEFAULTS.max_bytes:,} bytes")
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> bool:
    """Run LibreOffice with `folder` as home. Returns whether it ended in time. Its child processes end with it.

    It stays in this process group, so that killing the group also ends LibreOffice.
    """
    surroundings = os.environ | {"HOME": str(folder), "TMPDIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with subprocess.Popen(
        command, cwd=folder, env=surroundings,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            process.wait(DEFAULTS.convert_seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process, if it still runs, and all processes that it started."""
    if process.poll() is not None:
        return
    for started in _started_by(process.pid):
        with suppress(ProcessLookupError):
            os.kill(started, signal.SIGKILL)
    process.kill()


def _started_by(process_id: int) -> list[int]:
    """The descendants of a process, on Linux. On other systems LibreOffice is a single process."""
    found: list[int] = []
    for told in Path(f"/proc/{process_id}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, told.read_text("ascii").split()):
                found += [child, *_started_by(child)]
    return found


def _registry() -> str:
    """The settings of the profile."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in _SETTINGS.items()
    )
    space = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {space}>{items}</oor:items>'
