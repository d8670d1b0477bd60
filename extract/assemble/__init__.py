"""One plan from its parts: which summary row and which block are one project, shared cells, headings, facts."""
