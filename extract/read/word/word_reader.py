"""The reader of Word files. It detects the file type by the content and builds pages from the package parts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from extract.model.document import Block, Document, Grid, Page, Place, TextSource
from extract.model.errors import SourceError, UnreadableSource
from extract.read.decode import Repair
from extract.read.grids import LooseCell
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.pages import PageBuilder
from extract.read.reader_interface import ReadableSource
from extract.read.word.flow import Chunk, Flow, Item, Turn, WordLine, section_kinds
from extract.read.word.list_numbers import Numbering
from extract.read.word.package import Package
from extract.read.word.runs import PICTURE, PICTURE_READ, PICTURE_UNREAD, NoteMark, Picture, drop_loose_fields
from extract.read.word.styles import Styles
from extract.read.word.web_archives import web_archive
from extract.read.word.word_pictures import picture_blocks
from extract.read.word.word_tables import TableReader, WordRow
from extract.read.word.xml import PARAGRAPH, Element, W, find, value

ZIP, OLE, RTF = b"PK", bytes.fromhex("D0CF11E0A1B11AE1"), b"{\\rtf"
DEEPEST, MOST_CHUNKS, MOST_PICTURES = 2, 100, 1_000
"""Maximum depth of documents within documents, their number in one, and that of different pictures."""

FURNITURE = "furniture"
"""Repair code of lines in headers and footers, which are omitted."""

_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}


def read_word(source: ReadableSource, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """Read a Word file of any type, detected by its content: .docx, .doc, .rtf, .odt, or web pages named .doc.

    `Place.line` counts the lines of paragraphs and the rows of tables on each page. Pages end at page and section
    breaks and at the page breaks of Word's last layout. Headers and footers are omitted.

    Raises: `UnreadableSource`, `EncryptedSource`, `SourceTooLarge`; `ConverterUnavailable` if LibreOffice is needed and
    missing.
    """
    from extract.read.word import old

    data = source.data
    if data.startswith(ZIP):
        package = Package(source)
        if old.is_open_document(package):
            return _read_package(source, Package(old.converted(source, ".odt")), options)
        return _read_package(source, package, options)
    if data.startswith(OLE):
        old.refuse_locked(source)
        return _read_package(source, Package(old.converted(source, ".doc")), options)
    if data.startswith(RTF):
        return _read_package(source, Package(old.converted(source, ".rtf")), options)
    if old.is_web_page(data):
        from extract.read.text.text_reader import read_text

        return read_text(source, options)
    raise UnreadableSource(source.name, "this is no Word file, or its beginning is damaged")


def _read_package(source: ReadableSource, package: Package, options: ReadOptions, depth: int = 0) -> Document:
    """`depth`: in how many other documents this one is embedded."""
    pages = _WordReader(source, package, options, depth).pages()
    if not any(page.blocks for page in pages):
        has_pictures = any(not page.repairs.keys().isdisjoint({PICTURE, PICTURE_UNREAD}) for page in pages)
        what = "it holds pictures without any text that could be read" if has_pictures else "it is empty"
        raise UnreadableSource(source.name, what)
    kinds = {page.text_source for page in pages if page.blocks}
    return Document(source.name, source.sha256, kinds.pop() if len(kinds) == 1 else TextSource.MIXED, pages)


def _embedded_document(source: ReadableSource, options: ReadOptions, depth: int) -> Document:
    """A document of any type that may stand in a Word file: Word, RTF, text, a web page, alone or as an archive."""
    from extract.read.text.text_reader import read_text

    if source.data.startswith(ZIP):
        return _read_package(source, Package(source), options, depth)
    if source.data.startswith((OLE, RTF)):
        return read_word(source, options)
    if page := web_archive(source.data):
        return read_text(ReadableSource(f"{source.name}.html", page))
    return read_text(source)


class _WordReader:
    """Divides the content of one document into pages."""

    def __init__(self, source: ReadableSource, package: Package, options: ReadOptions, depth: int) -> None:
        name, root = package.main()
        body = find(root, "body")
        if body is None:
            raise UnreadableSource(source.name, f"{name} in it is no Word document")
        related = {kind: package.related(name, kind) for kind in ("styles", "numbering", *_NOTES.values())}
        roots = {kind: found[1] for kind, found in related.items() if found}
        styles = Styles(roots.get("styles"))
        for root in (body, *roots.values()):
            drop_loose_fields(root)
        self._flow = Flow(styles, Numbering(roots.get("numbering"), styles), section_kinds(body), self._embedded)
        self._notes = {
            (kind, value(note, "id")): note
            for kind, part in _NOTES.items()
            if part in roots
            for note in roots[part].iter(W + kind)
        }
        self._part, self._package, self._depth = name, package, depth
        self._body, self._options = body, options
        self._chunks = 0
        self._pictures: dict[Picture, tuple[Sequence[Block], str]] = {}
        self._pages = PageBuilder(source.name)
        self._line = 0
        # Counts items in reading order, to assign repairs to pages.
        self._step = 0
        edges = (root for kind in ("header", "footer") for _, root in package.all_related(name, kind))
        self._repairs = [Repair(0, FURNITURE)] * sum(map(_count_texts, edges))

    def pages(self) -> tuple[Page, ...]:
        """All pages of the document."""
        for item in self._flow.items(self._body):
            self._add(item)
            self._note_unread()
        self._add_notes(("footnote", "endnote"))
        self._note_unread()
        pages = self._pages.finish(TextSource.DOCX, self._repairs)
        mixed = (replace(p, text_source=TextSource.MIXED) if PICTURE_READ in p.repairs else p for p in pages)
        return _with_table_pages(tuple(mixed))

    def _add(self, item: Item) -> None:
        match item:
            case WordLine():
                self._add_line(item)
            case Turn():
                self._add_notes(("footnote",))
                self._turn(item.hard)
            case Chunk() | Picture():
                self._add_chunk(item)
            case _:
                self._add_table(list(self._counted_rows(item)))

    def _add_line(self, line: WordLine) -> None:
        text = line.text
        if not text.strip():
            return
        self._line += 1
        self._pages.gap = line.is_first
        self._pages.add_line(text, line.raw, self._line)

    def _turn(self, hard: bool) -> None:
        self._step += 1
        before = self._pages.place(1).page
        self._pages.turn(self._step, None, always=hard)
        if self._pages.place(1).page != before:
            self._line = 0

    def _add_chunk(self, chunk: Chunk | Picture) -> None:
        """Add the lines and tables of a document or a picture within the document."""
        for block in self._embedded(chunk):
            if isinstance(block, Grid):
                self._add_rows(block)
            else:
                self._line += 1
                self._pages.gap = block.gap
                self._pages.add_line(block.text, block.raw, self._line, block.confidence)

    def _embedded(self, chunk: Chunk | Picture) -> Sequence[Block]:
        """The content of a document or a picture within the document. One that cannot be read is counted."""
        if isinstance(chunk, Picture):
            return self._picture(chunk)
        self._chunks += 1
        found = self._package.chunk(self._part, chunk.relationship)
        blocks: list[Block] = []
        if found is not None and self._chunks <= MOST_CHUNKS and self._depth < DEEPEST:
            with suppress(SourceError):
                blocks = list(_embedded_document(ReadableSource(*found), self._options, self._depth + 1).blocks())
        self._flow.inline.unread["embedded"] += not blocks
        return blocks

    def _picture(self, picture: Picture) -> Sequence[Block]:
        if picture not in self._pictures and len(self._pictures) < MOST_PICTURES:
            data = self._package.chunk(self._part, picture.relationship, "image")
            self._pictures[picture] = picture_blocks(data, picture, self._options)
        blocks, code = self._pictures.get(picture, ((), PICTURE_UNREAD))
        self._flow.inline.unread[code] += 1
        return blocks

    def _add_rows(self, grid: Grid) -> None:
        rows = []
        for cells in grid.rows():
            self._pages.count_cells(1 + len(cells))
            self._line += 1
            place = self._pages.place(self._line)
            spans = [(cell.row_span, cell.column_span, cell.is_header, cell.confidence) for cell in cells]
            rows.append([LooseCell(c.text, c.raw, place, *span) for c, span in zip(cells, spans, strict=True)])
        self._pages.gap = True
        self._pages.add_grid(rows)

    def _add_notes(self, kinds: tuple[str, ...]) -> None:
        """Add the notes referred to so far at the end of the page."""
        waiting = [mark for kind in kinds for mark in self._flow.notes.pop(kind, ())]
        for item in (item for mark in waiting for item in self._note_items(mark)):
            if not isinstance(item, Turn):
                self._add(item)

    def _note_items(self, mark: NoteMark) -> list[Item]:
        note = self._notes.pop((mark.kind, mark.note_id), None)
        return [] if note is None else list(self._flow.items(note))

    def _counted_rows(self, table: Element) -> list[WordRow]:
        rows = []
        for row in TableReader(self._flow).rows(table):
            self._pages.count_cells(1 + len(row.cells))
            rows.append(row)
        return rows

    def _add_table(self, rows: list[WordRow]) -> None:
        if rows and rows[0].turns_before:
            self._turn(hard=False)
            rows[0].turns_before = 0
        first = page = self._pages.place(1).page
        loose = []
        for row in rows:
            if row.turns_before:
                page, self._line = page + row.turns_before, 0
            self._line += 1
            loose.append(_loose_cells(row, Place(page, self._line)))
            if row.turns_within:
                page, self._line = page + row.turns_within, 0
        line = self._line
        self._pages.gap = True
        self._pages.add_grid(loose)
        for _ in range(page - first):
            self._turn(hard=True)
        self._line = line

    def _note_unread(self) -> None:
        unread = self._flow.inline.unread
        for code in sorted(unread):
            self._repairs += [Repair(self._step, code)] * unread[code]
        unread.clear()


def _count_texts(part: Element) -> int:
    """The number of paragraphs with text in a header or footer."""
    return sum(any((text.text or "").strip() for text in p.iter(f"{W}t")) for p in part.iter(PARAGRAPH))


def _loose_cells(row: WordRow, place: Place) -> list[LooseCell]:
    return [LooseCell(cell.text, cell.raw, place, cell.height, cell.width, row.is_header) for cell in row.cells]


def _with_table_pages(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, including those that contain only rows of a table that begins on an earlier page."""
    numbers = {page.number for page in pages}
    cells = (cell for page in pages for block in page.blocks if isinstance(block, Grid) for cell in block.cells)
    missing = {cell.place.page for cell in cells} - numbers
    if not missing:
        return pages
    added = [Page(number, (), TextSource.DOCX) for number in sorted(missing)]
    return tuple(sorted((*pages, *added), key=lambda page: page.number))
