"""What the rows of a document owe to the other documents of the run: versions, reports."""
