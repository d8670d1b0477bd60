"""Word files: what a printed page of them would show, in the order of the text."""
