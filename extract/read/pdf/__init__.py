"""PDF files: builds printed pages from glyphs and rules."""
