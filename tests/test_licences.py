"""The licences of all that the lock files pin, and that what wheels bundle under others is left alone.

docs/dependencies.md says the same in words.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("phaen", "extract", "normalize", "schemas")
GUIDE = ROOT / "docs" / "dependencies.md"

PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU",
    "PSF-2.0", "Zlib",
}  # fmt: skip
"""Licences, by their SPDX names, under which anybody may use and pass on a package with anything else."""

SPELLINGS = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd license (see license.txt for details), copyright (c) 2000-2025, reportlab inc.": "BSD-3-Clause",
    "isc license": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
"""What packages without an SPDX expression call theirs. "BSD" alone may be either of two, both permissive."""

EXCEPTIONS = {
    "certifi": "MPL-2.0",
    "geothai": "MIT AND CC-BY-4.0",
    "hypothesis": "MPL-2.0",
    "pathspec": "MPL-2.0",
    "pikepdf": "MPL-2.0",
    "text-unidecode": "Artistic License",
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",
}
"""Name -> the licence it states, where that is none of the above. Two are needed to run: the parts of pypdfium2
are permissive too, and the places of geothai are data under CC-BY-4.0, which asks for credit, and has it. The others
are needed to develop phaen only; docs/dependencies.md has the reasons."""


def pinned(lock: str) -> set[str]:
    """The names in a lock file, without those that are for another Python or system only, and so are not installed."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    lines = re.findall(r"^([A-Za-z0-9._-]+)==[^\s;]+( ;)?", text, re.MULTILINE)
    return {name for name, marker in lines if not marker or is_installed(name)}


def is_installed(name: str) -> bool:
    try:
        return bool(metadata(name))
    except PackageNotFoundError:
        return False


def licence(package: PackageMetadata) -> str:
    """What a package says of its licence: an SPDX expression, or else one line, or else a classifier."""
    said = package.get("License-Expression") or package.get("License") or ""
    if said and "\n" not in said.strip():
        return SPELLINGS.get(said.strip().lower(), said.strip())
    classifiers = [line.rpartition(" :: ")[2] for line in package.get_all("Classifier") or () if "License ::" in line]
    return " AND ".join(SPELLINGS.get(name.lower(), name) for name in classifiers)


def is_permissive(expression: str) -> bool:
    """Whether an SPDX expression lets one choose permissive licences alone."""
    choices = re.split(r"\s+OR\s+", expression)
    return any(all(name in PERMISSIVE for name in re.split(r"\s+AND\s+", choice.strip("()"))) for choice in choices)


LOCKED = pinned("dev.txt") | pinned("lock.txt")


def test_the_lock_files_are_understood() -> None:
    assert {"numpy", "pythainlp", "setuptools"} <= pinned("lock.txt") < LOCKED


@pytest.mark.parametrize("name", sorted(LOCKED))
def test_every_pinned_package_has_a_licence_that_is_allowed(name: str) -> None:
    said = licence(metadata(name))
    assert said == EXCEPTIONS[name] if name in EXCEPTIONS else is_permissive(said), f"{name}: {said!r}"


def test_what_is_needed_to_run_has_no_exception_but_two() -> None:
    assert EXCEPTIONS.keys() & pinned("lock.txt") == {"geothai", "pypdfium2"}


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
def test_each_exception_is_needed_and_named_in_the_guide(name: str) -> None:
    assert name in LOCKED
    assert name in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("expression", "permissive"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-or-later", False),
        ("BSD-3-Clause AND 0BSD AND Zlib", True),
        ("LGPL-2.1", False),
        ("", False),
    ],
)
def test_which_licences_are_permissive(expression: str, permissive: bool) -> None:
    assert is_permissive(expression) == permissive


# -- what the wheels bundle ---------------------------------------------------------------------------------------


def modules() -> Iterator[ast.Module]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def test_opencv_is_given_arrays_only() -> None:
    """Whatever reads or writes a file, a stream or a window may reach FFmpeg or OpenSSL."""
    used = {
        node.attr
        for tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "cv2"
    }
    assert "dilate" in used
    assert not [name for name in used if re.match(r"im|Video|dnn|FileStorage|named|wait|CAP_|cuda|videoio", name)]


OPENED = """
import sys
opened = set()
sys.addaudithook(lambda event, arguments: opened.add(str(arguments[0])) if event == "open" else None)
import pythainlp.corpus
from normalize.thai_words import in_words
from pythainlp.util import num_to_thaiword, thaiword_to_num
in_words("แผนปฏิบัติการ"), num_to_thaiword(25), thaiword_to_num("ยี่สิบห้า")
folder = pythainlp.corpus.corpus_path()
print(*(name for name in opened if name.startswith(folder) and not name.endswith((".py", ".pyc"))))
"""


def test_of_pythainlp_only_three_functions_are_used() -> None:
    used = {
        f"{node.module}.{alias.name}"
        for tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pythainlp")
        for alias in node.names
    }
    assert used == {
        "pythainlp.corpus.common.thai_words",
        "pythainlp.util.num_to_thaiword",
        "pythainlp.util.thaiword_to_num",
    }


def test_of_pythainlps_data_only_lists_of_words_in_the_public_domain_are_opened() -> None:
    done = subprocess.run([sys.executable, "-c", OPENED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {Path(name).name for name in done.stdout.split()} == {"words_th.txt", "stopwords_th.txt"}
