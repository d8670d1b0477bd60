"""The visible text of a web page: without hidden elements, with the numbers of lists and the values of forms.

The text keeps its length and its line ends, so that its positions are positions in the source: hidden text becomes
spaces (`Shown.text`), and generated text is inserted when a range is read (`Shown.piece`). All passes are linear. A
hidden element that is never closed is shown, since losing the rest of a page would be worse.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from typing import NamedTuple

from extract.model.errors import SourceTooLarge
from extract.read.decode import Repair
from extract.read.markup_terms import markup
from extract.read.raised import NOTE_MARK, REACH, raised_text
from extract.read.settings import DEFAULTS
from extract.read.text.html_tables import LaidTable
from extract.read.text.laid_out import layout_of
from extract.read.text.list_marks import Numbering
from extract.read.text.markup import TAG
from normalize.numerals import arabic

HIDDEN, STRUCK, FRAME = "hidden", "struck", "web_frame"

TICK = "✓"

_ELEMENT = re.compile(
    r"<(?:!--|ol|ul|li|input|select|textarea|sup|del|s|strike|nav|footer|button|template|noscript|datalist|svg|script|style)\b"
    r"|<!--|\shidden\b|(?:display|visibility)\s*+:|\b(?:class|id|role)\s*+=",
    re.IGNORECASE,
)
_QUIET = (
    (re.compile("<!--"), re.compile("-->")),
    *(
        tuple(re.compile(rf"<{slash}{name}(?=[\s>])[^<>]*+>", re.IGNORECASE) for slash in ("", "/"))
        for name in ("script", "style", "svg")
    ),
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:@][\w:.-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""", re.ASCII)
_NOT_SHOWN = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*+\s*+:[^;]*?line-through", re.IGNORECASE)
_SIMPLE = re.compile(r"\s*+([.#])([\w-]++)\s*+")
_BLANK = re.compile(r"[^\n\f]+")
_OWN_MARK = re.compile(r"(?:\s|<[^<>]{0,200}>)*+(?:[-–—•*▪●○◦✓☑☐]|&(?:bull|middot);|\(?\w{1,4}[.)]|\d)")
_OWN_NUMBER = re.compile(r"\s*+\(?(?P<number>\w{1,4})[.)]")
"""What an item of a list of bullets begins with if it has a mark of its own."""
_PARAGRAPHS = re.compile(r"(?:\s*+<(?:p|div)(?:\s[^<>]{0,500})?>)++", re.IGNORECASE)
"""What an item may begin with instead of its text."""
_VOID = frozenset(
    {"input", "br", "hr", "img", "meta", "link", "col", "base", "wbr", "area", "embed", "source", "track"}
)
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_INNER = frozenset({"article", "section", "main", "blockquote", "td", "figure"})
_TABLE_ENDS = frozenset({"table", "tbody", "thead", "tfoot"})

# Elements whose end tag is optional: the start tags that close them, and the elements whose end tags close them.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "tr": (frozenset({"tr", "tbody", "thead", "tfoot"}), _TABLE_ENDS),
    "td": (frozenset({"td", "th", "tr", "tbody", "tfoot"}), _TABLE_ENDS | {"tr"}),
    "th": (frozenset({"td", "th", "tr", "tbody", "tfoot"}), _TABLE_ENDS | {"tr"}),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "option": (frozenset({"option", "optgroup"}), frozenset({"select", "datalist"})),
    "p": (frozenset({"p", "div", "table", "ul", "ol"}), frozenset({"div", "td", "body", "section", "main"})),
}
_CONTAINERS = frozenset({"table", "ul", "ol", "menu", "select"})


class Edit(NamedTuple):
    """A range of the source that is replaced by `shown`, usually only by its line ends."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True)
class Shown:
    """The visible form of a source text. `raw` is the source; `text` has the same length, with spaces for hidden text.

    `edits` are in ascending order and do not overlap. `repairs` report what was hidden, and where.
    """

    raw: str
    text: str
    edits: Sequence[Edit] = ()
    repairs: Sequence[Repair] = ()
    tables: Sequence[LaidTable] = ()
    """The tables that are made of other elements than those of tables, in order."""

    def piece(self, start: int, end: int) -> str:
        """The visible text between two offsets."""
        pieces, at = [], start
        for number in range(bisect_left(self._ends, start), len(self.edits)):
            edit = self.edits[number]
            if edit.start >= end:
                break
            if edit.start >= start and edit.end <= end:
                pieces += [self.raw[at : edit.start], edit.shown]
                at = edit.end
        return "".join([*pieces, self.raw[at:end]])

    @cached_property
    def _ends(self) -> list[int]:
        return [edit.end for edit in self.edits]


def shown(text: str, source: str) -> Shown:
    """The visible form of a text, with or without markup.

    Raises: `SourceTooLarge` for more hidden or numbered elements than any real page has.
    """
    if "<" not in text:
        return Shown(text, text)
    if not _ELEMENT.search(text):
        layout = layout_of(text, text)
        inserted = _without_overlaps(text, (), layout.insertions)
        return Shown(text, text, inserted, (), layout.tables)
    quiet = _without_overlaps(text, [span for ends in _QUIET for span in _between(text, *ends)], ())
    page = _Page(_blanked(text, quiet), _hidden_names(text))
    for tag in TAG.finditer(page.text):
        page.feed(tag)
        if page.size > DEFAULTS.max_cells:
            raise SourceTooLarge(source, f"more than {DEFAULTS.max_cells:,} hidden or numbered elements")
    page.close()
    left_out = [edit[:2] for edit in quiet] + page.left_out
    seen = _blanked(text, _without_overlaps(text, left_out, ()))
    layout = layout_of(seen, text)
    edits = _without_overlaps(text, left_out, [*page.insertions, *layout.insertions])
    return Shown(text, seen, edits, sorted(page.repairs), layout.tables)


def _between(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The ranges from each `start` to the next `end`. An unclosed start is ignored."""
    at = 0
    while (first := start.search(text, at)) and (last := end.search(text, first.end())):
        yield first.start(), last.end()
        at = last.end()


