"""`phaen doctor` says what is missing for which sources, and how to install it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from phaen.cli import run
from phaen.cli.doctor_command import advice
from phaen.cli.machine import Machine, State, needs, this_machine

WHOLE = Machine(
    system="Linux",
    release="6.1",
    python=(3, 12, 1),
    packages={"click": "8.1", "rich": "13"},
    dask=True,
    ocr_lack="",
    tessdata="/usr/share/tessdata",
    office="/usr/bin/soffice",
    thai_fonts=True,
    cores=4,
    memory=16 << 30,
    cache=Path("/home/someone/.cache/phaen/ocr"),
    cache_writable=True,
)


def states(machine: Machine) -> dict[str, State]:
    return {need.name: need.state for need in needs(machine) if need.state is not State.OK}


def test_nothing_is_said_of_a_machine_that_has_everything() -> None:
    assert states(WHOLE) == {}
    assert list(advice(needs(WHOLE), "debian")) == ["All kinds of sources can be read."]


@pytest.mark.parametrize(
    ("machine", "name", "state", "words"),
    [
        (replace(WHOLE, ocr_lack="no tha.traineddata"), "Tesseract (tha, eng)", "missing", "tesseract-ocr-tha"),
        (replace(WHOLE, office=""), "LibreOffice", "missing", "libreoffice-writer"),
        (replace(WHOLE, python=(3, 10, 9)), "Python", "missing", "python3"),
        (replace(WHOLE, packages={"click": "", "rich": "13"}), "Python packages", "missing", "make demo"),
        (replace(WHOLE, thai_fonts=False), "Thai fonts", "note", "fonts-thai-tlwg"),
        (replace(WHOLE, memory=5 << 30), "cores and memory", "note", "phaen convert --jobs 2"),
        (replace(WHOLE, cache_writable=False), "cache folder", "note", "--ocr-cache"),
        (replace(WHOLE, dask=False), "Dask", "note", "phaen[dask]"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(machine: Machine, name: str, state: str, words: str) -> None:
    assert states(machine) == {name: state}
    (line,) = (line for line in advice(needs(machine), "debian") if name in line)
    assert state in line
    assert words in line


def test_unknown_facts_are_no_fault() -> None:
    assert states(replace(WHOLE, thai_fonts=None, memory=0)) == {}


@pytest.mark.parametrize(("system", "key"), [("Linux", "debian"), ("Darwin", "macos"), ("Windows", "windows")])
def test_there_is_advice_for_every_system(system: str, key: str) -> None:
    bare = replace(WHOLE, system=system, ocr_lack="none", office="", python=(3, 9, 0), thai_fonts=False, dask=False)
    wanting = [need for need in needs(bare) if need.state is not State.OK]
    assert len(wanting) >= 5
    assert [need.name for need in wanting if not need.mend[key]] == []


def test_windows_is_told_to_use_a_subsystem_and_macos_what_is_not_tested() -> None:
    assert states(replace(WHOLE, system="Windows")) == {"system": State.MISSING}
    assert any("wsl" in line for line in advice(needs(replace(WHOLE, system="Windows")), "windows"))
    assert states(replace(WHOLE, system="Darwin")) == {"system": State.NOTE}


def test_the_command_prints_a_table_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["doctor", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert {need["name"] for need in data["needs"]} == {need.name for need in needs(this_machine())}
    assert data["packages"]["click"]
    assert status == any(need["state"] == "missing" for need in data["needs"])
    assert run(["doctor"]) == status
    assert "Tesseract" in capsys.readouterr().out


def test_missing_language_data_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extract.read.ocr.tessdata.FOLDERS", ())
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert run(["doctor", "--lang", "th"]) == 1
    printed = capsys.readouterr().out
    assert "ยังขาด Tesseract (tha, eng)" in printed
    assert "tesseract-ocr-tha" in printed
