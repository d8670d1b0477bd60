"""The review of a dataset: static pages on which a person compares values with their source and records corrections."""
