"""Messages in Thai: chosen by the user or the locale, complete, on the terminal only."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import click
import pytest

from phaen.cli import cli, run
from phaen.cli.language import Language, catalogue, chosen, speaking, translated
from tests.messages import HOLE, in_code, in_help, shape

THAI = re.compile("[ก-๙]")
OUTPUT = Path(__file__).parent.parent / "output"
COMMANDS = [(), *((name,) for name in cli.commands)]


def known() -> set[str]:
    return {shape(message) for message in catalogue()}


def is_known(message: str) -> bool:
    """Whether the catalogue has it, as such or as a message with values."""
    if message in known():
        return True
    with speaking(Language.THAI):
        return HOLE in message and bool(THAI.search(translated(message.replace(HOLE, "7"))))


def test_every_message_in_the_code_has_a_thai_text() -> None:
    assert {message: place for message, place in in_code().items() if not is_known(message)} == {}


def test_every_text_of_the_help_pages_has_a_thai_text() -> None:
    with speaking(Language.THAI):
        assert {text for text in in_help() if not THAI.search(translated(text))} == set()


def test_thai_texts_have_the_values_of_the_english_ones() -> None:
    def values(text: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)\}", text))

    assert {english: thai for english, thai in catalogue().items() if values(english) != values(thai)} == {}


def test_thai_texts_are_thai_in_storage_order() -> None:
    assert [thai for thai in catalogue().values() if not THAI.search(thai)] == []
    assert [thai for thai in catalogue().values() if unicodedata.normalize("NFC", thai) != thai or "ํา" in thai] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "phaen")
def test_help_pages_have_no_english_sentence(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help", "--lang", "th"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip() and "phaen " not in line]
    words = re.compile(r"(?<![\w./\-'\"])[a-z]{3,} [a-z]{3,} [a-z]{3,}")
    assert [line for line in lines if words.search(line)] == []
    assert not [line for line in lines if unicodedata.category(line.strip()[0]) == "Mn"], "a line begins with a mark"


def test_every_option_is_in_the_thai_help_page() -> None:
    for name, command in cli.commands.items():
        with speaking(Language.THAI):
            page = command.get_help(click.Context(command, info_name=name))
        options = [name for option in command.params for name in option.opts if name.startswith("--")]
        assert [option for option in options if option not in page] == []


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "th_TH.UTF-8"}, "th"),
        ([], {"LANG": "th"}, "th"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "th_TH"}, "th"),
        ([], {"LANG": "th_TH", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "th_TH", "LC_MESSAGES": "en_GB"}, "en"),
        (["--lang", "th", "status", "x"], {}, "th"),
        (["status", "x", "--lang=th"], {}, "th"),
        (["status", "x", "--lang", "en"], {"LC_ALL": "th_TH.UTF-8"}, "en"),
        (["text", "--", "--lang", "th"], {}, "en"),
        (["text", "--lang"], {}, "en"),
    ],
)
def test_the_language_is_that_of_the_option_or_else_of_the_locale(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert chosen(arguments, environment) == language


def test_values_that_are_messages_are_translated_and_others_are_not() -> None:
    with speaking(Language.THAI):
        assert (
            translated("failed: แผน: success.txt: the file is empty") == "ไม่สำเร็จ: แผน: success.txt: the file is empty"
        )
        assert translated("failed: success: the file is empty") == "ไม่สำเร็จ: success: ไฟล์ว่างเปล่า"
        assert translated("cannot write to out: Permission denied") == "เขียนลงใน out ไม่ได้: ไม่มีสิทธิ์"
        assert translated("Error: something new") == "ข้อผิดพลาด: something new"
        assert translated("{not} a message") == "{not} a message"


def test_a_run_reports_in_thai(tmp_path: Path, sample_plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    plan = sorted(sample_plans.glob("8_*.txt"))[0]
    arguments = ["convert", str(plan), str(tmp_path / "empty.txt"), "-o", str(tmp_path / "out"), "--format", "csv"]
    assert run([*arguments, "--jobs", "1", "--lang", "th"]) == 1
    printed = capsys.readouterr()
    assert "ไม่สำเร็จ" in printed.err
    assert "ไฟล์ว่างเปล่า" in printed.err
    assert "โครงการ" in printed.out
    assert not re.search(r"\b(plans|projects|findings|Wrote|time)\b", printed.out.replace(str(tmp_path), ""))


@pytest.mark.parametrize(
    "arguments", [("query", "", "drop table projects"), ("query", "", "select 1; select 2"), ("query", "nowhere", "x"),
                  ("open", "nowhere"), ("open", "", "review"), ("report", "nowhere"), ("diff", "nowhere", "nowhere")]
)  # fmt: skip
def test_what_is_refused_is_told_in_thai(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = arguments
    folder = OUTPUT if not rest[0] else tmp_path / rest[0]
    assert run([command, str(folder), *rest[1:], "--lang", "th"]) == 2
    told = capsys.readouterr().err
    names = r"phaen (review|convert)|documents|dataset|[a-z/]*\.(parquet|csv|duckdb|sqlite|jsonl|xlsx|html)|Excel|DROP"
    assert not re.search("[A-Za-z]{3,}", re.sub(names, "", told.replace(str(folder), ""))), told


@pytest.mark.parametrize("options", [(), ("--row", "P005")])
def test_a_plan_is_shown_in_thai(
    options: tuple[str, ...], sample_plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = sample_plans / "7_tambon_thung_dao_rueang.txt"
    assert run(["inspect", str(plan), *options, "--lang", "th"]) == 0
    words = re.compile(f"{re.escape(plan.name)}|\\b[0-9a-f]{{8,16}}\\b|No Gift Policy|P005/2567/detail")
    lines = words.sub("", capsys.readouterr().out).splitlines()
    assert [line for line in lines if re.search("[A-Za-z]{3,}", line)] == []


def test_files_and_json_do_not_depend_on_the_language(
    tmp_path: Path, sample_plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    plan = str(sorted(sample_plans.glob("8_*.txt"))[0])
    for language in Language:
        out = tmp_path / language.value
        run(
            [
                "convert",
                plan,
                str(tmp_path / "empty.txt"),
                "-o",
                str(out),
                "--jobs",
                "1",
                "-q",
                "--lang",
                language.value,
            ]
        )
    english, thai = (
        {path.name: path.read_bytes() for path in (tmp_path / name.value).glob("[!.]*")} for name in Language
    )
    assert english.keys() == thai.keys()
    assert [name for name in english if english[name] != thai[name] and name != "run.json"] == []
    capsys.readouterr()
    run(["status", str(tmp_path / "th"), "--json", "--lang", "th"])
    assert json.loads(capsys.readouterr().out)["failures"][0]["error"] == "the file is empty"


def test_wrong_usage_is_told_in_thai(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", "--lang", "th"]) == 2
    assert "วิธีใช้: phaen convert" in (printed := capsys.readouterr().err)
    assert "ไม่ได้ระบุตัวเลือก '-o' / '--output'" in printed
    assert run(["--lang", "th", "status", "x", "--jsn"]) == 2
    assert "ไม่มีตัวเลือก" in capsys.readouterr().err
    assert run(["--lang", "xx", "status", "x"]) == 2
