"""Runs the notebook and stores its outputs: `python -m samples.notebooks.run`.

Jupyter is not needed: the cells are run one after the other in this process, as Jupyter would, and the value of the
last line of a cell becomes its output. The tests compare the outputs with those in the file.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parent / "analysis.ipynb"

_FORMS = {"image/svg+xml": "_repr_svg_", "text/html": "_repr_html_"}


def run(path: Path = NOTEBOOK) -> dict[str, Any]:
    """The notebook with the outputs of its cells, run in the folder that it is in."""
    book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.chdir(path.parent):
        cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
        for number, cell in enumerate(cells, 1):
            cell["execution_count"] = number
            cell["outputs"] = list(_outputs("".join(cell["source"]), f"cell {number}", names))
            for output in cell["outputs"]:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = number
    return book


def write(book: dict[str, Any], path: Path = NOTEBOOK) -> None:
    """Store a notebook."""
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _outputs(source: str, name: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        value = _value(source, name, names)
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())})
    if value is not None:
        found.append({"output_type": "execute_result", "metadata": {}, "data": _forms(value)})
    return found


def _value(source: str, name: str, names: dict[str, Any]) -> object:
    """Run a cell. The value of its last line, None if that is no expression."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), name, "eval"), names)


def _forms(value: object) -> dict[str, list[str]]:
    """A value in the forms that it has: a picture is shown as that, all else as text."""
    found = {form: _lines(getattr(value, method)()) for form, method in _FORMS.items() if hasattr(value, method)}
    return found if "image/svg+xml" in found else {**found, "text/plain": _lines(repr(value))}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    write(run())
