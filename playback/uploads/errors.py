"""Why an upload is refused: one line for the person who sent it, and the HTTP status that goes with it."""

from trendflix.core.errors import UserError


class Refused(UserError):
    """An upload that the site does not take."""

    status = 400


class WrongType(Refused):
    """A file of a kind that is not taken, by its name or by its first bytes."""

    status = 415


class TooLarge(Refused):
    """More bytes than a file, a piece or a person's quota may have."""

    status = 413


class NoRoom(Refused):
    """The disk has no room for it."""

    status = 507


class Conflict(Refused):
    """It is not in the state that the request supposes."""

    status = 409


class Busy(Refused):
    """Another request writes the same file."""

    status = 423


class Gone(Refused):
    """The upload has expired, or its bytes are lost."""

    status = 410


class ChecksumMismatch(Refused):
    """The bytes are not those that the client sent (a status of tus)."""

    status = 460
