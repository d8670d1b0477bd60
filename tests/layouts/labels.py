"""The printed names of levels, projects and years."""

from . import numbers as num
from .blocks import Ledger, joined
from .content import Code, Content, Level, Project
from .styles import Style


class Labels:
    """Prints the names of levels and projects in a style, and records the levels shown."""

    def __init__(self, content: Content, style: Style, ledger: Ledger) -> None:
        self.content, self.style, self.ledger = content, style, ledger

    def level(self, code: Code) -> str:
        """A level's heading, in at most two lines."""
        level = self.content.levels[code]
        self.ledger.levels.setdefault(code, self.style.text(level.name))
        return self.style.text(self.dimension(level) if len(code) == 1 else self.section(level))

    def dimension(self, level: Level) -> str:
        """A dimension's heading."""
        word, number, name = self.style.dimension_word, level.code[0], level.name
        forms = {
            "plain": f"{word}ที่ {number} {name}",
            "colon": f"{word}ที่ {number} : {name}",
            "no_thi": f"{word} {number} {name}",
            "two_lines": f"{word}ที่ {number}\n{name}",
            "dash": f"{word}ที่ {number} - {name}",
            "dot": f"{word}ที่ {number}. {name}",
            "unnumbered": f"{word} : {name}",
        }
        return forms[self.style.dimension_form]

    def section(self, level: Level) -> str:
        """A section's heading."""
        if self.style.section_form == "word_code" and len(level.code) == 2:
            code = str(level.code[1]) if self.style.section_local else level.key
            return f"{self.style.section_word}ที่ {code} {level.name}"
        return f"{level.key} {level.name}"

    def short(self, code: Code) -> str:
        """A level's heading on one line."""
        return self.level(code).replace("\n", " ")

    def dimension_cell(self, code: Code) -> str:
        """A dimension in its own column, whose title contains the level word."""
        return self.level(code)

    def dimension_name(self, number: int) -> str:
        """The name of a dimension in a total."""
        return self.style.text(f"{self.style.dimension_word}ที่ {number}")

    def name(self, p: Project) -> str:
        """A project's name as printed."""
        return self.style.text(p.core if self.style.bare_names else p.name)

    def number(self, pattern: str, scope: str, p: Project) -> str:
        """A project's printed number."""
        before = [q for q in self.content.projects if q.order <= p.order and self.same(scope, p, q)]
        count = len(before)
        place = ".".join(map(str, p.place))
        if pattern == "dotted":
            return self.style.text(f"{place}.{count_in_place(self.content, p)}")
        if pattern == "dotted_paren":
            return self.style.text(f"{place} ({count_in_place(self.content, p)})")
        return self.style.text(num.ordinal(pattern, count))

    @staticmethod
    def same(scope: str, p: Project, q: Project) -> bool:
        """Whether two projects are numbered in the same sequence."""
        return scope == "document" or (p.dimension == q.dimension if scope == "dimension" else p.place == q.place)

    def years(self) -> str:
        """The years as a range, or the single year."""
        first, last = self.content.years[0], self.content.years[-1]
        return str(first) if first == last else f"{first} - {last}"


def count_in_place(content: Content, p: Project) -> int:
    """A project's number within its section."""
    return sum(q.place == p.place and q.order <= p.order for q in content.projects)


def printed_number(text: str) -> str | None:
    """A printed number as annotated: Arabic digits, without closing marks. None for bullets."""
    plain = num.arabic(text).replace("ข้อ", "").strip()
    if plain.endswith(")") and " (" in plain:
        return plain
    plain = plain.strip("().-• ")
    return plain or None


def section_keys(code: Code, depth: int) -> tuple[str | None, str | None]:
    """Section and subsection of a place if this number of levels below the dimension is shown."""
    keys = [".".join(map(str, code[:n])) if depth >= n - 1 and len(code) >= n else None for n in (2, 3)]
    return keys[0], keys[1]


def numbered(number: str, text: str) -> str:
    """A number before a text."""
    return joined(number, text)
