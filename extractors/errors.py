"""What can be wrong with a file, each with its code; the words are in `disclosure/messages_data/errors.toml`."""

from __future__ import annotations

from disclosure.errors import GoujiError


class MissingFileError(GoujiError):
    """There is no such file."""

    code = "missing_file"


class UnreadableFileError(GoujiError):
    """A directory, a device, or a file that may not be read; details: reason."""

    code = "unreadable_file"


class FolderError(GoujiError):
    """A folder where a file is wanted; details: path."""

    code = "folder"


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


class UnknownKindError(GoujiError):
    """The content is of no kind that is read."""

    code = "unknown_kind"


class OldOfficeError(GoujiError):
    """A file of Word, Excel or WPS in a form from before 2007, or RTF."""

    code = "old_office"


class OtherOfficeError(GoujiError):
    """A document of another form: OpenDocument, PowerPoint, binary workbooks, XML of 2003, MHTML."""

    code = "other_office"


class SaveAsPdfError(GoujiError):
    """A document of fixed layout that is no PDF: OFD."""

    code = "save_as_pdf"


class OtherImageError(GoujiError):
    """A picture of another form: HEIC, AVIF, GIF, JPEG 2000."""

    code = "other_image"


class OtherArchiveError(GoujiError):
    """An archive of another form: RAR, 7z, bzip2, xz."""

    code = "other_archive"


class EmptyArchiveError(GoujiError):
    """An archive without files."""

    code = "empty_archive"


class TooDeepError(GoujiError):
    """An archive inside an archive inside an archive."""

    code = "too_deep"


class TooManyMembersError(GoujiError):
    """Details: members, limit."""

    code = "too_many_members"


class BombError(GoujiError):
    """Unpacks to more than is read; details: size and limit in MB."""

    code = "bomb"


class TooManyCellsError(GoujiError):
    """Details: where (the table or sheet), limit."""

    code = "too_many_cells"


class NoTextError(GoujiError):
    """A Word document, workbook or web page without any text."""

    code = "no_text"


class OneFileWantedError(GoujiError):
    """An archive where one file is wanted; or a file that has no pages to be made searchable."""

    code = "one_file_wanted"
