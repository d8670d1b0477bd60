"""Decisions of the parser with their reasons, as printed by `phaen inspect --why`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extract.model.document import Place


class Reason(StrEnum):
    """Why a piece of the source was interpreted as it was. The value is the sentence that is printed."""

    # what a line is
    LEVEL_WORD = "begins with a level word and a number"
    LEVEL_CODE = "begins with a level code, and a project's block follows"
    LEVEL_IN_BLOCK = "a level among the fields of a project's block"
    NO_BLOCK_FOLLOWS = "no project's block begins soon after it"
    ANNOUNCES_BLOCK = "announces a project's block, and its fields follow"
    ENDS_BLOCKS = "begins a part of the document in which no project's block continues"
    HEADING_IN_TURN = "the heading of a field, in the expected order"
    HEADING_BY_NUMBER = "its words repeat a field, but its number is that of the expected field"
    HEADING_GARBLED = "has the number of the expected field, and the next heading has the number after it"
    HEADING_OUT_OF_TURN = "the words of a heading, but out of order or not numbered like the block's headings"
    HEADING_LOST = "other blocks have a heading here, and the text fits that field"
    PARALLEL = "made like the other paragraphs: what they have in common are the labels of what varies"
    BEGINS_BLOCK = "the first field of a block"
    GROUP_OF_RESULTS = "the heading of a group of results"
    CONTINUES = "continues the text above"
    BEFORE_BLOCKS = "outside all projects' blocks"
    # tables
    PROJECT_TABLE = "its header names a column of projects and columns about them"
    NO_PROJECT_COLUMN = "its header does not name exactly one column of projects"
    NOTHING_BESIDE_PROJECTS = "its header names projects, but nothing about them"
    NAMES_ARE_NUMBERS = "the cells of its project column contain numbers"
    FEW_KIND_WORDS = "most names in its project column lack a kind word, and no column contains years or levels"
    RISKS = "its header is about risks"
    PAST = "the lines above refer to years before the plan"
    NO_HEADER = "no header was found, and it does not continue the previous table"
    GOES_ON = "has no header of its own, and continues the previous table"
    SUMS_GROUP = "its money is the sum of the rows below it, and that of other such rows too"
    PROVED_TOTAL = "its money is the sum of the rows above it, or that of most rows with its words is"
    # the two halves of a project
    SAME_NAME = "the names of both halves are nearly the same"
    NAME_WITHIN_NAME = "one name contains the other, and no other half is left in the dimension"
    SAME_POSITION = "the only halves left in this section or dimension, with the same number or neighbours"
    NO_PARTNER = "no other half fits"


@dataclass(frozen=True, slots=True)
class Decision:
    """How the text at `place` was interpreted (`subject`), and why. `detail` adds to the reason."""

    place: Place
    subject: str
    reason: Reason
    detail: str = ""
