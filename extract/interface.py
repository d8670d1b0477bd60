"""The contract of this stage: a source goes in, a plan tree comes out.

    read_document(path) -> Document   (extract.read; raises SourceError and its kin)
    parse_plan(document) -> Plan      (extract.parse; raises SourceTooLarge for what is too large to be one plan, and
                                       nothing else: what cannot be read is empty and has a finding)

Readers yield Documents (extract.model.document) and know nothing of plans; the parser knows nothing of file formats.
The tree (extract.model.plan) says for every value where it stands and how it was settled. Amounts that are printed but
could not be told apart have no money and keep their text; totals have no computed half: phaen.check fills both.
"""
