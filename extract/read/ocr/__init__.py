"""Scanned pages: an OCR engine reads their text, which is then laid out like any printed page."""
