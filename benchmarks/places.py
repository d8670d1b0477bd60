"""Every subdistrict, district and province as a body that writes a plan: counts those that are read wrong.

The names are those of `geothai`; the sentences around them are made up. `--share 50` reads only every fiftieth name, as
the tests do. Exits with 1 if more is wrong than allowed by `ALLOWED`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.measure import print_table
from normalize.organizations import Identity, identify

OBT, MUNICIPALITY, TOWN = "องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "เทศบาลเมือง"
BANGKOK = "กรุงเทพมหานคร"

ALLOWED = {"short": 0.001, "invented": 0.03}
"""The allowed share of documents read wrong, by form; zero for other forms.

If an unlisted name is followed by a sentence ("ปากน้ำในฝันขอแจ้ง"), only the meaning shows where it ends.
"""

TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)"

RUNNING = (
    "{body} {address} ได้จัดทำแผนปฏิบัติการป้องกันการทุจริตขึ้นเพื่อใช้เป็นกรอบการทำงาน",
    "แผนปฏิบัติการป้องกันการทุจริตของ{body} {address} ฉบับนี้มีผลใช้บังคับ 5 ปี",
    "ด้วย{body}ได้ประชุมพนักงานเมื่อวันที่ 5 มกราคม 2566 ณ ที่ทำการ {address}",
    "บัดนี้{body}จึงประกาศใช้แผนดังกล่าวในพื้นที่ {address} โดยทั่วกัน",
    "คณะผู้บริหารและพนักงานของ{body}, {address}, ขอประกาศเจตนารมณ์ร่วมกัน",
    "ตามที่ {body} ({address}) ให้ความสำคัญกับความโปร่งใส",
    "{body}ยินดีรับเรื่องร้องเรียนจากชาวบ้านทุกวัน ที่ตั้ง {address}",
    "ผลงานของ{body}น่าพอใจเป็นอย่างยิ่ง ชาวบ้านใน {address} ให้คะแนนสูง",
    "{body}มีพนักงาน 25 คน {address}",
    "ปลัด{body}ขอแจ้งให้ทราบโดยทั่วกัน {address}",
)
MENTIONS = (
    "{body}ได้จัดทำแผนฉบับนี้ขึ้นจากความเห็นของทุกฝ่าย",
    "พนักงานของ{body}ทุกคนลงนามในประกาศ",
    "{body}มีหมู่บ้านในความดูแล 9 หมู่บ้าน",
    "ผู้รับผิดชอบ สำนักปลัด{body}",
    "งบประมาณของ{body} ประจำปี",
    "{body}จะติดตามผลทุกหกเดือน",
    "การดำเนินงานของ{body}ที่ผ่านมาเป็นไปด้วยดี",
)
SHORT = (
    "{short}{name} อ.{district} จ.{province}",
    "{short} {name} อ. {district} จ. {province}",
    "แผนของ {short}{name} อ.{district} จ.{province} ปี 2566",
    "{short}{name} (อ.{district} จ.{province})",
)
SHORT_TYPES = {OBT: "อบต.", MUNICIPALITY: "ทต.", TOWN: "ทม."}

MADE_UP = (
    "ทุ่งตะวันรอน", "บ้านนาใสเย็น", "หนองบัวแดงน้อย", "เขาหินงามใต้", "โพนสว่างฟ้า", "ดอนแก้วเรือง", "บางน้ำเค็มใหม่",
    "ท่าข้ามสามัคคี", "หนองหานหลวงงาม", "นาดีพัฒนาไกล", "แม่ปิงทอง", "ห้วยยางคำหล้า", "เวียงทรายคำ", "โคกสูงส่งฟ้า",
    "คลองใหม่แสงดาว", "บ้านกลางวังทราย", "ศรีบุญมาใจดี", "หาดทรายรีแดง", "ในเมืองเก่าจันทร์", "ปากน้ำในฝัน",
)  # fmt: skip
"""Unlisted names, most of which begin with the name of a place."""

MADE_UP_DISTRICTS = (
    "แกลงใต้", "ห้วยผึ้งหลวง", "เมืองทองคำ", "บ้านนาเหนือ", "ศรีมาทอง", "หนองในงาม", "นารับขวัญ", "โพนจัดเรียง", "เชียงขอดาว",
    "ปงนำสุข", "คงส่งแก้ว", "บางรวมใจ", "วังทองหล่อ", "พลลงเขา", "ปายถนนทอง", "นาดีมีทรัพย์", "ตราดเหนือใหม่", "เวียงที่นา",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A body and its place. Parts that are never printed are ""."""

    type: str
    name: str
    district: str = ""
    province: str = ""
    district_code: str = ""
    subdistrict_code: str = ""

    @property
    def full_name(self) -> str:
        """The name with its type."""
        return self.type + self.name

    @property
    def address(self) -> str:
        """District and province in full."""
        return f"อำเภอ{self.district} จังหวัด{self.province}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one document and its body. `form` is the way in which the body is printed."""

    form: str
    body: Body
    lines: tuple[str, ...]


def subdistrict_bodies() -> Iterator[Body]:
    """Every subdistrict except those of Bangkok, as อบต. and as เทศบาลตำบล."""
    from geothai import districts, provinces, subdistricts

    for home in provinces():
        if home.name_th == BANGKOK:
            continue
        for near in districts(home.code):
            for place in subdistricts(near.code):
                for kind in (OBT, MUNICIPALITY):
                    code = place.code if kind == OBT else ""
                    yield Body(kind, place.name_th, near.name_th, home.name_th, near.code, code)


