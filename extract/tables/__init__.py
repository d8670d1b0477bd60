"""Table parsing: headers and columns, the summary table, totals, risks, targets and progress."""
