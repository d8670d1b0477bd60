"""The dependencies of code: the modules it imports, directly or indirectly, and the data files they read.

Stored results (rows, pages read by OCR) are valid as long as the code that produced them is unchanged. That code is
determined from the imports, since a manual list would be incomplete. Modules are found by reading their source and not
by importing them, so that a digest takes milliseconds and is the same in every process.

Imports inside functions and modules named in strings ("package.module:function") are included, imports for type
checkers are not. Data files are included if a string names them. Python and the libraries are included by version.
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
"""The folder that contains the project's packages: the root of the tree, or `site-packages`."""

_IMPORT = re.compile(
    r"""
    \n(?P<indent>[ \t]*)
    (?: from [ ] (?P<base>[\w.]+) [ ] import [ ] (?P<names> \([^)]*\) | [^\n#;]+ )
      | import [ ] (?P<modules>[^\n#;]+)
    )""",
    re.VERBOSE,  # matching a preceding line feed is many times faster than matching the beginning of a line
)
_FOR_TYPE_CHECKERS = re.compile(r"^if TYPE_CHECKING:[^\n]*\n(?:[ \t]+[^\n]*\n|\n)+", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")
_LITERAL = re.compile(r'"([\w./-]{2,80})(?::\w+)?"')


@dataclass(frozen=True, slots=True)
class Import:
    """An import statement: the module `base`, and any names imported from it. `lazy` imports are indented."""

    base: str
    names: tuple[str, ...]
    lazy: bool


@dataclass(frozen=True, slots=True)
class Module:
    """The source of a module, its imports, and the strings in it that may name a module or file."""

    name: str
    path: str
    content: bytes
    imports: tuple[Import, ...]
    words: frozenset[str]

    @property
    def package(self) -> str:
        """The package to which its relative imports refer."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class ImportClosure:
    """All dependencies of some code.

    `files` maps paths below ROOT (`extract/parse.py`) to the content of sources and data files. `libraries` maps the
    names of imported distributions to their versions.
    """

    modules: frozenset[str]
    files: Mapping[str, bytes]
    libraries: Mapping[str, str]

    def digest(self) -> str:
        """SHA-256 in hex. It includes the minor version of Python."""
        digest = sha256(f"python {sys.version_info.major}.{sys.version_info.minor}\0".encode())
        for name, content in sorted(self.files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        for library, version in sorted(self.libraries.items()):
            digest.update(f"{library} {version}\0".encode())
        return digest.hexdigest()


def import_closure(roots: Iterable[str], packages: Iterable[str], *, ends: Iterable[str] = ()) -> ImportClosure:
    """The dependencies of the modules `roots`.

    `packages` are the packages whose sources are analysed. All others are libraries. The modules `ends` are included,
    but not what they import. Raises ModuleNotFoundError if a root does not exist, OSError for a file that cannot be
    read.
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
    """The modules of `own` named by a module. If not `whole`: only those imported whenever the module is loaded.

    The second value of each pair is true if what the module defines is used, false if only modules below it are.
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
    """Whether a string may name a module. The name of a package alone does not count."""
    package, dot, _ = word.partition(".")
    return bool(dot) and package in own


def _parents(name: str) -> Iterator[str]:
    """The packages that contain a module. They are loaded before it."""
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
    """The strings in a module's source that may name a module or file. Of a path, only the last part."""
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
                found[module] = os.path.join(folder, name)  # noqa: PTH118 -- twice as fast with hundreds of files
    return found


@cache
def _data_files(packages: frozenset[str]) -> Mapping[str, list[str]]:
    """All files of the packages that are not code, by the names that a module may use for them.

    These are the file name with or without suffix, or the name of the folder if it is not a package.
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
    """The folders of a package with the names of their files. Byte code is left out."""
    steps = []
    for folder, folders, names in os.walk(ROOT / package):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        steps.append((folder, names))
    return steps


def _place(path: str) -> str:
    """A path below ROOT with forward slashes."""
    return os.path.relpath(path, ROOT).replace(os.sep, "/")
