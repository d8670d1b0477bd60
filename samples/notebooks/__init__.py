"""The notebook, and what runs it."""
