"""Uploads of films in pieces."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UploadsConfig(AppConfig):
    """Films on their way in."""

    name = "playback.uploads"
    label = "uploads"
    verbose_name = _("Uploads")

    def ready(self) -> None:
        """Register the jobs, and the files that no upload names."""
        from playback.uploads.garbage import parts_collect
        from trendflix.accounts.personal import register_personal
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_periodic
        from trendflix.jobs.stages import register_stages
        from trendflix.jobs.subjects import register_subjects

        adding = pgettext_lazy("job", "adding the film")
        register("add_film", "playback.uploads.adding.film_add_job", "media", label=adding, subject="upload")
        register_subjects("upload", "playback.uploads.subjects.uploads_named")
        register(
            "expire_uploads",
            "playback.uploads.services.uploads_expire_job",
            label=pgettext_lazy("job", "clearing old uploads"),
        )
        register_stages("add_film", {"reading the file": 9, "keeping the film": 1})
        register_periodic("expire_uploads", timedelta(hours=1))
        register_collector("parts of uploads", parts_collect)
        register_personal("film_uploads", "uploads.FilmUpload", "owner")
        register_personal("uploaded_files", "uploads.UploadFile", "owner")
