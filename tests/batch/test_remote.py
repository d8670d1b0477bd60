"""Sources and datasets in stores: through fsspec's own file and memory stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model.errors import SourceTooLarge, UnreadableSource
from phaen.batch.remote import RemoteError, is_url, list_store, publish, read_remote, remote_digest
from phaen.cli import run
from phaen.exit_codes import ExitCode

fsspec = pytest.importorskip("fsspec", reason="phaen[dask] is not installed")

SUFFIXES = {".txt", ".pdf"}


@pytest.fixture
def store(request: pytest.FixtureRequest):
    """An empty memory store."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    yield memory
    memory.store.clear()


@pytest.mark.parametrize("url", ["s3://bucket/x", "file:///x", "memory://x", "simplecache::s3://b/x"])
def test_urls(url):
    assert is_url(url)


@pytest.mark.parametrize("path", ["plans", "/plans", r"C:\plans", "C://plans", "a:b", "://x", "แผน://x"])
def test_paths(path):
    assert not is_url(path)


def test_a_folder_of_a_store_is_walked_for_known_kinds(store):
    for name in ("b.txt", "a/ก ข.TXT", "a/x.exe", ".hidden/y.txt", "a/~$z.txt"):
        store.pipe(f"/plans/{name}", b"x")
    found = list(list_store("memory://plans", SUFFIXES))
    assert found == [("memory:///plans/a/ก ข.TXT", Path("a/ก ข.TXT")), ("memory:///plans/b.txt", Path("b.txt"))]
    assert [str(name) for _, name in list_store("memory://plans/*.txt", SUFFIXES)] == ["b.txt"]
    assert [str(name) for _, name in list_store("memory://plans/a/x.exe", SUFFIXES)] == ["x.exe"]


def test_what_cannot_be_read_is_told(store):
    store.pipe("/plans/a.txt", b"12345")
    store.pipe("/plans/empty.txt", b"")
    assert read_remote("memory://plans/a.txt", "a.txt", 5) == b"12345"
    with pytest.raises(SourceTooLarge, match=r"^a\.txt: .*limit of 4 bytes"):
        read_remote("memory://plans/a.txt", "a.txt", 4)
    with pytest.raises(UnreadableSource, match=r"^b\.txt: there is no such file"):
        read_remote("memory://plans/b.txt", "b.txt")
    with pytest.raises(UnreadableSource, match="the file is empty"):
        read_remote("memory://plans/empty.txt", "e.txt")
    assert remote_digest("memory://plans/b.txt") == ("", 0)


def test_an_unknown_protocol_is_told():
    with pytest.raises(RemoteError, match="nosuch://x"):
        list(list_store("nosuch://x", SUFFIXES))


def test_files_are_published_together(store, tmp_path):
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file in files:
        file.write_bytes(file.name.encode())
    publish(files, "memory://out/dataset")
    assert store.cat("/out/dataset/a.csv") == b"a.csv"
    with pytest.raises(RemoteError, match="memory://other"):
        publish([*files, tmp_path / "none"], "memory://other")
    assert not store.exists("/other/a.csv")


def dataset(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in (".csv", ".parquet")}


def convert(*arguments: object) -> int:
    return run(["convert", "--format", "csv,parquet", "-q", *map(str, arguments)])


def test_a_batch_from_store_to_store_gives_the_same_dataset(plans, tmp_path):
    """The store is one that worker processes can reach too."""
    assert convert(plans, "-o", tmp_path / "here") == ExitCode.OK
    there, work = tmp_path / "there", tmp_path / "work"
    assert convert(plans.as_uri(), "-o", there.as_uri(), "--work", work) == ExitCode.OK
    assert len(dataset(there)) > 20
    assert dataset(there) == dataset(tmp_path / "here")
    parts = {path: path.stat().st_mtime_ns for path in work.rglob("*.part")}
    assert convert(plans.as_uri(), "-o", there.as_uri(), "--work", work) == ExitCode.OK
    assert {path: path.stat().st_mtime_ns for path in work.rglob("*.part")} == parts


def test_the_work_of_a_store_has_a_folder_of_its_own(plans, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert convert(plans, "-o", (tmp_path / "a").as_uri()) == ExitCode.OK
    assert convert(plans, "-o", (tmp_path / "b").as_uri()) == ExitCode.OK
    assert len(list((tmp_path / "cache" / "phaen" / "batches").iterdir())) == 2


def test_a_source_that_cannot_be_read_fails_alone(plans, tmp_path):
    (plans / "1.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert convert(plans.as_uri(), "-o", out) == ExitCode.SOURCES_FAILED
    text = (out / "documents.csv").read_text("utf-8-sig")
    assert "the file is empty" in text
    assert text.count(",failed,") == 1


def test_an_archive_in_a_store_is_refused_in_plain_words(plans, tmp_path):
    (plans / "more.zip").write_bytes(b"PK")
    out = tmp_path / "out"
    assert convert(plans.as_uri(), "-o", out) == ExitCode.SOURCES_FAILED
    assert "copy them to this machine first" in (out / "documents.csv").read_text("utf-8-sig")


def test_work_goes_with_a_url(plans, tmp_path, capsys):
    assert convert(plans, "-o", tmp_path / "out", "--work", tmp_path / "work") == ExitCode.USAGE
    assert "--work requires a URL" in capsys.readouterr().err


def test_a_store_that_cannot_be_used_is_told(tmp_path, capsys):
    assert convert("nosuch://bucket/plans", "-o", tmp_path / "out") == ExitCode.USAGE
    assert "nosuch://bucket/plans" in capsys.readouterr().err