def _without_overlaps(
    text: str, spans: Iterable[tuple[int, int]], insertions: Iterable[tuple[int, str]]
) -> tuple[Edit, ...]:
    """The edits in order, without those that are within another edit."""
    empty = [Edit(start, end, _BLANK.sub("", text[start:end])) for start, end in spans]
    edits: list[Edit] = []
    for edit in sorted([*empty, *(Edit(offset, offset, put) for offset, put in insertions)]):
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    return tuple(edits)


def _blanked(text: str, edits: Iterable[Edit]) -> str:
    """The text with spaces for the edited ranges, except line ends."""
    kept, at = StringIO(), 0
    for start, end, _ in edits:
        kept.write(text[at:start])
        kept.write(_BLANK.sub(lambda found: " " * len(found[0]), text[start:end]))
        at = end
    return kept.getvalue() + text[at:] if at else text


def _hidden_names(text: str) -> frozenset[str]:
    """The classes (.name) and ids (#name) that are hidden by the page's style sheets."""
    names: set[str] = set()
    for sheet in re.finditer(r"<style(?=[\s>])[^<>]*+>([^<]*+)", text, re.IGNORECASE):
        for rule in sheet[1].split("}"):
            selectors, _, order = rule.partition("{")
            if _NOT_SHOWN.search(order):
                simple = (_SIMPLE.fullmatch(selector) for selector in selectors.split(","))
                names |= {found[1] + found[2] for found in simple if found}
    return frozenset(names)


def _attributes(tag: re.Match[str]) -> Mapping[str, str]:
    found = _ATTRIBUTE.finditer(tag["attributes"])
    return {name[1].casefold(): html.unescape(name[2] or name[3] or name[4] or "") for name in found}


@dataclass(slots=True)
class _Skipped:
    """A skipped element, with the nesting depth of elements of its own name, and of lists and tables."""

    name: str
    start: int
    code: str
    depth: int = 1
    containers: int = 0


