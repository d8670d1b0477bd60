"""Killed, out of space or in each other's way: real processes, and the folder holds one whole dataset afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from phaen.dataset import load
from phaen.emit import swap
from phaen.emit.write import write_dataset

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and locks of POSIX")

WRITE = """
import os, resource, signal, sys
from pathlib import Path
from phaen.emit import swap
from phaen.emit.write import write_dataset

def rows(letter):
    return {"risks": [{"document_id": letter, "order": n, "step": letter * 50} for n in range(2000)],
            "documents": [{"document_id": letter}]}

def write(letter, out):
    write_dataset(rows(letter), Path(out), formats=["csv", "parquet"])
"""

KILLED_AT = (
    WRITE
    + """
moves = int(sys.argv[3])
replace = Path.replace

def counted(self, target):
    global moves
    moves -= 1
    if moves < 0:
        if sys.argv[4] == "fail":
            moves = 3  # then some files go back before the kill
            sys.argv[4] = "kill"
            raise PermissionError("open in another program")
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)

Path.replace = counted
write(sys.argv[1], sys.argv[2])
"""
)


def python(code, *arguments, check=False):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=check, capture_output=True, text=True)


def write(letter, out):
    python(WRITE + "write(*sys.argv[1:])", letter, out, check=True)


def bytes_of_files(folder):
    assert not list(folder.glob(".*"))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def letters_in(out):
    """Which dataset is in a folder, by every format; more than one letter would be a mixture."""
    found = {kind: load(out, kind).rows() for kind in ("csv", "parquet")}
    letters = {row["document_id"] for rows in found.values() for name in ("documents", "risks") for row in rows[name]}
    assert all(len(rows["risks"]) == 2000 for rows in found.values())
    return letters


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    for letter in "ab":
        write(letter, folder / letter)
    return {letter: bytes_of_files(folder / letter) for letter in "ab"}


@pytest.mark.parametrize("moves", [0, 1, 14, 28])
def test_killed_while_the_files_are_put_in_place(tmp_path, undisturbed, moves):
    write("a", tmp_path)
    killed = python(KILLED_AT, "b", tmp_path, moves, "kill")
    assert killed.returncode == -signal.SIGKILL
    assert letters_in(tmp_path) == {"b"}  # the exchange had begun, so what is read is the new dataset
    write("b", tmp_path)
    assert bytes_of_files(tmp_path) == undisturbed["b"]


@pytest.mark.parametrize("moves", [3, 20])
@pytest.mark.parametrize("fresh", [False, True])
def test_killed_while_the_files_go_back(tmp_path, undisturbed, moves, fresh):
    if not fresh:
        write("a", tmp_path)
    killed = python(KILLED_AT, "b", tmp_path, moves, "fail")
    # Without forerunners nothing is moved back, and the error itself ends the process.
    assert killed.returncode == (1 if fresh else -signal.SIGKILL)
    swap.recover(tmp_path)
    expected = {} if fresh else undisturbed["a"]
    assert bytes_of_files(tmp_path) == expected


def test_killed_at_any_moment(tmp_path, undisturbed):
    """Two datasets are written in turn over each other; whenever it is killed, one of them is there, whole."""
    write("a", tmp_path)
    loop = WRITE + "\nprint('go', flush=True)\nwhile True:\n    write('b', sys.argv[1]); write('a', sys.argv[1])"
    for wait in (0.02, 0.05, 0.08, 0.11, 0.17, 0.23):
        with subprocess.Popen([sys.executable, "-c", loop, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"go\n"
            time.sleep(wait)
            process.kill()
        assert letters_in(tmp_path) in ({"a"}, {"b"})
    write("b", tmp_path)
    assert bytes_of_files(tmp_path) == undisturbed["b"]


@pytest.mark.parametrize("limit", [0, 1_000, 20_000, 100_000])
def test_a_full_disk_leaves_the_old_files(tmp_path, undisturbed, limit):
    write("a", tmp_path)
    code = WRITE + f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\nwrite(*sys.argv[1:])"
    done = python(code, "b", tmp_path)
    assert done.returncode == 1
    assert "OSError" in done.stderr
    assert bytes_of_files(tmp_path) == undisturbed["a"]


def test_two_writers_leave_one_dataset(tmp_path, undisturbed):
    code = WRITE + "\nfor _ in range(5): write(*sys.argv[1:])"
    writers = [subprocess.Popen([sys.executable, "-c", code, letter, str(tmp_path)]) for letter in "abab"]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0, 0]
    assert bytes_of_files(tmp_path) in undisturbed.values()


def test_a_living_writer_s_folder_is_left_alone(tmp_path):
    with swap.staged(tmp_path) as stage:
        (stage.new / "run.json").write_text("x")
        write_dataset({}, tmp_path, formats=["csv"])
        assert swap.put_in_place(stage, tmp_path) == [tmp_path / "run.json"]
    assert (tmp_path / "documents.csv").exists()
    assert not list(tmp_path.glob(".*"))


def test_the_folder_of_a_dead_writer_is_removed(tmp_path):
    (tmp_path / ".phaen-new-dead" / "new").mkdir(parents=True)
    write_dataset({}, tmp_path, formats=["csv"])
    assert not list(tmp_path.glob(".*"))


def test_a_name_that_no_file_of_a_dataset_has_is_not_put_in_place(tmp_path):
    with swap.staged(tmp_path) as stage:
        (stage.new / "thesis.docx").write_text("x")
        with pytest.raises(ValueError, match="thesis"):
            swap.put_in_place(stage, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_call_that_fails_once_leaves_no_folder_behind(tmp_path, monkeypatch):
    """The next run may have nothing to do, and then removes nothing."""
    unlink, failed = os.unlink, []

    def failing(path, **options):
        if path == "fresh" and not failed:
            failed.append(path)
            raise OSError
        unlink(path, **options)

    monkeypatch.setattr(os, "unlink", failing)
    with swap.staged(tmp_path) as stage:
        (stage.new / "run.json").write_text("{}")
        swap.put_in_place(stage, tmp_path)
    assert (failed, [path.name for path in tmp_path.iterdir()]) == (["fresh"], ["run.json"])
