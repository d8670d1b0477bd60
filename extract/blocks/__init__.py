"""The outline of a document: its headings and one block per project, then the fields and items of each block."""
