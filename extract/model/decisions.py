"""Decisions of the parser with their reasons, as printed by `phaen inspect --why`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extract.model.document import Place


class Reason(StrEnum):
    """Why a piece of the source was interpreted as it was. The value is the sentence that is printed."""

    # what a line is
    LEVEL_WORD = "begins with the word of a level and a number"
    LEVEL_NAME_GARBLED = "its name is the framework's, though the word before it is garbled"
    LEVEL_CODE = "begins with a code of a level and leads to a project's block"
    LEVEL_IN_BLOCK = "a level that stands among the fields of a project's block"
    LEADS_TO_BLOCK = "a project's block begins soon after it"
    NO_BLOCK_FOLLOWS = "no project's block begins soon after it"
    ANNOUNCES_BLOCK = "announces a project's block, whose fields follow"
    ENDS_BLOCKS = "begins a part of the document in which no project's block goes on"
    HEADING_IN_TURN = "the heading of a field that is due here"
    HEADING_BY_NUMBER = "its words repeat a field, its number is that of the field that is due"
    HEADING_GARBLED = "carries the number of the field that is due, and the next heading carries the number after it"
    HEADING_OUT_OF_TURN = "the words of a heading, but not in turn, or not numbered as the block's headings are"
    HEADING_LOST = "the other blocks have a heading here, and the text fits the field they have"
    BEGINS_BLOCK = "the first field of a block"
    GROUP_OF_RESULTS = "names a group of the results"
    CONTINUES = "goes on with what stands above it"
    BEFORE_BLOCKS = "stands outside every project's block"
    # tables
    PROJECT_TABLE = "its header names a column of projects and what goes with them"
    NO_PROJECT_COLUMN = "its header names no single column of projects"
    NOTHING_BESIDE_PROJECTS = "its header names projects, but nothing about them"
    NAMES_ARE_NUMBERS = "the cells of its column of projects hold numbers"
    FEW_KIND_WORDS = "most cells of its column of projects begin with no kind word, and no column tells years or levels"
    RISKS = "its header speaks of risks"
    PAST = "stands under words that speak of the years before the plan"
    NO_HEADER = "no header was found, and it does not go on with the table before it"
    GOES_ON = "as wide as the table before it, whose header it goes on with"
    # the two halves of a project
    SAME_NAME = "both halves print nearly the same name"
    NAME_WITHIN_NAME = "one name holds the other, and no other half is left in the dimension"
    SAME_POSITION = "the only halves left in one place, with one number or between the same neighbours"
    NO_PARTNER = "no other half fits"


@dataclass(frozen=True, slots=True)
class Decision:
    """How the text at `place` was interpreted (`subject`), and why. `detail` adds to the reason."""

    place: Place
    subject: str
    reason: Reason
    detail: str = ""
