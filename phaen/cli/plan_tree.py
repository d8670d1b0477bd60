"""The plan of a document as a tree, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from phaen.cli.language import translated
from phaen.cli.named import code_name, column_name, value_name
from phaen.cli.row_view import finding_line
from phaen.cli.streams import visible

if TYPE_CHECKING:
    from rich.tree import Tree

Data = dict[str, Any]

FACTS = {"kind": "document_kind"} | {
    name: name
    for name in ("title", "organization", "organization_type", "subdistrict", "district", "province", "province_code",
                 "district_code", "subdistrict_code", "fiscal_year_first", "fiscal_year_last", "stated_project_count")
}  # fmt: skip
"""The columns of `documents` with the facts."""


def plan_tree(data: Data) -> Tree:
    """The outline as a tree to print."""
    from rich.markup import escape
    from rich.tree import Tree

    name = escape(visible(data["source_file"]))
    tree = Tree(f"[bold]{name}[/] {code_name('document_source', data['text_source'])} {data['sha256'][:16]}")
    _add_facts(tree, data["facts"])
    _add_pages(tree, data)
    for dimension in data["dimensions"]:
        _add_dimension(tree, dimension)
    _add_findings(tree, data["findings"])
    return tree


def _add_facts(tree: Tree, facts: Data) -> None:
    branch = tree.add(translated("facts"))
    for name, value in facts.items():
        column = FACTS.get(name, name)
        shown = "" if value is None else value_name("documents", column, value)
        branch.add(_text(f"{column_name('documents', column) if column in FACTS.values() else name}: {shown}"))


def _add_pages(tree: Tree, data: Data) -> None:
    branch = tree.add(translated(f"{len(data['pages'])} pages, {len(data['tables'])} tables"))
    for page in data["pages"]:
        number, lines, grids = page["page"], page["lines"], page["tables"]
        quality = f"{page['quality']:.0%}"
        branch.add(_text(translated(f"page {number}: {lines} lines, {grids} tables, {quality}")))
    for table in data["tables"]:
        shape = f"{table['rows']} x {table['columns']}"
        branch.add(
            _text(f"{translated('table')} {table['table_id']}: {shape} {table['title']}{_at(table['source_line'])}")
        )


def _add_dimension(tree: Tree, dimension: Data) -> None:
    number = dimension["dimension"] or translated("none")
    branch = tree.add(
        _text(f"{translated('dimension')} {number}: {dimension['name']}{_at(dimension['source_line'])}", "bold")
    )
    for section in dimension["sections"]:
        code = section["section"] or translated("none")
        twig = branch.add(
            _text(f"{translated('section')} {code}: {section['name']}{_at(section['source_line'])}", "cyan")
        )
        for project in section["projects"]:
            _add_project(twig, project)


def _add_project(tree: Tree, project: Data) -> None:
    lines = [translated(f"summary {project['summary_line']}")] if project["summary_line"] else []
    lines += [translated("details {}-{}".format(*project["detail_lines"]))] if project["detail_lines"] else []
    title = " ".join(filter(None, (project["project_id"], project["item"], project["name"])))
    branch = tree.add(_text(f"{title}  [{', '.join(lines)}]"))
    if project["fields"]:
        branch.add(
            _text(
                f"{translated('fields')}: {', '.join(column_name('projects', name) for name in project['fields'])}",
                "dim",
            )
        )
    if project["budgets"]:
        branch.add(_text(f"{translated('budgets')}: {_budgets(project)}", "dim"))


def _budgets(project: Data) -> str:
    amounts = (
        f"{a['fiscal_year']} {code_name('basis', a['basis'])} {a['amount'] or repr(a['text'])}"
        for a in project["budgets"]
    )
    total = project["budget_total"]
    return ", ".join(amounts) + (f"; {translated('total')} {total}" if total else "")


def _add_findings(tree: Tree, findings: list[Data]) -> None:
    if not findings:
        return
    branch = tree.add(translated(f"{len(findings)} findings"))
    styles = {"error": "red", "warning": "yellow", "info": "dim"}
    for finding in findings:
        branch.add(_text(f"{finding_line(finding)}{_at(finding['source_line'])}", styles[finding["severity"]]))


def _at(line: int | None) -> str:
    return f"  [{line}]" if line else ""


def _text(text: str, style: str = "") -> Any:  # noqa: ANN401 -- a rich Text; rich is not imported for its type
    """Source text that is safe to print: square brackets in it are not markup."""
    from rich.text import Text

    return Text(visible(text), style=style)
