"""Plans whose tables have lost their rules: one cell a line, aligned by spaces, or separated by tabs.

As OCR services, `pdftotext -layout` and copy and paste print them. Cells wrap within their columns, blank cells may be
a dash, a blank or nothing, headers have one or two rows and recur on each page. The annotation is that of the layouts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from . import numbers as num
from .content import Content, Project, draw_content
from .gold import Json
from .make import Made
from .printed import shown, wrap

SHAPES = ("lines", "spaces", "tabs")

TITLES = {
    "order": ("ลำดับ", "ที่", "ลำดับที่"),
    "project": ("โครงการ/กิจกรรม/มาตรการ", "โครงการ/กิจกรรม", "โครงการ", "ชื่อโครงการ/กิจกรรม", "แผนงาน/โครงการ"),
    "objectives": ("วัตถุประสงค์",),
    "target": ("เป้าหมาย", "กลุ่มเป้าหมาย", "เป้าหมาย (ผลผลิต)"),
    "budget": ("งบประมาณ", "งบประมาณ (บาท)", "วงเงินงบประมาณ (บาท)"),
    "total": ("รวม", "รวมงบประมาณ"),
    "duration": ("ระยะเวลา", "ระยะเวลาดำเนินการ"),
    "responsible": ("หน่วยงานรับผิดชอบ", "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ"),
    "remark": ("หมายเหตุ",),
    "result": ("ผลการดำเนินการ", "ผลการดำเนินงาน"),
}
STATUSES = {
    "not": ("ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ"),
    "doing": ("อยู่ระหว่างดำเนินการ",),
    "done": ("ดำเนินการแล้วเสร็จ", "แล้วเสร็จ"),
}
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
PAGE_ROWS = 11
"""Rows of a page, where pages are broken."""


@dataclass
class Column:
    """A column: what it holds, its title, the title above it and its width in characters."""

    role: str
    title: str
    group: str = ""
    width: int = 12


@dataclass
class Form:
    """The choices of a document."""

    shape: str
    columns: list[Column]
    unit: str
    decimals: int
    thai: bool
    blank: str
    """How a cell without content is printed: a dash, a blank, or nothing of it at all."""
    free: str
    """How a project without money is printed."""
    per_level: bool
    """One table a dimension, with the heading above it; else one table with the headings as rows."""
    breaks: bool
    restarts: bool
    totals: bool
    wraps: bool
    inside: bool
    """With tabs: line breaks stand inside of the cells; else wrapped cells are rows of their own."""
    stated_unit: bool
    spread: int


def draw_form(rng: Random, content: Content, shape: str) -> Form:
    """The choices for a document in a shape."""
    columns = _columns(rng, content)
    blank = rng.choices(("-", "", "gone"), (60, 20, 20) if shape == "lines" else (60, 40, 0))[0]
    unit = rng.choices(("บาท", "พันบาท"), (75, 25))[0]
    if len(content.years) == 1 and unit != "บาท":
        unit = "บาท"
    for column in columns:
        column.title, column.group = (text.replace("(บาท)", f"({unit})") for text in (column.title, column.group))
    return Form(
        shape, columns, unit,
        decimals=1 if unit == "พันบาท" else rng.choice((0, 0, 0, 2)),
        thai=rng.random() < 0.4,
        blank=blank,
        free=rng.choice(("-", "-", "ไม่ใช้งบประมาณ")) if blank != "" else "",
        per_level=rng.random() < 0.5,
        breaks=rng.random() < 0.5,
        restarts=rng.random() < 0.3,
        totals=rng.random() < 0.5,
        wraps=rng.random() < 0.8,
        inside=rng.random() < 0.5,
        stated_unit=unit != "บาท" or rng.random() < 0.5,
        spread=rng.randint(2, 4),
    )  # fmt: skip


def _columns(rng: Random, content: Content) -> list[Column]:
    def one(role: str, width: int) -> Column:
        return Column(role, rng.choice(TITLES[role]), width=width)

    found = [one("order", 8)] if rng.random() < 0.9 else []
    found.append(one("project", rng.randint(24, 40)))
    if content.report:
        group = rng.choice(("", "สถานะการดำเนินการ"))
        ticks = [Column(key, rng.choice(STATUSES[key]), group, 12) for key in ("not", "doing", "done")]
        money, result = one("budget", 12), one("result", rng.randint(20, 30))
        return [*found, *rng.choice(([*ticks, money], [money, *ticks])), result]
    if rng.random() < 0.35:
        found += [one("objectives", rng.randint(20, 28))]
        found += [one("target", rng.randint(14, 20))] if rng.random() < 0.6 else []
    if len(content.years) > 1 or rng.random() < 0.3:
        group = rng.choice(("", "งบประมาณ (บาท)", "งบประมาณ", "ปีงบประมาณ"))
        word = rng.choice(("ปี {}", "{}", "พ.ศ. {}")) if group else rng.choice(("ปี {}", "ปี {} (บาท)"))
        found += [Column(str(year), word.format(year), group, 11) for year in content.years]
        found += [one("total", 12)] if len(content.years) > 1 and rng.random() < 0.4 else []
    else:
        found.append(one("budget", 13))
    if rng.random() < 0.35:
        found.append(one("duration", 15))
    if rng.random() < 0.85:
        found.append(one("responsible", rng.randint(14, 24)))
    if rng.random() < 0.25:
        found.append(one("remark", 14))
    return found


# -- cells -------------------------------------------------------------------------------------------------------------


def _money(form: Form, amount: int) -> str:
    return num.money(amount, form.unit, form.decimals) if amount else (form.free or form.blank)


def _cell(form: Form, content: Content, role: str, p: Project, number: int) -> str:
    year = content.years[0]
    if role.isdecimal():
        return _money(form, p.amounts[int(role)])
    if role in STATUSES:
        return "/" if p.status == role else ""
    first, last = p.month_range
    found = {
        "order": str(number),
        "project": p.name,
        "objectives": p.objectives[0].replace("\u200b", ""),
        "target": f"ประชาชน {p.people} คน" if p.order % 2 else f"ปีละ {p.order % 4 + 1} ครั้ง",
        "budget": _money(form, p.total),
        "total": _money(form, p.total),
        "duration": f"{MONTHS[first]} {year - 2500 - (first < 3)}"
        + (f" - {MONTHS[last]} {year - 2500 - (last < 3)}" if last > first else ""),
        "responsible": p.department,
        "remark": p.remark,
        "result": p.methods[0].replace("\u200b", ""),
    }[role]
    return found or form.blank


def _total(form: Form, content: Content, projects: Sequence[Project], label: str) -> list[str]:
    cells = []
    for column in form.columns:
        if column.role.isdecimal():
            cells.append(_money(form, sum(p.amounts[int(column.role)] for p in projects)))
        elif column.role in ("budget", "total"):
            cells.append(_money(form, sum(p.total for p in projects)))
        else:
            cells.append(label if column.role == "project" else "")
    return cells


def _tables(form: Form, content: Content) -> Iterator[list[tuple[str, list[str]]]]:
    """The rows of each table: their tag (level, row, total) and cells."""
    number = 0
    rows: list[tuple[str, list[str]]] = []
    for level in content.dimensions:
        head = f"มิติที่ {level.code[0]} {level.name}"
        rows.append(("above" if form.per_level else "level", [head]))
        projects = content.of(level.code[0])
        number = 0 if form.restarts else number
        for p in projects:
            number += 1
            rows.append(("row", [_cell(form, content, column.role, p, number) for column in form.columns]))
        if form.totals and not content.report:
            rows.append(("total", _total(form, content, projects, f"รวมมิติที่ {level.code[0]}")))
        if form.per_level:
            yield rows
            rows = []
    if form.totals and not content.report:
        rows.append(("total", _total(form, content, content.projects, "รวมทั้งสิ้น")))
    if rows:
        yield rows


# -- printing ----------------------------------------------------------------------------------------------------------


def _header(form: Form) -> list[list[str]]:
    """One or two rows of titles."""
    if not any(column.group for column in form.columns):
        return [[column.title for column in form.columns]]
    top, lower, last = [], [], ""
    for column in form.columns:
        top.append(column.title if not column.group else (column.group if column.group != last else ""))
        lower.append(column.title if column.group else "")
        last = column.group
    return [top, lower]


def _pages(form: Form, rows: list[tuple[str, list[str]]]) -> Iterator[list[tuple[str, list[str]]]]:
    """The rows with the header above those of each page."""
    size = PAGE_ROWS if form.breaks else len(rows)
    header = [("header", cells) for cells in _header(form)]
    for start in range(0, len(rows), size):
        page = rows[start : start + size]
        above = [row for row in page[:1] if row[0] == "above"]
        yield [*above, *header, *page[len(above) :]]


def _as_lines(form: Form, tag: str, cells: list[str]) -> list[str]:
    found: list[str] = []
    widths = [column.width for column in form.columns] if len(cells) > 1 else [70]
    for cell, width in zip(cells, widths, strict=True):
        if not cell or cell == "gone":
            found += [""] if form.blank == "" and tag == "row" else []
        else:
            found += wrap(cell, width if form.wraps else 200)
    return found


def _as_spaces(form: Form, tag: str, cells: list[str]) -> list[str]:
    if len(cells) == 1:
        return [
            " " * (form.columns[0].width + form.spread if tag == "level" and form.columns[0].role == "order" else 0)
            + cells[0]
        ]
    split = [
        wrap(cell, max(column.width, 1) if form.wraps else 200)
        for cell, column in zip(cells, form.columns, strict=True)
    ]
    lines = []
    for at in range(max(map(len, split))):
        line = ""
        for texts, column in zip(split, form.columns, strict=True):
            text = texts[at] if at < len(texts) else ""
            is_money = column.role.isdecimal() or column.role in ("budget", "total")
            pad = " " * max(0, _room(form, column) - shown(text))
            line += (pad + text if is_money and tag != "header" else text + pad) + " " * form.spread
        lines.append(line.rstrip())
    return lines


def _room(form: Form, column: Column) -> int:
    """The width of a printed column: that of its contents."""
    return column.width if form.wraps else {"project": 70, "objectives": 90, "result": 90}.get(column.role, 36)


def _as_tabs(form: Form, tag: str, cells: list[str]) -> list[str]:
    if len(cells) == 1:
        return cells
    split = [wrap(cell, column.width if form.wraps else 200) for cell, column in zip(cells, form.columns, strict=True)]
    if form.inside:
        return "\t".join("\n".join(texts) for texts in split).split("\n")
    depth = max(map(len, split))
    return ["\t".join(texts[at] if at < len(texts) else "" for texts in split) for at in range(depth)]


PRINT = {"lines": _as_lines, "spaces": _as_spaces, "tabs": _as_tabs}


def shape_text(form: Form, content: Content, title: str) -> str:
    """The whole document."""
    place = content.place
    where = " ".join(f"{word}{name}" for word, name in (("อำเภอ", place.district), ("จังหวัด", place.province)) if name)
    out = [title, place.organization, where, ""]
    page = 1
    for rows in _tables(form, content):
        if form.stated_unit:
            out.append(f"(หน่วย : {form.unit})")
        for printed in _pages(form, rows):
            for tag, cells in printed:
                out += PRINT[form.shape](form, tag, cells)
            if form.breaks:
                page += 1
                out += ["", str(page)] if form.shape != "tabs" else ["", f"- {page} -"]
        out.append("")
    out += ["การติดตามประเมินผล", "ให้รายงานผลการดำเนินงานต่อผู้บริหารปีละ 2 ครั้ง"]
    text = "\n".join(out)
    return text.translate(num.THAI) if form.thai else text


def _draw(rng: Random) -> Content:
    """A content of six projects or more, each with its own name. Draws without enough words are made again."""
    while True:
        try:
            content = draw_content(rng)
        except IndexError:
            continue
        if len({p.name for p in content.projects}) == len(content.projects) >= 6:
            return content


def make_shape(seed: int) -> tuple[Made, Form]:
    """The document of a seed, and its choices."""
    rng = Random(f"shapes/{seed}")
    content = _draw(rng)
    content.levels = {code: level for code, level in content.levels.items() if len(code) == 1}
    form = draw_form(rng, content, SHAPES[seed % 3])
    years = content.years
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]} - {years[-1]}"
    title = f"แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. {span}"
    if content.report:
        title = f"รายงานผลการดำเนินการตาม{title} รอบ {content.report} เดือน"
    text = shape_text(form, content, title)
    gold: Json = {
        "dimensions": [{"number": x.code[0], "name": x.name} for x in content.dimensions],
        "sections": [],
        "details": [],
        "summary_projects": [
            {
                "name": p.name,
                "dimension": p.dimension,
                "budget": {str(y): a if a or form.free else None for y, a in p.amounts.items()},
            }
            for p in content.projects
        ],
    }
    return Made(f"s{seed:04}", text, gold, "", [], content, None, title), form  # type: ignore[arg-type]


__all__ = ["make_shape"]
