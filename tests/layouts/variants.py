"""Further properties of documents, as a clerk may invent them: words that no list has, and unusual forms.

They are drawn apart from the other properties, so that the documents of lower seeds stay what they were.
"""

from collections.abc import Callable
from random import Random

from .content import Content
from .styles import Style

FIRST_VARIED = 10_100
"""The first seed whose document has some of these properties."""

OWN_LABELS = {
    "rationale": ("ทำไมจึงต้องทำ", "เหตุที่เสนอ", "เบื้องหลังของงาน", "สภาพที่เป็นอยู่"),
    "objectives": ("สิ่งที่มุ่งหมาย", "ต้องการให้เกิดอะไร", "ทำเพื่ออะไร", "ความตั้งใจ"),
    "targets": ("ทำเพื่อใคร", "ผู้ได้รับประโยชน์", "กลุ่มคนที่ดูแล"),
    "location": ("ทำที่ใด", "จุดที่จัด", "บริเวณที่ทำ"),
    "methods": ("ทำอย่างไร", "ลำดับงาน", "งานที่ต้องลงมือ"),
    "duration": ("ทำเมื่อใด", "เวลาที่ใช้", "กำหนดแล้วเสร็จ"),
    "budget": ("ใช้เงินเท่าใด", "ค่าใช้จ่าย", "เงินที่ต้องใช้"),
    "responsible": ("ใครเป็นผู้ทำ", "เจ้าของเรื่อง", "มอบหมายให้"),
    "results": ("จะรู้ได้อย่างไรว่าสำเร็จ", "สิ่งที่จะได้กลับมา", "ปลายทางของงาน"),
}
OWN_TITLES = {
    "project": ("งานที่จะทำ", "เรื่องที่จะทำ", "สิ่งที่จะดำเนินการ", "ชื่องาน"),
    "money": ("เงินที่ต้องใช้", "ค่าใช้จ่าย", "เงินที่ขอ", "ยอดเงิน"),
    "department": ("เจ้าของเรื่อง", "ผู้ดูแล", "มอบหมาย", "ผู้ปฏิบัติ"),
    "remark": ("ข้อความเพิ่มเติม", "อื่น ๆ", "บันทึก"),
    "number": ("เบอร์", "ตัวที่", "อันดับ"),
}
OWN_SECTION_TITLES = ("กลุ่มเรื่อง", "งานหลัก", "หมู่งาน", "ประเภทงาน", "ขอบข่าย")
OWN_LEVELS = (("แกน", "เรื่อง"), ("เสา", "ทาง"), ("วาระ", "ชุดงาน"), ("ภาค", "สาย"), ("ขอบเขต", "ชุด"))
OWN_TOTALS = (
    ("เงินทั้งหมดของ{d}", "เงินทั้งแผน"),
    ("ยอดของ{d}", "ยอดทั้งแผน"),
    ("{d} ใช้เงิน", "ทุก{w}ใช้เงิน"),
    ("สรุปเงินของ{d}", "สรุปเงินทุก{w}"),
)
PROGRESS_TITLES = (
    ("ตั้งไว้กี่โครงการ", "ทำแล้วกี่โครงการ", "เงินที่ตั้งไว้", "เงินที่ใช้", "ใช้ไปร้อยละ"),
    ("แผน (โครงการ)", "ผล (โครงการ)", "แผนเงิน (บาท)", "ผลเงิน (บาท)", "% ของเงิน"),
    ("โครงการทั้งหมด", "เสร็จ", "วงเงิน", "จ่ายแล้ว", "อัตราการจ่าย"),
)


def vary(rng: Random, style: Style, content: Content) -> None:
    """Gives a style one to three of the properties that suit it."""
    options = [option for option in OPTIONS if option.__name__ not in _unfit(style, content)]
    for option in rng.sample(options, min(len(options), rng.choices((1, 2, 3), (45, 35, 20))[0])):
        option(rng, style, content)


