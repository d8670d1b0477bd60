"""Datasets to report about: two samples, and rows of a plan with its progress report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import phaen
from phaen.dataset import Dataset

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "plans"
HOSTILE = "<script>alert(1)</script>\u202e&\"'"


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dataset of two samples."""
    folder = tmp_path_factory.mktemp("dataset")
    phaen.convert([SAMPLES / "1_mueang_bua_chomphu.txt", SAMPLES / "4_tambon_khlong_dok_kaeo.txt"]).write(
        folder, formats=["parquet"]
    )
    return folder


@pytest.fixture
def reported(tmp_path: Path) -> Path:
    """A folder with a plan whose names are hostile, and money of its progress report."""
    plan = {"document_id": "a", "document_kind": "action_plan", "organization": HOSTILE, "province_code": "54"}
    document = {**plan, "source_file": HOSTILE, "status": "ok", "fiscal_year_first": 2566, "fiscal_year_last": 2566}
    report = {**document, "document_id": "b", "document_kind": "progress_report", "status": "failed"}
    year = {**plan, "project_id": "P1", "row_id": "P1/2566", "fiscal_year": 2566, "fiscal_year_ce": 2023,
            "dimension": 1, "dimension_name": HOSTILE, "organization_type": HOSTILE, "standard_project": HOSTILE,
            "standard_project_name": HOSTILE, "standard_project_en": HOSTILE, "amount": Decimal("1234567.50"),
            "report_id": "b", "status": "done", "spent": Decimal(1000)}  # fmt: skip
    rows = {
        "documents": [document, report],
        "projects": [{"document_id": "a", "project_id": "P1", "order": 1, "name": HOSTILE}],
        "project_years": [year],
    }
    Dataset(rows).write(tmp_path, formats=["csv"])
    return tmp_path
