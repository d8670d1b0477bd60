from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model.document import Document
from extract.read import read_document

Read = Callable[[str | bytes], Document]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a text like read_document reads a file. Session-scoped, so that property tests can use it."""
    folder: Path = tmp_path_factory.mktemp("sources")

    def read_it(content: str | bytes, name: str = "plan.txt") -> Document:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(path)

    return read_it
