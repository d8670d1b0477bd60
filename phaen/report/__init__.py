"""The report of a dataset: one page with its figures as charts, in Thai and English."""
