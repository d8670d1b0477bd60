"""Money is read exactly or not at all: what is doubtful is SUSPECT, a year or a head count is never an amount."""

import pickle
import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import bahttext

from normalize.amounts import read_figure
from normalize.money import Money, MoneyStatus, looks_like_money, parse_money, split_amounts

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
BAHT = st.integers(1_000, 10**11)
PRINTED = BAHT.map("{:,}".format)
TOKEN = PRINTED | st.sampled_from(["-", "–", "ไม่ใช้งบประมาณ", "ไม่ใช้ งบประมาณ", "0", "5,000 บาท", "1.5 ล้านบาท", "100.00"])
MONEY_LIKE = st.text(alphabet="0123456789๐๑,.- –()บาทล้านไม่ใช้งบประมาณปี:/\nO", max_size=40)


def read(text):
    money = parse_money(text)
    return money.status, money.value


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("100,000", 100_000),
        ("๑๔,๕๐๐,๐๐๐", 14_500_000),
        ("50000", 50_000),
        ("50 000", 50_000),
        ("1 250 000 บาท", 1_250_000),
        ("1 050 500.00", 1_050_500),
        ("100,000.- บาท", 100_000),
        ("50,000-", 50_000),
        ("1.5 ล้านบาท", 1_500_000),
        ("5 แสนบาท", 500_000),
        ("1,234.50 บาท", Decimal("1234.50")),
        ("0", 0),
        ("0.00", 0),
        ("หนึ่งแสนบาทถ้วน", 100_000),
        ("จำนวน 50,000 บาท (ห้าหมื่นบาทถ้วน)", 50_000),
        ("2566 บาท", 2566),
        ("2,566", 2566),
        ("งปม.5,000", 5_000),
        ("1. ค่าอาหาร 5,000 บาท", 5_000),
        ("- 20,000 บาท", 20_000),
        ("งบประมาณ 30,000 บาท จากเทศบัญญัติงบประมาณรายจ่ายประจำปี 2566", 30_000),
        ("ตั้งไว้ 30,000 บาท ตามข้อบัญญัติ ปี 2566 หน้า 45", 30_000),
        ("ไม่เกินงบประมาณ 5,000 บาท", 5_000),
    ],
)
def test_amounts(text, baht):
    assert parse_money(text) == Money(Decimal(baht), MoneyStatus.AMOUNT, text)


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "–",
        "- - -",
        "- บาท",
        "งบประมาณ - บาท",
        "ไม่ใช้งบประมาณ",
        "ไม่ใช่งบประมาณ",
        "ไม่ใช้\nงบประมาณ",
        "ไม่ใช่ งบประ มาณ",
        "ไมใช้งบประมาน",
        "ม่ใช้งบประมาณ",
        "ไม่ใช้งบประมาณดำเนินการ",
        "ไม่ใช้งบ",
        "ไม่ได้ใช้งบประมาณ",
        "ไม่มีงบประมาณ",
        "ไม่เบิกจ่าย",
        "ไม่ใช้งบประมาณ (0 บาท)",
        "ไม่มี",
        "มิได้ใช้งบประมาณ",
        "ปราศจากค่าใช้จ่าย",
        "0.",
        "๐.",
    ],
)
def test_no_budget(text):
    assert read(text) == (MoneyStatus.NONE, 0)


@pytest.mark.parametrize("text", ["", " ", "\n\u200b"])
def test_empty(text):
    assert read(text) == (MoneyStatus.EMPTY, None)


