"""Types shared by the stages: documents, plans, errors, identifiers. No parsing logic."""