@dataclass(slots=True)
class _Choice:
    """An open select element: the start of each option, and whether it is selected."""

    multiple: bool
    options: list[tuple[int, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """Processes the tags of a page in order."""

    text: str
    hidden_names: frozenset[str]
    insertions: list[tuple[int, str]] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    left_out: list[tuple[int, int]] = field(default_factory=list)
    _skipped: _Skipped | None = None
    _lists: list[Numbering] = field(default_factory=list)
    _choice: _Choice | None = None
    _raised: int | None = None
    _inner: int = 0
    _items: int = 0

    def feed(self, tag: re.Match[str]) -> None:
        """Process the next tag."""
        name, is_end = tag["name"].casefold(), bool(tag["end"])
        if self._skipped and not self._skip(self._skipped, tag, name, is_end):
            return
        if not is_end and name not in _VOID and (code := self._reason(tag, name)):
            self._skipped = _Skipped(name, tag.start(), code)
            return
        if name in _INNER:
            self._inner = max(0, self._inner + (-1 if is_end else 1))
        if handler := _HANDLERS.get(name):
            handler(self, tag, is_end)

    @property
    def size(self) -> int:
        """The number of stored items."""
        return len(self.left_out) + len(self.insertions) + self._items

    def close(self) -> None:
        """Process the end of the page, with all lists that are still open."""
        for numbering in self._lists:
            self._number(numbering)

    def _reason(self, tag: re.Match[str], name: str) -> str:
        """The reason code if an element is hidden; "" if it is shown."""
        if name in markup().unseen_tags:
            return HIDDEN
        if name in _STRUCK_TAGS:
            return STRUCK
        if name in markup().frame_tags:
            return "" if self._inner else FRAME
        return self._reason_of(tag, name) if tag["attributes"] else ""

    def _reason_of(self, tag: re.Match[str], name: str) -> str:
        found = _attributes(tag)
        style = found.get("style", "")
        names = {f".{word}" for word in found.get("class", "").split()} | {f"#{found.get('id', '')}"}
        if "hidden" in found or _NOT_SHOWN.search(style) or names & self.hidden_names:
            return HIDDEN
        if _STRUCK_STYLE.search(style):
            return STRUCK
        words = {word[1:].casefold() for word in names} | {found.get("role", "").casefold()}
        return FRAME if name in markup().frame_holders and not self._inner and words & markup().frame_words else ""

    def _skip(self, skipped: _Skipped, tag: re.Match[str], name: str, is_end: bool) -> bool:
        """Process a tag within a skipped element. Returns whether the element ended before this tag."""
        starts, ends = _ENDS.get(skipped.name, (frozenset(), frozenset()))
        if skipped.containers == 0 and ((not is_end and name in starts) or (is_end and name in ends)):
            self._leave_out(skipped, tag.start())
            return True
        if name in _CONTAINERS and name != skipped.name:
            skipped.containers = max(0, skipped.containers + (-1 if is_end else 1))
        if name == skipped.name:
            skipped.depth += -1 if is_end else 1
            if skipped.depth == 0:
                self._leave_out(skipped, tag.end())
        return False

    def _leave_out(self, skipped: _Skipped, end: int) -> None:
        self._skipped = None
        self.left_out.append((skipped.start, end))
        self.repairs.append(Repair(skipped.start, skipped.code))

    # -- lists --------------------------------------------------------------------------------------------------------

    def ordered_list(self, tag: re.Match[str], is_end: bool) -> None:
        """<ol>."""
        self._list(tag, is_end, Numbering.of)

    def other_list(self, tag: re.Match[str], is_end: bool) -> None:
        """<ul>, <menu>."""
        self._list(tag, is_end, Numbering.of_bullets)

    def _list(self, tag: re.Match[str], is_end: bool, made: Callable[[Mapping[str, str]], Numbering]) -> None:
        if is_end:
            self._end_list()
            return
        self._items += 1
        if self._lists:
            self._lists[-1].holds_lists = True
        self._lists.append(made(_attributes(tag)))

    def item(self, tag: re.Match[str], is_end: bool) -> None:
        """<li>."""
        if not is_end and self._lists:
            self._items += 1
            start = _PARAGRAPHS.match(self.text, tag.end())
            self._lists[-1].add(start.end() if start else tag.end(), _attributes(tag).get("value", ""))

    def _end_list(self) -> None:
        if self._lists:
            self._number(self._lists.pop())

    def _number(self, numbering: Numbering) -> None:
        for offset, mark in numbering.marks():
            own = (_OWN_MARK if mark == "-" else _OWN_NUMBER).match(self.text, offset)
            if own is None or (mark != "-" and arabic(own["number"]) != mark[:-1]):
                self.insertions.append((offset, f"{mark} "))

    # -- forms --------------------------------------------------------------------------------------------------------

    def form_field(self, tag: re.Match[str], is_end: bool) -> None:
        """<input>: shows its value, or a tick."""
        if is_end:
            return
        found = _attributes(tag)
        kind = found.get("type", "text").casefold()
        if "hidden" in found or kind in markup().valueless_inputs or _NOT_SHOWN.search(found.get("style", "")):
            return
        value = (TICK if "checked" in found else "") if kind in {"checkbox", "radio"} else found.get("value", "")
        if value:
            self.insertions.append((tag.end(), html.escape(" ".join(value.split()), quote=False)))

    def choice(self, tag: re.Match[str], is_end: bool) -> None:
        """<select>: hides the options that are not selected."""
        if not is_end:
            self._choice = _Choice("multiple" in _attributes(tag))
        elif self._choice:
            self._choose(self._choice, tag.start())
            self._choice = None

    def option(self, tag: re.Match[str], is_end: bool) -> None:
        """<option>."""
        if self._choice and not is_end:
            self._choice.options.append((tag.start(), "selected" in _attributes(tag)))

    def _choose(self, choice: _Choice, end: int) -> None:
        chosen = [number for number, (_, selected) in enumerate(choice.options) if selected]
        if not chosen and not choice.multiple:
            chosen = [0]  # as in a browser
        kept = set(chosen if choice.multiple else chosen[-1:])
        edges = [*(start for start, _ in choice.options), end]
        self.left_out += [(edges[n], edges[n + 1]) for n in range(len(choice.options)) if n not in kept]

    # -- superscripts -------------------------------------------------------------------------------------------------

    def raised(self, tag: re.Match[str], is_end: bool) -> None:
        """<sup>: hides footnote marks, and keeps powers as superscript digits."""
        if not is_end:
            self._raised = tag.end()
            return
        start, self._raised = self._raised, None
        if start is None or tag.start() - start > 200:
            return
        before = TAG.sub("", self.text[max(0, start - REACH) : start])
        read = raised_text(TAG.sub("", self.text[start : tag.start()]), before)
        if read is None:
            return
        self.left_out.append((start, tag.start()))
        if read:
            self.insertions.append((start, read))
        else:
            self.repairs.append(Repair(start, NOTE_MARK))


_HANDLERS: dict[str, Callable[[_Page, re.Match[str], bool], None]] = {
    "ol": _Page.ordered_list,
    "ul": _Page.other_list,
    "menu": _Page.other_list,
    "li": _Page.item,
    "input": _Page.form_field,
    "select": _Page.choice,
    "option": _Page.option,
    "sup": _Page.raised,
}
