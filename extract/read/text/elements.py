"""The elements of a web page as a tree, with as much of its style sheets as decides how elements are laid out.

Nothing is fetched or executed. The page's own rules are read for `display`, `grid-template-columns`, `grid-column` and
`flex-direction` only, with selectors of tags, classes and ids, and those of ancestors.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.read.markup_terms import markup
from extract.read.text.markup import TAG

DEEPEST = 200
MOST = 200_000
"""Elements within one another and on one page; a page with more is read without its layout."""

MOST_RULES = 400
"""Rules of layout that are used, the first ones of a page."""

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
}
"""Elements that a start tag ends, and those beyond which it ends none."""

_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""", re.ASCII)
_SHEET = re.compile(r"<style(?=[\s>])[^<>]*+>([^<]*+(?:<!--[^<]*+)?)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_RULE = re.compile(r"([^{}]++)\{([^{}]*+)\}")
_DECLARATION = re.compile(
    r"\s*+(display|grid-template-columns|grid-template|grid-column|flex-direction|flex-flow)\s*+:\s*+([^;]++)"
)
_COMPOUND = re.compile(r"(?P<tag>[A-Za-z][\w-]*+|\*)?(?P<rest>(?:[.#][\w-]++)*+)(?::{1,2}[\w-]+(?:\([^()]*\))?)?")
_PART = re.compile(r"[.#][\w-]++")


@dataclass(slots=True)
class Element:
    """An element: its tag, its range with and without its tags, what it is laid out by, and the elements in it."""

    name: str
    start: int
    inner: int
    parent: Element | None
    names: frozenset[str] = frozenset()
    """Its classes (.name) and its id (#name)."""
    role: str = ""
    layout: Mapping[str, str] = field(default_factory=dict)
    inner_end: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """Its tag and classes: elements of one kind look alike."""
        return self.name, frozenset(name for name in self.names if name[0] == ".")

    @property
    def display(self) -> str:
        """Its display as the page's own styles set it; empty if they do not."""
        return self.layout.get("display", "")

    @property
    def is_block(self) -> bool:
        """Whether it is a paragraph of its own by its tag."""
        return self.name in markup().block_tags

    def within(self) -> Iterator[Element]:
        """All elements in it."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += element.children[::-1]


class _Selector(NamedTuple):
    """The last compound of a selector and those of its ancestors, the nearest first."""

    own: tuple[str, frozenset[str]]
    above: tuple[tuple[str, frozenset[str]], ...]
    layout: Mapping[str, str]


def tree(text: str, sheets: str) -> Element | None:
    """The elements of a page in one that holds all. None if there are too many. `sheets`: the page with its styles."""
    rules = _by_key(_rules(sheets))
    root = Element("", 0, 0, None, inner_end=len(text), end=len(text))
    stack = [root]
    count = 0
    for tag in TAG.finditer(text):
        name = tag["name"].casefold()
        if tag["end"]:
            _end(stack, name, tag)
            continue
        _close_before(stack, name, tag.start())
        count += 1
        if count > MOST or len(stack) > DEEPEST:
            return None
        if name in _VOID or tag[0].endswith("/>"):
            continue
        element = _element(tag, name, stack[-1], rules)
        stack[-1].children.append(element)
        stack.append(element)
    for element in stack[1:]:
        element.inner_end = element.end = len(text)
    return root


def _end(stack: list[Element], name: str, tag: re.Match[str]) -> None:
    """Ends the innermost open element of a name, and all in it. An end tag without its element is ignored."""
    at = next((at for at in range(len(stack) - 1, 0, -1) if stack[at].name == name), 0)
    if at:
        _pop(stack, at, tag.start())
        stack_end = stack[-1].children[-1]
        stack_end.end = tag.end()


def _pop(stack: list[Element], at: int, end: int) -> None:
    for element in stack[at:]:
        element.inner_end = element.end = end
    del stack[at:]


def _close_before(stack: list[Element], name: str, start: int) -> None:
    """Ends the elements whose end tags may be missing before a start tag."""
    if name in _CLOSES:
        names, borders = _CLOSES[name]
        for at in range(len(stack) - 1, 0, -1):
            if stack[at].name in borders:
                return
            if stack[at].name in names:
                _pop(stack, at, start)
                return
    elif stack[-1].name == "p" and name in markup().block_tags:
        _pop(stack, len(stack) - 1, start)


def _element(tag: re.Match[str], name: str, parent: Element, rules: Mapping[str, Sequence[_Selector]]) -> Element:
    found = {f[1].casefold(): html.unescape(f[2] or f[3] or f[4] or "") for f in _ATTRIBUTE.finditer(tag["attributes"])}
    names = frozenset(
        {f".{word}" for word in found.get("class", "").split()} | {f"#{v}" for v in [found.get("id")] if v}
    )
    element = Element(name, tag.start(), tag.end(), parent, names, found.get("role", "").casefold())
    layout: dict[str, str] = {}
    for key in (name, "*", *sorted(names)):
        for rule in rules.get(key, ()):
            if _fits(rule, element):
                layout |= rule.layout
    own = found.get("style", "")
    element.layout = layout | _declarations(own) if own else layout
    return element


def _fits(rule: _Selector, element: Element) -> bool:
    if not _is(rule.own, element):
        return False
    at = element.parent
    for compound in rule.above:
        while at is not None and not _is(compound, at):
            at = at.parent
        if at is None:
            return False
        at = at.parent
    return True


def _is(compound: tuple[str, frozenset[str]], element: Element) -> bool:
    return compound[0] in ("", "*", element.name) and compound[1] <= element.names


def _rules(text: str) -> Iterator[_Selector]:
    for sheet in _SHEET.finditer(text):
        plain = _AT_RULE.sub(" ", _COMMENT.sub(" ", sheet[1]))
        for selectors, declarations in _RULE.findall(plain):
            layout = _declarations(declarations)
            for selector in selectors.split(",") if layout else ():
                compounds = [_compound(part) for part in re.split(r"[\s>+~]+", selector.strip()) if part]
                if compounds and all(compounds):
                    own, *above = [compound for compound in reversed(compounds) if compound]
                    yield _Selector(own, tuple(above), layout)


def _compound(text: str) -> tuple[str, frozenset[str]] | None:
    found = _COMPOUND.fullmatch(text)
    return ((found["tag"] or "").casefold(), frozenset(_PART.findall(found["rest"]))) if found and text else None


def _declarations(text: str) -> dict[str, str]:
    return {
        found[1]: found[2].replace("!important", "").strip().casefold()
        for part in text.split(";")
        if (found := _DECLARATION.match(part))
    }


def _by_key(rules: Iterator[_Selector]) -> Mapping[str, Sequence[_Selector]]:
    """The rules by a name, or else the tag, that their elements have."""
    found: defaultdict[str, list[_Selector]] = defaultdict(list)
    for count, rule in enumerate(rules):
        if count >= MOST_RULES:
            break
        tag, names = rule.own
        found[min(names) if names else tag or "*"].append(rule)
    return found
