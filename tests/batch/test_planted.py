"""An output folder that somebody else has prepared: nothing outside of it is written, moved or removed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from phaen import cli
from phaen.batch.ledger_file import open_ledger, read_ledger
from phaen.batch.store import Store
from phaen.emit import inside, swap
from phaen.emit.file_digest import digest_of_bytes
from phaen.emit.inside import NotOursError
from phaen.emit.write import write_dataset
from tests.batch.conftest import contents, run_batch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")

Tree = dict[str, tuple[int, int, bytes]]


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder of somebody's files, some with the names that phaen uses."""
    folder = tmp_path / "victim"
    for name in (
        "letter.txt",
        "documents.csv",
        "new/documents.csv",
        "old/documents.csv",
        "scratch/x",
        "parts/ab/x.part",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"precious {name}".encode() * 20)
    connection = sqlite3.connect(folder / "their.sqlite")
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    return folder


def tree(folder: Path) -> Tree:
    """All that a folder holds: kind and time of every file, and its content."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[path.relative_to(folder).as_posix()] = (
            status.st_mode,
            0 if path.is_dir() else status.st_mtime_ns,
            content,
        )
    return found


def convert(plans: Path, out: Path, *options: str) -> int:
    return cli.run(["convert", str(plans), "-o", str(out), "--jobs", "1", "--format", "csv", *options])


# -- links ----------------------------------------------------------------------------------------------------------

REFUSED = {
    ".phaen": "",
    ".phaen/lock": "letter.txt",
    ".phaen/ledger.sqlite": "their.sqlite",
    ".phaen/ledger.sqlite-wal": "letter.txt",
    ".phaen/ledger.sqlite-shm": "letter.txt",
    ".phaen/ledger.sqlite-journal": "letter.txt",
    ".phaen/parts": "parts",
    ".phaen-commit": "",
    ".phaen-commit/new": "new",
    ".phaen-commit/old": "old",
    ".phaen-undo": "",
    ".phaen-undo/new": "new",
    ".phaen-undo/old": "old",
}
"""Links that are an error, and where they lead."""

REPLACED = {
    ".run.json.new": "letter.txt",
    "run.json": "letter.txt",
    "documents.csv": "letter.txt",
    "datapackage.json": "no such file",
    ".phaen/scratch": "scratch",
    ".phaen/scratch/incoming": "letter.txt",
    ".phaen-commit/copy": "letter.txt",
    ".phaen-undo/fresh": "letter.txt",
    ".phaen-new-x": "new",
    "letter.txt": "letter.txt",
}
"""Links that do no harm, and where they lead."""


def plant(out: Path, name: str, target: Path) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).symlink_to(target)


@pytest.mark.parametrize(("name", "target"), REFUSED.items())
def test_a_link_in_the_place_of_phaens_own_is_an_error_that_names_it(plans, out, victim, capsys, name, target):
    plant(out, name, victim / target)
    before = tree(victim)
    assert convert(plans, out) == 2
    error = capsys.readouterr().err
    assert str(out / name) in error
    assert "a link" in error
    assert tree(victim) == before
    (out / name).unlink()
    assert convert(plans, out) == 0


@pytest.mark.parametrize(("name", "target"), REPLACED.items())
def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(plans, out, victim, name, target):
    plant(out, name, victim / target)
    before = tree(victim)
    assert convert(plans, out) == 0
    assert tree(victim) == before
    made = [path for path in out.iterdir() if path.name in {"run.json", "documents.csv", "datapackage.json"}]
    assert len(made) == 3
    assert not any(path.is_symlink() for path in made)


def test_a_link_in_the_place_of_a_part_s_folder_is_an_error(plans, out, victim, capsys):
    run_batch(out, plans)
    part = next((out / ".phaen" / "parts").rglob("*.part"))
    part.parent.rename(victim / "moved")
    part.parent.symlink_to(victim / "moved")
    before = tree(victim)
    assert convert(plans, out, "--force") == 2
    assert str(part.parent) in capsys.readouterr().err
    assert tree(victim) == before


def test_a_part_that_is_a_link_or_a_pipe_is_made_anew(plans, out, victim):
    run_batch(out, plans)
    calm = contents(out)
    one, two, *_ = sorted((out / ".phaen" / "parts").rglob("*.part"))
    one.rename(victim / "part")
    one.symlink_to(victim / "part")
    two.unlink()
    os.mkfifo(two)
    before = tree(victim)
    assert convert(plans, out) == 0
    assert contents(out) == calm
    assert tree(victim) == before
    assert inside.is_file(one) and inside.is_file(two)


@pytest.mark.parametrize("name", [".phaen/lock", ".phaen/ledger.sqlite"])
def test_a_pipe_is_not_waited_for(plans, out, name, capsys):
    (out / name).parent.mkdir(parents=True)
    os.mkfifo(out / name)
    assert convert(plans, out) == 2
    assert "a special file" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["lock", "ledger.sqlite"])
def test_another_name_of_somebody_s_file_leaves_it_as_it_is(plans, out, victim, name):
    own = victim / ("their.sqlite" if name == "ledger.sqlite" else "letter.txt")
    (out / ".phaen").mkdir(parents=True)
    os.link(own, out / ".phaen" / name)
    before = own.read_bytes()
    assert convert(plans, out) == 0
    assert own.read_bytes() == before


def test_the_output_folder_itself_may_be_a_link(plans, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    assert convert(plans, tmp_path / "out") == 0
    assert (tmp_path / "disk" / "documents.csv").is_file()


@pytest.mark.parametrize("options", [[], ["--repair"]])
@pytest.mark.parametrize("name", [".phaen", ".phaen/ledger.sqlite", ".phaen/lock", ".phaen/parts"])
def test_verify_follows_no_link(plans, out, victim, capsys, name, options):
    """Of a dataset of the victim's own, so that there is much to repair."""
    run_batch(victim / "theirs", plans)
    (victim / "theirs" / "budgets.csv").write_text("edited")
    shutil.copytree(victim / "theirs", out)
    (shutil.rmtree if (out / name).is_dir() else Path.unlink)(out / name)
    plant(out, name, victim / "theirs" / name)
    before = tree(victim)
    code = cli.run(["verify", str(out), *options])
    assert tree(victim) == before
    error = capsys.readouterr().err
    assert (code == 2 and str(out / name) in error) or (code == 1 and not options and name == ".phaen/lock")


