"""What a person compares the values with: pictures of the pages, or the numbered lines of the text.

A source is opened in a worker process under the limits of a batch, since a damaged file may take any time and memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model.document import Box, Cell, Document, Line
from extract.model.errors import SourceError
from extract.read.decode import decode
from extract.read.options import ReadOptions
from extract.read.pictures import PICTURES, picture_function
from extract.read.reader_interface import ReadableSource
from extract.read.registry import READERS, TEXT_READER, read_document
from phaen.batch.job import ConvertJob, source_path
from phaen.batch.sources import BatchSource
from phaen.review.persons import names_person, redacted
from phaen.review.review_options import ReviewOptions

if TYPE_CHECKING:
    from PIL.Image import Image

PAGES_PER_JOB = 25
"""Pages that one job draws: few enough to answer within seconds and to be held in memory."""

LONGEST_LINE = 2_000
"""Characters. A web page may be one line; the rest of a longer line is not shown."""

WEBP_QUALITY, WEBP_EFFORT = 60, 2
"""Half the size of JPEG at the same legibility."""

SIGNATURE_LINES = 2.5
"""The height of a signature above the name below it, in heights of its line."""

NumberedLine = tuple[int, int, str]
"""Page, line and text."""


@dataclass(frozen=True, slots=True)
class Views:
    """The views of some pages: pictures by page number, or lines. `reason` says why something is missing."""

    pictures: dict[int, bytes] = field(default_factory=dict)
    lines: tuple[NumberedLine, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ViewJob:
    """The views of one source to make; of a source with laid-out pages, those of `pages`."""

    document_id: str
    source: BatchSource
    options: ReviewOptions
    pages: tuple[int, ...] = ()

    size: int = 0

    @property
    def paged(self) -> bool:
        """Whether it can use several cores: it cannot."""
        return False

    def packed(self) -> ViewJob | None:
        """None: views are made on this machine."""
        return None


def view_jobs(document_id: str, source: BatchSource, options: ReviewOptions, pages: Sequence[int]) -> Iterator[ViewJob]:
    """The jobs for one source; none if its pages would be drawn and `options` leave pictures out."""
    if source.suffix not in PICTURES:
        yield ViewJob(document_id, source, options)
    elif options.pictures:
        for start in range(0, len(pages), PAGES_PER_JOB):
            yield ViewJob(document_id, source, options, tuple(pages[start : start + PAGES_PER_JOB]))


def make_views(job: ViewJob, cores: int) -> Views:
    """Make the views of a job; runs in a worker."""
    reading = ReadOptions(cache=job.options.ocr_cache, jobs=cores)
    try:
        with source_path(ConvertJob(job.source, reading, 0)) as path:
            data = path.read_bytes()
            if sha256(data).hexdigest() != job.source.digest:
                return Views(reason="the file has changed since it was converted")
            source = ReadableSource(job.source.name, data)
            if job.source.suffix in PICTURES:
                return _pictures(source, path, job, reading)
            return Views(lines=tuple(_lines(source, path, job, reading)))
    except SourceError as error:
        return Views(reason=error.reason)
    except OSError as error:
        return Views(reason=error.strerror or str(error))


# --- lines


def _lines(source: ReadableSource, path: Path, job: ViewJob, reading: ReadOptions) -> Iterator[NumberedLine]:
    """The lines of a text as they are in the file; of a Word file, those of its paragraphs and table rows."""
    shown = redacted if job.options.redact else str
    if READERS.get(job.source.suffix, TEXT_READER) == TEXT_READER:
        text = shown(decode(source).text)
        found: Iterable[NumberedLine] = ((1, number, line) for number, line in enumerate(text.split("\n"), 1))
    else:
        read = read_document(path, source_file=source.name, options=reading)
        found = ((page, line, shown(text)) for page, line, text in _printed(read))
    yield from ((page, line, text[:LONGEST_LINE]) for page, line, text in found)


def _printed(document: Document) -> Iterator[NumberedLine]:
    """Each line once, the cells of a table row joined by tabs."""
    for page, parts in document.parts().items():
        ordered = sorted(parts, key=lambda part: part.place)
        for line, pieces in groupby(ordered, key=lambda part: part.place.line):
            yield page, line, "\t".join(piece.text.replace("\n", " ") for piece in pieces)


# --- pictures


def _pictures(source: ReadableSource, path: Path, job: ViewJob, reading: ReadOptions) -> Views:
    draw = picture_function(job.source.suffix)
    black: dict[int, list[Box]] = {}
    sizes: dict[int, float | None] = {}
    if job.options.redact:
        read = read_document(path, source_file=source.name, options=replace(reading, pages=_ranges(job.pages)))
        black = {page: list(_black_boxes(parts)) for page, parts in read.parts().items()}
        sizes = {page.number: page.width for page in read.pages}
    found: dict[int, bytes] = {}
    for number in job.pages:
        picture = draw(source, number, job.options.dpi)
        if job.options.redact:
            picture = _blackened(picture, black.get(number, []), sizes.get(number))
        found[number] = _encoded(picture)
    return Views(found)


def _ranges(pages: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((page, page) for page in pages)


def _black_boxes(parts: Iterable[Line | Cell]) -> Iterator[Box]:
    """The boxes of lines and cells with a person's name, with the space of a signature above them."""
    for part in parts:
        box = part.place.box
        if box is not None and names_person(part.text):
            above = SIGNATURE_LINES * (box.bottom - box.top) if isinstance(part, Line) else 0.0
            yield Box(box.x0, max(box.top - above, 0.0), box.x1, box.bottom)


def _blackened(picture: Image, boxes: Iterable[Box], width: float | None) -> Image:
    """The picture with the boxes filled. A page that was not read has no boxes: it is left white as a whole."""
    from PIL import Image as Images
    from PIL import ImageDraw as Draws

    if width is None:
        return Images.new("L", picture.size, "white")
    scale, draw = picture.width / width, Draws.Draw(picture)
    for box in boxes:
        draw.rectangle((box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale), fill="black")
    return picture


def _encoded(picture: Image) -> bytes:
    """The picture as WebP."""
    content = BytesIO()
    picture.save(content, format="WEBP", quality=WEBP_QUALITY, method=WEBP_EFFORT)
    return content.getvalue()
