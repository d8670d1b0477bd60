"""What tables hold: headers and columns, the summary table, totals, risks, targets, progress."""
