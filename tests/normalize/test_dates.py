"""Dates as Thai documents print them, in the Gregorian calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.calendar import months
from normalize.dates import parse_date

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
DATES = st.dates(datetime.date(1960, 1, 1), datetime.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("22 เดือน กรกฎาคม พ.ศ. 2565", (2022, 7, 22)),
        ("ประกาศ ณ วันที่ ๒๒ เดือน กรกฎาคม พ.ศ. ๒๕๖๕", (2022, 7, 22)),
        ("31 มี.ค. 66", (2023, 3, 31)),
        ("1 ตุลาคม 2565", (2022, 10, 1)),
        ("1 มค 66", (2023, 1, 1)),
        ("29 ก.พ. 2567", (2024, 2, 29)),
        ("1 มกราคม พุทธศักราช 2566", (2023, 1, 1)),
        ("1 ม.ค. ค.ศ. 2023", (2023, 1, 1)),
        ("1 มกราคม 2023", (2023, 1, 1)),
        ("31/3/2566", (2023, 3, 31)),
    ],
)
def test_dates(text, date):
    assert parse_date(text) == datetime.date(*date)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "ตุลาคม 2565",
        "31 กุมภาพันธ์ 2566",
        "29 ก.พ. 2566",
        "99 มกราคม 2566",
        "0 มกราคม 2566",
        "1 ตุลาคม 9999",
        "1/13/2566",
        "1/2",
    ],
)
def test_no_date_or_an_impossible_one(text):
    assert parse_date(text) is None


@given(DATES, st.data(), st.booleans())
def test_every_day_reads_back_under_every_name_of_its_month(date, data, thai):
    name = data.draw(st.sampled_from([name for name, number in months().items() if number == date.month]))
    text = f"{date.day} {name} พ.ศ. {date.year + 543}"
    assert parse_date(text.translate(TO_THAI) if thai else text) == date


@given(st.text(alphabet="0123456789 /.มค.กพ.ตุลาคมพ.ศ", max_size=30) | st.text())
def test_never_raises(text):
    assert parse_date(text) is None or isinstance(parse_date(text), datetime.date)
