"""The interface of this stage: it converts a source to a plan tree.

    read_document(path) -> Document   (extract.read; raises SourceError and its subclasses)
    parse_plan(document) -> Plan      (extract.parse; only raises SourceTooLarge, for what is too large to be one plan;
                                       what cannot be read is empty and has a finding)

Readers return Documents (extract.model.document) and do not depend on plans. The parser does not depend on file
formats. The tree (extract.model.plan) contains the place of every value and how it was determined. Printed amounts that
could not be assigned have no money and keep their text, and totals have no computed value: phaen.check sets both.
"""
