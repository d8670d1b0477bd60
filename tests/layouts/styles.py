"""A random style: the appearance of a document, drawn for each property."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from . import numbers as num
from .content import Content
from .words import EXTRA_FIELDS

T = TypeVar("T")

LEVEL_WORDS = (
    ("มิติ", "ภารกิจตามมิติ", 30),
    ("มิติ", "", 20),
    ("มิติ", "ภารกิจ", 6),
    ("มิติ", "กลุ่มงาน", 4),
    ("ยุทธศาสตร์", "แนวทาง", 8),
    ("ยุทธศาสตร์", "กลยุทธ์", 6),
    ("ประเด็นยุทธศาสตร์", "กลยุทธ์", 4),
    ("ด้าน", "แนวทาง", 6),
    ("ด้าน", "งาน", 3),
    ("แผนงาน", "แนวทาง", 4),
    ("เป้าประสงค์", "กลยุทธ์", 3),
    ("ประเด็นการพัฒนา", "แนวทางการพัฒนา", 3),
    ("หมวด", "กลุ่ม", 2),
    ("ประเด็น", "แนวทางปฏิบัติ", 2),
)
PROJECT_TITLES = (
    "โครงการ/กิจกรรม/มาตรการ",
    "โครงการ/กิจกรรม/มาตรการ",
    "โครงการ",
    "ชื่อโครงการ/กิจกรรม",
    "โครงการ/กิจกรรม",
    "โครงการ / มาตรการ / กิจกรรม",
    "ชื่อโครงการ",
    "รายการ",
    "รายชื่อโครงการ",
    "โครงการ/มาตรการ/กิจกรรม",
    "ชื่อโครงการ/กิจกรรม/มาตรการ",
    "กิจกรรม/โครงการ",
    "แผนงาน/โครงการ/กิจกรรม",
    "โครงการหรือกิจกรรม",
)
NUMBER_TITLES = ("ลำดับที่", "ลำดับ", "ที่", "ข้อ", "ลำดับ\nที่", "เลขที่")
MONEY_TITLES = (
    "งบประมาณ",
    "งบประมาณ",
    "งบประมาณ",
    "จำนวนเงิน",
    "วงเงินงบประมาณ",
    "งบประมาณดำเนินการ",
    "ประมาณการงบประมาณ",
    "เงินงบประมาณ",
    "งบประมาณที่ตั้งไว้",
    "วงเงิน",
)
YEAR_TITLES = ("ปี {y}", "ปี {y}", "{y}", "พ.ศ. {y}", "ปีงบประมาณ {y}", "ปี พ.ศ. {y}", "ปีงบประมาณ พ.ศ. {y}", "ปีงบ {y}")
DEPARTMENT_TITLES = (
    "หน่วยงานที่รับผิดชอบ",
    "หน่วยงานรับผิดชอบ",
    "ผู้รับผิดชอบ",
    "หน่วยงานผู้รับผิดชอบ",
    "ส่วนราชการที่รับผิดชอบ",
    "สำนัก/กอง",
    "หน่วยงาน",
    "หน่วยงานรับผิดชอบหลัก",
    "หน่วยรับผิดชอบ",
    "ส่วนราชการผู้รับผิดชอบ",
    "ผู้รับผิดชอบโครงการ",
)
MONTH_TITLES = ("ระยะเวลาดำเนินการ", "ระยะเวลา", "ช่วงเวลา", "ช่วงเวลาดำเนินการ", "กำหนดเวลา", "เดือนที่ดำเนินการ", "ห้วงเวลา")
COLUMN_TITLES = {
    "remark": ("หมายเหตุ", "หมายเหตุ", "ข้อสังเกต"),
    "objective": ("วัตถุประสงค์", "วัตถุประสงค์ของโครงการ"),
    "target": ("เป้าหมาย", "กลุ่มเป้าหมาย", "เป้าหมาย (ผลผลิต)"),
    "indicator": ("ตัวชี้วัด", "ตัวชี้วัดความสำเร็จ", "ตัวชี้วัด (KPI)"),
    "source": ("แหล่งงบประมาณ", "แหล่งเงิน", "ที่มาของงบประมาณ"),
    "people": ("จำนวนผู้เข้าร่วม (คน)", "ผู้เข้าร่วม (คน)"),
    "location": ("สถานที่ดำเนินการ", "สถานที่", "พื้นที่ดำเนินการ"),
    "code": ("รหัสโครงการ", "รหัส"),
    "expected": ("ผลที่คาดว่าจะได้รับ", "ผลลัพธ์ที่คาดหวัง"),
    "reason": ("ปัญหา/อุปสรรค", "ข้อขัดข้อง", "สาเหตุที่ยังไม่ดำเนินการ"),
}
FIELD_TITLES = {
    "rationale": (
        "หลักการและเหตุผล",
        "หลักการและเหตุผล",
        "เหตุผลและความจำเป็น",
        "หลักการและเหตุผล/ที่มาของโครงการ",
        "ความเป็นมา",
        "ความเป็นมาและความสำคัญ",
        "ที่มาและความสำคัญ",
        "ที่มาและเหตุผล",
    ),
    "objectives": ("วัตถุประสงค์", "วัตถุประสงค์", "วัตถุประสงค์ของโครงการ", "จุดประสงค์", "จุดมุ่งหมาย"),
    "targets": ("เป้าหมาย", "กลุ่มเป้าหมาย", "เป้าหมาย/กลุ่มเป้าหมาย", "เป้าหมายโครงการ", "เป้าหมายของโครงการ", "ผู้เข้าร่วมโครงการ"),
    "location": ("พื้นที่ดำเนินการ", "สถานที่ดำเนินการ", "สถานที่", "พื้นที่ในการดำเนินงาน", "สถานที่ดำเนินโครงการ"),
    "methods": (
        "วิธีดำเนินการ",
        "วิธีดำเนินการ",
        "วิธีการดำเนินงาน",
        "ขั้นตอนการดำเนินงาน",
        "ขั้นตอนและวิธีดำเนินการ",
        "แนวทางการดำเนินงาน",
        "วิธีการดำเนินโครงการ",
        "วิธีดำเนินงาน",
    ),
    "duration": (
        "ระยะเวลาดำเนินการ",
        "ระยะเวลาดำเนินการ",
        "ระยะเวลาการดำเนินงาน",
        "ระยะเวลา",
        "กำหนดเวลาดำเนินการ",
        "ห้วงเวลาดำเนินการ",
        "ระยะเวลาดำเนินโครงการ",
    ),
    "budget": (
        "งบประมาณ",
        "งบประมาณดำเนินการ",
        "งบประมาณที่ใช้",
        "งบประมาณในการดำเนินการ",
        "วงเงินงบประมาณ",
        "งบประมาณดำเนินโครงการ",
    ),
    "responsible": (
        "ผู้รับผิดชอบ",
        "ผู้รับผิดชอบโครงการ",
        "หน่วยงานที่รับผิดชอบ",
        "หน่วยงานรับผิดชอบ",
        "ส่วนราชการที่รับผิดชอบ",
        "หน่วยงานเจ้าของโครงการ",
    ),
    "results": (
        "ตัวชี้วัด/ผลลัพธ์",
        "ผลที่คาดว่าจะได้รับ",
        "ประโยชน์ที่คาดว่าจะได้รับ",
        "ตัวชี้วัดความสำเร็จ",
        "ตัวชี้วัด",
        "ผลลัพธ์",
        "ผลผลิต/ผลลัพธ์",
        "ตัวชี้วัดและผลลัพธ์",
        "ผลสัมฤทธิ์ที่คาดหวัง",
    ),
}
COLUMN_FIELDS = {
    "objective": "objectives",
    "target": "targets",
    "location": "location",
    "indicator": "results",
    "expected": "results",
}
"""Columns of the summary with the same content as a field of the blocks."""
REPORT_TITLES = {
    "methods": ("การดำเนินการ", "การดำเนินงาน", "วิธีการที่ดำเนินการ", "กิจกรรมที่ดำเนินการ", "รายละเอียดการดำเนินการ"),
    "results": ("ผลการดำเนินการ", "ผลการดำเนินงาน", "ผลที่ได้รับ", "ผลลัพธ์ที่เกิดขึ้น"),
    "problem": ("ปัญหา/อุปสรรค", "ปัญหา อุปสรรค และข้อเสนอแนะ", "ปัญหาและอุปสรรค"),
    "status": ("สถานะ", "สถานะการดำเนินงาน"),
}
STATUS_WORDS = (
    ("ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ยังไม่ได้ดำเนินการ"),
    ("แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่ดำเนินการ"),
    ("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ไม่ได้ดำเนินการ"),
)


class Dice:
    """Draws from a generator with weights."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def one(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self.rng.choice(options)

    def of(self, **weights: float) -> str:
        """One of the keywords by weight. Two underscores represent an empty word."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def chance(self, p: float) -> bool:
        """True with a probability."""
        return self.rng.random() < p


@dataclass
class Style:
    """All choices for a document's appearance. The groups are drawn by functions of the same name."""

    # words and digits
    thai_text: bool = False
    thai_money: bool = False
    dimension_word: str = "มิติ"
    section_word: str = ""
    dimension_form: str = "plain"
    section_form: str = "bare"
    section_local: bool = False
    # document
    placement: str = "before"
    chapter: str = "ส่วนที่"
    title_form: str = "range"
    place_form: str = "line"
    preface: bool = False
    contents: str = "none"
    intro: str = "none"
    stated: bool = False
    ita_table: bool = False
    report_table: bool = False
    # summary
    form: str = "table"
    dimension_rows: str = "across"
    section_rows: str = "none"
    summary_depth: int = 0
    columns: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    header: str = "two"
    header_numbers: bool = False
    year_title: str = "ปี {y}"
    year_short: bool = False
    unit: str = "บาท"
    unit_place: str = "group"
    decimals: int = 0
    commas: bool = True
    zero: str = "-"
    zero_merge: bool = False
    project_number: str = "bare"
    number_in_cell: bool = False
    number_scope: str = "document"
    department_in_cell: str = ""
    totals: frozenset[str] = frozenset()
    total_label: str = "plain"
    total_words: bool = False
    total_wrong: bool = False
    sum_column: bool = False
    caption: bool = False
    table_title: bool = False
    table_note: int = 0
    level_count: bool = False
    follow_up: bool = False
    annex: bool = False
    status_form: str = "word"
    status_words: tuple[str, str, str] = STATUS_WORDS[0]
    mark: str = "/"
    # details
    details: bool = True
    detail_form: str = "fields"
    detail_levels: str = "headings"
    detail_depth: int = 0
    detail_missing: int = 0
    name_form: str = "heading"
    detail_number: str = "dot"
    detail_scope: str = "section"
    bare_names: bool = False
    fields: list[str] = field(default_factory=list)
    field_titles: dict[str, str] = field(default_factory=dict)
    field_number: str = "dot"
    field_content: str = "next"
    field_separator: str = " : "
    item_number: str = "paren"
    results_form: str = "flat"
    duration_form: str = "years"
    budget_form: str = "sum"
    signature: bool = False
    # further properties: see variants
    group_words: tuple[str, str] = ("ผลผลิต", "ผลลัพธ์")
    total_names: tuple[str, str] = ("", "")
    totals_below: bool = False
    told_department: str = " ({d})"
    progress_titles: tuple[str, ...] = ()
    figure_line: str = "first"
    html_rows: int = 0
    # media
    txt_table: str = "pipe"
    txt_markup: str = "none"
    txt_merged: str = "first"
    txt_break: str = "<br>"
    txt_blank: bool = True
    wrap: int = 0
    page_lines: int = 0
    page_number: str = ""
    running: str = ""
    header_repeats: bool = True
    indent: str = ""
    html_kind: str = "word"
    html_lists: bool = False
    docx_headings: bool = True
    docx_bullets: bool = False
    docx_breaks: bool = False

    def text(self, text: str) -> str:
        """A text with the document's digits."""
        return text.translate(num.THAI) if self.thai_text else text

    def amount(self, amount: int) -> str:
        """An amount in the summary's unit and digits. Zero is also printed as a number."""
        text = num.money(amount, self.unit, self.decimals, self.commas)
        return text.translate(num.THAI) if self.thai_money else text

    def baht(self, amount: int) -> str:
        """An amount in baht within a sentence."""
        text = num.money(amount, "บาท", 0)
        return (text.translate(num.THAI) if self.thai_money else text) + " บาท"


