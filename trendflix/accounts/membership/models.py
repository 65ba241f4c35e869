"""What belongs to an account beside Django's own user and allauth's addresses, authenticators and sessions."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OWNER = settings.AUTH_USER_MODEL
DIGEST_LENGTH = 64
"""Hexadecimal digits of SHA-256."""


class Account(models.Model):
    """The settings of an account; made when one is first changed."""

    user = models.OneToOneField(OWNER, models.CASCADE, primary_key=True, related_name="account", verbose_name=_("user"))
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Of mails to this account; empty: the site's.")
    )
    max_streams = models.PositiveSmallIntegerField(
        _("streams at a time"), null=True, blank=True, help_text=_("Empty: as everybody; 0: any number.")
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return str(self.user)


class Invitation(models.Model):
    """Lets one person sign up.

    ::

        open ──► used (by an account)
          └────► expired, or revoked: the row is deleted

    The secret of its link is kept as a SHA-256 digest alone. With an ``email`` only that address may use it.
    """

    digest = models.CharField(_("digest"), max_length=DIGEST_LENGTH, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Only this address may then sign up."))
    invited_by = models.ForeignKey(
        OWNER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("invited by")
    )
    used_by = models.OneToOneField(
        OWNER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("used by")
    )
    used = models.DateTimeField(_("used"), null=True, blank=True, editable=False)
    expires = models.DateTimeField(_("expires"))
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email or f"{self.created:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether somebody may still sign up with it."""
        return self.used is None and self.expires > timezone.now()


class ApiToken(models.Model):
    """A personal token for programs; its secret is kept as a SHA-256 digest alone, and shown once.

    One that a program got with name and password (``is_sign_in``) is as a browser that is signed in; one that was made
    on purpose outlives signing out and other passwords.
    """

    class Scope(models.TextChoices):
        READ = "read", pgettext_lazy("scope of a token", "Read")
        WRITE = "write", pgettext_lazy("scope of a token", "Read and write")

    user = models.ForeignKey(OWNER, models.CASCADE, related_name="api_tokens", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("scope"), max_length=5, choices=Scope.choices, default=Scope.READ)
    digest = models.CharField(_("digest"), max_length=DIGEST_LENGTH, unique=True, editable=False)
    start = models.CharField(_("first letters"), max_length=12, editable=False)
    is_sign_in = models.BooleanField(
        _("made by signing in"), default=False, editable=False, help_text=_("Ends where the account is signed out.")
    )
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.name


class Deletion(models.Model):
    """An account that its owner wants deleted: nobody can use it until then, and the owner may take it back."""

    user = models.OneToOneField(OWNER, models.CASCADE, related_name="deletion", verbose_name=_("user"))
    due = models.DateTimeField(_("due"), db_index=True)
    created = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("deletion of an account")
        verbose_name_plural = _("deletions of accounts")

    def __str__(self) -> str:
        return f"{self.user_id} at {self.due:%Y-%m-%d %H:%M}"


class Export(models.Model):
    """A copy of everything that names a person, as a zip at ``path``; only its owner can fetch it, until it expires.

    ``size`` is in bytes; null while it is being made.
    """

    user = models.ForeignKey(OWNER, models.CASCADE, related_name="exports", verbose_name=_("user"))
    name = models.CharField(_("file name"), max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), null=True, editable=False)
    expires = models.DateTimeField(_("expires"), db_index=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("export of an account")
        verbose_name_plural = _("exports of accounts")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """The file; never below the media folder, which is served."""
        return exports_folder() / self.name


def exports_folder() -> Path:
    """Where exports lie."""
    return Path(settings.DATA) / "exports"


class OutgoingMail(models.Model):
    """A mail that the mail server did not take; tried again until it does or ``MAX_AGE`` has passed."""

    user = models.ForeignKey(OWNER, models.CASCADE, null=True, related_name="+", verbose_name=_("user"))
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    error = models.CharField(_("error"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=1)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")

    def __str__(self) -> str:
        return self.subject


class ActiveStream(models.Model):
    """A device that an account watches on: a signed-in browser, known by a digest of its session."""

    user = models.ForeignKey(OWNER, models.CASCADE, related_name="streams", verbose_name=_("user"))
    device = models.CharField(_("device"), max_length=32)
    seen = models.DateTimeField(_("seen"), default=timezone.now)

    class Meta:
        verbose_name = _("active stream")
        verbose_name_plural = _("active streams")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "device"],
                name="stream_once_per_device",
                violation_error_message=_("This device is watching already."),
            )
        ]
        indexes = [models.Index(fields=["seen"], name="stream_seen")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.device}"
