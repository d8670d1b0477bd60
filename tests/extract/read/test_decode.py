"""The decoded text does not depend on the encoding. Undecodable text is marked and counted, or rejected."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.errors import SourceError, UnknownEncoding, UnreadableSource
from extract.read.decode import TRUNCATED, UNDECODABLE, decode
from extract.read.reader_interface import ReadableSource

PLAN = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. ๒๕๖๖\n“โครงการ” อบรม – ๑,๐๐๐ บาท…\nงานธุรการ\n"
ENCODINGS = {
    "utf-8": PLAN.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + PLAN.encode(),
    "utf-16-le with mark": codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"),
    "utf-16-be with mark": codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
    "utf-16-le": PLAN.encode("utf-16-le"),
    "utf-16-be": PLAN.encode("utf-16-be"),
    "cp874": PLAN.encode("cp874"),
    "crlf": PLAN.replace("\n", "\r\n").encode(),
    "cr": PLAN.replace("\n", "\r").encode(),
    "cp874 crlf": PLAN.replace("\n", "\r\n").encode("cp874"),
}


def decoded(data):
    return decode(ReadableSource("plan.txt", data))


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings_agree(data):
    result = decoded(data)
    assert result.text == PLAN
    assert result.repairs == ()


SYLLABLES = st.lists(st.sampled_from(["การ", "ที่", "ปี ", "เป็น", "ไม่", "น้ำ", "และ", "๒๕๖๖ ", "แผน", "หน", "\n", "12 "]))


@given(SYLLABLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"]))
def test_any_thai_text_in_any_encoding(syllables, encoding):
    text = "ที่ทำการ\n" + "".join(syllables)
    assert decoded(text.encode(encoding)).text == text


def test_utf8_bytes_that_also_make_sense_in_tis620_and_the_other_way_round():
    # Half of these TIS-620 bytes are also well-formed UTF-8.
    text = "กำหนดแผน หน หน กำหนดแผน"
    assert decoded(text.encode("cp874")).encoding == "cp874"
    assert decoded("เธอ เธอ เธอ".encode()).encoding == "utf-8"


def test_truncated_last_letter_is_tolerated_and_counted():
    result = decoded("แผนงาน".encode()[:-1])
    assert result.text == "แผนงา\ufffd"
    assert [tuple(repair) for repair in result.repairs] == [(5, TRUNCATED)]


def test_truncated_utf16():
    result = decoded("แผนงาน".encode("utf-16")[:-1])
    assert result.text == "แผนงา\ufffd"
    assert result.repairs[0].code == TRUNCATED


def test_a_few_bad_bytes_stay_visible_where_they_stand():
    data = "แผนงาน".encode() + b"\xff\xfe" + "\nโครงการ".encode() + b"\xc0" + "ดี".encode()
    result = decoded(data)
    assert result.text == "แผนงาน\ufffd\nโครงการ\ufffdดี"
    assert [tuple(repair) for repair in result.repairs] == [(6, UNDECODABLE), (15, UNDECODABLE)]


def test_a_replacement_character_of_the_source_is_no_repair():
    assert decoded("แผน\ufffdงาน".encode()).repairs == ()


@pytest.mark.parametrize("data", [b"\xff" * 100, b"caf\xe9 na\xefve fa\xe7ade \xff\xfd" * 3 + b"\xff" * 90])
def test_unknown_encoding_names_the_file(data):
    with pytest.raises(UnknownEncoding, match=r"plan\.txt.*no known encoding"):
        decoded(data)


def test_binary_is_refused():
    with pytest.raises(UnreadableSource, match="binary"):
        decoded(bytes(range(256)) * 4)


@pytest.mark.parametrize("data", [b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\n".encode()])
def test_blank_is_refused(data):
    with pytest.raises(UnreadableSource, match="white space"):
        decoded(data)


def test_only_line_ends_split_lines():
    text = "ก\u2028ข\x0bค\x85ง"
    assert decoded(text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_raise_a_source_error(data):
    try:
        result = decoded(data)
    except SourceError:
        return
    result.text.encode()
    assert "\r" not in result.text
    assert all(result.text[repair.offset] == "\ufffd" for repair in result.repairs)