def draw_words(d: Dice, s: Style, c: Content) -> None:
    """Words, digits and the forms of level headings."""
    s.thai_text = d.chance(0.55)
    s.thai_money = d.chance(0.75) if s.thai_text else d.chance(0.04)
    pairs = [(a, b) for a, b, _ in LEVEL_WORDS]
    s.dimension_word, s.section_word = d.rng.choices(pairs, [weight for _, _, weight in LEVEL_WORDS])[0]
    s.dimension_form = d.of(plain=50, colon=14, no_thi=8, two_lines=12, dash=5, dot=5, unnumbered=6)
    s.section_form = d.of(word_code=45, bare=55) if s.section_word else "bare"
    if c.depth == 1 and s.section_word and s.section_form == "word_code":
        s.section_local = d.chance(0.2)


def draw_document(d: Dice, s: Style, c: Content) -> None:
    """The parts of the document and their order."""
    if c.report:
        s.placement = d.of(before=30, none=22, only=48)
        s.details = s.placement != "only"
    else:
        s.placement = d.of(before=48, after=10, per_dimension=9, none=11, only=22)
        s.details = s.placement != "only"
    s.chapter = d.one(("ส่วนที่", "ส่วนที่", "บทที่", "ตอนที่", ""))
    s.title_form = d.one(("range", "range", "annual", "fiscal", "long"))
    s.place_form = d.of(line=40, lines=30, comma=10, bare_district=20)
    s.preface, s.contents = d.chance(0.25), d.of(none=55, levels=28, projects=17)
    s.intro = d.of(none=35, prose=20, fields=45)
    s.stated, s.ita_table = d.chance(0.25), d.chance(0.15)
    s.follow_up, s.annex = d.chance(0.12), d.chance(0.12)
    s.report_table = bool(c.report) and d.chance(0.5)


