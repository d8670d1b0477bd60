"""What is installed is what is tested: the wheel has every file of the tree, and the command in it reads every kind.

The wheel is built from a clean copy of what git knows and installed into an environment of its own, which sees the
packages that the tests run with but not the tree.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from extract.read.ocr.ocr_interface import EngineUnavailable
from extract.read.ocr.tessdata import find_tessdata

pytestmark = pytest.mark.takes_long

ROOT = Path(__file__).parent.parent
PACKAGES = ("phaen", "extract", "normalize", "schemas")
SCAN = "samples/documents/8_tambon_nong_kaeo_mani.scan.pdf"
SCAN_PAGE = 3
MODEL = "extract/read/ocr/digits.npz"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command of its own, without anything that would show it the tree."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    surroundings["XDG_CACHE_HOME"] = str(cwd / "cache")
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False, timeout=300)


def tracked(*places: str) -> list[str]:
    """The files of the tree, new ones that git does not ignore included."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *places]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy of what the project is built from."""
    copy = tmp_path_factory.mktemp("build") / "tree"
    for name in tracked(*PACKAGES, "pyproject.toml", "README.md", "LICENSE"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def built(tree: Path) -> dict[str, Path]:
    """The wheel and the source archive, built by the locked setuptools; by their suffixes."""
    backend = "from setuptools import build_meta as b; print(b.build_sdist('out')); print(b.build_wheel('out'))"
    (tree / "out").mkdir()
    done = run(sys.executable, "-c", backend, cwd=tree)
    assert done.returncode == 0, done.stderr
    return {path.suffix: path for path in (tree / "out").iterdir()}


@dataclass(frozen=True)
class Installation:
    """An environment with the wheel in it, and an empty folder to work in."""

    python: Path
    packages: Path
    folder: Path

    def phaen(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run(self.python.with_name("phaen"), *arguments, cwd=self.folder)


@pytest.fixture(scope="module")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return install(built[".whl"], tmp_path_factory.mktemp("installed"))


def install(wheel: Path, where: Path) -> Installation:
    """Into a new environment. It finds the tests' packages by their folder alone, whose .pth files do not count there:
    so the tree, which is installed by one, is out of its sight.
    """
    venv.create(where / "env", symlinks=True)
    python = where / "env" / "bin" / "python"
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=where).stdout.strip()
    )
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "install", "--no-index")
    done = run(*pip, "--no-deps", "--ignore-installed", "--no-compile", wheel, cwd=where)
    assert done.returncode == 0, done.stderr
    (where / "folder").mkdir()
    return Installation(python, packages, where / "folder")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source of each kind; of the scan one page, once as PDF and once as picture."""
    try:
        find_tessdata()
    except EngineUnavailable as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("sources")
    shutil.copy(ROOT / "samples/plans/7_tambon_thung_dao_rueang.txt", folder / "text.txt")
    shutil.copy(ROOT / "samples/documents/6_nakhon_thara_thong.docx", folder / "word.docx")
    shutil.copy(ROOT / "samples/documents/7_tambon_thung_dao_rueang.web.pdf", folder / "text_layer.pdf")
    with pypdfium2.PdfDocument(ROOT / SCAN) as scan, pypdfium2.PdfDocument.new() as one:
        one.import_pages(scan, [SCAN_PAGE - 1])
        one.save(folder / "scan.pdf")
        one[0].render(scale=200 / 72).to_pil().save(folder / "picture.png", dpi=(200, 200))
    return folder


def test_the_wheel_has_every_file_of_the_packages(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built[".whl"]) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside == set(tracked(*PACKAGES))
    assert MODEL in inside


def test_the_source_archive_has_them_too(built: dict[str, Path]) -> None:
    with tarfile.open(built[".gz"]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {*tracked(*PACKAGES), "pyproject.toml", "README.md", "LICENSE"} <= inside


def test_what_is_installed_is_the_wheel(installed: Installation) -> None:
    show = "import phaen, extract, normalize, schemas as s; print(phaen.__file__, extract.__file__, s.__file__)"
    for path in run(installed.python, "-c", show, cwd=installed.folder).stdout.split():
        assert path.startswith(str(installed.packages))


def test_the_installed_command_makes_the_dataset_of_the_tree(installed: Installation, sources: Path) -> None:
    arguments = ("convert", sources, "--format", "csv,parquet", "--ocr-cache", "none", "--jobs", "2", "-o")
    done = installed.phaen(*arguments, "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert run(sys.executable, "-m", "phaen", *arguments, installed.folder / "tree", cwd=ROOT).returncode == 0
    made, expected = contents(installed.folder / "out"), contents(installed.folder / "tree")
    assert made == expected
    report = json.loads((installed.folder / "out" / "run.json").read_text(encoding="utf-8"))
    assert report["counts"]["plans"] == len(list(sources.iterdir()))


def contents(folder: Path) -> dict[str, bytes]:
    """The dataset's files; run.json tells the time and is left out."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".csv", ".parquet")}


def test_the_installed_command_prints_what_a_scan_shows(installed: Installation, sources: Path) -> None:
    done = installed.phaen("text", sources / "scan.pdf", "--ocr-cache", "none")
    assert done.returncode == 0
    assert "มาตรการ" in done.stdout


@pytest.fixture(scope="module")
def incomplete(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation without the weights of the digits' reader."""
    folder = tmp_path_factory.mktemp("incomplete")
    wheel = folder / built[".whl"].name
    with zipfile.ZipFile(built[".whl"]) as whole, zipfile.ZipFile(wheel, "w") as copy:
        for name in whole.namelist():
            if name != MODEL:
                copy.writestr(name, whole.read(name))
    return install(wheel, folder)


COMMANDS = {"text": ("--ocr-cache", "none"), "inspect": (), "convert": ("-o", "out", "--ocr-cache", "none", "-v")}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_ours_that_is_missing_is_no_fact_about_a_scan(
    incomplete: Installation, sources: Path, command: str
) -> None:
    done = incomplete.phaen(command, sources / "scan.pdf", *COMMANDS[command])
    assert done.returncode == 1
    assert "scan.pdf: internal error: FileNotFoundError" in done.stderr
    assert "digits.npz" in done.stderr
    assert "Traceback" in done.stderr
