"""Converts sources to plan trees: readers, blocks, tables, fields. See extract.interface for the contract."""