@pytest.mark.parametrize("name", ["budgets.csv", "budgets.edited-1.csv", ".phaen/scratch/edited"])
def test_copies_of_edited_files_follow_no_link(plans, out, victim, name):
    run_batch(out, plans)
    (out / "budgets.csv").write_text("edited")
    (out / name).unlink(missing_ok=True)
    plant(out, name, victim / "letter.txt")
    before = tree(victim)
    assert cli.run(["verify", str(out), "--repair"]) == 0
    assert tree(victim) == before
    copies = [path for path in out.glob("*.edited-*") if inside.is_file(path)]
    assert [path.read_text() for path in copies] == ([] if name == "budgets.csv" else ["edited"])
    assert inside.is_file(out / "budgets.csv")


@pytest.mark.parametrize("name", [".phaen", ".phaen/ledger.sqlite", ".phaen/lock"])
def test_status_follows_no_link(plans, out, victim, capsys, name):
    if name == ".phaen/lock":
        run_batch(out, plans)
        (out / name).unlink()
    plant(out, name, victim / ("their.sqlite" if name.endswith("sqlite") else "letter.txt" if "/" in name else ""))
    before = tree(victim)
    code = cli.run(["status", str(out)])
    assert tree(victim) == before
    assert code == (0 if name == ".phaen/lock" else 2)
    assert name == ".phaen/lock" or str(out / name) in capsys.readouterr().err


def test_a_log_in_the_output_folder_that_is_a_link_is_an_error(plans, out, victim, capsys):
    plant(out, "log.jsonl", victim / "letter.txt")
    before = tree(victim)
    assert convert(plans, out, "--log", str(out / "log.jsonl")) == 2
    assert "log.jsonl" in capsys.readouterr().err
    assert tree(victim) == before


def test_a_log_elsewhere_may_be_a_link(plans, out, tmp_path):
    (tmp_path / "log").symlink_to(tmp_path / "real")
    assert convert(plans, out, "--log", str(tmp_path / "log")) == 0
    assert (tmp_path / "real").read_text().count("\n") > 3


