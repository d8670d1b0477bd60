"""The dependencies of code: the modules that it imports, directly or indirectly, and the data files that they read.

Data that is kept between runs (rows, OCR results) is valid as long as the code that made it is the same. This code is
determined from imports, since a manual list would be incomplete. The modules are found by reading their sources, not by
importing them, so that a digest takes milliseconds and is the same in every process.

Imports inside functions are included, and so are modules named in strings ("package.module:function"). Imports for type
checkers are not. Data files are included if a string names them, Python and the libraries by their versions.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from extract.library_versions import versions_of

ROOT = Path(__file__).parent.parent
"""The folder with the project's packages: the root of the source tree, or `site-packages`."""

_IMPORT = re.compile(
    r"""
    \n(?P<indent>[ \t]*)
    (?: from [ ] (?P<base>[\w.]+) [ ] import [ ] (?P<names> \([^)]*\) | [^\n#;]+ )
      | import [ ] (?P<modules>[^\n#;]+)
    )""",
    re.VERBOSE,  # a literal line feed is found many times faster than the beginning of a line
)
_FOR_TYPE_CHECKERS = re.compile(r"^if TYPE_CHECKING:[^\n]*\n(?:[ \t]+[^\n]*\n|\n)+", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")
_LITERAL = re.compile(r'"([\w./-]{2,80})(?::\w+)?"')


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement: module `base`, and the imported names, if any. `lazy`: the statement is indented."""

    base: str
    names: tuple[str, ...]
    lazy: bool


@dataclass(frozen=True, slots=True)
class Module:
    """The source of a module, its imports, and the strings in it that may name a module or a file."""

    name: str
    path: str
    content: bytes
    imports: tuple[Import, ...]
    words: frozenset[str]

    @property
    def package(self) -> str:
        """The package from which its relative imports start."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class ImportClosure:
    """All dependencies of code.

    `files` are the contents of sources and data files by path below ROOT (`extract/parse.py`). `libraries` are the
    versions of the imported distributions, by name.
    """

    modules: frozenset[str]
    files: Mapping[str, bytes]
    libraries: Mapping[str, str]

    def digest(self) -> str:
        """SHA-256 in hex. It includes the minor version of Python, like that of a library."""
        digest = sha256(f"python {sys.version_info.major}.{sys.version_info.minor}\0".encode())
        for name, content in sorted(self.files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        for library, version in sorted(self.libraries.items()):
            digest.update(f"{library} {version}\0".encode())
        return digest.hexdigest()


def import_closure(roots: Iterable[str], packages: Iterable[str], *, ends: Iterable[str] = ()) -> ImportClosure:
    """The dependencies of the modules `roots`.

    `packages` are the names of the packages whose sources are read; all others are libraries. The modules `ends` are
    part of the closure, but their imports are not. Raises ModuleNotFoundError if a root does not exist, OSError if a
    file cannot be read.
    """
    own, last = frozenset(packages), frozenset(ends)
    found = _modules(roots, own, last)
    within = [module for module in found.values() if module.name not in last]
    tops = {statement.base.partition(".")[0] for module in within for statement in module.imports}
    files = {_place(module.path): module.content for module in found.values()}
    for path in {path for module in within for word in module.words for path in _data_files(own).get(word, ())}:
        files[_place(path)] = Path(path).read_bytes()
    return ImportClosure(frozenset(found), files, versions_of(tops - own - sys.stdlib_module_names))


def _modules(roots: Iterable[str], own: frozenset[str], ends: frozenset[str]) -> dict[str, Module]:
    """The modules by name."""
    found: dict[str, Module] = {}
    waiting = [(name, True) for name in roots]
    done: set[tuple[str, bool]] = set()
    while waiting:
        name, whole = step = waiting.pop()
        if step in done:
            continue
        done.add(step)
        module = found[name] = _module(name)
        waiting += [(parent, False) for parent in _parents(name)]
        if name not in ends:
            waiting += _needed(module, own, whole=whole)
    return found


def _needed(module: Module, own: frozenset[str], *, whole: bool) -> Iterator[tuple[str, bool]]:
    """The modules of `own` that a module names. If not `whole`, only those imported when the module is loaded.

    The second value of each pair is true if the content of the module is used, false if only modules below it are.
    """
    for statement in module.imports:
        base = statement.base
        if (statement.lazy and not whole) or base.partition(".")[0] not in own:
            continue
        below = [name for part in statement.names if _file_of(name := f"{base}.{part}")]
        yield from ((name, True) for name in below)
        yield base, not below or len(below) < len(statement.names)
    if whole:
        yield from ((word, True) for word in module.words if _is_dotted(word, own) and _file_of(word))


def _is_dotted(word: str, own: frozenset[str]) -> bool:
    """Whether a string may name a module. The name of a package alone is not sufficient."""
    package, dot, _ = word.partition(".")
    return bool(dot) and package in own


def _parents(name: str) -> Iterator[str]:
    """The parent packages of a module, which are loaded before it."""
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


@cache
def _module(name: str) -> Module:
    path = _file_of(name)
    if path is None:
        raise ModuleNotFoundError(f"there is no module {name} in {ROOT}", name=name)
    content = Path(path).read_bytes()
    text = content.decode()
    return Module(name, path, content, tuple(imports(text)), words(text))


def imports(text: str) -> Iterator[Import]:
    """The import statements in a module's source, except those for type checkers."""
    text = _FOR_TYPE_CHECKERS.sub("", text) if "TYPE_CHECKING:" in text else text
    for found in _IMPORT.finditer("\n" + text):
        lazy = bool(found["indent"])
        if found["modules"]:
            yield from (Import(name, (), lazy) for name in _first_words(found["modules"]))
        else:
            yield Import(found["base"], tuple(_first_words(found["names"])), lazy)


def _first_words(names: str) -> Iterator[str]:
    """The names in `a as b, c`, without their aliases."""
    for part in _COMMENT.sub("", names).strip("()").split(","):
        if parts := part.split():
            yield parts[0]


def words(text: str) -> frozenset[str]:
    """The strings in a module's source that may name a module or a file; of a path, its last part."""
    return frozenset(word.rpartition("/")[2] for word in _LITERAL.findall(text))


def _file_of(name: str) -> str | None:
    """The path of a module's source."""
    return _sources(name.partition(".")[0]).get(name)


@cache
def _sources(package: str) -> Mapping[str, str]:
    """The paths of a package's modules by name."""
    found: dict[str, str] = {}
    for folder, names in _walk(package):
        dotted = _place(folder).replace("/", ".")
        for name in names:
            if name.endswith(".py"):
                module = dotted if name == "__init__.py" else f"{dotted}.{name[:-3]}"
                found[module] = os.path.join(folder, name)  # noqa: PTH118 -- hundreds of files: strings take half the time
    return found


@cache
def _data_files(packages: frozenset[str]) -> Mapping[str, list[str]]:
    """All data files of the packages, by the words with which a module may name them.

    These are their name, with or without suffix, and the name of their folder if it is not a package.
    """
    found: dict[str, list[str]] = {}
    for folder, names in (step for package in sorted(packages) for step in _walk(package)):
        for name in names:
            if name.endswith((".py", ".pyc")):
                continue
            called = {name, name.partition(".")[0]} | (set() if "__init__.py" in names else {Path(folder).name})
            for word in called:
                found.setdefault(word, []).append(os.path.join(folder, name))  # noqa: PTH118
    return found


@cache
def _walk(package: str) -> list[tuple[str, list[str]]]:
    """The folders of a package, each with the names of its files, without byte code."""
    steps = []
    for folder, folders, names in os.walk(ROOT / package):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        steps.append((folder, names))
    return steps


def _place(path: str) -> str:
    """A path below ROOT with forward slashes."""
    return os.path.relpath(path, ROOT).replace(os.sep, "/")
