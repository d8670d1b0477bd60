"""Assembles the plan from its parts: matching of summary rows and blocks, shared cells, headings, facts."""
