"""`phaen inspect --why`: every decision with the rule that made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from phaen import cli
from phaen.exit_codes import ExitCode

PLAN = str(Path(__file__).parent.parent / "samples" / "plans" / "1_mueang_bua_chomphu.txt")


def why(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert cli.run(["inspect", PLAN, "--why", *options]) == ExitCode.OK
    return capsys.readouterr().out.splitlines()


def test_it_names_a_rule_for_lines_tables_and_halves(capsys: pytest.CaptureFixture[str]) -> None:
    printed = why(capsys)
    for rule in ("begins_block", "heading_in_turn", "project_table", "same_name"):
        assert any(f" {rule}: " in line for line in printed)


def test_of_one_line_it_tells_of_that_line_only(capsys: pytest.CaptureFixture[str]) -> None:
    number = next(line.split()[0].split(":")[1] for line in why(capsys) if "begins_block" in line)
    chosen = why(capsys, number)
    assert chosen
    assert all(line.split()[0].endswith(f":{number}") for line in chosen)


def test_it_takes_the_number_of_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["inspect", PLAN, "--why", "first"]) == ExitCode.USAGE
    assert "first" in capsys.readouterr().err
