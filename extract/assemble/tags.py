"""Tags behind names, of which the other half of the project says that they are none of it.

1) โครงการตลาดสีขาว (เพิ่มเติม)     the heading of the block
โครงการตลาดสีขาว | เพิ่มเติม       the row of the table: the name, and the tag among the remarks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.lines.known_names import without_tail
from extract.model.plan import Project
from normalize.text import comparable

FEWEST = 2
"""Names with the same tag, if no remark repeats it."""


def without_tags(projects: Iterable[Project], remarks: Mapping[int, str]) -> None:
    """Cuts what stands in brackets behind a name in the block and not in the row, if it is a remark or recurs.

    `remarks` are those of the rows, by the identity of the project.
    """
    tagged = [(project, tag) for project in projects if (tag := _tag(project))]
    counts = Counter(tag for _, tag in tagged)
    for project, tag in tagged:
        if project.name is not None and (counts[tag] >= FEWEST or tag == comparable(remarks.get(id(project), ""))):
            project.name = project.detail_name = replace(project.name, value=without_tail(project.name.value))


def _tag(project: Project) -> str:
    """What the name in the block has in brackets behind the name in the row, for comparing."""
    if project.name is None or project.summary_name is None:
        return ""
    name = without_tail(project.name.value)
    is_same = name != project.name.value and comparable(name) == comparable(project.summary_name.value)
    return comparable(project.name.value[len(name) :].strip(" ()")) if is_same else ""
