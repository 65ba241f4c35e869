"""People over REST."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema

from catalog import selectors
from catalog.api.serializers import PersonSerializer, TitleSerializer
from catalog.api.views import LibraryDetail, LibraryList, as_cards
from catalog.models import Credit, Person, Title
from catalog.visible import people_visible


@extend_schema(tags=["people"])
class PersonList(LibraryList[Person]):
    """People with a credit on something that the caller may see."""

    serializer_class = PersonSerializer

    def get_queryset(self) -> QuerySet[Person]:
        """By name."""
        return people_visible(self.sight).order_by("name", "id")


@extend_schema(tags=["people"])
class PersonDetail(LibraryDetail[Person]):
    """Somebody."""

    serializer_class = PersonSerializer

    def get_queryset(self) -> QuerySet[Person]:
        """Whoever has a credit on something that the caller may see."""
        return people_visible(self.sight)


@extend_schema(tags=["people"])
class PersonTitleList(LibraryList[Title]):
    """Films and shows of somebody; a credit on an episode counts for its show."""

    serializer_class = TitleSerializer

    def get_queryset(self) -> QuerySet[Title]:
        """Newest first."""
        if getattr(self, "swagger_fake_view", False):
            return Title.objects.none()
        person = get_object_or_404(people_visible(self.sight), slug=self.kwargs["slug"])
        seen = Exists(selectors.titles_visible(self.sight).filter(pk=OuterRef("title_id")))
        own = Credit.objects.filter(seen, person=person).annotate(of=Coalesce("title__season__show_id", "title_id"))
        titles = selectors.browsed(self.sight).filter(pk__in=own.values("of"))
        return as_cards(titles, self.sight).order_by("-id")
