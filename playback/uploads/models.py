"""Films on their way in: what somebody typed of each, and its files, of which the disk holds as much as has arrived."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.models import MAX_NAME
from playback.models import Video


class FilmUpload(models.Model):
    """A film that somebody adds, from the choice of its files until its title is there.

    ::

        uploading ──all files are whole, and it has a name──► adding ──job add_film──► added (``video``)

    ``files_expected`` says how many files belong to it; what is typed of it is kept here while they arrive.
    """

    class Kind(models.TextChoices):
        FILM = "film", pgettext_lazy("title", "Film")
        EPISODE = "episode", pgettext_lazy("title", "Episode")

    class State(models.TextChoices):
        UPLOADING = "uploading", _("Uploading")
        ADDING = "adding", _("Being added")
        ADDED = "added", _("Added")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="film_uploads", verbose_name=_("owner")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UPLOADING)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FILM)
    name = models.CharField(_("name"), max_length=MAX_NAME, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    show = models.CharField(_("show"), max_length=MAX_NAME, blank=True)
    season = models.PositiveSmallIntegerField(_("season"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("episode"), null=True, blank=True)
    last_number = models.PositiveSmallIntegerField(
        _("last episode"), null=True, blank=True, help_text=_("Where one file holds several.")
    )
    replace = models.BooleanField(_("replace the film that is there"), default=False)
    files_expected = models.PositiveSmallIntegerField(_("files expected"), default=1)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, help_text=_("Of the film, once it is read."))
    file_key = models.CharField(
        _("file key"), max_length=300, blank=True, help_text=_("Size, time and name of its film, to know it again.")
    )
    notes = models.JSONField(_("notes"), default=list, blank=True)
    video = models.ForeignKey(
        Video, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name=_("video")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("uploaded film")
        verbose_name_plural = _("film uploads")
        indexes = [
            models.Index(fields=["owner", "-id"], name="film_upload_of_owner"),
            models.Index(fields=["owner", "file_key"], name="film_upload_of_file"),
        ]

    def __str__(self) -> str:
        return self.name or self.show or gettext("a film without a name")


class UploadFile(models.Model):
    """One file of an upload. How much of it has arrived is the size of its part on the disk (``parts``), not a column.

    Without ``film`` it was sent by a form that names it by its id. ``modified`` is the client's time of the file in
    milliseconds: with name and size it tells whether a file that is chosen again is this one.
    """

    class Role(models.TextChoices):
        FILM = "film", pgettext_lazy("file", "Film")
        SUBTITLES = "subtitles", pgettext_lazy("file", "Subtitles")
        POSTER = "poster", pgettext_lazy("file", "Poster")
        BACKDROP = "backdrop", pgettext_lazy("file", "Backdrop")
        STILL = "still", pgettext_lazy("file", "Still")

    id = models.UUIDField(_("id"), primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="upload_files", verbose_name=_("owner")
    )
    film = models.ForeignKey(
        FilmUpload, models.CASCADE, null=True, blank=True, related_name="files", verbose_name=_("film")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.FILM)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes of the whole file."))
    modified = models.BigIntegerField(_("modified"), default=0)
    expires = models.DateTimeField(_("expires"), db_index=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["created", "id"]
        default_permissions = ()
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        indexes = [models.Index(fields=["owner", "name"], name="upload_file_of_owner")]

    def __str__(self) -> str:
        return self.name