def draw_summary(d: Dice, s: Style, c: Content) -> None:
    """The form of the summary, and how it shows levels."""
    several = len(c.years) > 1
    s.form = d.of(
        table=55,
        per_dimension=22,
        per_year=16 if 1 < len(c.years) < 4 else 0,
        list=9 if not several else 2,
        split=6 if not several else 0,
        stacked=8,
    )
    if c.report:
        s.form = d.of(table=60, per_dimension=40)
    if s.placement == "per_dimension":
        s.form = d.of(per_dimension=80, split=0 if several else 20)
    if s.placement == "none":
        s.form = "none"
    draw_level_rows(d, s, c)
    if s.form == "stacked" and not c.depth:
        s.form, s.section_rows = "table", "none"
    draw_columns(d, s, c)
    draw_money(d, s, c)
    draw_numbers(d, s, c)


def draw_level_rows(d: Dice, s: Style, c: Content) -> None:
    """The position of dimension and section in the summary."""
    s.dimension_rows = d.of(across=50, merged=32, cell=18)
    if s.form in ("per_dimension", "split", "list"):
        s.dimension_rows = "above"
    if s.form == "stacked":
        s.dimension_rows, s.section_rows, s.summary_depth = d.of(across=50, merged=50), "merged", 1
        return
    s.summary_depth = 0 if not c.depth or d.chance(0.2) else (1 if d.chance(0.45) else min(c.depth, 2))
    if not s.summary_depth:
        s.section_rows = "none"
        return
    options = {
        "across": {"across": 55, "merged": 35, "repeat": 10},
        "merged": {"merged": 85, "repeat": 15},
        "cell": {"cell": 75, "merged": 25},
        "above": {"across": 30, "merged": 35, "above": 25, "repeat": 10},
    }[s.dimension_rows]
    s.section_rows = d.of(**options)
    if s.form == "list":
        s.section_rows = "above"
    if s.form == "split":
        s.section_rows, s.summary_depth = "none", 0
    if s.section_rows in ("merged", "repeat"):
        s.summary_depth = 1
    if s.section_local and s.section_rows == "repeat":
        s.section_rows = "merged"


