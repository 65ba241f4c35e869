"""What no description of the API tells: which rows there are, and what is inside of a text or a picture."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User

from catalog.models import Collection, Genre, Title
from catalog.services import credit_add, genres_set
from shopping.models import Feed, Product, ReviewItem, SavedList
from trendflix.accounts.models import Viewer
from trendflix.jobs.models import Job
from vision.models import Garment


def unchanged(case: Any) -> None:
    """Most right data is right whatever rows there are."""


def _none_chosen(case: Any) -> None:
    case.query.pop("picture", None)  # an answered question of one viewer


def _a_range(case: Any) -> None:
    for name in ("year_max", "minutes_max"):  # not below the least
        case.query.pop(name, None)


def is_form(case: Any) -> bool:
    """Whether the data is sent as a form, which holds neither nothing, nor numbers, nor an empty list."""
    return bool(case.media_type) and "form" in case.media_type


def _events(case: Any) -> None:
    if is_form(case):
        case.body["events"] = json.dumps([{"kind": "page_viewed"}])


def _kept(case: Any) -> None:
    if isinstance(case.body, dict) and "garment" in case.body and (is_form(case) or case.body["garment"]):
        case.body["garment"] = Garment.objects.values_list("pk", flat=True)[0]


def _a_box(case: Any) -> None:
    if isinstance(case.body, dict):
        case.body |= {"t": 1.5, "box": [0.25, 0.25, 0.5, 0.5]}  # within film and picture, and not too small


def _a_word(case: Any) -> None:
    if not case.body.get("stars"):
        case.body["liking"] = 1  # either of both


def _player(case: Any) -> None:
    if "player" in case.body:
        case.body["player"] = {"volume": 0.5, "captions": "de"}


def _tastes(case: Any) -> None:
    genres, titles = ([row.slug for row in rows.objects.all()[:1]] for rows in (Genre, Title))
    least = int(is_form(case))
    for name, slugs in (("genres", genres), ("titles", titles)):
        case.body[name] = slugs[: max(least, len(case.body[name]))]


NAMED: dict[str, Callable[[Any], None]] = {
    "GET /api/v1/shop/": _none_chosen,
    "GET /api/v1/titles/": _a_range,
    "PATCH /api/v1/settings/": _player,
    "POST /api/v1/events/": _events,
    "PUT /api/v1/titles/{slug}/rating/": _a_word,
    "POST /api/v1/titles/{slug}/region/": _a_box,
    "PUT /api/v1/saved/{id}/": _kept,
    "PUT /api/v1/tastes/": _tastes,
}
"""Operation → changes the right data that was made up for it, so that it names what there is."""


def rows_make(title: Title, user: User) -> dict[str, dict[str, Any]]:
    """First part of an address → its parameters, naming rows that are there; those of viewers are the user's."""
    genres_set(title, ["Drama"])
    collection = Collection.objects.create(name="Evenings", slug="evenings")
    credit_add(title, "Ines Sol", "actor")
    garment, product, feed = Garment.objects.get(), Product.objects.get(), Feed.objects.get()
    ReviewItem.objects.create(garment=garment, title=title, category=garment.category)
    viewer = Viewer.objects.create(user=user, is_main=True, name="Carol")
    its_list = SavedList.objects.create(viewer=viewer, name="Coats")
    of_title = {"slug": title.slug, "number": 1}
    return {
        **dict.fromkeys(("titles", "watchlist", "history"), of_title),
        "people": {"slug": "ines-sol"},
        "collections": {"slug": collection.slug},
        "dislikes": {"garment": garment.pk, "product": product.pk},
        "feeds": {"id": feed.pk},
        "postback": {"feed": feed.slug},
        "jobs": {"id": Job.objects.create(kind="match", subject_id=title.pk).pk},
        "lists": {"id": its_list.pk, "product": product.pk},
        "profiles": {"id": viewer.pk},
        "review": {"id": garment.pk},
        **dict.fromkeys(("products", "saved"), {"id": product.pk}),
    }


def path_name(case: Any, there: dict[str, dict[str, Any]]) -> None:
    """Let right data be about what is there."""
    part = case.path.removeprefix("/api/v1/").partition("/")[0]
    known = there.get(part, {})
    case.path_parameters = {name: known.get(name, value) for name, value in (case.path_parameters or {}).items()}


def has_data(case: Any) -> bool:
    """Whether there is something that can name rows: a body with fields, or the parameters of an address."""
    return case.method == "GET" or isinstance(case.body, dict)


def is_blank(case: Any) -> bool:
    """Whether right data holds a text of spaces alone: no description tells that they are taken off."""
    texts = [value for value in case.body.values() if isinstance(value, str)] if isinstance(case.body, dict) else []
    return any(value != "" and not value.strip() for value in texts)


def is_nothing(case: Any) -> bool:
    """Whether what is wrong may be a parameter without a value, or a form without named fields: both are as none."""
    if case.method == "GET":
        sent = (case.query or {}).values()
        return any(value in ("", None) or (isinstance(value, list) and not any(value)) for value in sent)
    return is_form(case) and not (isinstance(case.body, dict) and case.body)
