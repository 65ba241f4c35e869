"""What can be wrong with a model or a picture."""

from trendflix.core.errors import UserError


class ModelError(UserError):
    """A model cannot be loaded; the message names it and says what is missing."""


class PictureError(UserError):
    """A picture cannot be used; the message names it and says why."""
