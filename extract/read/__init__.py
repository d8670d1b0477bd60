"""Readers: one per kind of source, all yielding the same Document of Pages."""

from extract.read.registry import read_document

__all__ = ["read_document"]
