"""The detail blocks: one per project, field by field, with the intended misprints of its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samples.make.content import Plan, Project
from samples.make.flow import Marks, PageEnd, Para
from samples.make.thai import THAI_DIGITS
from samples.make.wording import turn

_LEADS = {
    "paren": "{n}) ", "dash_paren": "- {n}) ", "dash_arabic": "- {a}) ", "dot": "{n}. ", "dash_dot": "- {n}. ",
    "dash": "- ", "field": "{f}.{n} ", "brackets": "({n}) ", "plain": "",
}  # fmt: skip
_AIRY = {"paren", "field", "brackets", "plain"}
"""List styles whose items are separate paragraphs. In other styles, items are successive lines."""


def details_flow(plan: Plan) -> Iterator[Para | PageEnd]:
    """All blocks in order, with dimension and section headings before blocks where they change, or before each."""
    shown: list[str] = []
    for project in plan.detailed:
        if shown and plan.layout.block.get("page_end", False):
            yield PageEnd()
        yield from _places(plan, project, shown)
        yield from _block(plan, project)


def printed_fields(plan: Plan, project: Project) -> list[str]:
    """The fields printed in the block, in order."""
    fields = [name for name in plan.layout.fields if name not in project.slips.get("omit", [])]
    last = project.slips.get("stop_after")
    return fields[: fields.index(last) + 1] if last else fields


def result_groups(plan: Plan, project: Project) -> list[tuple[str, tuple[str, ...]]]:
    """The groups of results: outputs and outcomes under their own labels, or a single group without a label."""
    if project.slips.get("groups", plan.layout.groups):
        return [("ผลผลิต", project.outputs), ("ผลลัพธ์", project.outcomes)]
    return [("", (*project.outputs, *project.outcomes))]


def _places(plan: Plan, project: Project, shown: list[str]) -> Iterator[Para]:
    """The headings above a block. Headings repeated for every project belong to its block."""
    repeat = plan.layout.block.get("repeat", False)
    own = (f"block.{project.order}",) if repeat else ()
    tight = plan.layout.block.get("tight_headings", False)
    for number, (mark, text) in enumerate(_headings(plan, project)):
        if repeat or mark not in shown:
            yield Para(text, (*own, mark), tight=tight and number > 0, heading=True)
        shown.append(mark)


def _headings(plan: Plan, project: Project) -> Iterator[tuple[str, str]]:
    word = project.slips.get("dimension_word", plan.layout.dimension_word)
    yield f"dimension.{project.dimension}", f"{word} {project.dimension} {plan.dimensions[project.dimension]}"
    depth = plan.layout.block.get("depth", 3)
    for code in (project.section, project.subsection if depth > 2 else ""):
        if code and "no_section" not in project.slips:
            yield f"section.{code}", f"{code} {plan.sections[code]}"


def _block(plan: Plan, project: Project) -> Iterator[Para | PageEnd]:
    mark = f"block.{project.order}"
    yield from _opening(plan, project, mark)
    number = plan.layout.block.get("first_number", 2)
    fields = printed_fields(plan, project)
    run_in = project.slips.get("run_in", {})
    for index, name in enumerate(fields):
        part = _Part(plan, project, name, number + index, (mark, f"{mark}.{name}"))
        follower = run_in.get(fields[index + 1], "") if index + 1 < len(fields) else ""
        yield from _with_tail(_field(part, name in run_in), follower)
        if name in plan.layout.block.get("page_ends_after", []):
            yield PageEnd()
    if "note" in project.slips:
        yield Para("หมายเหตุ", (mark,))
        if project.slips["note"]:
            yield Para(project.slips["note"], (mark,))


def _opening(plan: Plan, project: Project, mark: str) -> Iterator[Para]:
    """The lines before the first field: the label, the block's number and the project's name."""
    layout = plan.layout.block
    code = project.slips.get("code", "").replace(" ", "")
    words = {"item": project.item, "name": project.detail_name, "code": f" (มติ {code})" if code else ""}
    for key in ("label", "title"):
        if key in layout:
            yield Para(layout[key].format_map(words), (mark,), tight=layout.get(f"{key}_tight", False))
    name = turn(layout["name"], project.order).format_map(words)
    yield Para(project.slips.get("name_line", name), (mark, f"{mark}.name"))


@dataclass(frozen=True, slots=True)
class _Part:
    """One field of one block: its printed number and its marks."""

    plan: Plan
    project: Project
    name: str
    number: int
    marks: Marks

    @property
    def heading(self) -> str:
        slips = self.project.slips.get("headings", {})
        if self.name in slips:
            return str(slips[self.name])
        word = turn(self.plan.layout.headings[self.name], self.project.order)
        return str(self.plan.layout.block.get("heading", "{n}. {word}")).format(n=self.number, word=word)

    @property
    def style(self) -> str:
        return turn(self.plan.layout.lists, self.project.order + self.number)


def _field(part: _Part, headless: bool) -> Iterator[Para]:
    """Heading and content. A glued field has its content on the heading's line, a bulleted field is a list item."""
    content = list(_content(part))
    slips = part.project.slips
    if part.name in slips.get("glue", []) or part.name in slips.get("bullets", []):
        lead = "- " if part.name in slips.get("bullets", []) else ""
        first = replace(content[0], text=f"{part.heading} {content[0].text}", lead=lead, tight=bool(lead))
        yield from [first, *content[1:]]
        return
    if not headless:
        yield Para(part.heading, part.marks[:1])
    yield from content


def _with_tail(paras: Iterator[Para], tail: str) -> Iterator[Para]:
    """The paragraphs, with the heading of the next field appended to the last one."""
    kept = list(paras)
    if tail:
        kept[-1] = replace(kept[-1], text=f"{kept[-1].text} {tail}")
    yield from kept


def _content(part: _Part) -> Iterator[Para]:
    if part.name == "results":
        yield from _results(part)
        return
    texts = part.project.fields[part.name]
    if part.project.slips.get("stop_after") == part.name:
        texts = (*texts[:-1], texts[-1][: len(texts[-1]) * 2 // 3])
    listed = part.name in ("objectives", "methods")
    yield from _list(part, texts) if listed else (Para(text, part.marks) for text in texts)


def _results(part: _Part) -> Iterator[Para]:
    for word, texts in result_groups(part.plan, part.project):
        if word:
            yield Para(word, part.marks)
        yield from _list(part, texts)


def _list(part: _Part, texts: Sequence[str]) -> Iterator[Para]:
    """The items in the style of the part. A single item is a paragraph without a number."""
    alone = len(texts) == 1
    style = "plain" if alone and part.style != "dash" else part.style
    thai = part.plan.layout.style.get("digits", "thai") == "thai"
    for n, text in enumerate(texts, 1):
        tight = n > 1 and style not in _AIRY
        yield Para(text, part.marks, _lead(style, n, part.number, thai=thai), tight)


def _lead(style: str, number: int, field: int, *, thai: bool) -> str:
    arabic = _LEADS[style].replace("{a}", "\0").format(n=number, f=field)
    return (arabic.translate(THAI_DIGITS) if thai else arabic).replace("\0", str(number))
