"""Hundreds of damaged files: the batch goes on, nothing hangs or crashes, every file is accounted for.

The damage is the same in every run; another seed makes other files.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import phaen
from extract.read.options import OcrMode, ReadOptions
from phaen.batch.events import RunSummary
from phaen.batch.limits import MEGABYTE, Limits
from tests.batch.conftest import run_batch
from tests.batch.damage import OF_PDF, OF_TEXT, OF_WORD, Damage, damaged

pytestmark = pytest.mark.takes_long

SEED = 20
KINDS: Sequence[tuple[str, int, Sequence[Damage]]] = (
    ("plans/8_tambon_nong_kaeo_mani.txt", 60, OF_TEXT),
    ("plans/7_tambon_thung_dao_rueang.txt", 30, OF_TEXT),
    ("plans/4_tambon_khlong_dok_kaeo.txt", 10, OF_TEXT),
    ("documents/7_tambon_thung_dao_rueang.web.pdf", 30, OF_PDF),
    ("documents/4_tambon_khlong_dok_kaeo.pdf", 25, OF_PDF),
    ("documents/6_nakhon_thara_thong.docx", 45, OF_WORD),
)
COUNT = sum(count for _, count, _ in KINDS)
LIMITS = Limits(seconds=50, memory=700 * MEGABYTE)


def write_corpus(samples: Path, folder: Path, seed: int = SEED) -> int:
    """Write the damaged files; returns how many."""
    folder.mkdir()
    chance = random.Random(seed)
    for name, count, kinds in KINDS:
        sample = samples / name
        for number in range(count):
            data = damaged(sample.read_bytes(), kinds, chance)
            (folder / f"{sample.name}-{number:03}{sample.suffix}").write_bytes(data)
    return COUNT


@pytest.fixture(scope="module")
def corpus(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunSummary]:
    """The output folder of a batch over the corpus, and its summary. OCR would take minutes: it reads no page."""
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(root / "samples", folder / "sources")
    options = ReadOptions(ocr=OcrMode.NEVER)
    return folder / "out", run_batch(folder / "out", folder / "sources", limits=LIMITS, read=options)


def test_every_damaged_file_is_accounted_for(corpus: tuple[Path, RunSummary]) -> None:
    out, summary = corpus
    documents = phaen.load(out).documents
    assert COUNT >= 200
    assert summary.sources == COUNT
    assert len(documents) + len(summary.report.duplicates) == COUNT
    assert [status == "failed" for status in documents.status] == list(documents.error.notna())


def test_nothing_crashes_hangs_or_meets_a_defect(corpus: tuple[Path, RunSummary]) -> None:
    _, summary = corpus
    odd = {
        result.source.name: result.failure.reason
        for result in summary.report.failures
        if result.failure and result.failure.kind != "refused"
    }
    assert odd == {}


def test_much_of_what_is_damaged_can_still_be_read(corpus: tuple[Path, RunSummary]) -> None:
    _, summary = corpus
    assert summary.report.plans > COUNT / 3
    assert summary.report.failures
