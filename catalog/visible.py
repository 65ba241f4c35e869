"""Who sees what beside titles: collections, people, and the public pictures of all of them.

Whether a title is seen is ``catalog.selectors``' to say.
"""

from django.db.models import Exists, OuterRef, QuerySet

from catalog.models import Collection, CollectionItem, Credit, Genre, Person, Title
from catalog.selectors import browsed, titles_visible
from trendflix.accounts.sight import Sight

MAX_COVERED = 50
"""Titles of each collection that are looked through for a picture, on average."""
POSTERS, BACKDROPS, STILLS, PEOPLE = "posters", "backdrops", "stills", "people"


def collections_visible(sight: Sight) -> QuerySet[Collection]:
    """Collections that one sees: those that are published and hold a title they see; staff see all."""
    if sight.is_staff:
        return Collection.objects.all()
    seen = Exists(browsed(sight).filter(pk=OuterRef("title_id")))
    shown = CollectionItem.objects.filter(seen, collection=OuterRef("pk"))
    return Collection.objects.filter(Exists(shown), published=True)


def collection_titles(collection: Collection, sight: Sight) -> QuerySet[Title]:
    """The titles of a collection that one sees, in the order that an editor gave them."""
    titles = browsed(sight).filter(collection_items__collection=collection)
    return titles.order_by("collection_items__position", "collection_items__id")


def covers_of(collections: list[int], sight: Sight) -> dict[int, Title]:
    """Collection pk → its first title with a picture that one sees; one query."""
    items = CollectionItem.objects.filter(collection__in=collections, title__in=browsed(sight))
    rows = items.exclude(title__still="", title__backdrop="").select_related("title")
    covers: dict[int, Title] = {}
    for item in rows.order_by("collection_id", "position", "id")[: MAX_COVERED * max(1, len(collections))]:
        covers.setdefault(item.collection_id, item.title)
    return covers


def people_visible(sight: Sight) -> QuerySet[Person]:
    """People with a credit on a title that one sees; staff see all."""
    if sight.is_staff:
        return Person.objects.all()
    seen = Exists(titles_visible(sight).filter(pk=OuterRef("title_id")))
    return Person.objects.filter(Exists(Credit.objects.filter(seen, person=OuterRef("pk"))))


def genres_visible(sight: Sight) -> QuerySet[Genre]:
    """Genres by name: all of them, or, of a limited sight, those with a film or a show that one sees."""
    found = Genre.objects.order_by("name")
    if not sight.is_limited:
        return found
    seen = Exists(browsed(sight).filter(pk=OuterRef("title_id")))
    return found.filter(Exists(Title.genres.through.objects.filter(seen, genre=OuterRef("pk"))))


def picture_is_visible(name: str, sight: Sight) -> bool:
    """Whether one may see a picture of ``public/``: of the library's own, one that a visible row shows.

    A picture of a product is always public. One or two indexed queries.
    """
    folder = name.split("/")[1] if name.count("/") > 1 else ""
    titles = titles_visible(sight)
    if folder == POSTERS:
        return titles.filter(poster=name).exists()
    if folder == STILLS:
        return titles.filter(still=name).exists()
    if folder == BACKDROPS:
        collections = collections_visible(sight)
        return titles.filter(backdrop=name).exists() or collections.filter(backdrop=name).exists()
    return folder != PEOPLE or people_visible(sight).filter(photo=name).exists()


def is_library_picture(name: str) -> bool:
    """Whether a picture of ``public/`` is one of the library's own, which may be hidden again."""
    return name.split("/")[1:2] in ([POSTERS], [BACKDROPS], [STILLS], [PEOPLE])