def test_only_the_dataset_is_published(plans, out, victim, tmp_path):
    pytest.importorskip("fsspec")
    work = tmp_path / "work"
    work.mkdir()
    (work / "secret.txt").symlink_to(victim / "letter.txt")
    (work / "totals.parquet").symlink_to(victim / "letter.txt")
    store = tmp_path / "store"
    code = cli.run(
        ["convert", str(plans), "-o", f"file://{store}", "--work", str(work), "--format", "csv", "--jobs", "1"]
    )
    assert code == 0
    assert (store / "documents.csv").is_file()
    assert not (store / "secret.txt").exists()
    assert not (store / "totals.parquet").exists()


def test_the_picture_of_a_page_follows_no_link(root, tmp_path, victim):
    before = tree(victim)
    (tmp_path / ".page.png.part").symlink_to(victim / "letter.txt")
    (tmp_path / "page.png").symlink_to(victim / "letter.txt")
    plan = root / "samples" / "documents" / "4_tambon_khlong_dok_kaeo.pdf"
    assert cli.run(["inspect", str(plan), "--page", "1", "--image", str(tmp_path / "page.png"), "--dpi", "40"]) == 0
    assert tree(victim) == before
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
    assert inside.is_file(tmp_path / "page.png")


# -- names ----------------------------------------------------------------------------------------------------------


def hostile(out: Path, victim: Path) -> list[str]:
    """Names that lead to the victim's file, or to a file that is none of a dataset."""
    relative = os.path.relpath(victim / "letter.txt", out)
    return [
        str(victim / "letter.txt"),
        relative,
        f"./{relative}",
        f"x/../{relative}",
        "thesis.docx",
        ".",
        "..",
        "",
        ".phaen",
    ]


def test_names_in_an_undone_exchange_remove_nothing_but_the_dataset(plans, out, victim):
    undo = out / ".phaen-undo"
    (undo / "new").mkdir(parents=True)
    (undo / "old").mkdir()
    (out / "thesis.docx").write_text("mine")
    (undo / "old" / "thesis.docx").write_text("planted")
    (out / "risks.csv").write_text("of an earlier run")
    (undo / "fresh").write_text("\n".join([*hostile(out, victim), "risks.csv"]), encoding="utf-8")
    before = tree(victim)
    swap.recover(out)
    assert tree(victim) == before
    assert (out / "thesis.docx").read_text() == "mine"
    assert not (out / "risks.csv").exists()
    assert not undo.exists()
    assert convert(plans, out) == 0


@pytest.mark.parametrize("fresh", [b"", b"\xff\xfe", b"\0", None])
def test_a_damaged_exchange_is_no_traceback(plans, out, fresh):
    undo = out / ".phaen-undo"
    undo.mkdir(parents=True)
    if fresh is not None:
        (undo / "fresh").write_bytes(fresh)
    assert convert(plans, out) == 0
    assert not undo.exists()


def test_an_exchange_begun_by_somebody_else_moves_nothing_but_the_dataset(plans, out, victim):
    new = out / ".phaen-commit" / "new"
    new.mkdir(parents=True)
    (out / "thesis.docx").write_text("mine")
    (new / "thesis.docx").write_text("planted")
    (new / ".bashrc").write_text("planted")
    (new / "risks.csv").symlink_to(victim / "letter.txt")
    before = tree(victim)
    swap.recover(out)
    assert (out / "thesis.docx").read_text() == "mine"
    assert sorted(path.name for path in out.iterdir()) == ["thesis.docx"]
    assert tree(victim) == before


@pytest.mark.parametrize("among", ["files", "coming"])
def test_names_of_files_in_the_ledger_remove_and_copy_nothing_but_the_dataset(plans, out, victim, among):
    run_batch(out, plans)
    (out / "thesis.docx").write_text("mine")
    nothing = asdict(digest_of_bytes(b""))
    fact = {"files": {}, "coming": {}, among: dict.fromkeys(hostile(out, victim), nothing)}
    with open_ledger(Store(out)) as ledger:
        ledger.set_fact("dataset", fact)
    before, names = tree(victim), {path.name for path in out.iterdir()}
    assert convert(plans, out) == 0
    assert cli.run(["verify", str(out), "--repair"]) == 0
    assert tree(victim) == before
    assert (out / "thesis.docx").read_text() == "mine"
    assert {path.name for path in out.iterdir()} == names


