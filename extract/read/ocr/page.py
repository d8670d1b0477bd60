"""Converts an image to a printed page: finds tables by their rules, reads cells separately and numbers by glyphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart
from extract.read.ocr.areas import Region
from extract.read.ocr.bullets import bullets
from extract.read.ocr.dark_grounds import positive
from extract.read.ocr.digit_reader import ReadNumber, has_thai_alone, is_apart, is_set_off, judge, numbers
from extract.read.ocr.first_look import first_look
from extract.read.ocr.glyph_pictures import GlyphRow, above_to_below
from extract.read.ocr.ink import Ink
from extract.read.ocr.lines import on_ink, printed_line, with_numbers, without_junk
from extract.read.ocr.number_cells import (
    DASH_CONFIDENCE,
    UNKNOWN,
    ends,
    has_words,
    is_dash_alone,
    is_mostly_digits,
    is_number_row,
    lone_dash,
    whole_row,
)
from extract.read.ocr.number_columns import settle_columns
from extract.read.ocr.ocr_interface import Area, OcrEngine, Piece, PixelBox
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.odd_cells import among_numbers, damaged_dash, is_amount, known, odd_cells
from extract.read.ocr.other_digits import other_texts, with_other
from extract.read.ocr.outline_letters import with_letter_apart
from extract.read.ocr.preparation import fit, likely_dpi
from extract.read.ocr.second import DISAGREED, FEWEST_DIGITS, second_reading, settled
from extract.read.ocr.sheet import Prepared, Sheet, prepare
from extract.read.ocr.stamps import is_stamped
from extract.read.quality import text_quality
from normalize.script import DIGITS, TO_ARABIC

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

THAI_DIGITS = frozenset(DIGITS)


FAR = 2.0
"""Minimum gap between parts of a row that are read separately, in letter heights: columns, or a removed number."""

APART = 0.6
"""Minimum gap between two dashes that are not one sign, in letter heights."""

VISIBLE = 0.6
"""Minimum size of ink in a cell that is not dust, in letter heights."""

FEW = 5
"""Maximum number of pieces of ink, including marks, that are too few for reliable reading."""

ENGINE_LETTER, ENOUGH, SMALLEST = 18.0, 0.85, 0.25
"""Letter height in pixels that the engine needs, the minimum scale at which an image is not reduced to it, and the
smallest scale."""

LEAST_QUALITY = 0.5
"""Minimum quality (0..1) of the text of an upright page. Pages upside down have about 0.1."""

INSIDE = 6
"""Pixels from the border of a cell. The ink of its rules is nearer."""

SAMPLE = 8
"""Number of rows examined to determine the direction of a page that cannot be read."""

FEW_SAMPLES = 3
FEWEST_GLYPHS, MOST_GLYPHS = 5, 30
"""Number of rows that are read both ways if the ink does not show which way is up, and limits of their length."""

SURE_ABOVE = 1.5
"""Minimum ratio of the ink above and below the letters of a page, one way or the other, that shows which way is up."""


@dataclass(slots=True)
class Judged:
    """A region with its numbers. `numeric`: it contains only numbers and dashes; `doubtful`: foreign ink is among
    them.

    `likely`: its glyphs as numbers, if it is a cell among numbers. They count unless the engine reads words.
    `perhaps`: what may be numbers among the words of each row. They count where the engine reads no letters.
    `arabic`: the numbers of each row with Arabic digits, which the engine reads as well.
    """

    region: Region
    found: list[list[ReadNumber]] = field(default_factory=list)
    numeric: bool = False
    doubtful: bool = False
    likely: list[list[ReadNumber]] = field(default_factory=list)
    perhaps: list[list[ReadNumber]] = field(default_factory=list)
    arabic: list[list[ReadNumber]] = field(default_factory=list)


TALLEST, TALLEST_POINTS = 0.25, 150.0
"""Height of a sign, as a share of the page's and in points, that no printed sign has. A picture may be one line."""


def read_page(grey: Array, dpi: float, engine: OcrEngine) -> PrintedPage:
    """Read the page of a grey image in any orientation and resolution. Its number is 0.

    `dpi` is the resolution that the file states. The print decides whether that can be true: boxes and the size of the
    page are in points of the resolution that was found. The direction is decided before reading, by the ink, and if
    that is not certain by a few sample lines. A page with low confidence, or whose text is no language, is tried in the
    other orientations after that, and read in the best one.
    """
    grey = positive(grey)
    look = first_look(grey)
    width = grey.shape[1]
    grey, dpi = fit(grey, likely_dpi(dpi, look.letter, grey.shape), look.letter)
    image = Image(grey, dpi, look.letter * grey.shape[1] / width)
    prepared, turn, is_sure = _upright(image, int(look.is_sideways), engine)
    page = read_prepared(prepared, engine, turn)
    if not page.parts or (_is_language(page) and (is_sure or (page.ocr_confidence or 0.0) >= OCR.upside_down)):
        return page
    chances = {other: _chance(image.prepared(other), engine) for other in range(4) if other != turn}
    best = max(chances, key=chances.__getitem__)
    if chances[best] <= (page.ocr_confidence or 0.0):
        return page
    return read_prepared(image.prepared(best), engine, best)