def draw_columns(d: Dice, s: Style, c: Content) -> None:
    """The columns of the summary table, their order and titles."""
    before = ["number"] if d.chance(0.82) else []
    levels = (["dimension"] if s.dimension_rows == "merged" else []) + (
        ["section"] if s.section_rows in ("merged", "repeat") else []
    )
    project = ["project"]
    rich = [
        x
        for x, p in (
            ("code", 0.04),
            ("objective", 0.14),
            ("target", 0.14),
            ("indicator", 0.08),
            ("location", 0.06),
            ("people", 0.06),
        )
        if d.chance(p)
    ]
    if s.form == "stacked":
        before, rich = [], []
    tail = [
        x
        for x, p in (
            ("source", 0.1),
            ("department", 0.6),
            ("months", 0.18 if len(c.years) < 3 else 0.05),
            ("quarters", 0.08 if len(c.years) == 1 else 0),
            ("calendar", 0.05 if len(c.years) == 1 else 0),
            ("remark", 0.35),
            ("expected", 0.06),
        )
        if d.chance(p)
    ]
    schedules = [x for x in tail if x in ("months", "quarters", "calendar")]
    tail = [x for x in tail if x not in schedules[1:]]
    if s.form == "stacked":
        tail = [x for x in tail if x == "remark"]
    if c.report:
        tail = [x for x in tail if x not in ("quarters", "calendar", "months", "expected")]
        tail = ["status", *(["reason"] if d.chance(0.25) else []), *tail]
    if d.chance(0.2):
        d.rng.shuffle(tail)
    code = [x for x in rich if x == "code"]
    rich = [x for x in rich if x != "code"]
    order = [*before, *levels, *code, *project] if d.chance(0.7) or not levels else [*levels, *before, *code, *project]
    early = [x for x in tail if x in ("department", "months") and d.chance(0.15)]
    late = [x for x in tail if x not in early]
    s.columns = [*order, *rich, *early, "money", *late]
    if "department" not in s.columns and s.form != "stacked" and d.chance(0.12):
        s.department_in_cell = d.of(newline=50, same=50)
    draw_titles(d, s)