@pytest.mark.parametrize(
    "text",
    [
        "กองช่าง",
        "2566",
        "ปี 2566",
        "1)",
        "1.1.2",
        "50 คน",
        "ร้อยละ 80",
        "มาตรา 103",
        "31/3/2566",
        "ใช้งบประมาณ",
        "ได้ใช้งบประมาณ",
        "ส่งเสริมบทบาท",
    ],
)
def test_what_holds_no_amount(text):
    assert read(text) == (MoneyStatus.UNREADABLE, None)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("1OO,000", 100_000),
        ("๑๐๐,๐๐O", 100_000),
        ("l00,000", 100_000),
        ("100,00", 10_000),
        ("1,0000,000", 10_000_000),
        ("100.000", 100_000),
        ("100, 000", 100_000),
        ("1, 500, 000", 1_500_000),
        ("1,500, 200,000", None),
        ("0,000", None),
        ("9" * 20, None),
        ("-5,000", 5_000),
        ("(5,000)", 5_000),
        ("- 200,000 -", 200_000),
        ("จำนวน 50,000 บาท (ห้าแสนบาทถ้วน)", 50_000),
        ("ไม่ใช้งบประมาณ 5,000 บาท", 5_000),
        ("5,000 บาท 3,000 บาท", None),
        ("คนละ 200 บาท", None),
        ("ตามแผน 7 ประการ", 7),
    ],
)
def test_doubtful_amounts_are_flagged_with_a_best_reading(text, best):
    assert read(text) == (MoneyStatus.SUSPECT, best)


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("ค่าอาหาร 5,000 บาท ค่าวิทยากร 3,000 บาท รวมทั้งสิ้น 8,000 บาท", 8_000),
        ("8,000 บาท แบ่งเป็น 5,000 บาท และ 3,000 บาท", 8_000),
        ("จำนวน 50 คน คนละ 200 บาท เป็นเงิน 10,000 บาท", 10_000),
        ("งบประมาณรวม 100,000 บาท (ปีละ 20,000 บาท)", 100_000),
        ("ปีละ 20,000 บาท รวม 5 ปี เป็นเงิน 100,000 บาท", 100_000),
        ("งวดแรก 5,000 บาท งวดหลัง 3,000 บาท สองงวดได้ 8,000 บาท", 8_000),
    ],
)
def test_several_amounts_settle_on_their_sum(text, baht):
    money = parse_money(text)
    assert (money.status, money.value, money.per_year) == (MoneyStatus.AMOUNT, baht, False)


@pytest.mark.parametrize(
    "text",
    ["ปีละ 20,000 บาท", "20,000 บาท/ปี", "20,000 บาทต่อปี", "ปี 2566-2570 ปีละ 20,000 บาท", "ปีละ ๒๐,๐๐๐ บาท"],
)
def test_amounts_per_year(text):
    money = parse_money(text)
    assert (money.status, money.value, money.per_year) == (MoneyStatus.AMOUNT, 20_000, True)
    assert not money.by_year


@pytest.mark.parametrize(
    ("text", "by_year"),
    [
        ("ปี 2566 จำนวน 10,000 บาท ปี 2567 จำนวน 20,000 บาท", {2566: 10_000, 2567: 20_000}),
        ("พ.ศ. 2566 : 10,000 บาท\nพ.ศ. 2567 : 20,000 บาท", {2566: 10_000, 2567: 20_000}),
        ("10,000 บาท (ปี 2566) 20,000 บาท (ปี 2567)", {2566: 10_000, 2567: 20_000}),
        ("ปี 2566 10,000 บาท ปี 2567 20,000 บาท รวม 30,000 บาท", {2566: 10_000, 2567: 20_000}),
        ("ปี 2566 - 2567 ปีละ 3,000 บาท ปี 2568 ปีละ 4,000 บาท", {2566: 3_000, 2567: 3_000, 2568: 4_000}),
        ("ปี 2566 - 2567 ปีละ 3,000 บาท และปี 2568 จำนวน 4,000 บาท", {2566: 3_000, 2567: 3_000, 2568: 4_000}),
        ("ปี 2566 ปี 2568 และปี 2570 ปีละ 5,000 บาท", {2566: 5_000, 2568: 5_000, 2570: 5_000}),
        ("ปี 2566 ไม่ใช้งบประมาณ ปี 2567 จำนวน 20,000 บาท", {2566: 0, 2567: 20_000}),
        ("2566 : -\n2567 : 10,000", {2566: 0, 2567: 10_000}),
        ("ปี 2566 จำนวน 10,000 บาท", {2566: 10_000}),
        ("ปี 2566 = 10,000\nปี 2567 = 20,000", {2566: 10_000, 2567: 20_000}),
        ("ปี 2566 - 10,000\nปี 2567 – 20,000", {2566: 10_000, 2567: 20_000}),
        ("ปีที่ 1 (2566) 900\nปีที่ 2 (2567) 1,000", {2566: 900, 2567: 1_000}),
        ("10,000 ปี 2566 20,000 ปี 2567", {2566: 10_000, 2567: 20_000}),
        ("ปีงบ 66 = 0\nปีงบ 67 = 20,000\nรวม = 20,000", {2566: 0, 2567: 20_000}),
        ("30,000 (ปี 2567)", {2567: 30_000}),
    ],
)
def test_amounts_by_year(text, by_year):
    money = parse_money(text)
    assert (money.status, money.value) == (MoneyStatus.AMOUNT, sum(by_year.values()))
    assert money.by_year == by_year


