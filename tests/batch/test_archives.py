"""ZIP archives as sources: what is in them, what is refused, and that nothing of them reaches the disk."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import phaen
from phaen.batch import archives
from phaen.batch.archives import ScanJob, read_member, scan
from phaen.batch.sources import BatchSource

SUFFIXES = frozenset({".txt", ".pdf"})
Content = bytes | str


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, Content], compression: int = 8) -> Path:
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in members:
            file.writestr(name, content)
    return path


def packed(*members: tuple[str | zipfile.ZipInfo, Content]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def look(path: Path) -> list[BatchSource]:
    return scan(ScanJob(BatchSource(path, path.name), SUFFIXES, 0))


def names(path: Path) -> list[str]:
    return [source.name for source in look(path)]


def with_raw_name(path: Path, raw: bytes) -> Path:
    """An archive with one member whose name is given in bytes and not marked as UTF-8, as old programs write it."""
    stand_in = b"N" * (len(raw) - 4) + b".txt"
    archive(path, (stand_in.decode("ascii"), "x"))
    path.write_bytes(path.read_bytes().replace(stand_in, raw))
    return path


def test_members_are_sources_in_the_order_of_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("b/2.txt", "two"), ("1.TXT", "one"), ("b/", ""), ("notes.csv", "no"))
    assert names(path) == ["a.zip/b/2.txt", "a.zip/1.TXT"]
    for source, content in zip(look(path), [b"two", b"one"], strict=True):
        assert source.digest == sha256(content).hexdigest()
        assert read_member(source.path, source.members) == content


def test_an_archive_in_an_archive_is_looked_into_but_not_one_in_that(tmp_path: Path) -> None:
    deepest = packed(("3.txt", "three"))
    inner = packed(("2.txt", "two"), ("deepest.zip", deepest))
    path = archive(tmp_path / "a.zip", ("inner.zip", inner), ("1.txt", "one"))
    found = {source.name: source for source in look(path)}
    assert list(found) == ["a.zip/inner.zip/2.txt", "a.zip/inner.zip/deepest.zip", "a.zip/1.txt"]
    assert read_member(path, found["a.zip/inner.zip/2.txt"].members) == b"two"
    assert "are not read" in found["a.zip/inner.zip/deepest.zip"].refused


def test_hidden_members_are_passed_over(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("__MACOSX/._1.txt", "x"), (".git/2.txt", "x"), ("~$3.txt", "x"), ("4.txt", "x"))
    assert names(path) == ["a.zip/4.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp874"])
def test_thai_names_are_read_in_the_encodings_that_programs_write(tmp_path: Path, encoding: str) -> None:
    name = "แผนปฏิบัติการ ๒๕๖๖.txt"
    assert names(with_raw_name(tmp_path / "a.zip", name.encode(encoding))) == [f"a.zip/{name}"]


def test_names_marked_as_utf_8_are_utf_8(tmp_path: Path) -> None:
    assert names(archive(tmp_path / "a.zip", ("แผน.txt", "x"))) == ["a.zip/แผน.txt"]


@pytest.mark.parametrize(
    "name",
    ["../plan.txt", "a/../../plan.txt", "/etc/plan.txt", "C:\\plan.txt", "..\\plan.txt", "\\\\host\\share\\plan.txt"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused_and_said_without_its_way(tmp_path: Path, name: str) -> None:
    (source,) = look(archive(tmp_path / "a.zip", (name, "x")))
    assert "leads out of it" in source.refused
    assert source.name.startswith("a.zip/")
    assert ".." not in source.name.split("/")


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("plan.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    (source,) = look(archive(tmp_path / "a.zip", (link, "/etc/passwd")))
    assert source.refused == "it is a link"


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("plan.txt", "x" * 100))
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the local header, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (source,) = look(path)
    assert source.refused == "it is locked by a password"


def test_members_of_one_name_are_numbered(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = archive(tmp_path / "a.zip", ("b/1.txt", "x"), ("b/1.txt", "y"))
    assert names(path) == ["a.zip/b/1.txt", "a.zip/b/1 (2).txt"]
    assert [read_member(path, source.members) for source in look(path)] == [b"x", b"y"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_is_refused_by_what_it_unpacks_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compression: int
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBER", 1 << 20)
    path = archive(tmp_path / "a.zip", ("bomb.txt", bytes(8 << 20)), ("1.txt", "x"), compression=compression)
    bomb, plan = look(path)
    assert "more than the limit" in bomb.refused
    assert not plan.refused


def test_many_members_that_unpack_into_too_much_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 3_000)
    path = archive(tmp_path / "a.zip", *((f"{number}.txt", bytes(1_000)) for number in range(5)))
    *read, rest = look(path)
    assert [source.name for source in read] == ["a.zip/0.txt", "a.zip/1.txt", "a.zip/2.txt"]
    assert not any(source.refused for source in read)
    assert rest.name == "a.zip"
    assert rest.refused.startswith("2 members of the archive were not read")


def test_what_unpacks_into_too_much_is_counted_over_archives_in_archives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = packed(*((f"{number}.txt", bytes(1_000)) for number in range(4)))
    monkeypatch.setattr(archives, "MAX_UNPACKED", 3_500 + len(inner))
    path = archive(tmp_path / "a.zip", *((f"{number}.zip", inner) for number in range(3)), ("last.txt", "x"))
    *read, rest = look(path)
    assert [source.name for source in read if source.refused] == []
    assert len(read) < 4
    assert "bytes unpacked" in rest.refused


def test_more_members_than_any_archive_has_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    found = look(archive(tmp_path / "a.zip", *((f"{number}.txt", "x") for number in range(5))))
    assert [source.name for source in found] == ["a.zip/0.txt", "a.zip/1.txt", "a.zip"]
    assert found[-1].refused == "3 members of the archive were not read: 3 beyond the limit of 2"


def test_members_are_counted_over_archives_in_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 10)
    inner = packed(*((f"{number}.txt", "x") for number in range(6)))
    path = archive(tmp_path / "a.zip", *((f"{number}.zip", inner) for number in range(100)))
    *read, rest = look(path)
    assert [source.name for source in read] == [f"a.zip/{n // 6}.zip/{n % 6}.txt" for n in range(8)]  # and two archives
    assert rest.name == "a.zip"
    assert rest.refused == "102 members of the archive were not read: 102 beyond the limit of 10"


def test_a_small_archive_of_very_many_members_is_a_few_rows(tmp_path: Path) -> None:
    inner = packed(*((f"../{number}.txt", "") for number in range(2_500)))
    path = archive(tmp_path / "a.zip", *((f"{number}.zip", inner) for number in range(50)))
    found = look(path)
    assert len(found) == archives.MAX_REFUSED + 1
    assert all(source.refused for source in found)
    assert "refused like those that are listed" in found[-1].refused
    assert f"beyond the limit of {archives.MAX_MEMBERS:,}" in found[-1].refused


def test_an_archive_in_an_archive_of_too_many_members_is_refused_before_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 5)
    inner = packed(*((f"{number}.txt", "x") for number in range(6)))
    many, one = look(archive(tmp_path / "a.zip", ("inner.zip", inner), ("1.txt", "x")))
    assert "about 6 members" in many.refused
    assert not one.refused


def changed(path: Path, content: str) -> Path:
    """An archive with one member in an archive, written over what was there, with its time."""
    before = path.stat() if path.exists() else None
    inner = archive(path.with_name("inner.zip"), ("1.txt", content), compression=zipfile.ZIP_STORED)
    archive(path, ("inner.zip", inner.read_bytes()), compression=zipfile.ZIP_STORED)
    if before is not None:
        assert path.stat().st_size == before.st_size
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return path


def test_a_member_of_an_archive_that_has_changed_is_what_it_is_now(tmp_path: Path) -> None:
    for content in ("one", "two", "six"):
        (source,) = look(changed(tmp_path / "a.zip", content))
        assert source.digest == sha256(content.encode()).hexdigest()
        for _ in range(2):
            assert read_member(source.path, source.members, source.digest) == content.encode()


def test_what_changes_after_it_was_looked_at_is_read_as_it_is(tmp_path: Path) -> None:
    (source,) = look(changed(tmp_path / "a.zip", "one"))
    changed(tmp_path / "a.zip", "two")
    assert read_member(source.path, source.members, source.digest) == b"two"
    assert read_member(source.path, source.members) == b"two"


def test_members_of_one_archive_in_an_archive_are_read_from_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = packed(*((f"{number}.txt", f"{number}") for number in range(5)))
    path = archive(tmp_path / "a.zip", ("inner.zip", inner))
    sources = look(path)
    opened: list[object] = []
    with_file = zipfile.ZipFile.__init__

    def counted(self, file, *arguments, **named):
        opened.append(file)
        with_file(self, file, *arguments, **named)

    monkeypatch.setattr(zipfile.ZipFile, "__init__", counted)
    assert [read_member(path, s.members, s.digest) for s in sources] == [b"0", b"1", b"2", b"3", b"4"]
    assert opened.count(path) == 1


def test_the_api_gives_what_an_archive_holds_at_each_call(tmp_path: Path, short_plan: bytes) -> None:
    digests = []
    for number in (1, 2):
        plan = short_plan + f"\n\n({number})\n".encode()
        archive(tmp_path / "a.zip", ("inner.zip", packed(("plan.txt", plan))))
        (row,) = phaen.convert(tmp_path / "a.zip").rows()["documents"]
        digests.append(row["sha256"])
        assert row["sha256"] == sha256(plan).hexdigest()
    assert len(set(digests)) == 2


def test_a_lying_size_is_not_believed(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("1.txt", b"x" * 5_000))
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    (source,) = look(path)
    assert source.refused or len(read_member(path, source.members)) == 10


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 nor this", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_or_holds_nothing_is_one_refused_source(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    (source,) = look(path)
    assert source.path == path
    assert source.refused


def test_a_missing_archive_is_refused(tmp_path: Path) -> None:
    (source,) = look(tmp_path / "gone.zip")
    assert "cannot be read" in source.refused


ARCHIVE = packed(("a/1.txt", "one" * 50), ("inner.zip", packed(("2.txt", "two" * 50))), ("3.pdf", bytes(300)))


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("1.txt", "one"), ("2.txt", "two"))
    path.write_bytes(path.read_bytes().replace(b"1.txt", b"\0.txt"))
    assert names(path) == ["a.zip/2.txt"]


@example([(350, 0)], 0)
@given(st.lists(st.tuples(st.integers(0, len(ARCHIVE) - 1), st.integers(0, 255)), max_size=6), st.integers(0, 400))
def test_a_damaged_archive_never_raises(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(ARCHIVE)
    for place, value in changes:
        data[place] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(data[: len(data) - cut] if cut % 3 == 0 else data)
        assert all(source.refused or source.digest for source in look(path))
