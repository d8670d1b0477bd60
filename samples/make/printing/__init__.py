"""Printed forms of the samples: Word files, PDFs of two engines, damaged, rotated and scanned ones."""
