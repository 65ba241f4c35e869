"""Frames of films, and the artwork that is cut from them."""

from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models import Title
from playback.models.videos import Video


class ArtworkFrame(models.Model):
    """A frame of a film that artwork can be made of, kept at ``path``; never served but to editors.

    ``key`` names the packaging and the rules that it was chosen by. ``people`` is where people are in it, [x, y, w, h]
    in parts of the frame; ``is_faces`` says that it holds their faces alone.
    """

    video = models.ForeignKey(Video, models.CASCADE, related_name="artwork_frames")
    key = models.CharField(max_length=32)
    place = models.PositiveSmallIntegerField(help_text="0: the best.")
    time = models.FloatField(help_text="Seconds.")
    score = models.FloatField(default=0.0)
    people = models.JSONField(null=True, blank=True)
    is_faces = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["video", "key", "place"],
                name="artwork_frame_place_once",
                violation_error_message=_("There is a frame at this place already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.video} at {self.time:.0f} s"

    @property
    def path(self) -> Path:
        """The frame's file."""
        return self.video.folder / "artwork" / self.key / f"{self.place}.jpg"


class Artwork(models.Model):
    """A poster, backdrop or still of a title that was cut from a frame; ``name`` is that of the title's picture.

    While the title shows another picture, an editor has uploaded that, and nothing takes its place by itself.
    """

    class Shape(models.TextChoices):
        POSTER = "poster", _("poster")
        BACKDROP = "backdrop", _("backdrop")
        STILL = "still", _("still")

    title = models.ForeignKey(Title, models.CASCADE, related_name="artwork")
    shape = models.CharField(max_length=10, choices=Shape.choices)
    name = models.CharField(max_length=200, editable=False)
    time = models.FloatField(help_text="Seconds of the film.")
    is_chosen = models.BooleanField(default=False, help_text="By an editor; kept when the film is looked at again.")

    class Meta:
        verbose_name_plural = "artwork"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "shape"],
                name="artwork_once_per_shape",
                violation_error_message=_("The title has artwork of this shape already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_shape_display()} of {self.title}"
