"""The version of the rules: what changes it, and what does not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extract import import_closure, library_versions
from extract.read.ocr import cache as ocr_cache
from phaen.batch import rules_digest as module
from phaen.batch.rules_digest import rules, writers
from tests.conftest import ROOT

REMEMBERED = (
    module.rules, module.writers, module.rows_closure, module.writers_closure, module.versions, ocr_cache.code_version,
    import_closure._module, import_closure._sources, import_closure._data_files, import_closure._walk,
    library_versions._contents,
)  # fmt: skip


def forget() -> None:
    for remembered in REMEMBERED:
        remembered.cache_clear()


@pytest.fixture(autouse=True)
def anew():
    forget()
    yield
    forget()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The packages somewhere else, as a wheel puts them: without byte code."""
    for package in module.PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / "site" / package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(import_closure, "ROOT", tmp_path / "site")
    forget()
    return tmp_path / "site"


def digests() -> tuple[str, str, str]:
    forget()
    return rules(), writers(), ocr_cache.code_version()


def with_data(monkeypatch: pytest.MonkeyPatch, folder: Path, size: int, byte: bytes = b"x") -> str:
    """The rules on a machine that has such language data."""
    folder.mkdir()
    for name in ("tha", "eng"):
        (folder / f"{name}.traineddata").write_bytes(byte * size)
    monkeypatch.setenv("TESSDATA_PREFIX", str(folder))
    forget()
    return rules()


def test_they_stay_the_same():
    first = rules()
    forget()
    assert rules() == first


ROWS, WRITERS, OCR = 0, 1, 2


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("phaen/emit/cuts.py", {ROWS, WRITERS}),
        ("phaen/emit/findings.py", {ROWS, WRITERS}),
        ("phaen/emit/parts.py", {ROWS, WRITERS}),
        ("phaen/emit/excel_cells.py", {ROWS, WRITERS}),
        ("phaen/emit/part_files.py", {ROWS, WRITERS}),
        ("phaen/emit/excel_layout.py", {WRITERS}),
        ("phaen/emit/swap.py", {WRITERS}),
        ("phaen/check/solve/solved_amounts.py", {ROWS}),
        ("phaen/cli/convert_command.py", set()),
        ("phaen/batch/ledger.py", set()),
        ("normalize/money.py", {ROWS, WRITERS}),  # readings of amounts are a part of the plan's types
        ("normalize/body_names.py", {ROWS}),
        ("schemas/families/anti_corruption.toml", {ROWS}),
        ("schemas/places.toml", {ROWS}),
        ("schemas/tables.toml", {ROWS, WRITERS}),
        ("extract/read/word/old.py", {ROWS}),
        ("extract/read/ocr/stamps.py", {ROWS, OCR}),
        ("extract/read/ocr/tesseract.py", {ROWS, OCR}),
        ("extract/read/ocr/records.py", {ROWS, OCR}),
        ("extract/read/ocr/digits.npz", {ROWS, OCR}),
        ("extract/read/layout/lattice.py", {ROWS, OCR}),
    ],
)
def test_a_constant_more_changes_what_depends_on_it(copied: Path, name: str, changed: set[int]):
    before = digests()
    with (copied / name).open("ab") as file:
        file.write(b"\nONE_MORE = 1\n")
    after = digests()
    assert {index for index in range(3) if before[index] != after[index]} == changed


def test_every_module_that_rows_depend_on_is_in_the_digest():
    closure = module.rows_closure()
    digest = closure.digest()
    code = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in closure.files}
    assert closure.modules <= code
    for name, content in closure.files.items():
        changed = replace(closure, files={**closure.files, name: content + b"\nONE_MORE = 1\n"})
        assert changed.digest() != digest, name


@pytest.mark.parametrize(
    ("library", "changed"),
    [("fonttools", {ROWS}), ("pdfplumber", {ROWS}), ("openpyxl", {ROWS, WRITERS}), ("tesserocr", {ROWS, OCR}),
     ("click", set()), ("fsspec", set())],
)  # fmt: skip
def test_another_version_of_a_library_changes_what_depends_on_it(monkeypatch, library: str, changed: set[int]):
    before = digests()

    class Renewed:
        def __init__(self, distribution):
            self.distribution = distribution

        def read_text(self, name):
            text = self.distribution.read_text(name)
            is_it = name == "METADATA" and self.distribution.name.lower() == library
            return text.replace("\nVersion: ", "\nVersion: 99.", 1) if is_it else text

    found = list(library_versions.distributions())
    assert library in {distribution.name.lower() for distribution in found}
    monkeypatch.setattr(library_versions, "distributions", lambda: map(Renewed, found))
    after = digests()
    assert {index for index in range(3) if before[index] != after[index]} == changed


