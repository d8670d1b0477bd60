"""The elements of a document, independent of the medium, and the ledger of what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .content import Code
from .words import SEAM

Tags = tuple[str, ...]


@dataclass
class Para:
    """A paragraph. `label` and `number` precede the text on the same line."""

    text: str
    role: str = "body"
    number: str = ""
    label: str = ""
    tags: Tags = ()

    @property
    def plain(self) -> str:
        """The text without seams."""
        return self.text.replace(SEAM, "")

    @property
    def line(self) -> str:
        """Number, label and text without seams."""
        return joined(self.number, self.label + self.plain)


def joined(number: str, text: str) -> str:
    """A number and a text with a space between them, if there is a number."""
    return f"{number} {text}" if number else text


@dataclass
class Cell:
    """A cell. Its paragraphs are separated by line feeds."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    tags: Tags = ()
    bold: bool = False

    def __post_init__(self) -> None:
        self.text = self.text.replace(SEAM, "")


@dataclass
class Row:
    """A row of the cells that begin in it."""

    cells: list[Cell]
    header: bool = False
    tags: Tags = ()


@dataclass
class Table:
    """A table with the number of its columns."""

    rows: list[Row]
    width: int
    form: bool = False
    """A form of labels and texts, without a header."""

    def grid(self) -> list[list[tuple[Cell, bool]]]:
        """The cell at each place, and whether it begins there."""
        result: list[list[tuple[Cell, bool] | None]] = [[None] * self.width for _ in self.rows]
        for y, row in enumerate(self.rows):
            x = 0
            for cell in row.cells:
                while result[y][x] is not None:
                    x += 1
                for dy in range(cell.rows):
                    for dx in range(cell.columns):
                        if result[y + dy][x + dx] is not None:
                            raise ValueError("cells overlap")
                        result[y + dy][x + dx] = (cell, dy == dx == 0)
        full: list[list[tuple[Cell, bool]]] = []
        for line in result:
            if None in line:
                raise ValueError("a table has a hole")
            full.append([place for place in line if place is not None])
        return full


@dataclass
class Break:
    """A new page."""


Block = Para | Table | Break


@dataclass
class Shown:
    """A project as the summary shows it."""

    project: int
    name: str
    printed: str | None
    section: str | None
    subsection: str | None
    budget: dict[int, int] = field(default_factory=dict)
    note: str | None = None
    responsible: str | None = None
    progress: dict[str, object] = field(default_factory=dict)


@dataclass
class Total:
    """A printed total."""

    dimension: int | None
    tag: str
    budget: dict[int, int] = field(default_factory=dict)
    count: int | None = None


@dataclass
class Detail:
    """A project as its block shows it."""

    project: int
    name: str
    kind: str | None
    section: str | None
    subsection: str | None
    item: str | None = None
    fields: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    budget_text: str | None = None
    budget_total: int | None = None
    by_year: dict[int, int] | None = None


@dataclass
class Ledger:
    """What the document shows, collected while it is laid out."""

    summary: dict[int, Shown] = field(default_factory=dict)
    totals: dict[int | None, Total] = field(default_factory=dict)
    details: list[Detail] = field(default_factory=list)
    levels: dict[Code, str] = field(default_factory=dict)
    """Levels shown as headings, with their names as printed."""
    progress: list[dict[str, object]] = field(default_factory=list)
    tables: list[dict[str, object]] = field(default_factory=list)
    place: dict[str, str] = field(default_factory=dict)
    title: str = ""
    stated: int | None = None


def tag_of(code: Iterable[int]) -> str:
    """The tag of a level's heading."""
    return "level " + ".".join(map(str, code))
