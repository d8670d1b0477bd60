"""The parts before, between and after the projects: cover, preface, contents, introduction, further tables."""

from random import Random

from . import numbers as num
from .blocks import Block, Break, Cell, Ledger, Para, Row, Table
from .content import Content
from .labels import Labels
from .styles import Style
from .words import (
    FAMILY_NAMES,
    FOLLOW_UP,
    GIVEN_NAMES,
    INTRODUCTION,
    INTRODUCTION_FIELDS,
    PREFACES,
    REASON_TITLES,
    STATED,
)


class Front:
    """Lays out everything except the projects."""

    def __init__(self, content: Content, style: Style, ledger: Ledger, labels: Labels, rng: Random) -> None:
        self.content, self.style, self.ledger, self.labels, self.rng = content, style, ledger, labels, rng
        self.chapters = 0

    # names

    def title(self) -> list[str]:
        """The document's title in one or two lines."""
        years = self.content.years
        first, last = years[0], years[-1]
        if self.content.report:
            span = f"ตุลาคม {first - 1} - {'มีนาคม' if self.content.report == 6 else 'กันยายน'} {first}"
            head = self.rng.choice(
                (
                    "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต",
                    "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต",
                    "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต",
                )
            )
            return [
                head,
                f"ประจำปีงบประมาณ พ.ศ. {first} รอบ {self.content.report} เดือน"
                + (f" ({span})" if self.style.title_form == "range" else ""),
            ]
        head = "แผนปฏิบัติการป้องกันการทุจริต"
        if len(years) == 1:
            return {
                "annual": [f"{head} ประจำปี พ.ศ. {first}"],
                "fiscal": [head, f"ประจำปีงบประมาณ พ.ศ. {first}"],
                "long": ["แผนปฏิบัติการป้องกันและปราบปรามการทุจริต", f"ปีงบประมาณ พ.ศ. {first}"],
            }.get(self.style.title_form, [f"{head} ประจำปีงบประมาณ พ.ศ. {first}"])
        return {
            "annual": [head, f"ประจำปีงบประมาณ พ.ศ. {first} - {last}"],
            "fiscal": [f"{head} ปีงบประมาณ พ.ศ. {first} ถึง พ.ศ. {last}"],
            "long": [head, f"ระยะ {len(years)} ปี (พ.ศ. {first} - {last})"],
        }.get(self.style.title_form, [f"{head} (พ.ศ. {first} - {last})"])

    def place_lines(self) -> list[str]:
        """The organization with its district and province as printed on the cover."""
        place = self.content.place
        self.ledger.place["province"] = place.province
        if place.group == "เขต":
            return [place.organization, place.province]
        parts = []
        if place.subdistrict and (place.kind != "องค์การบริหารส่วนตำบล" or self.rng.random() < 0.4):
            self.ledger.place["subdistrict"] = place.subdistrict
            parts.append(f"ตำบล{place.subdistrict}")
        if place.district and (place.group != "จังหวัด" or self.rng.random() < 0.3):
            self.ledger.place["district"] = place.district
            parts.append(f"อำเภอ{place.district}")
        parts.append(f"จังหวัด{place.province}")
        return {
            "line": [place.organization, " ".join(parts)],
            "lines": [place.organization, *parts],
            "comma": [f"{place.organization} {' '.join(parts)}"],
        }.get(
            self.style.place_form,
            [f"{place.organization} {parts[0]}", *parts[1:]] if len(parts) > 1 else [place.organization, *parts],
        )

    def cover(self) -> list[Block]:
        """The cover."""
        title = [self.style.text(line) for line in self.title()]
        self.ledger.title = " ".join(title)
        lines: list[Block] = [Para(line, "title") for line in title]
        place: list[Block] = [Para(line, "title") for line in self.place_lines()]
        if self.rng.random() < 0.15:
            return [*place, *lines]
        if self.rng.random() < 0.2:
            place[0] = Para("ของ" + place[0].text, "title") if isinstance(place[0], Para) else place[0]
        return [*lines, *place]

    def chapter(self, name: str) -> Para:
        """A chapter heading."""
        self.chapters += 1
        word = self.style.chapter
        return Para(self.style.text(f"{word} {self.chapters} {name}" if word else name), "heading1")

    # the texts

    def all(self) -> list[Block]:
        """Cover, preface, contents and introduction."""
        blocks = self.cover()
        if self.style.preface or self.style.contents != "none" or self.style.intro != "none":
            blocks.append(Break())
        if self.style.preface:
            blocks += self.preface()
        if self.style.contents != "none":
            blocks += self.contents()
        if self.style.intro != "none":
            blocks += self.introduction()
        return blocks

    def body(self, text: str) -> Para:
        """A paragraph of text."""
        return Para(self.style.text(text), "body")

    def preface(self) -> list[Block]:
        """A preface."""
        organization = self.content.place.organization
        texts = [t.format(o=organization) for t in self.rng.sample(PREFACES, 2)]
        return [Para("คำนำ", "center"), *(self.body(t) for t in texts), Para(organization, "right"), Break()]

    def contents(self) -> list[Block]:
        """A table of contents. Its lines are not headings."""
        lines = ["บทนำ", *(self.labels.dimension(d).replace("\n", " ") for d in self.content.dimensions)]
        if self.style.contents == "projects":
            lines = ["บทนำ"]
            for d in self.content.dimensions:
                lines.append(self.labels.dimension(d).replace("\n", " "))
                lines += [self.labels.name(p) for p in self.content.of(d.code[0])]
        blocks: list[Block] = [Para(self.rng.choice(("สารบัญ", "สารบัญ", "สารบาญ")), "center"), Para("เรื่อง หน้า", "right")]
        blocks += [Para(self.style.text(f"{line} {'.' * 12} {2 + n // 3}"), "line") for n, line in enumerate(lines)]
        return [*blocks, Break()]

    def introduction(self) -> list[Block]:
        """An introduction, possibly with numbered fields of its own."""
        blocks: list[Block] = [self.chapter(self.rng.choice(("บทนำ", "บทนำ", "ความเป็นมาและหลักการ", "ข้อมูลทั่วไป")))]
        organization = self.content.place.organization
        reasons = [t.format(o=organization) for t in self.rng.sample(INTRODUCTION, 2)]
        if self.style.intro == "prose":
            blocks += [self.body(t) for t in reasons]
        else:
            blocks += self.own_fields(reasons)
        if self.style.stated:
            self.ledger.stated = count = len(self.content.projects)
            what = "รายงานฉบับนี้" if self.content.report else "แผนฉบับนี้"
            blocks.append(self.body(self.rng.choice(STATED).format(w=what, n=count)))
        if self.style.ita_table:
            blocks += self.ita(min(self.content.years))
        return blocks

    def own_fields(self, reasons: list[str]) -> list[Block]:
        """The introduction's fields, numbered."""
        pattern = self.rng.choice(("dot", "dot", "paren"))
        chosen = [x for x in INTRODUCTION_FIELDS if x[0][0] == "วิสัยทัศน์" or self.rng.random() < 0.75]
        if self.rng.random() < 0.6:
            chosen = [x for x in chosen if x[0][0] != "วิสัยทัศน์"]
        blocks: list[Block] = [Para(self.rng.choice(REASON_TITLES), "label", self.style.text(num.ordinal(pattern, 1)))]
        blocks += [self.body(t) for t in reasons]
        for n, (titles, texts) in enumerate(chosen, 2):
            blocks.append(Para(self.rng.choice(titles), "label", self.style.text(num.ordinal(pattern, n))))
            some = self.rng.sample(texts, min(len(texts), self.rng.randint(1, 3)))
            if len(some) == 1:
                blocks.append(self.body(some[0]))
            else:
                blocks += [Para(self.style.text(t), "item", self.style.text(f"{n}.{i}")) for i, t in enumerate(some, 1)]
        return blocks

    def ita(self, first: int) -> list[Block]:
        """A table of past ITA scores."""
        title = self.style.text("ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ย้อนหลัง 3 ปี")
        header = ["ปีงบประมาณ", "คะแนน"]
        rows = [[str(y), score] for y, score in self.content.ita if y < first]
        self.ledger.tables.append({"title": num.arabic(title), "tag": "ita", "header": header, "rows": rows})
        table = [
            Row([Cell(h, bold=True) for h in header], header=True, tags=("ita",)),
            *(Row([Cell(self.style.text(c)) for c in row]) for row in rows),
        ]
        return [Para(title, "center"), Table(table, 2)]

    def tail(self) -> list[Block]:
        """The parts after the projects: the follow-up of the plan, and an annex with an order."""
        blocks: list[Block] = []
        if self.style.follow_up:
            blocks += [self.chapter("การติดตามและประเมินผล"), *(self.body(t) for t in FOLLOW_UP)]
        if self.style.annex:
            names = [
                f"{a} {b}"
                for a, b in zip(self.rng.sample(GIVEN_NAMES, 4), self.rng.sample(FAMILY_NAMES, 4), strict=True)
            ]
            roles = ("ประธานกรรมการ", "กรรมการ", "กรรมการ", "กรรมการและเลขานุการ")
            blocks += [
                Break(),
                Para("ภาคผนวก", "heading1"),
                Para("รายชื่อคณะกรรมการจัดทำแผนปฏิบัติการป้องกันการทุจริต", "center"),
            ]
            blocks += [
                Para(f"{name} {role}", "line", self.style.text(f"{n}."))
                for n, (name, role) in enumerate(zip(names, roles, strict=True), 1)
            ]
        return blocks

    # progress by dimension

    def progress(self) -> list[Block]:
        """The table of a progress report with planned and finished projects by dimension."""
        style = self.style
        header = [
            style.dimension_word,
            "จำนวนโครงการตามแผน",
            "ดำเนินการแล้ว",
            "งบประมาณตามแผน (บาท)",
            "เบิกจ่าย (บาท)",
            "ร้อยละการเบิกจ่าย",
        ]
        header = [header[0], *style.progress_titles] if style.progress_titles else header
        rows = [Row([Cell(h, bold=True) for h in header], header=True)]
        for dimension in [*(d.code[0] for d in self.content.dimensions), None]:
            parts = self.content.projects if dimension is None else self.content.of(dimension)
            done, planned, spent = (
                sum(p.status == "done" for p in parts),
                sum(p.total for p in parts),
                sum(p.spent for p in parts),
            )
            percent = round(100 * spent / planned, 2) if planned else 0.0
            self.ledger.progress.append(
                {
                    "dimension": dimension,
                    "tag": f"progress {dimension}",
                    "projects_planned": len(parts),
                    "projects_done": done,
                    "budget_planned": planned,
                    "budget_spent": spent,
                    "percent_budget": percent,
                }
            )
            name = "รวม" if dimension is None else self.labels.short((dimension,))
            values = (
                style.text(str(len(parts))),
                style.text(str(done)),
                self.plain(planned),
                self.plain(spent),
                style.text(f"{percent:.2f}"),
            )
            rows.append(Row([Cell(name, tags=(f"progress {dimension}",)), *(Cell(v) for v in values)]))
        return [Para("สรุปผลการดำเนินงานจำแนกตาม" + style.dimension_word, "center"), Table(rows, len(header))]

    def plain(self, amount: int) -> str:
        """An amount in baht as a number."""
        text = num.money(amount, "บาท", 2 if self.style.decimals else 0)
        return self.style.text(text) if self.style.thai_money else text
