"""The command over folders that are hostile, archives, lists and full disks; and stopping it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import phaen
from benchmarks.kills import session
from phaen import cli
from phaen.batch import due
from phaen.batch.lock import lock
from phaen.batch.store import Store
from phaen.exit_codes import ExitCode
from tests.batch import faults
from tests.batch.conftest import contents

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


def convert(out: Path, *arguments: str | Path) -> int:
    return run("convert", *arguments, "-o", out, "--format", "csv", "--jobs", "2")


def statuses(out: Path) -> dict[str, str]:
    frame = phaen.load(out).documents
    return dict(zip(frame.source_file, frame.status, strict=True))


def errors(out: Path) -> dict[str, str]:
    frame = phaen.load(out).documents
    failed = frame[frame.status == "failed"]
    return dict(zip(failed.source_file, failed.error, strict=True))


def start(out: Path, *arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "phaen", "convert", *map(str, arguments), "-o", str(out), "--format", "csv"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, **{**pipes, **options})


# --- archives


def test_a_folder_and_its_archive_give_the_same_plans(plans: Path, out: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(plans.iterdir()):
            archive.write(path, path.name)
    assert convert(out, tmp_path / "all.zip") == ExitCode.OK
    assert convert(tmp_path / "other", plans) == ExitCode.OK
    assert list(statuses(out)) == [f"all.zip/{name}" for name in statuses(tmp_path / "other")]
    assert (out / "projects.csv").read_bytes() == (tmp_path / "other" / "projects.csv").read_bytes()
    assert phaen.convert(tmp_path / "all.zip").documents.equals(phaen.load(out).documents)


def test_what_an_archive_refuses_is_told_and_nothing_is_written_outside(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outer = tmp_path / "outer"
    shutil.move(plans, outer / "plans")
    with zipfile.ZipFile(outer / "plans" / "tricks.zip", "w") as archive:
        for name in ("../up.txt", f"{tmp_path}/absolute.txt", "good.txt"):
            archive.writestr(name, (outer / "plans" / "1.txt").read_bytes() + name.encode())
        archive.writestr("bomb.txt", bytes(300 << 20), zipfile.ZIP_DEFLATED)
    (outer / "plans" / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    before = set(tmp_path.rglob("*"))
    out = tmp_path / "out"
    assert convert(out, outer / "plans") == ExitCode.SOURCES_FAILED
    assert {path for path in tmp_path.rglob("*") if out not in path.parents} - before == {out}
    failed = errors(out)
    assert set(failed) == {
        "broken.zip", "tricks.zip/up.txt", f"tricks.zip{tmp_path}/absolute.txt", "tricks.zip/bomb.txt",
    }  # fmt: skip
    assert "more than the limit" in failed["tricks.zip/bomb.txt"]
    assert statuses(out)["tricks.zip/good.txt"] != "failed"
    assert "tricks.zip" in capsys.readouterr().err


# --- lists


@pytest.mark.parametrize("separator", [b"\n", b"\r\n", b"\0"])
def test_paths_come_from_a_list(plans: Path, out: Path, tmp_path: Path, separator: bytes) -> None:
    given = [plans / "1.txt", plans / "แผน 2.txt"]
    (plans / "2.txt").rename(plans / "แผน 2.txt")
    (tmp_path / "list").write_bytes(
        b"\xef\xbb\xbf" * (separator != b"\0") + separator.join(map(os.fsencode, [*given, ""]))
    )
    assert convert(out, plans / "3.txt", "--from-file", tmp_path / "list") == ExitCode.OK
    assert set(statuses(out)) == {"1.txt", "3.txt", "แผน 2.txt"}


def test_paths_come_from_standard_input(plans: Path, out: Path) -> None:
    with start(out, "--from-file", "-", stdin=subprocess.PIPE) as process:
        process.communicate(f"{plans}/1.txt\n\n{plans}/2.txt\n", timeout=60)
    assert process.returncode == ExitCode.OK
    assert set(statuses(out)) == {"1.txt", "2.txt"}


def test_a_list_that_is_not_there_or_empty_is_wrong_usage(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert convert(out, "--from-file", tmp_path / "list") == ExitCode.USAGE
    assert "cannot read the list" in capsys.readouterr().err
    (tmp_path / "list").touch()
    assert convert(out, "--from-file", tmp_path / "list") == ExitCode.USAGE


# --- names


def test_names_of_every_kind_are_converted_and_told(
    plans: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (plans / "1.txt").read_bytes()
    names = [
        "แผน ปฏิบัติการ.txt".encode(),
        "ก".encode() * 83 + b" .txt",  # 254 bytes
        b"x" * 251 + b".txt",
        b"not \xff text.txt",
        b"two\nlines.txt",
        b"-o.txt",
        b"'quoted\" $HOME `ls`;.txt",
    ]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(plans) + b"/" + name)).write_bytes(body + b"\n\n(%d)\n" % (number + 100))
    empty = Path(os.fsdecode(os.fsencode(plans) + b"/empty \xff.txt"))
    empty.touch()
    assert convert(out, plans, "--log", tmp_path / "log") == ExitCode.SOURCES_FAILED
    assert len(statuses(out)) == 6 + len(names) + 1
    assert list(statuses(out).values()).count("failed") == 1
    assert "not \N{REPLACEMENT CHARACTER} text.txt" in statuses(out)
    before = contents(out)
    assert convert(out, plans) == ExitCode.SOURCES_FAILED
    assert contents(out) == before
    assert run("status", out) == ExitCode.SOURCES_FAILED
    assert run("status", out, "--json") == ExitCode.SOURCES_FAILED
    assert "empty \N{REPLACEMENT CHARACTER}.txt" in capsys.readouterr().out


# --- what is in the folder besides plans


def test_pipes_links_and_devices_keep_nobody_waiting(plans: Path, out: Path, tmp_path: Path) -> None:
    os.mkfifo(plans / "pipe.txt")
    (plans / "device.txt").symlink_to("/dev/zero")
    (plans / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (plans / "loop.txt").symlink_to(plans / "loop.txt")
    (plans / "self").symlink_to(plans)
    (plans / "folder.txt").mkdir()
    assert convert(out, plans) == ExitCode.SOURCES_FAILED
    assert set(errors(out)) == {"pipe.txt", "device.txt", "dangling.txt", "loop.txt"}
    assert len(statuses(out)) == 10


def test_a_file_that_grows_while_it_is_read_is_one_of_its_states(plans: Path, out: Path) -> None:
    code = (
        "import sys, time\nstart = time.monotonic()\nwith open(sys.argv[1], 'ab', 0) as file:\n"
        "    while time.monotonic() - start < 20: file.write(b'\\n' * 100000); time.sleep(0.005)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(plans / "1.txt")]) as writer:
        status = convert(out, plans, "--timeout", "60")
        writer.kill()
    assert status in (ExitCode.OK, ExitCode.SOURCES_FAILED)
    assert len(statuses(out)) == 6
    assert set(errors(out)) <= {"1.txt"}


# --- seeing it run


def test_the_log_has_a_json_object_per_event(plans: Path, out: Path, tmp_path: Path) -> None:
    (plans / "empty.txt").touch()
    convert(out, plans, "--log", tmp_path / "log")
    events = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    stages = [event["stage"] for event in events if event["event"] == "stage_begun"]
    assert stages == ["finding", "converting", "writing"]
    (planned,) = [event for event in events if event["event"] == "planned"]
    assert (planned["sources"], planned["done"]) == (7, 0)
    done = {event["source_file"]: event for event in events if event["event"] == "converted"}
    assert (done["empty.txt"]["status"], done["empty.txt"]["failure"]) == ("failed", "refused")
    assert done["1.txt"]["counts"]["projects"] > 0
    convert(out, plans, "--log", tmp_path / "log")
    assert len((tmp_path / "log").read_text(encoding="utf-8").splitlines()) == len(events) + 4


def test_a_log_that_cannot_be_written_is_told(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(out, plans, "--log", plans / "gone" / "log") == ExitCode.USAGE
    assert f"cannot write to {plans / 'gone' / 'log'}" in capsys.readouterr().err


def test_a_terminal_shows_a_bar_with_rate_and_time_left(plans: Path, out: Path) -> None:
    import pty

    parent, terminal = pty.openpty()
    with start(out, plans, stderr=terminal) as process:
        os.close(terminal)
        shown = b"".join(_read_all(parent))
        process.wait(60)
    assert process.returncode == ExitCode.OK
    assert "Converting" in shown.decode()
    assert "/s" in shown.decode()


def test_a_terminal_shows_the_pages_of_a_long_scan(out: Path) -> None:
    import pty

    pytest.importorskip("tesserocr")
    parent, terminal = pty.openpty()
    scan = ROOT / "samples" / "documents" / "8_tambon_nong_kaeo_mani.scan.pdf"
    log = out.parent / "log"
    with start(out, scan, "--ocr-cache", "none", "--jobs", "1", "--log", log, stderr=terminal) as process:
        os.close(terminal)
        shown = b"".join(_read_all(parent)).decode()
        assert process.wait(300) == ExitCode.OK
    pages = [event for event in map(json.loads, log.read_text("utf-8").splitlines()) if event["event"] == "pages_read"]
    assert pages
    assert "pages of 8_tambon" in shown
    assert pages[0]["source"] == scan.name
    assert pages[0]["done"] <= pages[-1]["done"] <= pages[0]["total"] == len(phaen.load(out).pages)


def _read_all(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other end was closed: that is how a terminal ends
            return
        if not data:
            return
        yield data


def test_nothing_is_shown_where_there_is_no_terminal(plans: Path, out: Path) -> None:
    with start(out, plans) as process:
        assert process.communicate(timeout=60)[1] == ""


# --- status


def test_status_tells_what_is_done_failed_left_and_stale(
    plans: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (plans / "empty.txt").touch()
    shutil.copy(plans / "1.txt", plans / "copy.txt")
    convert(out, plans)
    capsys.readouterr()
    assert run("status", out, "--json") == ExitCode.SOURCES_FAILED
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("running", "sources", "done", "failed", "left", "stale", "duplicates")} == {
        "running": False, "sources": 8, "done": 7, "failed": 1, "left": 0, "stale": 0, "duplicates": 1,
    }  # fmt: skip
    (failure,) = told["failures"]
    assert (failure["source_file"], failure["kind"]) == ("empty.txt", "refused")
    monkeypatch.setattr(due, "rules_for", lambda _: "others")
    with lock(Store(out).lock, out):
        run("status", out)
    printed = capsys.readouterr().out
    assert "running" in printed
    assert "made by other rules" in printed
    assert f"failed: empty.txt: {failure['error']}" in printed


def test_status_of_a_folder_without_a_batch_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", tmp_path) == ExitCode.USAGE
    assert "no batch was run here" in capsys.readouterr().err
    (tmp_path / ".phaen").mkdir()
    (tmp_path / ".phaen" / "ledger.sqlite").write_bytes(b"nonsense" * 200)
    assert run("status", tmp_path) == ExitCode.USAGE


# --- stopped


def test_two_batches_on_one_folder_do_not_meet(plans: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    convert(out, plans)
    before = contents(out)
    with lock(Store(out).lock, out):
        assert convert(out, plans, "--force") == ExitCode.USAGE
    assert "another phaen batch" in capsys.readouterr().err
    assert contents(out) == before


@pytest.mark.takes_long
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_an_interrupted_batch_keeps_what_is_finished(plans: Path, out: Path, short_plan: bytes, tmp_path: Path) -> None:
    for number in range(40):
        (plans / f"more {number}.txt").write_bytes(short_plan + b"\n" * (number + 2))
    with start(out, plans, "--verbose", "--jobs", "2") as process:
        assert process.stderr
        for _ in range(10):
            assert process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to every process of the group
        began = time.monotonic()
        rest = process.communicate(timeout=60)[1]
        seconds = time.monotonic() - began
    assert process.returncode == ExitCode.INTERRUPTED
    assert seconds < 10  # it takes a fraction of one; the machine may be busy
    assert "Interrupted: finished work is kept." in rest
    assert "Traceback" not in rest
    assert contents(out) == {}
    assert run("status", out) == ExitCode.SOURCES_FAILED
    with start(out, plans, "--verbose") as process:
        lines = process.communicate(timeout=120)[1].splitlines()
    done = int(lines[0].split()[0])
    assert lines[0] == f"{done} of 46 need no conversion"
    assert done >= 10
    assert len(lines) == 1 + 46 - done
    assert convert(tmp_path / "calm", plans) == ExitCode.OK
    assert contents(out) == contents(tmp_path / "calm")


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("pause", [0.0, 0.1])
def test_a_second_interruption_ends_everything_at_once(plans: Path, out: Path, short_plan: bytes, pause: float) -> None:
    for number in range(40):
        (plans / f"more {number}.txt").write_bytes(short_plan + b"\n" * (number + 2))
    with start(out, plans, "--verbose", "--jobs", "2") as process:
        assert process.stderr
        for _ in range(5):
            assert process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(pause)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        rest = process.communicate(timeout=60)[1]
    assert process.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in rest
    assert "KeyboardInterrupt" not in rest
    deadline = time.monotonic() + 10
    while list(session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(session(process.pid)) == []
    assert run("convert", plans, "-o", out, "-q", "--format", "csv") == ExitCode.OK


@pytest.mark.parametrize("limit", [30_000, 200_000])
def test_a_disk_that_fills_up_ends_the_batch_and_a_later_run_completes(
    plans: Path, out: Path, tmp_path: Path, limit: int
) -> None:
    """A limit on the size of files stands for the disk: the ledger, or a table, meets it at one point or another."""
    full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}
    with start(out, plans, **full) as process:
        told = process.communicate(timeout=60)[1]
    assert process.returncode in (ExitCode.OK, ExitCode.USAGE), told
    assert (process.returncode == ExitCode.OK) == bool(contents(out))
    assert "Traceback" not in told
    assert convert(out, plans) == ExitCode.OK
    assert convert(tmp_path / "calm", plans) == ExitCode.OK
    assert contents(out) == contents(tmp_path / "calm")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("may not mount a file system here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_real_disk_that_is_full(plans: Path, small_disk: Path, short_plan: bytes, tmp_path: Path) -> None:
    for number in range(60):
        (plans / f"more {number}.txt").write_bytes(short_plan + b"\n" * (number + 2))
    out = small_disk / "out"
    assert convert(out, plans) == ExitCode.USAGE
    assert convert(out, plans) == ExitCode.USAGE
    subprocess.run(["mount", "-o", "remount,size=100m", str(small_disk)], check=True)
    assert convert(out, plans) == ExitCode.OK
    assert convert(tmp_path / "calm", plans) == ExitCode.OK
    assert contents(out) == contents(tmp_path / "calm")


def test_limits_are_those_given(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("hang", "python"):
        (plans / f"{way}.txt").write_text(way, encoding="utf-8")
    monkeypatch.setattr("phaen.batch.batch.convert", faults.convert_but)
    assert convert(out, plans, "--timeout", "4", "--memory", "400") == ExitCode.SOURCES_FAILED
    assert errors(out) == {
        "hang.txt": "took longer than the time limit of 4 seconds",
        "python.txt": "needed more memory than the limit of 400 MB",
    }
