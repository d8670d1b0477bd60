"""Errors of a single source. Each names the file and gives the reason in words that a researcher understands."""

from __future__ import annotations


class SourceError(Exception):
    """Base class: a source could not be converted into a plan. It never aborts a batch."""

    template = "{source}: {reason}"

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(self.template.format(source=source, reason=reason))

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class UnreadableSource(SourceError):
    """The file cannot be opened, is empty, or its content contradicts its name."""


class SourceOutOfReach(UnreadableSource):
    """The file system denies access: the file is missing, permission is refused, or the disk fails."""


class UnknownEncoding(UnreadableSource):
    """The text is in none of the encodings that phaen supports."""


class UnsupportedSource(SourceError):
    """No reader supports this file type."""


class EncryptedSource(SourceError):
    """The file is protected by a password."""


class RequirementMissing(SourceError):
    """A program or data file that the reader needs is missing or does not work. The file itself is not at fault.

    The reason says what is missing and how to install it. Once it is installed, the file may be readable.
    """


class OcrUnavailable(RequirementMissing):
    """The file is a scan, and the OCR engine or its language data is missing."""


class ConverterUnavailable(RequirementMissing):
    """The file type is converted by LibreOffice, and LibreOffice is missing or cannot be started."""


class SourceTooLarge(SourceError):
    """The file is larger than the limit."""


class NoPlanFound(SourceError):
    """The file was read, but its content does not look like a plan or a progress report."""
