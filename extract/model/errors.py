"""What may go wrong with one source. Each error names the file and, in a researcher's words, the reason."""

from __future__ import annotations


class SourceError(Exception):
    """A source that could not be turned into a plan; never ends a batch."""

    template = "{source}: {reason}"

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(self.template.format(source=source, reason=reason))

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class UnreadableSource(SourceError):
    """The file cannot be opened, is empty, or is not what its name says."""


class SourceOutOfReach(UnreadableSource):
    """The file system does not give the file: it is not there, may not be opened, or the disk fails."""


class UnknownEncoding(UnreadableSource):
    """The text is in no encoding that phaen knows."""


class UnsupportedSource(SourceError):
    """No reader is made for this kind of file."""


class EncryptedSource(SourceError):
    """The file is locked by a password."""


class RequirementMissing(SourceError):
    """What reading the file takes besides phaen is not there or does not work: no fact about the file.

    The reason says what is missing and how to get it. With it, the file may be read.
    """


class OcrUnavailable(RequirementMissing):
    """The file is a scan, and the OCR engine or its language data is missing."""


class ConverterUnavailable(RequirementMissing):
    """The file is of a kind that LibreOffice opens, and LibreOffice is missing or cannot be started."""


class SourceTooLarge(SourceError):
    """The file is larger than the limit."""


class NoPlanFound(SourceError):
    """The file was read, but nothing in it looks like a plan or a progress report."""
