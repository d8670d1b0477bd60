"""Classifies each printed line: headings, fields, labels, text."""
