"""Whose rows the subjects of jobs are, so that the last job on something goes once that is gone."""

from trendflix.jobs.registry import register_rows

ROWS = {
    "playback.Video": ("package", "sweep", "artwork", "analyse", "match"),
    "uploads.FilmUpload": ("add_film",),
    "catalog.Title": ("identify", "artwork_fetch"),
    "catalog.LibraryFolder": ("plan_library", "import_library"),
    "vision.Garment": ("look_again",),
    "shopping.Feed": ("import_feed", "fetch_feed", "pictures_retry", "embed"),
    "membership.Export": ("export_account",),
}
"""Model → the kinds of job whose subject is one of its rows; all others are on the whole site."""


def register_all() -> None:
    """Tell the jobs."""
    for model, kinds in ROWS.items():
        for kind in kinds:
            register_rows(kind, model)