def test_a_wheel_s_digests_are_those_of_the_tree(copied: Path):
    code = (
        "import extract; from phaen.batch.rules_digest import rules, writers;"
        "from extract.read.ocr.cache import code_version; print(extract.__file__, rules(), writers(), code_version())"
    )
    command = [sys.executable, "-B", "-c", code]
    done = subprocess.run(command, cwd=copied, capture_output=True, text=True, check=True)
    file, *found = done.stdout.split()
    assert Path(file).parent.parent == copied
    assert tuple(found) == digests()


# -- nothing is missed: what a process really loads and opens -----------------------------------------------------

PICTURES = sorted((ROOT / "tests" / "extract" / "read" / "ocr" / "pictures").glob("*.png"))

WATCH = """
import json, sys
from pathlib import Path
import extract
ROOT = Path(extract.__file__).parent.parent
opened = set()

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(ROOT)):
        opened.add(arguments[0])

sys.addaudithook(watch)
def tell():
    own = ("extract", "normalize", "phaen", "schemas")
    files = [Path(name).relative_to(ROOT).as_posix() for name in opened if not name.endswith((".py", ".pyc"))]
    modules = [name for name in sys.modules if name.partition(".")[0] in own]
    print(json.dumps([modules, [name for name in files if name.partition("/")[0] in own]]))
"""

CONVERT = """
from phaen.batch.job import ConvertJob, convert
from phaen.batch.sources import BatchSource
from extract.read.options import ReadOptions
for name in sys.argv[1:]:
    reply = convert(ConvertJob(BatchSource(Path(name), Path(name).name), ReadOptions(pages=((1, 1),)), 1), 1)
tell()
"""

WRITE = """
from phaen.emit.parts_to_dataset import write_dataset_from_parts
written = write_dataset_from_parts([Path(sys.argv[1])], Path(sys.argv[2]))
assert len(written) > 3
tell()
"""

READ = """
import numpy as np
from extract.read.ocr import engines, records
from extract.read.ocr.page import read_page
from PIL import Image
picture = np.asarray(Image.open(sys.argv[1]).convert("L"))
records.load(records.dump(read_page(picture, 200, engines.engine("tesseract"))))
tell()
"""


def loaded(code: str, *arguments: object) -> tuple[set[str], set[str]]:
    """Our modules that a process has loaded, and our data files that it has opened."""
    command = [sys.executable, "-c", WATCH + code, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    modules, files = json.loads(done.stdout.splitlines()[-1])
    return set(modules), set(files)


def test_all_that_is_loaded_while_sources_are_converted_counts(tmp_path, tesseract_data):
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"\0\0")
    kinds = ["plans/*.txt", "documents/*.docx", "documents/*.damaged.pdf", "documents/*.scan.pdf"]
    sources = [path for kind in kinds for path in sorted((ROOT / "samples").glob(kind))]
    modules, files = loaded(CONVERT, *sources, PICTURES[0], bad)
    closure = module.rows_closure()
    assert {"extract.read.word.word_reader", "extract.read.ocr.tesseract", "phaen.check.numbers"} <= modules
    assert "extract/read/ocr/digits.npz" in files
    assert modules - closure.modules == set()
    assert files - closure.files.keys() == set()


def test_all_that_is_loaded_while_files_are_written_counts(tmp_path):
    from phaen.emit.part_files import write_part

    write_part({"documents": [{"document_id": "d"}]}, tmp_path / "a.part")
    modules, files = loaded(WRITE, tmp_path / "a.part", tmp_path / "out")
    closure = module.writers_closure()
    assert "phaen.emit.excel_about" in modules
    assert modules - closure.modules == set()
    assert files - closure.files.keys() == set()


def test_all_that_is_loaded_while_a_page_is_read_counts(tesseract_data):
    modules, files = loaded(READ, PICTURES[0])
    closure = import_closure.import_closure(ocr_cache.MADE_BY, ocr_cache.PACKAGES)
    assert "extract.read.ocr.tesseract" in modules
    assert modules - closure.modules == set()
    assert files - closure.files.keys() == set()


@pytest.fixture
def tesseract_data():
    from extract.read.ocr.ocr_interface import EngineUnavailable
    from extract.read.ocr.tessdata import find_tessdata

    try:
        find_tessdata()
    except EngineUnavailable as error:
        pytest.skip(str(error))


# -- the language data --------------------------------------------------------------------------------------------


def test_they_change_with_the_data_that_scans_are_read_by(monkeypatch, tmp_path):
    one = with_data(monkeypatch, tmp_path / "one", 10)
    same = with_data(monkeypatch, tmp_path / "elsewhere", 10)
    other = with_data(monkeypatch, tmp_path / "other", 10, b"y")
    assert one == same != other


def test_data_that_is_missing_is_told_from_data_that_is_there(monkeypatch, tmp_path):
    there = with_data(monkeypatch, tmp_path / "there", 10)
    from extract.read.ocr import tessdata

    monkeypatch.delenv("TESSDATA_PREFIX")
    monkeypatch.setattr(tessdata, "FOLDERS", ())
    forget()
    assert rules() != there
