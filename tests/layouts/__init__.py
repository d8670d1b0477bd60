"""Made-up anti-corruption plans in random layouts, with exact annotations: gold in, gold out."""

from .make import Made, make

__all__ = ["Made", "make"]
