"""What each printed line may be: headings, fields, labels, text."""
