"""Benchmarks: each module runs alone with `python -m benchmarks.<name>` and prints a ratio to something known."""
