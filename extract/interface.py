"""The interface of this stage: it converts a source into a plan tree.

    read_document(path) -> Document   (extract.read; raises SourceError and its subclasses)
    parse_plan(document) -> Plan      (extract.parse; raises only SourceTooLarge, if the document is too large to be one
                                       plan: content that cannot be read is empty and has a finding)

Readers return Documents (extract.model.document) and do not depend on plans; the parser does not depend on file
formats. In the tree (extract.model.plan) every value has its place and the method by which it was determined. Printed
amounts that could not be assigned have no money and keep their text; totals have no computed values. phaen.check fills
both.
"""
