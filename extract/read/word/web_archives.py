"""Web pages in archives (.mht), which some programs embed in Word files."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

HEAD = 2_000
"""Bytes at the beginning of a file that hold the headers of an archive."""


def web_archive(data: bytes) -> bytes:
    """The first web page in an archive (a MIME message); empty if `data` is none."""
    if b"mime-version:" not in data[:HEAD].lower():
        return b""
    try:
        parts = message_from_bytes(data).walk()
        return next((page for part in parts if (page := _page(part))), b"")
    except (MessageError, ValueError, LookupError):
        return b""


def _page(part: Message) -> bytes:
    content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
    return content if isinstance(content, bytes) else b""