def draw_titles(d: Dice, s: Style) -> None:
    """The titles of columns, one wording per document."""
    s.titles = {key: d.one(options) for key, options in COLUMN_TITLES.items()}
    s.titles |= {
        "number": d.one(NUMBER_TITLES),
        "project": d.one(PROJECT_TITLES),
        "money": d.one(MONEY_TITLES),
        "department": d.one(DEPARTMENT_TITLES),
        "months": d.one(MONTH_TITLES),
    }
    s.titles["dimension"] = s.dimension_word
    s.titles["section"] = s.section_word or f"ภารกิจตาม{s.dimension_word}"
    s.titles["plan"] = d.one(("งบประมาณตามแผน", "งบประมาณที่ตั้งไว้", "งบประมาณที่ได้รับ", "วงเงินตามแผน"))
    s.titles["spent"] = d.one(("เบิกจ่ายจริง", "งบประมาณที่ใช้จริง", "ผลการเบิกจ่าย", "เบิกจ่าย", "ใช้ไป"))
    s.titles["percent"] = d.one(("ร้อยละ", "ร้อยละการเบิกจ่าย", "คิดเป็นร้อยละ"))
    s.titles["status"] = d.one(("สถานะ", "สถานะการดำเนินการ", "ผลการดำเนินการ", "ผลการดำเนินงาน"))
    s.titles["sum"] = d.one(("รวม", "รวมทั้งสิ้น", "รวมงบประมาณ"))