def _unfit(style: Style, content: Content) -> set[str]:
    """The properties that would show nowhere in a document, or be ambiguous."""
    tabular = style.form in ("table", "per_dimension", "per_year", "split")
    checks = {
        "inline_results": style.details and "results" in style.fields and not content.report,
        "money_of_years": style.details and "budget" in style.fields and len(content.years) > 1,
        "own_labels": style.details and not content.report,
        "own_titles": tabular,
        "own_section_title": style.section_rows in ("merged", "repeat"),
        "own_levels": not style.section_local,
        "own_totals": bool(style.totals) and style.dimension_form != "unnumbered",
        "total_lines": bool(style.totals) and tabular and style.form != "per_year" and not content.report,
        "spaced_tables": tabular and len(style.columns) < 7 and len(content.years) < 4,
        "told_departments": style.form == "list",
        "own_progress": style.report_table,
        "broken_tables": tabular,
    }
    return {name for name, fits in checks.items() if not fits}


def inline_results(rng: Random, style: Style, content: Content) -> None:
    """Outputs and outcomes on one line, or one line each, behind their words."""
    style.results_form = rng.choice(("inline", "inline", "lines"))
    style.group_words = rng.choice((("ผลผลิต", "ผลลัพธ์"), ("ผลผลิต", "ผลลัพธ์"), ("เชิงปริมาณ", "เชิงคุณภาพ")))


def money_of_years(rng: Random, style: Style, content: Content) -> None:
    """The money of each year of a project, in a sentence."""
    style.budget_form = rng.choice(("per_year", "run", "set", "lines"))
    style.duration_form = "years"


def own_labels(rng: Random, style: Style, content: Content) -> None:
    """Some or all fields of the blocks headed in words of the document's own."""
    known = [key for key in style.fields if key in OWN_LABELS]
    chosen = known if rng.random() < 0.3 else rng.sample(known, min(len(known), rng.randint(1, 3)))
    style.field_titles |= {key: rng.choice(OWN_LABELS[key]) for key in chosen}


def own_titles(rng: Random, style: Style, content: Content) -> None:
    """Some columns of the summary titled in words of the document's own."""
    shown = [key for key in OWN_TITLES if key in style.columns]
    for key in rng.sample(shown, min(len(shown), rng.randint(1, 2))):
        style.titles[key] = rng.choice(OWN_TITLES[key])


def own_section_title(rng: Random, style: Style, content: Content) -> None:
    """A column of sections under a word that no list has."""
    style.titles["section"] = rng.choice(OWN_SECTION_TITLES)


def own_levels(rng: Random, style: Style, content: Content) -> None:
    """Levels with words that no list has."""
    style.dimension_word, word = rng.choice(OWN_LEVELS)
    style.dimension_form = rng.choice(("plain", "plain", "colon"))
    if style.section_word:
        style.section_word = word
    style.titles["dimension"], style.titles["section"] = style.dimension_word, style.section_word or word


def own_totals(rng: Random, style: Style, content: Content) -> None:
    """Totals labelled in words that no list has."""
    style.total_label, style.total_names = "own", rng.choice(OWN_TOTALS)


def total_lines(rng: Random, style: Style, content: Content) -> None:
    """Totals in lines below the table instead of rows."""
    style.totals_below = True
    style.total_label = "named" if style.total_label == "plain" else style.total_label


def spaced_tables(rng: Random, style: Style, content: Content) -> None:
    """Tables laid out with spaces, in texts: titles and cells of several lines, figures on any of them."""
    style.txt_table = "spaces"
    style.figure_line = rng.choice(("first", "first", "last", "middle"))
    style.txt_break = "<br>"


def told_departments(rng: Random, style: Style, content: Content) -> None:
    """Departments in lists, told to do the work."""
    style.told_department = rng.choice((" โดย{d}", " มอบให้{d}ดำเนินการ", " ({d}รับผิดชอบ)"))
    if "department" not in style.columns:
        style.columns.append("department")


def own_progress(rng: Random, style: Style, content: Content) -> None:
    """The progress by dimension under titles of the document's own."""
    style.progress_titles = rng.choice(PROGRESS_TITLES)


def broken_tables(rng: Random, style: Style, content: Content) -> None:
    """Tables that page numbers and running titles break, in every medium."""
    style.html_rows = rng.randint(4, 9)
    style.page_lines, style.header_repeats = rng.randint(18, 28), rng.random() < 0.5
    style.running = rng.choice(("title", "organization", ""))


OPTIONS: tuple[Callable[[Random, Style, Content], None], ...] = (
    inline_results,
    money_of_years,
    own_labels,
    own_titles,
    own_section_title,
    own_levels,
    own_totals,
    total_lines,
    spaced_tables,
    told_departments,
    own_progress,
    broken_tables,
)
