"""A file that knows its text, read by the reader of its kind.

Takes a `Written` file, gives its `Manuscript`. Raises the errors of `extractors.errors`; NoTextError where there is nothing to read.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors import errors
from extractors.inputs.kinds import Kind
from extractors.inputs.manuscript import Manuscript
from extractors.inputs.opening import Written
from extractors.inputs.webpage import read_webpage
from extractors.inputs.word import read_word
from extractors.inputs.workbook import read_workbook

_READERS: dict[Kind, Callable[[str, bytes], Manuscript]] = {
    Kind.WORD: read_word,
    Kind.WORKBOOK: read_workbook,
    Kind.WEBPAGE: read_webpage,
}


def read_manuscript(written: Written) -> Manuscript:
    """What the file says. Raises KeyError for a kind that has no reader."""
    manuscript = _READERS[written.kind](written.name, written.data)
    if not manuscript.says_something:
        raise errors.NoTextError(written.name)
    return manuscript
