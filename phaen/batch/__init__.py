"""Converts many sources into one dataset: finds them and converts each. A failed source does not affect the others."""
