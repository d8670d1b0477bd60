"""Word files: the text that would be printed, in reading order."""