@pytest.mark.parametrize(
    "text",
    ["ปี 2566 10,000 บาท ปี 2567 20,000 บาท รวม 40,000 บาท", "ปี 2566 10,000 บาท ปี 2566 20,000 บาท"],
)
def test_years_that_do_not_add_up_are_suspect(text):
    assert parse_money(text).status is MoneyStatus.SUSPECT


@given(BAHT, st.booleans(), st.sampled_from(["", " บาท", ".-", ".00", ".- บาท"]))
def test_every_printed_amount_reads_back(baht, thai, unit):
    text = f"{baht:,}{unit}"
    assert read(text.translate(TO_THAI) if thai else text) == (MoneyStatus.AMOUNT, baht)


@given(BAHT, BAHT)
def test_figures_and_words_must_agree(figures, words):
    text = f"จำนวน {figures:,} บาท ({bahttext(words)})"
    expected = MoneyStatus.AMOUNT if figures == words else MoneyStatus.SUSPECT
    assert read(text) == (expected, figures)


@given(st.dictionaries(st.integers(2540, 2600), BAHT, min_size=1, max_size=5))
def test_every_list_by_year_reads_back(by_year):
    text = " ".join(f"ปี {year} จำนวน {baht:,} บาท" for year, baht in by_year.items())
    money = parse_money(text)
    assert (money.status, money.by_year) == (MoneyStatus.AMOUNT, by_year)


@given(MONEY_LIKE | st.text(max_size=40))
def test_status_and_value_agree(text):
    money = parse_money(text)
    assert money.text == text
    if money.status in (MoneyStatus.EMPTY, MoneyStatus.UNREADABLE):
        assert money.value is None
    elif money.status is MoneyStatus.NONE:
        assert money.value == 0
    elif money.status is MoneyStatus.AMOUNT:
        assert money.value is not None
        assert money.value >= 0
    assert money.value is None or isinstance(money.value, Decimal)


@example("1 000")
@given(st.text(alphabet="0123456789,. OoIl", min_size=1, max_size=12))
def test_a_sound_figure_has_the_value_of_its_digits(figure):
    value, sound = read_figure(figure)
    if sound:
        assert value == Decimal(figure.replace(",", "").replace(" ", ""))


def test_money_can_be_sent_to_another_process_and_hashed():
    money = parse_money("ปี 2566 จำนวน 10,000 บาท")
    assert pickle.loads(pickle.dumps(money)) == money
    assert hash(money) == hash(parse_money(money.text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("- 200,000 -", ["-", "200,000", "-"]),
        ("- -", ["-", "-"]),
        ("๖,๐๐๐,๐๐๐ -", ["๖,๐๐๐,๐๐๐", "-"]),
        ("ไม่ใช้ งบประมาณ", ["ไม่ใช้ งบประมาณ"]),
        ("50,000 ไม่ใช้งบประมาณ", ["50,000", "ไม่ใช้งบประมาณ"]),
        ("50,000\n20,000 บาท", ["50,000", "20,000 บาท"]),
        ("100, 000 5,000", ["100, 000", "5,000"]),
        ("1, 500, 000 5,000", ["1, 500, 000", "5,000"]),
        ("จำนวน 50,000 บาท (ห้าหมื่นบาทถ้วน) 2,000", ["จำนวน 50,000 บาท (ห้าหมื่นบาทถ้วน)", "2,000"]),
        ("5,000 กองคลัง\nกองช่าง", ["5,000 กองคลัง", "กองช่าง"]),
        ("กองช่าง", ["กองช่าง"]),
        ("ปี 2566 - 2570", ["ปี 2566 - 2570"]),
    ],
)
def test_split_amounts(text, tokens):
    assert split_amounts(text) == tokens


