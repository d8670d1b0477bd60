"""Headings that match none of the framework that the plan follows are found, those of other plans not."""

from __future__ import annotations

from extract.assemble.headings import standardize
from extract.model.document import Document, Place, TextSource
from extract.model.plan import Heading, Plan
from normalize.frameworks import standard
from phaen.check.standards import headings_without_standard

OWN = "การจัดการขยะมูลฝอยและสิ่งแวดล้อม"


def findings(*headings):
    made = [Heading(path, name, Place(1, line)) for line, (path, name) in enumerate(headings, 1)]
    standardize(made)
    plan = Plan(Document("plan.txt", "0" * 64, TextSource.TEXT, ()), headings=made)
    return [(f.code, f.about.table, f.about.row_id, f.expected, f.place.line) for f in headings_without_standard(plan)]


def names(*codes):
    return [(tuple(map(int, code.split("."))), standard("2566-2570", code).name) for code in codes]


def test_a_heading_that_the_framework_lacks_is_found():
    found = findings(*names("1", "1.1", "1.2"), ((1, 3), OWN), ((1, 1, 1), OWN))
    about = [("sections", "1.3"), ("sections", "1.1.1")]
    assert found == [("heading_nonstandard", *row, "2566-2570", line) for row, line in zip(about, (4, 5), strict=True)]


def test_a_plan_of_its_own_framework_has_none():
    assert findings(*names("1"), ((2,), OWN), ((2, 1), "ถนนปลอดภัยทุกหมู่บ้าน"), ((2, 2), "การดูแลผู้สูงอายุ")) == []


def test_headings_of_deeper_levels_than_the_framework_s_have_none():
    assert findings(*names("1", "1.1"), ((1, 1, 1, 1), OWN)) == []