def turned(grey: Array, turn: int) -> Array:
    """An image after quarter turns counter-clockwise."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(grey, turn))


@dataclass(frozen=True, slots=True)
class Image:
    """A grey image at a resolution suitable for reading, and its letter height in pixels (0 if unknown)."""

    grey: Array
    dpi: float
    letter: float

    def prepared(self, turn: int) -> Prepared:
        """The image prepared after quarter turns counter-clockwise."""
        return prepare(turned(self.grey, turn), self.dpi, self.letter)


def _upright(image: Image, turn: int, engine: OcrEngine) -> tuple[Prepared, int, bool]:
    """The image prepared with its lines level and upright, its turn, and whether the ink shows that.

    Otherwise a few rows are read both ways.
    """
    prepared = image.prepared(turn)
    rows = [row for region in prepared.found for row in region.rows]
    above = above_to_below(rows)
    is_sure = max(above, 1 / above) >= SURE_ABOVE
    if not is_sure:
        rows = [row for row in rows if FEWEST_GLYPHS <= len(row.glyphs) <= MOST_GLYPHS][:FEW_SAMPLES]
        pictures = [prepared.sheet.cut_out(row.ink)[0] for row in rows]
        upright = _mean_confidence(pictures, prepared.sheet.dpi, engine)
        above = upright - _mean_confidence([turned(picture, 2) for picture in pictures], prepared.sheet.dpi, engine) + 1
    if above >= 1:
        return prepared, turn, is_sure
    return image.prepared(turn + 2), turn + 2, is_sure


def _mean_confidence(pictures: Sequence[Array], dpi: int, engine: OcrEngine) -> float:
    """The mean confidence of what is read in images of rows; 0 if nothing is."""
    lines = [line for picture in pictures for line in engine.read(picture, dpi, Area.LINE)]
    pieces = [piece for line in lines for piece in line.pieces]
    return sum(piece.confidence for piece in pieces) / max(len(pieces), 1)


def _is_language(page: PrintedPage) -> bool:
    """Whether the text is none of a page upside down, whose letters are read as others with some confidence."""
    lines = (line for part in page.parts for line in part.lines)
    return text_quality(segment.text for line in lines for segment in line.segments()) >= LEAST_QUALITY


def _chance(prepared: Prepared, engine: OcrEngine) -> float:
    """The confidence with which the longest rows of an image can be read."""
    rows = sorted((row for region in prepared.found for row in region.rows), key=lambda row: -len(row.glyphs))[:SAMPLE]
    pieces = [piece for row in rows for piece in _text(row, [], prepared.sheet, engine)]
    letters = sum(len(piece.text) for piece in pieces)
    return sum(len(piece.text) * piece.confidence for piece in pieces) / letters if letters else 0.0


def read_prepared(prepared: Prepared, engine: OcrEngine, turn: int = 0) -> PrintedPage:
    """Read the page of an upright image. `turn` is its writing direction before it was rotated."""
    sheet, found, lattice = prepared.sheet, prepared.found, prepared.lattice
    usual = median([row.body for region in found for row in region.rows] or [0.0])
    judged = judge_regions(sheet.clean, found, usual)
    _judge_odd(judged, sheet, usual)
    settle_columns([(entry.region, entry.found) for entry in judged if entry.numeric and entry.region.is_cell])
    each = [(entry, _read(entry, sheet, engine, usual)) for entry in judged]
    height, width = (side * sheet.scale for side in sheet.clean.shape)
    lines = [line for _, found_lines in each for line in found_lines if _may_be_print(line, height)]
    lines.sort(key=lambda line: (line.baseline, line.clusters[0].x0))
    displayed = (height, width) if turn % 2 else (width, height)
    whole = PrintedPart(Frame(turn, *displayed, lattice.skew), lines, lattice.horizontal, lattice.vertical)
    parts = [whole] if prepared.gutter is None else _beside(whole, prepared.gutter)
    return PrintedPage(
        0,
        TextSource.OCR,
        *displayed,
        parts=[part for part in parts if part.lines],
        repairs=Counter(no_text=1) if found and not lines else Counter(),
        ocr_confidence=confidence(lines, sum(_unread(entry.region, made, sheet.scale, usual) for entry, made in each)),
    )


def _may_be_print(line: PrintedLine, height: float) -> bool:
    """Whether a line has letters or digits, or signs as high as they are printed: a rule across a page is no slash."""
    tallest = max(TALLEST * height, TALLEST_POINTS)
    return any(any(map(str.isalnum, c.text)) or c.bottom - c.top < tallest for c in line.clusters)


def _beside(part: PrintedPart, gutter: float) -> list[PrintedPart]:
    """The parts of two pages on one sheet, left and right of the gutter."""
    parts = []
    for is_right in (False, True):
        lines = [line for line in part.lines if (line.clusters[0].x0 > gutter) is is_right]
        horizontal = [rule for rule in part.horizontal if ((rule.start + rule.end) / 2 > gutter) is is_right]
        vertical = [rule for rule in part.vertical if (rule.at > gutter) is is_right]
        parts.append(PrintedPart(part.frame, lines, horizontal, vertical))
    return parts


def _unread(region: Region, lines: Sequence[PrintedLine], scale: float, usual: float) -> int:
    """The number of letters in rows of a region where nothing was read."""
    read = [line.baseline for line in lines]
    return sum(
        sum(glyph.height >= VISIBLE * usual for glyph in row.glyphs)
        for row in region.rows
        if not any(row.top * scale <= baseline <= (row.bottom + row.body) * scale for baseline in read)
    )


def confidence(lines: Sequence[PrintedLine], unread: int = 0) -> float | None:
    """The mean confidence of all letters, of which `unread` have none; None without lines."""
    letters, total = float(unread) if lines else 0.0, 0.0
    for line in lines:
        for cluster in line.clusters:
            letters += len(cluster.text)
            total += len(cluster.text) * (cluster.confidence or 0.0)
    return round(total / letters, 4) if letters else None


# -- numbers --------------------------------------------------------------------------------------------------------


def judge_regions(clean: Array, found: Sequence[Region], usual: float) -> list[Judged]:
    """The numbers of each region. `usual` is the letter height of the page."""
    rows = [row for region in found for row in region.rows]
    each = iter(judge(clean, rows))
    return [_judged(region, [next(each) for _ in region.rows], usual, clean) for region in found]


def _judged(region: Region, chances: Sequence[Array], usual: float, clean: Array) -> Judged:
    dash = lone_dash(region.rows, usual) if region.is_cell else None
    if dash is not None:
        region.rows = [row for row in region.rows if any((g.x0, g.top) == dash.box[:2] for g in row.glyphs)]
        return Judged(region, [[dash]], numeric=True)
    pairs = list(zip(region.rows, chances, strict=True))
    if region.is_cell and all(is_number_row(chance) for chance in chances):
        return Judged(region, [whole_row(row, chance) for row, chance in pairs], numeric=True)
    likely = [whole_row(row, chance) for row, chance in pairs] if region.is_cell else []
    is_likely = bool(likely) and is_mostly_digits([number.text for row in likely for number in row])
    return Judged(
        region,
        [_set_off(row, chance, clean) for row, chance in pairs],
        likely=likely if is_likely else [],
        perhaps=[_perhaps(row, chance) for row, chance in pairs],
        arabic=[[n for n in numbers(row, chance) if not _is_thai(n)] for row, chance in pairs],
    )


def _judge_odd(judged: list[Judged], sheet: Sheet, usual: float) -> None:
    """Read amounts among foreign ink again, using only the ink on their line. They remain doubtful."""
    odd = odd_cells([entry.region for entry in judged], [entry.numeric for entry in judged], sheet.stamps, usual)
    each = iter(judge(sheet.clean, [row for cell in odd for row in cell.rows]))
    for cell in odd:
        found = [known(whole_row(row, next(each))) for row in cell.rows]
        dash = damaged_dash(cell.rows, usual)
        found = found if dash is None else [[dash]]
        entry = judged[cell.index]
        entry.doubtful = True
        if cell.is_stamped or is_amount(found):
            entry.region.ink, entry.region.rows = cell.ink, cell.rows
            entry.found, entry.numeric, entry.perhaps, entry.arabic = found, True, [], []
    among = set(among_numbers([entry.region for entry in judged], [entry.numeric for entry in judged]))
    for index, entry in enumerate(judged):
        if index not in among or entry.numeric:
            entry.likely = []


def _set_off(row: GlyphRow, chance: Array, clean: Array) -> list[ReadNumber]:
    """The parts of a text row that are recognized by shape: a bullet, and the numbers that the engine cannot read."""
    found = [n for n in numbers(row, chance) if _is_thai(n) and is_set_off(row, chance, n)]
    marks = bullets(row, clean)
    taken = {mark.indexes[0] for mark in marks}
    return [
        *marks,
        *(number for number in found if taken.isdisjoint(number.indexes)),
    ]  # digits are higher than a bullet


def _perhaps(row: GlyphRow, chance: Array) -> list[ReadNumber]:
    """The parts of a text row that may be numbers the engine cannot read, in a text of which Thai ones are known."""
    if not has_thai_alone(chance):
        return []
    return [n for n in numbers(row, chance) if not is_set_off(row, chance, n) and is_apart(row, n)]


def _is_thai(number: ReadNumber) -> bool:
    """Whether a number has Thai digits. Arabic ones are left to the engine, which reads them well."""
    return not THAI_DIGITS.isdisjoint(number.text)


# -- text -----------------------------------------------------------------------------------------------------------


def _read(entry: Judged, sheet: Sheet, engine: OcrEngine, usual: float) -> list[PrintedLine]:
    """The printed lines of a region. A cell with unreadable content has a line that marks it."""
    lines = list(_lines(entry, sheet, engine, usual))
    if lines or not entry.region.is_cell:
        return lines
    ink = [piece for piece in entry.region.ink if piece.bottom - piece.top >= VISIBLE * usual]
    return [_unknown(ink, sheet.scale)] if ink else []


def _unknown(ink: Sequence[Ink], scale: float) -> PrintedLine:
    x0, top = min(p.x0 for p in ink) * scale, min(p.top for p in ink) * scale
    x1, bottom = max(p.x1 for p in ink) * scale, max(p.bottom for p in ink) * scale
    return PrintedLine([Cluster(UNKNOWN, x0, x1, top, bottom, 0.0)], [], bottom - top, bottom)


def _lines(entry: Judged, sheet: Sheet, engine: OcrEngine, usual: float) -> Iterator[PrintedLine]:
    """The printed lines of a region, row by row."""
    each = (given or [[] for _ in entry.found] for given in (entry.likely, entry.perhaps, entry.arabic))
    for row, found, whole, maybe, arabic in zip(entry.region.rows, entry.found, *each, strict=True):
        numbers = [_piece(n, n.confidence) for n in found]
        text: list[Piece] = []
        if entry.numeric:
            numbers = [second_reading(piece, sheet.clean, sheet.dpi, engine) for piece in numbers]
        else:
            read = without_junk(_text(row, numbers, sheet, engine), row.body)
            text = [_compared(piece, arabic) for piece in with_letter_apart(read, row)]
            wordless = [n for n in map(_doubtful, maybe) if _has_no_word(n.box, text)]
            text = [piece for piece in text if not any(_meet(piece.box, n.box) for n in wordless)]
            if whole and not has_words(text):
                text, numbers = [], [_piece(n, min(n.confidence, DISAGREED)) for n in whole]
                numbers = [second_reading(piece, sheet.clean, sheet.dpi, engine) for piece in numbers]
            else:
                if entry.region.is_cell:
                    numbers = [_whole(n, piece, row, text) for n, piece in zip(found, numbers, strict=True)]
                numbers += wordless
        numbers = [_doubted(piece, entry, sheet, usual) for piece in numbers]
        pieces = with_numbers([_doubted(piece, entry, sheet, usual) for piece in text], numbers)
        if pieces:
            yield printed_line(pieces, row, frozenset(map(id, numbers)), sheet.scale)


def _piece(number: ReadNumber, confidence: float) -> Piece:
    return Piece(number.text, number.box, confidence, other_texts(number.text, number.others))


def _compared(piece: Piece, arabic: Sequence[ReadNumber]) -> Piece:
    """The engine's piece, with less confidence if the digit reader sees a number with as many, but other digits."""
    digits = "".join(c for c in piece.text if c.isdigit())
    if len(digits) < FEWEST_DIGITS or piece.confidence <= DISAGREED:
        return piece
    seen = ["".join(c for c in n.text if c.isdigit()) for n in arabic if _meet(piece.box, n.box)]
    if len(seen) != 1 or len(seen[0]) != len(digits) or seen[0] == digits.translate(TO_ARABIC):
        return piece
    return replace(piece, confidence=DISAGREED, others=with_other(piece.others, piece.text, seen[0], DISAGREED))


