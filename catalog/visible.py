"""Who sees what beside titles: collections, people, and the public pictures of all of them.

Whether a title is seen is ``catalog.selectors``' to say.
"""

from django.db.models import Exists, OuterRef, QuerySet

from catalog.models import Collection, CollectionItem, Credit, Person, Title
from catalog.selectors import browsed, titles_visible

POSTERS, BACKDROPS, STILLS, PEOPLE = "posters", "backdrops", "stills", "people"


def collections_visible(*, staff: bool) -> QuerySet[Collection]:
    """Collections that people see: those that are published and hold a title they see; staff see all."""
    if staff:
        return Collection.objects.all()
    seen = Exists(browsed(staff=False).filter(pk=OuterRef("title_id")))
    shown = CollectionItem.objects.filter(seen, collection=OuterRef("pk"))
    return Collection.objects.filter(Exists(shown), published=True)


def collection_titles(collection: Collection, *, staff: bool) -> QuerySet[Title]:
    """The titles of a collection that people see, in the order that an editor gave them."""
    titles = browsed(staff=staff).filter(collection_items__collection=collection)
    return titles.order_by("collection_items__position", "collection_items__id")


def people_visible(*, staff: bool) -> QuerySet[Person]:
    """People with a credit on a title that one sees; staff see all."""
    if staff:
        return Person.objects.all()
    seen = Exists(titles_visible(staff=False).filter(pk=OuterRef("title_id")))
    return Person.objects.filter(Exists(Credit.objects.filter(seen, person=OuterRef("pk"))))


def picture_is_visible(name: str) -> bool:
    """Whether anybody may see a picture of ``public/``: of the library's own, one that a visible row shows.

    A picture of a product is always public. One or two indexed queries.
    """
    folder = name.split("/")[1] if name.count("/") > 1 else ""
    titles = titles_visible(staff=False)
    if folder == POSTERS:
        return titles.filter(poster=name).exists()
    if folder == STILLS:
        return titles.filter(still=name).exists()
    if folder == BACKDROPS:
        collections = collections_visible(staff=False)
        return titles.filter(backdrop=name).exists() or collections.filter(backdrop=name).exists()
    return folder != PEOPLE or people_visible(staff=False).filter(photo=name).exists()


def is_library_picture(name: str) -> bool:
    """Whether a picture of ``public/`` is one of the library's own, which may be hidden again."""
    return name.split("/")[1:2] in ([POSTERS], [BACKDROPS], [STILLS], [PEOPLE])
