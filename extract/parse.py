"""Converts a Document to a Plan in stages. Each stage uses the results of earlier stages and does not change them."""

from __future__ import annotations

from extract.assemble.build import build_plan
from extract.assemble.halves import join_halves
from extract.blocks.closing_lines import without_sums
from extract.blocks.fields import read_blocks
from extract.blocks.lists_below import without_lists_below
from extract.blocks.lost_headings import restore_fields, with_methods
from extract.blocks.outline import outline
from extract.blocks.tables_in_blocks import with_tables
from extract.blocks.told_blocks import with_told
from extract.grammar.names import gap_healer
from extract.lines.document_lines import read_lines
from extract.lines.led_levels import with_led_levels
from extract.lines.lettered_levels import with_numbered_levels
from extract.lines.level_legends import with_legends
from extract.lines.misread_labels import with_labels
from extract.lines.misread_years import settle_years
from extract.lines.worded_levels import with_numbers
from extract.model.decisions import Reason
from extract.model.document import Document, Grid, Place
from extract.model.errors import SourceTooLarge
from extract.model.plan import Plan
from extract.tables.coded_names import with_coded_names
from extract.tables.counted_cells import with_counted_tables
from extract.tables.document_tables import read_tables
from extract.tables.dropped_lines import lines_dropped
from extract.tables.figured_cells import with_figured_tables
from extract.tables.lost_rules import with_lost_tables
from extract.tables.paired_lines import with_paired_lines
from extract.tables.project_tables import lists_projects
from extract.tables.turned_tables import with_upright_tables

MOST_PROJECTS = 50_000
"""Maximum number of projects. A file with more is not a plan and would only exhaust the memory."""


def parse_plan(document: Document) -> Plan:
    """The plan tree of a document. What cannot be read is empty and has a finding.

    Only raises SourceTooLarge, for a file that seems to contain more projects than any plan.
    """
    document, about_years = settle_years(with_labels(document))
    printed = document
    document = with_lost_tables(with_figured_tables(with_counted_tables(with_paired_lines(document))))
    dropped = lines_dropped(printed, document)
    document = with_numbered_levels(document)
    document = with_legends(with_led_levels(with_numbers(document)))
    lines = read_lines(with_upright_tables(document))
    split = without_lists_below(outline(with_methods(lines.marks)), _lists(document), lines.style.levels)
    found = with_told(restore_fields(without_sums(split)), lines.marks, lines.known.is_name)
    document = with_coded_names(document, lines.marks)
    tables = read_tables(document, lines.lines, lines.marks, found.spans(), lines.style.levels)
    if len(found.blocks) + tables.summary.project_count() > MOST_PROJECTS:
        raise SourceTooLarge(document.source_file, f"holds more than {MOST_PROJECTS:,} projects, more than any plan")
    lists = [made.place for made in tables.summary.decisions if made.reason is Reason.PROJECT_TABLE]
    raw = with_tables(found.blocks, document.blocks())
    blocks = read_blocks(raw, document.text_source, lines.captions, lines.style.levels, lists)
    halves = join_halves(tables.summary, blocks, gap_healer(lines.text))
    plan = build_plan(document, lines, found, tables, halves)
    plan.add([*about_years, *dropped])
    return plan


def _lists(document: Document) -> list[Place]:
    """The places of the tables that certainly list projects, in order."""
    return [block.place for block in document.blocks() if isinstance(block, Grid) and lists_projects(block)]
