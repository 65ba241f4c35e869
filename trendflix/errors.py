"""The one kind of error that is meant for people to read."""


class UserError(Exception):
    """Something a person gave us cannot be used; the message says what and where, on one line."""
