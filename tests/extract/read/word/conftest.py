import pytest

from extract.model.document import Document, Grid, Line
from extract.read.reader_interface import ReadableSource
from extract.read.word.word_reader import read_word
from tests.extract.read.word.docx_maker import docx


class Read:
    """A Word file as read, with shortcuts for tests."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def pages(self):
        return self.document.pages

    @property
    def lines(self) -> list[Line]:
        return [block for block in self.document.blocks() if isinstance(block, Line)]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.document.blocks() if isinstance(block, Grid)]

    @property
    def repairs(self) -> dict[str, int]:
        return {code: count for page in self.pages for code, count in page.repairs.items()}


@pytest.fixture(scope="session")
def word():
    """Reads a Word file with a given body and the contents of further parts."""

    def read(body: str, **parts: str) -> Read:
        return Read(read_word(ReadableSource("plan.docx", docx(body, **parts))))

    return read
