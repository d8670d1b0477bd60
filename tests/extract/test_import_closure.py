"""The dependencies of code: the imports found are those that Python performs, and none is missed."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

from extract import import_closure as module
from extract.import_closure import Import, ImportClosure, import_closure, imports
from extract.library_versions import versions_of
from tests.conftest import ROOT

PACKAGES = ("extract", "normalize", "phaen", "schemas")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def forget() -> None:
    for remembered in (module._module, module._sources, module._data_files, module._walk):
        remembered.cache_clear()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder instead of the project's own."""
    monkeypatch.setattr(module, "ROOT", tmp_path)
    forget()
    yield tmp_path
    forget()


def write(folder: Path, **sources: str) -> None:
    """Writes modules given by name, with two underscores for a dot."""
    for name, source in sources.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        for parent in path.parents:
            if parent == folder:
                break
            (parent / "__init__.py").touch()


def by_the_compiler(path: Path) -> set[tuple[str, tuple[str, ...]]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        inner for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for statement in node.body for inner in ast.walk(statement)
    }  # fmt: skip
    found: set[tuple[str, tuple[str, ...]]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and node not in skipped:
            found |= {(alias.name, ()) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node not in skipped:
            assert node.level == 0, "relative imports are not looked for"
            found.add((node.module or "", tuple(alias.name for alias in node.names)))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_imports_found_are_those_that_the_compiler_finds(path: Path) -> None:
    found = {(statement.base, statement.names) for statement in imports(path.read_text(encoding="utf-8"))}
    assert found >= by_the_compiler(path)


def test_what_is_for_type_checkers_only_does_not_count() -> None:
    text = (
        "import a.b as c, d  # e\nif TYPE_CHECKING:\n    import f\n\n    from g import h\n\n"
        "from i import (\n    j,  # k\n    l as m,\n)\n"
    )
    assert list(imports(text)) == [Import("a.b", (), False), Import("d", (), False), Import("i", ("j", "l"), False)]


def test_imports_in_functions_strings_and_data_files_are_followed(elsewhere: Path) -> None:
    write(
        elsewhere,
        own__root='def f():\n    from own.lazy import x\n\nREADERS = {\'\': "own.named:read"}\nDATA = "words"\n',
        own__lazy="import own.below.deep\n",
        own__named="",
        own__below__deep="",
        own__unused="",
    )
    (elsewhere / "own" / "words.toml").write_bytes(b"1")
    (elsewhere / "own" / "other.toml").write_bytes(b"2")
    found = import_closure(["own.root"], ["own"])
    assert found.modules == {"own", "own.below", "own.below.deep", "own.lazy", "own.named", "own.root"}
    assert {name for name in found.files if not name.endswith(".py")} == {"own/words.toml"}
    (elsewhere / "own" / "words.toml").write_bytes(b"3")
    assert import_closure(["own.root"], ["own"]).digest() != found.digest()


def test_a_folder_of_data_that_is_named_is_read_whole(elsewhere: Path) -> None:
    write(elsewhere, own__root='FAMILIES = files("own").joinpath("families").iterdir()\n')
    (elsewhere / "own" / "families").mkdir()
    (elsewhere / "own" / "families" / "one.toml").write_bytes(b"1")
    assert "own/families/one.toml" in import_closure(["own.root"], ["own"]).files


def test_a_package_brings_only_what_is_imported_with_it(elsewhere: Path) -> None:
    write(elsewhere, own__leaf="", own__sibling="", own__always="")
    (elsewhere / "own" / "__init__.py").write_text(
        "import own.always\n\ndef __getattr__(name):\n    from own import sibling\n", encoding="utf-8"
    )
    assert import_closure(["own.leaf"], ["own"]).modules == {"own", "own.always", "own.leaf"}


def test_a_module_that_ends_the_search_counts_itself(elsewhere: Path) -> None:
    write(elsewhere, own__root="import own.end\n", own__end="import own.beyond, lxml\n", own__beyond="")
    found = import_closure(["own.root"], ["own"], ends=["own.end"])
    assert found.modules == {"own", "own.root", "own.end"}
    assert not found.libraries


def test_a_root_that_does_not_exist_is_an_error(elsewhere: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"own\.gone"):
        import_closure(["own.gone"], ["own"])


def test_the_digest_depends_on_every_file_and_every_version() -> None:
    files, libraries = {"a.py": b"1", "b.py": b"2"}, {"lxml": "1", "numpy": "2"}
    digests = [ImportClosure(frozenset(), files, libraries).digest()]
    digests += [ImportClosure(frozenset(), files | {name: b"3"}, libraries).digest() for name in files]
    digests += [ImportClosure(frozenset(), files, libraries | {name: "3"}).digest() for name in libraries]
    digests.append(ImportClosure(frozenset(), {"a.py": b"1b.py", "b.py": b"2"}, libraries).digest())
    assert len(set(digests)) == len(digests)


def test_it_is_the_same_wherever_the_packages_lie(elsewhere: Path) -> None:
    moved = import_closure_of_a_copy(elsewhere)
    forget()
    module.ROOT = ROOT
    assert moved == import_closure(["phaen.pipeline"], PACKAGES)


def import_closure_of_a_copy(folder: Path) -> ImportClosure:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return import_closure(["phaen.pipeline"], PACKAGES)


def test_libraries_are_known_by_the_distributions_that_provide_them() -> None:
    tops = ["PIL", "cv2", "fontTools", "lxml", "numpy", "pyarrow", "pypdfium2", "tesserocr", "regex", "no_such_package"]
    known = packages_distributions()
    expected = {known[top][0].lower(): version(known[top][0]) for top in tops if top in known}
    assert versions_of(tops) == {**expected, "no_such_package": ""}
