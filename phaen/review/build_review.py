"""Builds the review of a dataset: one folder of static files, opened from disk by a browser."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from phaen.batch.engines.engine_interface import BatchEngine
from phaen.batch.failure import Failure
from phaen.emit.swap import locked
from phaen.emit.values import Row
from phaen.review.change_lines import change_pages, described_changes, find_changes
from phaen.review.documents import DocumentRows, NoDatasetError, read_documents
from phaen.review.folder import NAME, ReviewFolder, new_review
from phaen.review.found_sources import Sources
from phaen.review.overview import PLANS_PER_PAGE, common_data, plan_line
from phaen.review.plan_record import plan_record
from phaen.review.questions import correctable_fields, facts
from phaen.review.redact import Data, without_persons
from phaen.review.review_options import DEFAULT_REVIEW, ReviewOptions
from phaen.review.sample import Drawn, draw
from phaen.review.scripts import data_script
from phaen.review.views import ViewJob, Views, make_views, view_jobs
from schemas.checks import Severity

_DOCUMENT_ID = re.compile(r"[0-9A-Fa-f]{16}")
FAILED = "failed"
_DOUBTFUL = (Severity.WARNING, Severity.ERROR)


@dataclass
class ReviewSummary:
    """What was written. `missing` are the names of sources that were not found, whose pages are not shown."""

    index: Path
    plans: int = 0
    findings: int = 0
    pictures: int = 0
    missing: list[str] = field(default_factory=list)


Told = Callable[[int, int], None]
"""Called with the number of views that are made, and of all."""


def write_review(
    out: Path,
    sources: Sources,
    engine: BatchEngine,
    options: ReviewOptions = DEFAULT_REVIEW,
    on_views: Told = lambda done, total: None,
) -> ReviewSummary:
    """Write the review of the dataset in `out` into its folder `review`, whole or not at all.

    `on_views` is called as the work goes on: making pictures takes nearly all the time. The same dataset, sources and
    options give the same bytes. Raises NoDatasetError if there is no dataset, NotOursError if the folder `review` is
    not phaen's, OSError if it cannot be written.
    """
    if not out.is_dir():
        raise NoDatasetError(f"{out}: there is no such folder")
    with new_review(out) as review:
        builder = _Builder(review, sources, options, ReviewSummary(out / NAME / "index.html"))
        with locked(out):  # a batch that ends now must not replace half of the tables
            jobs = builder.write_plans(out)
            builder.write_changes(out)
        builder.write_views(engine, jobs, on_views)
        builder.write_common()
        review.finish({"options": _described(options)})
    return builder.summary


def _described(options: ReviewOptions) -> dict[str, Any]:
    names = ("pictures", "redact", "only_doubtful", "sample", "seed", "dpi")
    return {**{name: getattr(options, name) for name in names}, "compared": options.against is not None}


class _Builder:
    """The steps of a review."""

    def __init__(self, review: ReviewFolder, sources: Sources, options: ReviewOptions, summary: ReviewSummary) -> None:
        self._review, self._sources, self._options = review, sources, options
        self.summary = summary
        self._in_dataset = self._projects = 0
        self._written: set[str] = set()
        self._changes: dict[str, object] | None = None

    def write_plans(self, out: Path) -> list[ViewJob]:
        """Write the files of all plans, and the pages of the overview. Returns the views to make."""
        sampled = _sampled(out, self._options)
        jobs: list[ViewJob] = []
        lines: list[list[object]] = []
        pages = 0
        for rows in read_documents(out):
            self._in_dataset += 1
            self._projects += len(rows["projects"])
            anchors = sampled.get(str(rows["documents"][0]["document_id"]), frozenset())
            if not self._is_wanted(rows, anchors):
                continue
            lines.append(self._shown(plan_line(rows, len(anchors))))
            jobs += self._write_plan(rows, anchors)
            if len(lines) == PLANS_PER_PAGE:
                self._write_overview_page(pages := pages + 1, lines)
                lines = []
        if lines or not pages:
            self._write_overview_page(pages := pages + 1, lines)
        self._pages = pages
        return jobs

    def write_changes(self, out: Path) -> None:
        """Write what has changed since the earlier dataset, if there is one to compare with."""
        if self._options.against is None:
            return
        changes = find_changes(self._options.against, out)
        self._changes = described_changes(changes)
        for number, lines in enumerate(change_pages(changes, self._written), 1):
            name = f"changes_{number:04d}"
            self._review.write(f"data/{name}.js", data_script(name, {"changes": self._shown(lines)}))

    def _is_wanted(self, rows: DocumentRows, anchors: Collection[str]) -> bool:
        if self._options.sample is not None and not anchors:
            return False
        return not self._options.only_doubtful or any(map(_is_doubtful, rows["checks"]))

    def _write_overview_page(self, number: int, lines: list[list[object]]) -> None:
        name = f"overview_{number:04d}"
        self._review.write(f"data/{name}.js", data_script(name, {"plans": lines}))

    def _write_plan(self, rows: DocumentRows, anchors: Collection[str]) -> list[ViewJob]:
        document = rows["documents"][0]
        document_id = str(document["document_id"])
        if not _DOCUMENT_ID.fullmatch(document_id):
            raise NoDatasetError(f"{document_id!r} is not a document_id")
        self.summary.plans += 1
        self.summary.findings += len(facts(rows["checks"]))
        if document["status"] == FAILED:
            return []
        self._written.add(document_id)
        record = self._shown(plan_record(rows, anchors))
        self._review.write(f"plans/{document_id}.js", data_script(f"plan_{document_id.lower()}", record))
        source = self._sources.get(str(document["sha256"]))
        if source is None:
            self.summary.missing.append(str(document["source_file"]))
            self._write_page_list(document_id, [Views(reason="its file was not found")])
            return []
        jobs = list(view_jobs(document_id, source, self._options, _pages(rows, anchors, self._options)))
        if not jobs:
            self._write_page_list(document_id, [])
        return jobs

    def _shown(self, data: Data) -> Data:
        """The data as it may be shown."""
        return without_persons(data) if self._options.redact else data

    def write_views(self, engine: BatchEngine, jobs: list[ViewJob], told: Told) -> None:
        """Make and write the views of all plans. A view that fails is left out, with the reason."""
        left = Counter(job.document_id for job in jobs)
        found: dict[str, list[Views]] = {document_id: [] for document_id in left}
        for number, done in enumerate(engine.run(make_views, jobs), 1):
            views = Views(reason=done.answer.reason) if isinstance(done.answer, Failure) else done.answer
            assert isinstance(views, Views)
            document_id = done.job.document_id
            found[document_id].append(self._stored(document_id, views))
            left[document_id] -= 1
            if not left[document_id]:
                self._write_page_list(document_id, found.pop(document_id))
            told(number, len(jobs))

    def _stored(self, document_id: str, views: Views) -> Views:
        """The views without the content of their pictures, which are written."""
        for number, picture in views.pictures.items():
            self._review.write(f"pages/{document_id}/{number}.webp", picture)
        self.summary.pictures += len(views.pictures)
        return Views(dict.fromkeys(views.pictures, b""), views.lines, views.reason)

    def _write_page_list(self, document_id: str, views: Iterable[Views]) -> None:
        views = list(views)
        data = {
            "pictures": sorted(number for some in views for number in some.pictures),
            "lines": [line for some in views for line in some.lines],
            "reason": next((some.reason for some in views if some.reason), ""),
        }
        self._review.write(f"pages/{document_id}.js", data_script(f"pages_{document_id.lower()}", data))

    def write_common(self) -> None:
        """Write the page itself, its words, and what is common to all plans."""
        static = files("phaen.review") / "static"
        for item in sorted(static.iterdir(), key=lambda item: item.name):
            name = item.name if item.name == "index.html" else f"assets/{item.name}"
            self._review.write(name, item.read_bytes())
        words = tomllib.loads((files("phaen.review") / "words.toml").read_text(encoding="utf-8"))
        common = {
            **common_data(),
            "correctable": correctable_fields(),
            "overview_pages": self._pages,
            "plans": self.summary.plans,
            "plans_in_dataset": self._in_dataset,
            "projects_in_dataset": self._projects,
            "options": _described(self._options),
            "changes": self._changes,
            "words": words,
        }
        self._review.write("data/common.js", data_script("common", common))


def _is_doubtful(check: Row) -> bool:
    return check["severity"] in _DOUBTFUL


def _sampled(out: Path, options: ReviewOptions) -> dict[str, frozenset[str]]:
    """The anchors of the projects in the sample, by document; empty without a sample."""
    if options.sample is None:
        return {}
    projects = (
        Drawn(str(row["document_id"]), str(row["anchor"]))
        for rows in read_documents(out, ("documents", "projects"))
        for row in rows["projects"]
    )
    drawn = draw(projects, options.sample, options.seed)
    found: dict[str, set[str]] = {}
    for project in drawn:
        found.setdefault(project.document_id, set()).add(project.anchor)
    return {document_id: frozenset(anchors) for document_id, anchors in found.items()}


def _pages(rows: DocumentRows, anchors: Collection[str], options: ReviewOptions) -> list[int]:
    """The pages to draw: all, or those of doubtful findings and of the sample."""
    if not options.only_doubtful and options.sample is None:
        return [row["page"] for row in rows["pages"] if isinstance(row["page"], int)]
    places = [check["source_page"] for check in rows["checks"] if _is_doubtful(check)]
    projects = {row["project_id"] for row in rows["projects"] if row["anchor"] in anchors}
    places += [row["page"] for row in rows["provenance"] if _project_of(row) in projects]
    return sorted({page for page in places if isinstance(page, int)})


def _project_of(provenance: Row) -> object:
    """The project of a value: its row, or the first part of the id of an amount."""
    if provenance["table"] == "budgets":
        return str(provenance["row_id"]).split("/", 1)[0]
    return provenance["row_id"] if provenance["table"] == "projects" else None
