"""What can be wrong with a file, each with its code; the words are in `disclosure/messages_data/errors.toml`."""

from __future__ import annotations

from disclosure.errors import GoujiError


class MissingFileError(GoujiError):
    """There is no such file."""

    code = "missing_file"


class UnreadableFileError(GoujiError):
    """A directory, a device, or a file that may not be read; details: reason."""

    code = "unreadable_file"


class EmptyFileError(GoujiError):
    """0 bytes."""

    code = "empty_file"


class TooLargeError(GoujiError):
    """More bytes than are read; details: size and limit in MB."""

    code = "too_large"


class NotPdfError(GoujiError):
    """No PDF header."""

    code = "not_pdf"


class TruncatedError(GoujiError):
    """The end of the file is missing."""

    code = "truncated"


class DamagedError(GoujiError):
    """PDFium cannot make sense of it; details: where."""

    code = "damaged"


class EncryptedError(GoujiError):
    """Needs a password to open."""

    code = "encrypted"


class NoPagesError(GoujiError):
    """A PDF without pages."""

    code = "no_pages"


class TooManyPagesError(GoujiError):
    """Details: pages, limit."""

    code = "too_many_pages"


class PageTooLargeError(GoujiError):
    """Details: page, width, height and limit in points."""

    code = "page_too_large"


class ImageTooLargeError(GoujiError):
    """Details: page, width and height in pixels."""

    code = "image_too_large"


class BlankError(GoujiError):
    """No text and no ink on any page; details: pages."""

    code = "blank"


class PageCrashedError(GoujiError):
    """Recognising a page brought its process down, twice; details: page (from 1)."""

    code = "page_crashed"
