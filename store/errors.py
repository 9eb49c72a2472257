"""What can go wrong with the database that a user or an administrator can act on."""

from __future__ import annotations

from disclosure.errors import GoujiError


class DatabaseUnreachableError(GoujiError):
    """Nothing answers at that address, or it refuses us. `name` is the address without its password."""

    code = "database_unreachable"


class DatabaseOutdatedError(GoujiError):
    """The tables are those of an older version and must be brought up to date first."""

    code = "database_outdated"


class DatabaseNewerError(GoujiError):
    """The tables are those of a newer version than this program."""

    code = "database_newer"


class BadAddressError(GoujiError):
    """The address is none of a database that is supported."""

    code = "database_address"


class UnknownRecordError(GoujiError):
    """There is no such document, finding, dossier or batch."""

    code = "unknown_record"


class BadCursorError(GoujiError):
    """A cursor that no list of ours gave out."""

    code = "bad_cursor"


class OvertakenError(GoujiError):
    """Somebody else decided in the meantime."""

    code = "overtaken"


class ReasonNeededError(GoujiError):
    """A finding is set aside or explained without a word why."""

    code = "reason_needed"
