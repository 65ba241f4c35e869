"""The viewer: whoever keeps positions, products and questions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Viewer(models.Model):
    """The profile of an account, or an anonymous session; made when something is first kept.

    Everything that belongs to a viewer has one foreign key here. ``is_main`` marks the profile that an account has
    before it makes others.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="viewers", verbose_name=_("user")
    )
    session_key = models.CharField(_("session key"), max_length=40, null=True, blank=True, unique=True)
    is_main = models.BooleanField(_("main profile"), default=True)
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
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(is_main=True), name="viewer_one_main_profile_per_account"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user_id else f"anonymous {self.pk}"
