"""The types that the stages share: documents, plans, errors, identifiers. Types only, no decisions."""
