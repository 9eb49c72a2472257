"""Text that any database takes: what PDFs hold besides characters is replaced."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


def clean(words: str) -> str:
    """The text; NUL and halves of surrogate pairs, which PostgreSQL or UTF-8 refuse, become U+FFFD."""
    return _NOT_TEXT.sub("�", words)