def draw_money(d: Dice, s: Style, c: Content) -> None:
    """Units, zeros, totals."""
    several = len(c.years) > 1
    s.header = d.of(two=70, flat=30) if several else "flat"
    s.year_title = d.one(YEAR_TITLES)
    s.year_short = several and s.header == "two" and s.year_title.startswith("ปี {") and d.chance(0.06)
    s.header_numbers = s.form == "table" and not several and d.chance(0.04)
    s.unit = d.of(บาท=86, พันบาท=9, ล้านบาท=5) if s.form in ("table", "per_dimension", "per_year") else "บาท"
    if c.place.group == "จังหวัด" and s.form in ("table", "per_dimension", "per_year") and d.chance(0.35):
        s.unit = "ล้านบาท"
    if s.unit == "ล้านบาท" and (
        c.place.group != "จังหวัด" or any(a % 10000 for p in c.projects for a in p.amounts.values())
    ):
        s.unit = "บาท"
    s.unit_place = d.of(group=45, line=18, none=25, cell=12) if s.unit == "บาท" else d.of(group=60, line=40)
    if s.unit_place == "group" and several and s.header == "two" and d.chance(0.3):
        s.unit_place = "year"
    s.decimals = d.rng.choices((0, 2), (82, 18))[0] if s.unit == "บาท" else d.rng.choices((0, 1, 2), (40, 20, 40))[0]
    s.commas = d.chance(0.96)
    s.zero = d.rng.choices(
        ("-", "0", "ไม่ใช้งบประมาณ", "", "ไม่มี", "ไม่ได้ใช้งบประมาณ", "–", "0.00"), (44, 10, 20, 9, 6, 4, 3, 4)
    )[0]
    s.zero_merge = several and s.zero in ("ไม่ใช้งบประมาณ", "ไม่ได้ใช้งบประมาณ") and d.chance(0.5)
    kinds = d.rng.choices((("dimension", "grand"), ("grand",), ("dimension",), ()), (38, 22, 15, 25))[0]
    s.totals = frozenset(kinds) if s.form != "split" else frozenset()
    s.total_label = d.of(plain=40, named=35, count=25)
    s.total_words = not several and "grand" in s.totals and d.chance(0.2)
    s.total_wrong = d.chance(0.06)
    s.sum_column = several and s.form in ("table", "per_dimension") and not s.zero_merge and d.chance(0.25)
    s.caption = d.chance(0.4)
    s.table_title, s.level_count = d.chance(0.12), d.chance(0.05)
    s.table_note = d.rng.choices((0, 1, 2, 3), (82, 6, 6, 6))[0]
    s.status_form, s.mark = d.of(word=65, marks=35), d.one(("/", "✓", "√", "X"))
    s.status_words = d.one(STATUS_WORDS)


def draw_numbers(d: Dice, s: Style, c: Content) -> None:
    """How projects are numbered in the summary."""
    s.number_in_cell = "number" not in s.columns and s.form != "none" and d.chance(0.75)
    s.project_number = d.of(bare=50, dot=28, paren=12, both=6, letter_paren=4)
    if s.number_in_cell:
        s.project_number = d.of(dot=35, paren=20, both=12, dash=18, letter_paren=8, letter_dot=4, bullet=3)
    s.number_scope = d.of(document=50, dimension=32, section=18)
    if s.number_scope == "section" and s.summary_depth < c.depth:
        s.number_scope = "dimension"
    if s.form in ("stacked", "list"):
        s.number_in_cell, s.columns = True, [x for x in s.columns if x != "number"]
        s.project_number = d.of(dot=45, paren=35, both=20)
    dotted = s.summary_depth == c.depth and c.depth < 2 and not s.section_local
    if dotted and s.form in ("table", "per_dimension") and s.project_number in ("bare", "dot") and d.chance(0.15):
        s.project_number = "dotted"
    if s.project_number.startswith("letter"):
        s.number_scope = "dimension" if s.number_scope == "document" else s.number_scope


