"""The samples as they are printed: Word files, PDFs of two engines, damaged, turned and scanned ones."""
