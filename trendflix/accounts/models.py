"""The viewer: whoever keeps positions, products and questions."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from trendflix.accounts.avatars import AVATARS, FIRST_AVATAR

MAX_NAME = 40
MAX_AGE = 21
LANGUAGE_LENGTH = 35
"""Of a BCP 47 tag."""


class Viewer(models.Model):
    """The profile of an account, or an anonymous session; made when something is first kept.

    Everything that belongs to a viewer has one foreign key here. ``is_main`` marks the profile that an account has
    before it makes others, which is never limited. ``max_age`` limits what is seen, ``is_child`` adds a list of allowed
    titles, and with ``only_allowed`` nothing else is seen (``trendflix.accounts.sight``). ``pin`` is a hash.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="viewers", verbose_name=_("user")
    )
    session_key = models.CharField(_("session key"), max_length=40, null=True, blank=True, unique=True)
    is_main = models.BooleanField(_("main profile"), default=True)
    name = models.CharField(_("name"), max_length=MAX_NAME, blank=True)
    avatar = models.CharField(_("avatar"), max_length=20, choices=AVATARS, default=FIRST_AVATAR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sound_language = models.CharField(_("sound"), max_length=LANGUAGE_LENGTH, blank=True)
    subtitle_language = models.CharField(_("subtitles"), max_length=LANGUAGE_LENGTH, blank=True)
    interface_language = models.CharField(_("language of the site"), max_length=LANGUAGE_LENGTH, blank=True)
    max_age = models.PositiveSmallIntegerField(
        _("highest age rating"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_AGE)],
        help_text=_("Years; titles without a rating are hidden then. Empty: everything."),
    )
    is_child = models.BooleanField(_("child's profile"), default=False)
    only_allowed = models.BooleanField(_("only allowed titles"), default=False)
    pin = models.CharField(_("PIN"), max_length=128, blank=True, editable=False)
    autoplay = models.BooleanField(_("play the next episode by itself"), default=True)
    history_paused = models.BooleanField(_("history paused"), default=False)
    tastes_asked = models.BooleanField(_("asked for tastes"), default=False)
    player_settings = models.JSONField(_("player settings"), default=dict, blank=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("viewer")
        verbose_name_plural = _("viewers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, session_key__isnull=True)
                | models.Q(user__isnull=True, session_key__isnull=False),
                name="viewer_is_an_account_or_a_session",
                violation_error_message=_("A viewer is of an account or of a session, not of both."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(is_main=True),
                name="viewer_one_main_profile_per_account",
                violation_error_message=_("The account has a main profile already."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_main=False) | models.Q(max_age__isnull=True, is_child=False, only_allowed=False),
                name="viewer_main_profile_has_no_limit",
                violation_error_message=_("The main profile has no limit."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_child=True, max_age__isnull=False) | models.Q(is_child=False, only_allowed=False),
                name="viewer_child_has_a_limit",
                violation_error_message=_("A child's profile has an age; only such a profile has allowed titles."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or (str(self.user) if self.user_id else f"anonymous {self.pk}")

    @property
    def is_limited(self) -> bool:
        """Whether it sees less than what is published, and manages nothing of the account."""
        return self.is_child or self.max_age is not None

    @property
    def settings(self) -> dict[str, Any]:
        """What was chosen in the player, by name."""
        return self.player_settings if isinstance(self.player_settings, dict) else {}