@given(MONEY_LIKE | st.text(max_size=40))
def test_splitting_loses_nothing_but_white_space(text):
    tokens = split_amounts(text)
    assert "".join("".join(tokens).split()) == "".join(text.split())
    assert all(token == token.strip() != "" for token in tokens)


@given(st.lists(TOKEN, max_size=6), st.sampled_from([" ", "\n", "  "]))
def test_what_was_joined_is_split_again(tokens, gap):
    assert split_amounts(gap.join(tokens)) == tokens


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "- 200,000 -",
        "100,000",
        "50,000 บาท",
        "0.00",
        "0",
        "500",
        "15000.00",
        "ไม่ใช้ งบประมาณ",
        "1OO,000",
        "ปี 2566 จำนวน 5,000 บาท",
    ],
)
def test_cells_of_money(text):
    assert looks_like_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2566",
        "ปี 2566",
        "ปีงบประมาณ พ.ศ. 2566 - 2570",
        "- พ.ศ. 2566",
        "1)",
        "1.",
        "1.1",
        "12",
        "กองคลัง",
        "งบประมาณ (บาท)",
        "โครงการอบรม 5,000 บาท",
        "50 คน",
        "- " * 200,
    ],
)
def test_cells_of_something_else(text):
    assert not looks_like_money(text)


@pytest.mark.parametrize(
    "text", ["1 ", "1,", "l,", "2566 ", "ไม่", "- ", ": - ", "หนึ่ง ", "1" + " " * 50, "10,000 ", "(", "ม่ใช้ง"]
)
def test_hostile_fields_take_linear_time(text):
    field = text * (60_000 // len(text))
    started = time.process_time()
    parse_money(field)
    split_amounts(field)
    assert time.process_time() - started < 5  # quadratic time would take minutes


@pytest.mark.parametrize(
    "text", ["3\ufffd40,000", "\ufffd40,000", "40,0\ufffd0", "40,000\ufffd บาท", "๓๗,\ufffd๔๐,๐๐๐"]
)
def test_a_digit_that_nobody_can_read_leaves_no_amount(text):
    money = parse_money(text)
    assert (money.value, money.status) == (None, MoneyStatus.SUSPECT)


@pytest.mark.parametrize(
    "text", ["ไม่ของบประมาณ", "ไม่ขอตั้งงบประมาณ", "ไม่ต้องตั้งงบประมาณ", "มิได้ขอรับงบประมาณ", "ไม่มีการใช้จ่ายเงิน", "ไม่ใช้เงิน"]
)
def test_no_money_in_any_words(text):
    assert parse_money(text).status is MoneyStatus.NONE


def test_a_year_without_money_among_years_with_some():
    for text in ("2567 : 8,000\n2568 : ไม่มี\nรวม 2 ปี : 8,000", "ปี 2567 8,000 บาท, ปี 2568 ไม่ขอใช้เงิน"):
        assert parse_money(text).by_year == {2567: 8_000, 2568: 0}
    assert parse_money("2567 : ไม่มี\n2568 : ไม่มี\nรวม 2 ปี : ไม่มี").status is MoneyStatus.NONE


def test_the_sum_of_some_years_is_no_amount_of_one():
    money = parse_money("2567 : 8,000 บาท\n2568 : 9,000 บาท\nรวม 2 ปี : 17,000 บาท")
    assert (money.value, money.by_year) == (17_000, {2567: 8_000, 2568: 9_000})