def _doubtful(number: ReadNumber) -> Piece:
    return _piece(number, min(number.confidence, DISAGREED))


def _has_no_word(box: PixelBox, text: Sequence[Piece]) -> bool:
    """Whether the engine read signs and digits where a number may be, but no letters."""
    met = [piece for piece in text if _meet(piece.box, box)]
    return bool(met) and not any(c.isalpha() for piece in met for c in piece.text)


def _whole(number: ReadNumber, piece: Piece, row: GlyphRow, text: Sequence[Piece]) -> Piece:
    """The piece of a number, with UNKNOWN for unread ink directly next to it, which may be more digits."""
    before, after = ends(number, row)
    unread = ["" if g is None or any(_meet(p.box, g) for p in text) else UNKNOWN for g in (before, after)]
    if not any(unread):
        return piece
    return replace(piece, text=f"{unread[0]}{piece.text}{unread[1]}", confidence=0.0, others=())


def _doubted(piece: Piece, entry: Judged, sheet: Sheet, usual: float) -> Piece:
    """The piece, with low confidence if foreign ink may have removed or added digits or a dash."""
    counts = any(c.isdigit() or c == "-" for c in piece.text)
    if not counts:
        return piece
    is_lost = entry.doubtful or is_stamped(piece.box, sheet.stamps, usual)
    if not (is_lost or (entry.region.is_cell and _is_struck(piece.box, entry.region.box, sheet, usual))):
        return piece
    return replace(piece, confidence=min(piece.confidence, DISAGREED))


