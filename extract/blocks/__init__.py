"""The outline of a document: its headings and one block per project, and the fields and items of each block."""
