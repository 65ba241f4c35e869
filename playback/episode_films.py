"""Films that come with the rows of episodes on the form of a show."""

from catalog.admin.film_intake import FilmIntake, Upload
from catalog.models import Title
from playback.forms import uploaded_path
from playback.services import video_ingest
from playback.services.ingest import film_probe
from playback.uploads.film_field import FilmInput, SentFilm, sent_film, sent_film_done


def film_check(upload: Upload) -> None:
    """Raise ``UserError`` for a file that cannot be used."""
    film_probe(uploaded_path(upload), upload.name or "film")


def film_take(title: Title, upload: Upload) -> None:
    """Keep the film under its episode, and enqueue its packaging."""
    video_ingest(title, uploaded_path(upload), upload.name or "film", link=isinstance(upload, SentFilm))
    sent_film_done(upload)


EPISODE_FILMS = FilmIntake(film_check, film_take, FilmInput, sent_film)