def test_a_file_of_a_dataset_that_the_ledger_names_goes_and_its_copy_stays(plans, out):
    run_batch(out, plans)
    (out / "risks.parquet").write_text("of an earlier run")
    with open_ledger(Store(out)) as ledger:
        ledger.set_fact("dataset", {"files": {"risks.parquet": asdict(digest_of_bytes(b""))}})
    assert convert(plans, out) == 0
    assert not (out / "risks.parquet").exists()
    assert (out / "risks.edited-1.parquet").read_text() == "of an earlier run"


def test_keys_in_the_ledger_remove_nothing_but_parts(plans, out, victim):
    """Somebody else's ledger may be as sound as one of phaen's own: seals tell of damage, not of intent."""
    run_batch(out, plans)
    (victim / "letter.part").write_text("precious")
    parts = out / ".phaen" / "parts"
    keys = [
        str(victim / "letter"),
        os.path.relpath(victim / "letter", parts / ".."),
        os.path.relpath(victim / "letter", parts / "..."),
    ]
    with open_ledger(Store(out)) as ledger:
        record = next(ledger.records())
        for key in keys:
            ledger.put(replace(record, key=key, rules="older"))
    before = tree(victim)
    assert convert(plans, out) == 0
    assert tree(victim) == before
    with read_ledger(Store(out).ledger, whole=True) as ledger:
        assert not [record.key for record in ledger.records() if record.key in keys]


@pytest.mark.parametrize("key", ["../../../x", "/tmp/x", "..", "", "a" * 64 + "-txt/../../x", "unread-../x"])
def test_what_is_no_key_is_no_part(out, key):
    store = Store(out)
    store.make()
    aside = store.part(key)
    store.drop(key)
    assert not aside.exists()
    assert not store.holds(key, "")


# -- the helper -----------------------------------------------------------------------------------------------------


def make(path: Path, kind: str, target: Path) -> None:
    makers: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(target),
        "dangling": lambda: path.symlink_to(target.with_name("nothing")),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "file": path.touch,
        "nothing": lambda: None,
    }
    makers[kind]()


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder", "file", "nothing"])
def test_what_each_step_does_with_what_it_finds(tmp_path, kind):
    target, path = tmp_path / "target", tmp_path / "path"
    target.write_bytes(b"precious")

    def outcome(step: Callable[[], object]) -> object:
        make(path, kind, target)
        try:
            return step()
        except NotOursError as error:
            assert error.path == path
            return "refused"
        except FileNotFoundError:
            return "missing"
        finally:
            assert target.read_bytes() == b"precious"
            assert not target.with_name("nothing").exists()
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            path.unlink(missing_ok=True)

    def write() -> str:
        inside.write_file(path, b"new", tmp_path / "unfinished")
        assert inside.is_file(path)
        return path.read_text()

    def begin() -> str:
        with inside.new_file(path) as file:
            file.write(b"new")
        return path.read_text()

    def lock() -> str:
        with inside.open_file(path, writing=True) as file:
            return file.read().decode()

    def remove() -> bool:
        inside.remove_file(tmp_path, "path", {"path"})
        return os.path.lexists(path)

    is_plain = {"file": "", "nothing": "missing"}
    assert outcome(begin) == ("refused" if kind == "folder" else "new")
    assert outcome(lock) == ("" if kind in {"file", "nothing"} else "refused")
    assert outcome(lambda: inside.read_file(path).decode()) == is_plain.get(kind, "refused")
    assert outcome(remove) is (kind == "folder")
    assert outcome(lambda: inside.is_folder(path)) == {"folder": True, "nothing": False}.get(kind, "refused")
    if kind != "folder":
        assert outcome(write) == "new"


def test_the_dataset_of_the_api_follows_no_link(tmp_path, victim):
    before = tree(victim)
    plant(tmp_path / "out", "documents.csv", victim / "letter.txt")
    write_dataset({}, tmp_path / "out", formats=["csv"])
    assert tree(victim) == before
    plant(tmp_path / "out", ".phaen-commit", victim)
    with pytest.raises(NotOursError, match="phaen-commit"):
        write_dataset({}, tmp_path / "out", formats=["csv"])
    assert tree(victim) == before