def _is_struck(box: PixelBox, cell: PixelBox, sheet: Sheet, usual: float) -> bool:
    """Whether ink was removed in or next to a number within its cell: a streak or fold may have hidden digits."""
    x0, x1 = max(cell[0] + INSIDE, round(box[0] - usual)), min(cell[2] - INSIDE, round(box[2] + usual))
    removed = sheet.removed[box[1] : box[3], max(0, x0) : max(0, x1)]
    return removed.size > 0 and bool((removed > 0).all(axis=0).any())


def _text(row: GlyphRow, numbers: Sequence[Piece], sheet: Sheet, engine: OcrEngine) -> list[Piece]:
    """The pieces of a row read by the engine: everything except its numbers, with distant parts read separately."""
    ink = [piece for piece in row.ink if not any(_holds(number.box, piece) for number in numbers)]
    if numbers and ink and len(ink) <= FEW:
        # a short word is read less well alone than with its number
        whole = _text(row, [], sheet, engine)
        return [piece for piece in whole if not any(_meet(piece.box, number.box) for number in numbers)]
    found: list[Piece] = []
    for part in _parts(ink, row):
        if is_dash_alone(part, row):
            found.append(Piece("-", part[0][:4], DASH_CONFIDENCE))
            continue
        picture, left, top = sheet.cut_out(part)
        picture, scale = _reduced(picture, row.body)
        for line in engine.read(picture, round(sheet.dpi * scale), Area.LINE):
            boxes = [_placed(piece.box, scale, left, top) for piece in line.pieces]
            found += [
                replace(settled(piece), box=box)
                for piece, box in zip(line.pieces, on_ink(boxes, part, row.body), strict=True)
            ]
    return found


