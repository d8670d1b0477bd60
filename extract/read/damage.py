"""The exceptions that libraries raise for damaged data.

Only around a call of such a library do these exceptions mean that the source is damaged. Missing files or modules of
phaen or of the library, and lack of memory, are not included: they end the source as an internal error.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

Errors = tuple[type[Exception], ...]

TRIPPED: Errors = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Exceptions of code that does not validate its input, for invalid input."""

PILLOW: Errors = (*TRIPPED, OSError, SyntaxError)
"""Pillow's errors for damaged images in memory: SyntaxError for a wrong format, OSError for truncated data."""


@cache
def fonttools_errors() -> Errors:
    """Errors of fontTools for damaged fonts."""
    from fontTools.misc.sstruct import Error
    from fontTools.pens.basePen import PenError
    from fontTools.ttLib import TTLibError

    return (*TRIPPED, Error, PenError, TTLibError)


@cache
def pdfplumber_errors() -> Errors:
    """Errors of pdfplumber, and of its base pdfminer, for damaged PDFs."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (*TRIPPED, PSException, MalformedPDFException, PdfminerException)
