"""Film files: ingest, packaging, access, watching."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PACKAGE_STAGES = {
    "looking at the film": 2,
    "packaging the first rung": 15,
    "packaging": 70,
    "progressive": 3,
    "thumbnails": 6,
    "still": 1,
    "subtitles": 3,
}


class PlaybackConfig(AppConfig):
    """Everything about playing a film."""

    name = "playback"
    verbose_name = _("Playback")

    def ready(self) -> None:
        """Register the system checks, the signal receivers, the kinds of job, and how positions are merged."""
        from datetime import timedelta

        from catalog.merging import register_title_merge
        from playback import checks, signals  # noqa: F401 - importing registers them
        from playback.services.garbage import films_collect, uploads_collect
        from playback.services.merging import title_merge
        from playback.services.progress import progress_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.accounts.personal import register_personal
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_periodic
        from trendflix.jobs.stages import register_stages
        from trendflix.jobs.subjects import register_subjects

        register_merge(progress_merge)
        register_title_merge(title_merge)
        register_personal("positions", "playback.Progress", "viewer__user", labels={"title": "video__title__name"})
        register(
            "package",
            "playback.services.video_package_job",
            "media",
            label=pgettext_lazy("job", "packaging"),
            subject="film",
        )
        register(
            "sweep",
            "playback.services.video_sweep_job",
            "media",
            label=pgettext_lazy("job", "clearing files"),
            subject="film",
        )
        register(
            "artwork",
            "playback.services.artwork.artwork_job",
            "media",
            label=pgettext_lazy("job", "artwork"),
            subject="film",
        )
        register_subjects("film", "playback.subjects.films_named")
        register_stages("package", PACKAGE_STAGES)
        register_stages("artwork", {"looking for artwork": 1.0})
        looking = pgettext_lazy("job", "looking through a folder")
        register("plan_library", "playback.library.jobs.plan_library_job", "media", label=looking, subject="folder")
        importing = pgettext_lazy("job", "importing a folder")
        importer = "playback.library.jobs.import_library_job"
        register("import_library", importer, "media", label=importing, subject="folder")
        watching = pgettext_lazy("job", "watched folders")
        register("watch_library", "playback.library.watching.watch_library_job", label=watching)
        register_periodic("watch_library", timedelta(minutes=5))
        fetching = pgettext_lazy("job", "fetching artwork")
        register("artwork_fetch", "playback.library.fetching.artwork_fetch_job", label=fetching, subject="title")
        measuring = pgettext_lazy("job", "measuring disk use")
        register("measure_disk", "playback.services.disk.measure_disk_job", "media", label=measuring)
        register_periodic("measure_disk", timedelta(days=1))
        register_collector("films", films_collect)
        register_collector("film uploads", uploads_collect)