def _placed(box: PixelBox, scale: float, left: int, top: int) -> PixelBox:
    """A box of a reduced picture of a row, on the page."""
    x0, above, x1, below = (round(value / scale) for value in box)
    return x0 + left, above + top, x1 + left, below + top


def _reduced(picture: Array, letter: float) -> tuple[Array, float]:
    """The image of a row with letters no higher than the engine needs, and its scale. Larger ones take it more time."""
    import cv2

    scale = max(ENGINE_LETTER / max(letter, 1.0), SMALLEST)
    if scale > ENOUGH:
        return picture, 1.0
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), scale


def _meet(a: PixelBox, b: PixelBox) -> bool:
    """Whether the boxes of a piece and a number overlap."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.3 * min(a[2] - a[0], b[2] - b[0])


def _holds(box: PixelBox, ink: Ink) -> bool:
    x, y = (ink.x0 + ink.x1) / 2, (ink.top + ink.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _parts(ink: Sequence[Ink], row: GlyphRow) -> list[list[Ink]]:
    """The ink of a row, divided where it is far apart, and between two dashes, which are the amounts of two columns."""
    parts: list[list[Ink]] = []
    right = 0
    for piece in sorted(ink):
        gap = piece.x0 - right
        are_dashes = gap > APART * row.body and all(
            is_dash_alone([p], row) for p in (piece, parts[-1][-1] if parts else piece)
        )
        if parts and gap <= FAR * row.body and not are_dashes:
            parts[-1].append(piece)
        else:
            parts.append([piece])
        right = max(right, piece.x1) if len(parts[-1]) > 1 else piece.x1
    return parts