def draw_details(d: Dice, s: Style, c: Content) -> None:
    """The blocks of the projects."""
    s.detail_form = d.of(fields=70, table=18, form=12)
    shown = s.form != "none"
    s.detail_levels = d.of(headings=72, in_block=14, nothing=14 if shown and s.placement != "per_dimension" else 0)
    if s.detail_form == "table" and s.detail_levels == "in_block" and d.chance(0.3):
        s.detail_levels = "headings"
    s.detail_depth = c.depth if d.chance(0.8) or not shown else 0
    s.detail_missing = 1 if shown and len(c.projects) > 6 and d.chance(0.06) else 0
    s.name_form = d.of(heading=38, ordinal=10, field_same=27, field_next=10, both=8, kind_colon=7)
    if s.detail_form == "table":
        s.name_form = d.of(field_same=80, both=20)
    s.detail_number = d.of(dot=45, paren=18, both=10, bare=7, letter_paren=7, article=3, none=10)
    s.detail_scope = d.of(document=40, dimension=30, section=30) if s.detail_levels == "headings" else "document"
    if s.detail_scope == "section" and (s.detail_depth < c.depth or not c.depth):
        s.detail_scope = "dimension"
    if s.detail_number.startswith("letter") and s.detail_scope == "document":
        s.detail_number = "dot"
    if s.name_form == "heading" and s.detail_levels == "headings" and s.detail_depth == c.depth and not s.section_local:
        if c.depth == 1 and d.chance(0.15):
            s.detail_number = "dotted"
        if c.depth == 2 and d.chance(0.2):
            s.detail_number = "dotted_paren"
    s.bare_names = not shown and s.name_form in ("field_same", "field_next") and d.chance(0.25)
    draw_fields(d, s, c)
    draw_field_looks(d, s, c)


def draw_fields(d: Dice, s: Style, c: Content) -> None:
    """The fields of the blocks, with their order and titles."""
    s.field_titles = {key: d.one(options) for key, options in FIELD_TITLES.items()}
    if c.report:
        s.field_titles |= {key: d.one(options) for key, options in REPORT_TITLES.items()}
        s.fields = [
            x
            for x, p in (
                ("targets", 0.2),
                ("methods", 1),
                ("budget", 0.7),
                ("results", 1),
                ("status", 0.3),
                ("problem", 0.6),
                ("responsible", 0.5),
            )
            if d.chance(p)
        ]
        if d.chance(0.2) and "budget" in s.fields:
            s.fields.remove("budget")
            s.fields.append("budget")
        return
    order = [
        "rationale",
        "objectives",
        "targets",
        "location",
        "methods",
        "duration",
        "budget",
        "responsible",
        "results",
    ]
    omit = {
        x
        for x, p in (
            ("rationale", 0.12),
            ("targets", 0.12),
            ("location", 0.25),
            ("methods", 0.05),
            ("duration", 0.12),
            ("responsible", 0.1),
            ("results", 0.08),
            ("budget", 0.08),
        )
        if d.chance(p)
    }
    s.fields = [x for x in order if x not in omit]
    if "duration" in s.fields and d.chance(0.3):
        move(s.fields, "duration", max(0, s.fields.index("methods") if "methods" in s.fields else 3))
    if "responsible" in s.fields and d.chance(0.25):
        move(s.fields, "responsible", d.one((0, len(s.fields) - 1)))
    if "budget" in s.fields and d.chance(0.12):
        move(s.fields, "budget", max(0, len(s.fields) - 1))
    for index in d.rng.sample(range(len(EXTRA_FIELDS)), d.rng.choices((0, 1, 2), (60, 30, 10))[0]):
        key = f"extra{index}"
        s.field_titles[key] = d.one(EXTRA_FIELDS[index][0])
        s.fields.insert(d.rng.randint(max(0, len(s.fields) - 3), len(s.fields)), key)


def move(items: list[str], item: str, place: int) -> None:
    """Moves an item within a list."""
    items.remove(item)
    items.insert(place, item)


