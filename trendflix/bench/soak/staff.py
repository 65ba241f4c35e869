"""What staff of a soaked site do: begin uploads, publish films, throw them away, import the feed again."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

NAME = "Soak"


def account_create(name: str, password: str) -> int:
    """An account that stays; its number."""
    return User.objects.create_user(name, password=password).pk


def film_begin(name: str, size: int, hour: int) -> str:
    """Begin the upload of a film, as the page of uploads does; the key of its address. In odd hours it replaces one."""
    from playback.uploads.beginning import Chosen, uploads_begin
    from playback.uploads.models import FilmUpload

    user = User.objects.get(username="bench")
    begun = uploads_begin(user.pk, [Chosen(f"{name} (2001).mkv", size, hour)])[0]
    if begun.upload is None:
        raise RuntimeError(f"{name}: {begun.problem or 'was added before'}")
    FilmUpload.objects.filter(files=begun.upload).update(replace=bool(hour % 2))
    return str(begun.upload.pk)


def films_publish() -> int:
    """Show all films of the soak that are not in the trash; how many that are new."""
    from catalog.models import Title
    from catalog.services.titles import title_save

    hidden = list(Title.objects.filter(name__startswith=NAME, published=False, trashed=None))
    for title in hidden:
        title.published = True
        title_save(title)
    return len(hidden)


def films_trash(name: str) -> int:
    """Throw a film away; how many titles of that name there were."""
    from catalog.models import Title
    from catalog.services.trash import titles_trash

    return titles_trash(Title.objects.filter(name=name, trashed=None))


def feed_import(path: str) -> int:
    """Have the shop's feed imported again; the job's number."""
    from shopping.feeds.imports.requests import feed_queue

    return feed_queue(Path(path), "Drawn")[1].pk


def library() -> dict[str, Any]:
    """Films that play, what is worn in the first, and the products: in the same order each time."""
    from catalog.selectors import shown_now
    from playback.models import Video
    from shopping.models import Product
    from vision.models import Garment

    playing = Video.objects.exclude(package_key="").filter(shown_now("title__")).order_by("pk")
    garments = Garment.objects.filter(analysis__video__title__name="Film").order_by("pk")
    return {
        "slugs": list(playing.values_list("title__slug", flat=True)),
        "garments": list(garments.values_list("pk", flat=True)),
        "products": list(Product.objects.order_by("pk").values_list("pk", flat=True)),
    }
