"""The blocks of the projects, in order."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from . import numbers as num
from .blocks import Block, Break, Cell, Detail, Ledger, Para, Row, Table, joined, tag_of
from .content import Code, Content, Project
from .labels import Labels, printed_number, section_keys
from .styles import Style
from .words import FAMILY_NAMES, GIVEN_NAMES, SEAM

LISTS = ("objectives", "methods", "results")


class Item(NamedTuple):
    """A line of a field: an item with its number, a group heading, or a paragraph."""

    number: str
    text: str

    @property
    def line(self) -> str:
        """The item as printed on a line."""
        return joined(self.number, self.text)


class FieldText(NamedTuple):
    """A field's title and lines."""

    key: str
    title: str
    items: list[Item]


def clean(text: str) -> str:
    """A text without seams."""
    return text.replace(SEAM, "")


class Details:
    """Lays out the blocks."""

    def __init__(self, content: Content, style: Style, ledger: Ledger, labels: Labels, rng: Random) -> None:
        self.content, self.style, self.ledger, self.labels, self.rng = content, style, ledger, labels, rng
        self.missing = (
            {p.order for p in rng.sample(content.projects, style.detail_missing)}
            if style.detail_missing
            else set[int]()
        )
        self.shown: set[Code] = set()

    def whole(self) -> list[Block]:
        """The blocks of all projects."""
        return [block for d in self.content.dimensions for block in self.part(d.code[0], headed=True)]

    def part(self, dimension: int, headed: bool) -> list[Block]:
        """The blocks of a dimension. Its heading may already be printed above."""
        blocks: list[Block] = []
        if not headed:
            self.shown.add((dimension,))
        for p in self.content.of(dimension):
            if p.order in self.missing:
                continue
            if self.style.detail_levels == "headings":
                blocks += self.headings(p.place[: 1 + self.style.detail_depth])
            blocks += self.block(p)
        return blocks

    def headings(self, code: Code) -> list[Block]:
        """Headings of the levels that begin here."""
        blocks: list[Block] = []
        for n in range(1, len(code) + 1):
            if code[:n] not in self.shown:
                self.shown.add(code[:n])
                blocks += [
                    Para(line, f"heading{min(3, n + 1)}", tags=(tag_of(code[:n]),))
                    for line in self.labels.level(code[:n]).split("\n")
                ]
        return blocks

    # a block

    def block(self, p: Project) -> list[Block]:
        """A project's block."""
        depth = self.style.detail_depth if self.style.detail_levels != "nothing" else 0
        section, subsection = section_keys(p.place, depth)
        detail = Detail(p.order, self.labels.name(p), p.kind, section, subsection)
        self.ledger.details.append(detail)
        blocks: list[Block] = [Break()] if self.style.detail_form == "form" else []
        blocks += self.name_lines(p, detail)
        rows = self.name_field(p, detail)
        counter = len(rows)
        if self.style.detail_levels == "in_block" and self.unnumbered_levels():
            rows = self.level_fields(p) + rows
        elif self.style.detail_levels == "in_block":
            rows += self.level_fields(p)
            counter = len(rows)
        for key in self.style.fields:
            counter += 1
            found = self.field(key, p, detail, counter)
            if found:
                rows.append(found)
            else:
                counter -= 1
        blocks += self.as_table(rows, p) if self.style.detail_form == "table" else self.as_paragraphs(rows, p)
        if self.style.signature:
            blocks += self.signature(p)
        return blocks

    def unnumbered_levels(self) -> bool:
        """Whether the levels are in the block without a field number."""
        return self.style.field_number == "none" or self.style.detail_form == "table"

    def number(self, p: Project) -> str:
        """The printed number of a block."""
        return self.labels.number(self.style.detail_number, self.style.detail_scope, p)

    def name_lines(self, p: Project, detail: Detail) -> list[Block]:
        """The lines above the fields that name the project."""
        tags, form = (f"d{p.order}",), self.style.name_form
        kind = p.kind or "โครงการ"
        if form in ("heading", "both"):
            number = self.number(p)
            detail.item = printed_number(number)
            return [Para(detail.name, "heading3", number, tags=tags)]
        if form == "ordinal":
            count = self.labels.number("bare", self.style.detail_scope, p)
            detail.item = num.arabic(count)
            return [
                Para(f"{self.rng_free_word()}ที่ {count}", "heading3", tags=tags),
                Para(detail.name, "heading3", tags=tags),
            ]
        if form == "kind_colon":
            number = self.number(p)
            detail.item = printed_number(number)
            return [Para(f"ชื่อ{kind} : {detail.name}", "heading3", number, tags=tags)]
        return []

    def rng_free_word(self) -> str:
        """The word before an ordinal number."""
        return "ลำดับ" if self.style.caption else "โครงการ"

    def name_field(self, p: Project, detail: Detail) -> list[FieldText]:
        """The name as a field."""
        if self.style.name_form not in ("field_same", "field_next", "both"):
            return []
        kind = (p.kind or "โครงการ") if self.style.bare_names or self.style.caption else "โครงการ"
        return [FieldText("name", f"ชื่อ{kind}", [Item("", detail.name)])]

    def level_fields(self, p: Project) -> list[FieldText]:
        """The levels as lines of the block."""
        return [
            FieldText("level", "", [Item("", self.labels.short(p.place[:n]))])
            for n in range(1, 2 + self.style.detail_depth)
        ]

    # fields

    def field(self, key: str, p: Project, detail: Detail, number: int) -> FieldText | None:
        """A field with its lines. It is recorded in the ledger."""
        items = self.items(key, p, detail, number)
        if not items:
            return None
        if key in ("rationale", "objectives", "targets", "location", "methods", "responsible", "results"):
            detail.fields[key] = [self.style.text(clean(item.line)) for item in items]
            if key == "results" and self.style.results_form in ("inline", "lines") and p.outcomes and self.is_grouped():
                detail.fields[key] = [self.style.text(clean(text)) for text in (p.outputs[0], p.outcomes[0])]
        if key in LISTS:
            heads = ("ผลผลิต", "ผลลัพธ์", "ผลผลิต :", "ผลลัพธ์ :")
            detail.counts[key] = sum(item.text not in heads for item in items)
            if key == "results" and self.style.results_form == "inline" and len(items) == 1 and p.outcomes:
                detail.counts[key] = 2
        return FieldText(
            key, self.style.field_titles[key], [Item(self.style.text(i.number), self.style.text(i.text)) for i in items]
        )

    def items(self, key: str, p: Project, detail: Detail, number: int) -> list[Item]:
        """The lines of a field."""
        if key.startswith("extra"):
            return [Item("", p.extra[int(key[5:])])]
        organization = f" {self.content.place.organization}" if p.order % 4 == 0 and self.style.caption else ""
        makers: dict[str, Callable[[], list[Item]]] = {
            "rationale": lambda: [Item("", text) for text in p.rationale],
            "objectives": lambda: self.listed(p.objectives, number),
            "methods": lambda: self.listed(p.methods, number),
            "targets": lambda: self.listed(p.targets, number),
            "location": lambda: [Item("", p.location)],
            "results": lambda: self.results(p, number),
            "responsible": lambda: [Item("", p.department + organization)],
            "duration": lambda: [Item("", self.duration(p, detail))],
            "budget": lambda: self.budget(p, detail),
            "problem": lambda: [Item("", p.problem)],
            "status": lambda: [
                Item("", dict(zip(("done", "doing", "not"), self.style.status_words, strict=True))[p.status])
            ],
        }
        return makers[key]()

    def listed(self, texts: list[str], number: int) -> list[Item]:
        """Items with numbers. A single item may have none."""
        if len(texts) == 1 and self.style.field_content != "next":
            return [Item("", texts[0])]
        return [Item(self.item_number(i, number), text) for i, text in enumerate(texts, 1)]

    def item_number(self, i: int, number: int) -> str:
        """The printed number of an item of a field."""
        return f"{number}.{i}" if self.style.item_number == "sub" else num.ordinal(self.style.item_number, i)

    def results(self, p: Project, number: int) -> list[Item]:
        """Results in one list, or outputs and outcomes with a heading each."""
        if self.style.results_form == "flat" or not p.outcomes:
            return self.listed(p.outputs + p.outcomes, number)
        if self.style.results_form in ("inline", "lines"):
            return self.behind_words(p)
        heads = ("ผลผลิต", "ผลลัพธ์") if self.style.results_form == "groups" else ("ผลผลิต :", "ผลลัพธ์ :")
        pattern = self.style.item_number if self.style.item_number != "sub" else "dash"
        items = []
        for head, texts in zip(heads, (p.outputs, p.outcomes), strict=True):
            items += [Item("", head), *(Item(num.ordinal(pattern, i), text) for i, text in enumerate(texts, 1))]
        return items

    def is_grouped(self) -> bool:
        """Whether the words are those of the dataset's groups, which are no part of the texts."""
        return self.style.group_words == ("ผลผลิต", "ผลลัพธ์")

    def behind_words(self, p: Project) -> list[Item]:
        """The first output and the first outcome, each behind its word: on a line each, or on one."""
        lines = [
            f"{word} : {text}" for word, text in zip(self.style.group_words, (p.outputs[0], p.outcomes[0]), strict=True)
        ]
        return [Item("", text) for text in (lines if self.style.results_form == "lines" else [" ".join(lines)])]

    def duration(self, p: Project, detail: Detail) -> str:
        """The period of the project. Printed years are recorded."""
        years = self.content.years
        first, last = years[0], years[-1]
        form = self.style.duration_form
        if form == "months":
            return p.months
        if form == "always":
            return "ตลอดปีงบประมาณ"
        detail.years = (first, last)
        if len(years) == 1:
            return {
                "years_words": f"ปีงบประมาณ พ.ศ. {first}",
                "list": f"ปีงบประมาณ {first}",
                "span": f"ตุลาคม {first - 1} - กันยายน {first} (ปีงบประมาณ พ.ศ. {first})",
            }.get(form, f"ประจำปีงบประมาณ พ.ศ. {first}")
        listed = ", ".join(f"{y}" for y in years[:-1]) + f" และ {last}"
        return {
            "years_words": f"{len(years)} ปี (ปีงบประมาณ พ.ศ. {first} - {last})",
            "list": f"ปีงบประมาณ พ.ศ. {listed}",
            "span": f"ปีงบประมาณ พ.ศ. {first} ถึงปีงบประมาณ พ.ศ. {last}",
        }.get(form, f"ปีงบประมาณ {first} - {last}")

    def budget(self, p: Project, detail: Detail) -> list[Item]:
        """The money of a block."""
        items = self.report_money(p, detail) if self.content.report else self.plan_money(p, detail)
        detail.budget_text = clean(" ".join(self.style.text(i.line) for i in items))
        return items

    def report_money(self, p: Project, detail: Detail) -> list[Item]:
        """Planned and spent money in a sentence."""
        detail.budget_total = p.total
        if not p.total:
            return [Item("", "ไม่ใช้งบประมาณ")]
        verb = "เบิกจ่ายแล้ว" if self.style.caption else "ใช้จ่ายจริง"
        return [
            Item(
                "",
                f"งบประมาณตามแผน {self.style.baht(p.total)} {verb} {self.style.baht(p.spent) if p.spent else '0 บาท'}",
            )
        ]

    def plan_money(self, p: Project, detail: Detail) -> list[Item]:
        """A sum, money for each year, or a calculation with its sum."""
        detail.budget_total = p.total
        form, years = self.style.budget_form, self.content.years
        if not p.total:
            return [Item("", "ไม่ใช้งบประมาณ" if self.style.zero != "ไม่ได้ใช้งบประมาณ" else self.style.zero)]
        if len(years) > 1 and len(set(p.amounts.values())) == 1 and form == "each" and detail.years:
            detail.by_year = dict(p.amounts)
            return [Item("", f"ปีละ {self.style.baht(p.amounts[years[0]])}")]
        if form in ("per_year", "run", "set", "lines") and len(years) > 1:
            return self.money_of_years(p, detail)
        if len(years) > 1 and form == "listed":
            detail.by_year = dict(p.amounts)
            lines = [
                Item("", f"ปีงบประมาณ พ.ศ. {y} จำนวน {self.style.baht(a)}" if a else f"ปีงบประมาณ พ.ศ. {y} ไม่ใช้งบประมาณ")
                for y, a in p.amounts.items()
            ]
            return [*lines, Item("", f"รวมทั้งสิ้น {self.style.baht(p.total)}")]
        if form == "listed" and p.total > 2000:
            part = p.total // 2 // 500 * 500
            return [
                Item("-", f"ค่าตอบแทนวิทยากร เป็นเงิน {self.style.baht(part)}"),
                Item("-", f"ค่าอาหารและค่าวัสดุ เป็นเงิน {self.style.baht(p.total - part)}"),
                Item("", f"รวมเป็นเงินทั้งสิ้น {self.style.baht(p.total)}"),
            ]
        if form == "words":
            return [Item("", f"จำนวน {self.style.baht(p.total)} ({num.in_words(p.total)})")]
        return [Item("", ("รวมทั้งสิ้น " if len(years) > 1 else "") + self.style.baht(p.total))]

    def money_of_years(self, p: Project, detail: Detail) -> list[Item]:
        """The money of each year in a sentence, or in a line each."""
        detail.by_year = dict(p.amounts)
        years, baht = self.content.years, self.style.baht
        if len(set(p.amounts.values())) == 1 and self.style.budget_form == "per_year":
            detail.by_year = dict(p.amounts) if detail.years else None
            return [Item("", f"ปีละ {baht(p.amounts[years[0]])} รวม {len(years)} ปี เป็นเงิน {baht(p.total)}")]
        told = [f"ปี {y} {baht(a) if a else 'ไม่ใช้งบประมาณ'}" for y, a in p.amounts.items()]
        if self.style.budget_form == "set":
            told = [f"ตั้งไว้ในปี {y} {baht(a)}" for y, a in p.amounts.items() if a]
            detail.by_year = {y: a for y, a in p.amounts.items() if a}
        if self.style.budget_form == "lines":
            return [Item("-", text) for text in told]
        return [Item("", " ".join(told))]

    # appearance

    def field_head(self, row: FieldText, index: int) -> tuple[str, str]:
        """A field's printed number and title."""
        return self.style.text(num.ordinal(self.style.field_number, index)), row.title

    def as_paragraphs(self, rows: list[FieldText], p: Project) -> list[Block]:
        """The fields as paragraphs below or after their titles."""
        blocks: list[Block] = []
        index = 0
        for row in rows:
            if row.key == "level" and self.style.field_number == "none":
                blocks.append(Para(row.items[0].text, "line", tags=(f"d{p.order}", tag_of(self.level_code(p, row)))))
                continue
            index += 1
            if row.key == "level":
                number = self.style.text(num.ordinal(self.style.field_number, index))
                blocks.append(
                    Para(row.items[0].text, "line", number, tags=(f"d{p.order}", tag_of(self.level_code(p, row))))
                )
                continue
            blocks += self.field_paragraphs(row, index, p)
        return blocks

    def level_code(self, p: Project, row: FieldText) -> Code:
        """The level named by a line of a block."""
        return next(p.place[:n] for n in range(1, 5) if self.labels.short(p.place[:n]) == row.items[0].text)

    def field_paragraphs(self, row: FieldText, index: int, p: Project) -> list[Block]:
        """One field."""
        tags = (f"d{p.order}",)
        number, title = self.field_head(row, index)
        single = len(row.items) == 1 and not row.items[0].number
        same = self.style.field_content != "next" and (single or row.key == "rationale")
        if row.key == "name":
            same = self.style.name_form != "field_next"
        colon = self.style.field_separator
        if row.key == "name" and self.style.field_content == "next":
            colon = " : "
        if same:
            first = Para(row.items[0].text, "body", number, label=title + colon, tags=tags)
            return [first, *(Para(i.text, "body", i.number, tags=tags) for i in row.items[1:])]
        head = Para(
            title + (" :" if colon.strip() and self.style.field_content != "next" else ""), "label", number, tags=tags
        )
        return [head, *(Para(i.text, "item" if i.number else "body", i.number, tags=tags) for i in row.items)]

    def as_table(self, rows: list[FieldText], p: Project) -> list[Block]:
        """The fields as a table of titles and texts."""
        result: list[Row] = []
        index = 0
        for row in rows:
            if row.key == "level":
                code = self.level_code(p, row)
                if self.style.caption:
                    result.append(
                        Row([Cell(row.items[0].text, columns=2, tags=(tag_of(code),))], tags=(f"d{p.order}",))
                    )
                else:
                    title = self.style.dimension_word if len(code) == 1 else (self.style.section_word or "ภารกิจ")
                    result.append(
                        Row(
                            [Cell(title, bold=True), Cell(row.items[0].text, tags=(tag_of(code),))],
                            tags=(f"d{p.order}",),
                        )
                    )
                continue
            index += 1
            number, title = self.field_head(row, index)
            result.append(
                Row(
                    [Cell(joined(number, title), bold=True), Cell("\n".join(i.line for i in row.items))],
                    tags=(f"d{p.order}",),
                )
            )
        return [Table(result, 2, form=True)]

    def signature(self, p: Project) -> list[Block]:
        """The signature lines."""
        tags = (f"d{p.order}",)
        given, family = GIVEN_NAMES[p.order % len(GIVEN_NAMES)], FAMILY_NAMES[p.order % len(FAMILY_NAMES)]
        role = "ผู้เสนอโครงการ" if self.style.stated else "ผู้รับรอง"
        return [
            Para(f"(ลงชื่อ) ........................................ {role}", "sign", tags=tags),
            Para(f"({given} {family})", "sign", tags=tags),
        ]