def draw_field_looks(d: Dice, s: Style, c: Content) -> None:
    """Numbers, separators and contents of fields."""
    s.field_number = d.of(dot=52, paren=8, both=5, none=28, letter_dot=4, bullet=3)
    if s.detail_number == s.field_number and s.name_form in ("heading", "kind_colon") and s.field_number != "none":
        s.field_number = "none" if d.chance(0.5) else ("dot" if s.detail_number != "dot" else "paren")
    s.field_content = d.of(next=45, same=40, tab=15)
    s.field_separator = d.of(spaced=35, colon=25, space=40)
    s.field_separator = {"spaced": " : ", "colon": ": ", "space": " "}[s.field_separator]
    if s.field_number in ("none", "bullet") and s.field_content != "next":
        s.field_separator = d.one((" : ", ": ", ":  "))
    if s.field_content == "tab":
        s.field_separator = " :\t" if s.field_number in ("none", "bullet") else "\t"
    s.item_number = d.of(dot=22, paren=24, both=12, dash=20, bullet=6, sub=18, letter_paren=3)
    if s.item_number == s.field_number:
        s.item_number = "dash"
    if s.item_number == "sub" and s.field_number not in ("dot", "paren", "both"):
        s.item_number = "paren" if s.field_number != "paren" else "dash"
    if s.item_number == s.detail_number and s.name_form == "heading":
        s.item_number = "dash"
    s.results_form = d.of(flat=50, groups=28, two=22) if not c.report else "flat"
    s.duration_form = d.of(years=50, years_words=15, list=8, span=12, months=9, always=6)
    s.budget_form = d.of(sum=45, each=25, listed=15, words=15)
    s.signature = s.detail_form == "form" or d.chance(0.05)


def draw_media(d: Dice, s: Style) -> None:
    """The printed form in each medium."""
    s.txt_table = d.of(pipe=50, pipe_bare=8, html_row=24, html_cell=12, html_one=6)
    s.txt_markup = d.of(none=62, bold=22, hash=16)
    s.txt_merged = d.of(first=80, repeat=20)
    s.txt_break = d.of(br=60, slash=20, space=20)
    s.txt_break = {"br": "<br>", "slash": "<br/>", "space": " "}[s.txt_break]
    if s.form == "stacked" and s.txt_break == " ":
        s.txt_break = "<br>"
    s.txt_blank = d.chance(0.7)
    s.wrap = d.rng.choice((70, 80, 95)) if d.chance(0.3) else 0
    s.page_lines = d.rng.randint(32, 48) if d.chance(0.55) else 0
    s.page_number = d.one(("{n}", "- {n} -", "หน้า {n}", "-{n}-", "หน้าที่ {n} จาก {all}"))
    s.running = d.one(("", "title", "organization"))
    s.header_repeats = d.chance(0.8)
    s.indent = d.one(("", "", "    ", "\t", "          "))
    s.html_kind = d.of(word=40, plain=40, divs=20)
    s.html_lists = d.chance(0.3)
    s.docx_headings, s.docx_bullets, s.docx_breaks = d.chance(0.5), d.chance(0.3), d.chance(0.5)


def settle(s: Style, c: Content) -> None:
    """Reverts choices that would be ambiguous together."""
    if not s.details:
        s.detail_depth = 0
    else:  # a field only shown in the summary's column would be missing in the annotation
        s.columns = [x for x in s.columns if COLUMN_FIELDS.get(x) in (None, *s.fields)]
    if s.dimension_form == "unnumbered" and (
        s.section_local or "dotted" in (s.project_number, s.detail_number) or s.detail_levels == "in_block"
    ):
        s.dimension_form = "plain"
    if s.form != "none" and s.detail_levels == "nothing":
        s.detail_depth = 0
    if s.dimension_form == "unnumbered" and s.total_label == "named":
        s.total_label = "plain"
    if s.section_rows == "above" and "dimension" in s.totals and s.total_label == "plain":
        s.total_label = "named"
        s.dimension_form = "plain" if s.dimension_form == "unnumbered" else s.dimension_form
    if s.section_local and s.detail_levels != "headings":
        s.section_local = False
    if s.zero == "" and s.form in ("stacked", "list"):
        s.zero = "-"
    if s.zero in ("0", "0.00") and (s.decimals == 2 or s.zero == "0.00"):
        s.zero, s.decimals = "0.00", 2
    if c.report and s.zero in ("", "ไม่มี"):
        s.zero = "-"
    if s.bare_names and any(p.kind is None or p.core.startswith("“") for p in c.projects):
        s.bare_names = False
    if not s.details and s.form == "none":
        s.form = "table"


def draw_style(rng: Random, content: Content) -> Style:
    """A random style that suits the content."""
    d, s = Dice(rng), Style()
    draw_words(d, s, content)
    draw_document(d, s, content)
    draw_summary(d, s, content)
    draw_details(d, s, content)
    draw_media(d, s)
    settle(s, content)
    return s
