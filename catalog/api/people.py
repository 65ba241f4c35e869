"""People over REST."""

from django.db.models import Exists, OuterRef, QuerySet
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
        return people_visible(staff=self.is_staff).order_by("name", "id")


@extend_schema(tags=["people"])
class PersonDetail(LibraryDetail[Person]):
    """Somebody."""

    serializer_class = PersonSerializer

    def get_queryset(self) -> QuerySet[Person]:
        """Whoever has a credit on something that the caller may see."""
        return people_visible(staff=self.is_staff)


@extend_schema(tags=["people"])
class PersonTitleList(LibraryList[Title]):
    """Films and shows of somebody; a credit on an episode counts for its show."""

    serializer_class = TitleSerializer

    def get_queryset(self) -> QuerySet[Title]:
        """Newest first."""
        if getattr(self, "swagger_fake_view", False):
            return Title.objects.none()
        person = get_object_or_404(people_visible(staff=self.is_staff), slug=self.kwargs["slug"])
        credits = Credit.objects.filter(person=person)
        own = Exists(credits.filter(title=OuterRef("pk")))
        seen = selectors.titles_visible(staff=self.is_staff).filter(kind=Title.Kind.EPISODE)
        of_episode = Exists(credits.filter(title__season__show=OuterRef("pk"), title__in=seen))
        titles = selectors.browsed(staff=self.is_staff).filter(own | of_episode)
        return as_cards(titles, is_staff=self.is_staff).order_by("-id")
