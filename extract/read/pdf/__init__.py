"""PDF files: glyphs and rules to printed pages."""
