"""What libraries raise when they trip over damaged data, named so that nothing else is taken for damage.

Around a call of such a library, and only there, these errors are a fact about the source. A file or a module of ours or
of the library that is missing, and memory that is, are not among them: those end the source as an internal error.
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
"""What code that trusts its input raises where the input does not keep its promises."""

PILLOW: Errors = (*TRIPPED, OSError, SyntaxError)
"""Pillow's errors for damaged pictures in memory: SyntaxError for a wrong format, OSError for one that is cut off."""


@cache
def fonttools_errors() -> Errors:
    """fontTools' errors for damaged fonts."""
    from fontTools.misc.sstruct import Error
    from fontTools.pens.basePen import PenError
    from fontTools.ttLib import TTLibError

    return (*TRIPPED, Error, PenError, TTLibError)


@cache
def pdfplumber_errors() -> Errors:
    """Errors of pdfplumber, and of pdfminer below it, for damaged PDFs."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (*TRIPPED, PSException, MalformedPDFException, PdfminerException)