def other_bodies() -> Iterator[Body]:
    """Every district as a municipality, every provincial body, the offices of Bangkok, Pattaya, and made-up names."""
    from geothai import districts, provinces

    for home in provinces():
        for near in districts(home.code):
            if home.name_th == BANGKOK:
                name = near.name_th.removeprefix("เขต")
                yield Body("สำนักงานเขต", name, name, BANGKOK, near.code)
            else:
                for kind in (TOWN, MUNICIPALITY):
                    yield Body(kind, near.name_th, near.name_th, home.name_th, near.code)
        if home.name_th != BANGKOK:
            yield Body("องค์การบริหารส่วนจังหวัด", home.name_th, "", home.name_th)
    for number, name in enumerate(MADE_UP):
        near = districts("65")[number % 9]
        for kind in (OBT, MUNICIPALITY, TOWN):
            yield Body(kind, name, near.name_th, "พิษณุโลก", near.code)
        district = MADE_UP_DISTRICTS[number % len(MADE_UP_DISTRICTS)]
        yield Body(OBT, name, district, "พิษณุโลก")
    for number, district in enumerate(MADE_UP_DISTRICTS):
        for kind in (OBT, TOWN):
            yield Body(kind, MADE_UP[number], district, "ระยอง")
    yield Body("เมืองพัทยา", "", "", "ชลบุรี")


def sheets(body: Body, seed: int) -> Iterator[Sheet]:
    """The documents of one body: named often, once on its own line, in running text, without a place, abbreviated."""
    dice = random.Random(f"{seed} {body}")
    name, address = body.full_name, _printed_address(body)
    own_lines = (TITLE, name, *address)
    yield Sheet("once", body, own_lines)
    mentions = dice.sample(MENTIONS, 4)
    yield Sheet("often", body, (*own_lines, *(text.format(body=name) for text in mentions)))
    if not body.name:
        return
    yield Sheet("bare", body, (TITLE, name))
    if body.district and body.province != BANGKOK:
        running = dice.choice(RUNNING).format(body=name, address=body.address)
        form = "invented" if body.name in MADE_UP else "running"
        yield Sheet(form, body, (TITLE, running, "ส่วนที่ 1 บทนำ"))
        short = dice.choice(SHORT).format(
            short=SHORT_TYPES[body.type], name=body.name, district=body.district, province=body.province
        )
        yield Sheet("short", body, (TITLE, short))


def _printed_address(body: Body) -> tuple[str, ...]:
    if body.province == BANGKOK:
        return (BANGKOK,)
    if not body.district:
        return (f"จังหวัด{body.province}",)
    return (body.address,)


def faults(sheet: Sheet, found: Identity) -> list[str]:
    """The errors in a document: "field: found, not wanted"."""
    body = sheet.body
    wanted = {"organization": body.full_name}
    if body.type == OBT:
        wanted["subdistrict"] = body.name
    if sheet.form != "bare":
        wanted |= {"district": body.district, "province": body.province}
        wanted |= {"district_code": body.district_code, "subdistrict_code": body.subdistrict_code}
    wrong = {field: value for field, value in wanted.items() if getattr(found, field) != value}
    if sheet.form == "invented":
        # An address in prose may belong to any body, unless the list places this body there.
        wrong = {field: value for field, value in wrong.items() if getattr(found, field)}
    return [f"{field}: {getattr(found, field)!r}, not {value!r}" for field, value in wrong.items()]


def measure(bodies: Iterable[Body], seed: int) -> tuple[Counter[tuple[str, str]], list[tuple[Sheet, list[str]]]]:
    """The number of documents read by form and type, and those read wrong."""
    read: Counter[tuple[str, str]] = Counter()
    wrong = []
    for body in bodies:
        for sheet in sheets(body, seed):
            read[sheet.form, body.type] += 1
            if found := faults(sheet, identify(sheet.lines)):
                wrong.append((sheet, found))
    return read, wrong


def too_many(read: Counter[tuple[str, str]], wrong: Sequence[tuple[Sheet, list[str]]]) -> list[str]:
    """The forms with more errors than allowed."""
    total, bad = Counter[str](), Counter(sheet.form for sheet, _ in wrong)
    for (form, _), count in read.items():
        total[form] += count
    return [form for form, count in bad.items() if count > ALLOWED.get(form, 0) * total[form]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=int, default=1, help="read every n-th body only")
    parser.add_argument("--show", type=int, default=10, help="how many wrong ones of each form to show")
    options = parser.parse_args()
    bodies = [*subdistrict_bodies(), *other_bodies()][options.seed % options.share :: options.share]
    read, wrong = measure(bodies, options.seed)
    bad = Counter((sheet.form, sheet.body.type) for sheet, _ in wrong)
    rows = [[form, kind, str(count), str(bad[form, kind])] for (form, kind), count in sorted(read.items())]
    print_table("Bodies read wrong", ["form", "body", "read", "wrong"], rows)
    shown: Counter[str] = Counter()
    for sheet, found in wrong:
        shown[sheet.form] += 1
        if shown[sheet.form] <= options.show:
            print(sheet.form, sheet.lines[1], found)
    sys.exit(bool(too_many(read, wrong)))


if __name__ == "__main__":
    main()
