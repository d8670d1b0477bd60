"""Nothing of the folder that phaen is called in is run, however it is called and whatever it starts.

Each test works in a folder that holds a file under the name of every module of Python, of phaen and of all that is
installed; each of these files says so when it is run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from importlib.metadata import packages_distributions
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.cluster import end, scheduler, wait_for_workers

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("phaen")
OWN = {"phaen", "extract", "normalize", "schemas", "samples"}
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")


class Folder:
    """The folder, and what was run of it."""

    def __init__(self, folder: Path, ran: Path) -> None:
        self.path, self._ran = folder, ran
        for name in {*sys.stdlib_module_names, *packages_distributions(), *OWN}:
            self._plant(name)

    def _plant(self, name: str) -> None:
        text = f"import io\nwith io.open({str(self._ran)!r}, 'a') as file:\n    print(__name__, file=file)\n"
        (self.path / f"{name}.py").write_text(text, encoding="utf-8")

    def without(self, names: set[str]) -> None:
        for name in names:
            (self.path / f"{name}.py").unlink(missing_ok=True)

    def ran(self) -> set[str]:
        return set(self._ran.read_text(encoding="utf-8").split()) if self._ran.exists() else set()

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.path, env=without_python(), capture_output=True, text=True, check=False, timeout=300
        )


def without_python() -> dict[str, str]:
    """The environment without what would change Python's path."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "here").mkdir()
    return Folder(tmp_path / "here", tmp_path / "ran")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """One source of each kind. The scan has two pages, so that it is read by a pool."""
    into = tmp_path_factory.mktemp("sources")
    shutil.copy(root / "samples/plans/7_tambon_thung_dao_rueang.txt", into)
    shutil.copy(root / "samples/documents/6_nakhon_thara_thong.docx", into)
    shutil.copy(root / "samples/documents/7_tambon_thung_dao_rueang.web.pdf", into)
    picture = np.full((300, 500), 255, np.uint8)
    cv2.putText(picture, "2566", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    pages = [Image.fromarray(picture), Image.fromarray(255 - (255 - picture) // 2)]
    pages[0].save(into / "scan.tif", save_all=True, append_images=pages[1:])
    return into


def loaded_before_us(folder: Path) -> set[str]:
    """What `python -m` itself imports, with the current folder on its path, before it comes to the module asked for."""
    (folder / "probe").mkdir(parents=True)
    (folder / "probe" / "__init__.py").write_text("import sys\nprint(*sys.modules)\n", encoding="ascii")
    (folder / "probe" / "__main__.py").write_text("", encoding="ascii")
    found = subprocess.run([sys.executable, "-m", "probe"], cwd=folder, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in found.stdout.split()}


CALLS = {
    "convert": ("convert", "SOURCES", "-o", "out", "--jobs", "2", "--ocr-cache", "none"),
    "one long scan": ("convert", "SOURCES/scan.tif", "-o", "out", "--jobs", "2", "--ocr-cache", "none", "--ocr=always"),
    "text": ("text", "SOURCES/scan.tif", "--ocr-cache", "none"),
    "inspect": ("inspect", "SOURCES/7_tambon_thung_dao_rueang.web.pdf"),
    "schema": ("schema",),
    "status": ("status", "."),
    "completion": ("completion", "bash"),
    "help": ("--help",),
    "version": ("--version",),
}


def test_the_watch_sees_what_is_run(folder: Folder) -> None:
    folder.run(sys.executable, "-c", "import schemas, numpy")
    assert {"schemas", "numpy"} <= folder.ran()


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_command_runs_nothing_of_the_folder(folder: Folder, sources: Path, call: tuple[str, ...]) -> None:
    done = folder.run(COMMAND, *(part.replace("SOURCES", str(sources)) for part in call))
    assert folder.ran() == set(), done.stderr
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["convert", "text", "schema", "help"])
def test_the_module_runs_nothing_of_the_folder(folder: Folder, sources: Path, tmp_path: Path, name: str) -> None:
    """Called as `python -m phaen`, where Python itself runs `phaen` and some modules of its own from the folder."""
    folder.without({"phaen", *loaded_before_us(tmp_path / "elsewhere")})
    call = [part.replace("SOURCES", str(sources)) for part in CALLS[name]]
    done = folder.run(sys.executable, "-m", "phaen", *call)
    assert folder.ran() == set(), done.stderr
    assert "Traceback" not in done.stderr


SCRIPT = """
import sys
sys.path.append({root!r})
from pathlib import Path
from phaen.batch.engines.local import LocalEngine
from phaen.batch.limits import Limits
from tests.batch.faults import NumberJob, tell_process

if __name__ == "__main__":
    with LocalEngine(2, Limits(60, 1 << 30), Path({scratch!r})) as engine:
        print(sum(isinstance(done.answer, tuple) for done in engine.run(tell_process, map(NumberJob, range(4)))))
"""


def pythons() -> list[str]:
    """Every Python that phaen runs on and that is on this machine: on the path, or installed beside the running one."""
    found = {name: path for name in PYTHONS if (path := shutil.which(name))}
    beside = Path(sys.base_prefix).parent.glob("*/bin/python3.*")
    found |= {path.name: str(path) for path in sorted(beside) if path.name in PYTHONS}
    usable = [path for path in found.values() if _runs(path)]
    return usable or [sys.executable]


def _runs(path: str) -> bool:
    return subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("python", pythons(), ids=lambda path: Path(path).name)
def test_workers_run_nothing_of_the_folder_on_any_python(folder: Folder, tmp_path: Path, python: str) -> None:
    """The engine alone, which needs no package: so it can be tried with a Python that has none."""
    script = tmp_path / "program" / "script.py"
    script.parent.mkdir()
    script.write_text(SCRIPT.format(root=str(ROOT), scratch=str(tmp_path / "scratch")), encoding="utf-8")
    done = folder.run(python, script)
    assert folder.ran() == set(), done.stderr
    assert done.stdout.strip() == "4", done.stderr


@pytest.mark.parametrize(("nanny", "safe"), [("--no-nanny", {}), ("--nanny", {"PYTHONSAFEPATH": "1"})])
def test_a_dask_worker_runs_nothing_of_its_folder_for_us(
    folder: Folder, sources: Path, tmp_path: Path, nanny: str, safe: dict[str, str]
) -> None:
    """Dask's nanny starts its worker by `python -c` itself, hence the variable, as docs/batches.md says."""
    pytest.importorskip("distributed", reason="phaen[dask] is not installed")
    with ExitStack() as stack:
        address = scheduler(tmp_path, stack)
        options = f"worker {address} --nthreads 1 --no-dashboard --memory-limit 0 {nanny}".split()
        worker = stack.enter_context(
            subprocess.Popen(
                [COMMAND.with_name("dask"), *options],
                cwd=folder.path,
                env=without_python() | safe,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        stack.callback(end, worker)
        wait_for_workers(address, 1)
        done = folder.run(COMMAND, *f"convert {sources} -o out --engine dask --scheduler {address}".split())
    assert folder.ran() == set(), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_pool_of_pages_runs_nothing_of_the_folder(folder: Folder, sources: Path, start: str) -> None:
    """The pool that a program with threads of its own gets is spawned, not forked."""
    program = folder.path.parent / "program.py"
    program.write_text(
        f"""
import threading, time
from pathlib import Path
if __name__ == "__main__":
    from extract.read import read_document
    from extract.read.options import ReadOptions
    if {start!r} == "spawn":
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    try:
        read_document(Path({str(sources / "scan.tif")!r}), options=ReadOptions(jobs=2))
    except Exception as error:
        print(type(error).__name__)
    else:
        print("read")
""",
        encoding="utf-8",
    )
    done = folder.run(sys.executable, program)
    assert folder.ran() == set(), done.stderr
    assert done.stdout.split(), done.stderr
