"""The difference between two datasets: two runs, two versions of phaen, or the plans of two years of one body.

    changes(old, new) -> list[Change]

`tables` loads the rows that are compared, `pairs` finds the documents and projects that correspond.
"""
