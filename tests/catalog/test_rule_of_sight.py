"""Who sees what, in libraries made at random, against the rule as it is told in words, row by row in Python."""

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from catalog.allowed import collection_allow, title_allow
from catalog.models import AllowedCollection, AllowedTitle, Collection, CollectionItem, Genre, Season, Title
from catalog.selectors import browsed, can_play, marked, playable, titles_visible
from catalog.services import credit_add
from catalog.visible import collections_visible, genres_visible, people_visible
from playback.models import Video
from trendflix.accounts.profiles import profile_create
from trendflix.accounts.sight import EVERYBODY, STAFF, Sight

pytestmark = pytest.mark.django_db
Kind = Title.Kind
AGES = (None, 0, 6, 12, 16, 18)


class Library:
    """Films, shows with episodes, and trailers and editions of all of them, each published and rated as it falls."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, and hides nothing
        films = [self.title(Kind.FILM) for _ in range(6)]
        shows = [self.title(Kind.SHOW) for _ in range(4)]
        seasons = [Season.objects.create(show=show, number=1) for show in shows]
        episodes = [self.title(Kind.EPISODE, season=season, number=n) for season in seasons for n in (1, 2)]
        for parent in (*films, *shows, *episodes):
            self.title(Kind.TRAILER, parent=parent)
            if parent.kind != Kind.SHOW:
                self.title(Kind.EDITION, parent=parent)
        self.tops = [*films, *shows]
        self.collections = [Collection.objects.create(name=f"c{n}", slug=f"c{n}", published=n > 0) for n in range(4)]
        for one in self.collections:
            for place, top in enumerate(self.chance.sample(self.tops, 2)):
                CollectionItem.objects.create(collection=one, title=top, position=place)

    def title(self, kind: Title.Kind, **fields: object) -> Title:
        """A title with a genre and somebody who plays in it alone."""
        now, day = timezone.now(), timedelta(days=1)
        begun, until = self.chance.choices(
            [(None, None), (now - day, now + day), (now + day, None), (None, now - day)], [12, 4, 1, 1]
        )[0]
        number = Title.objects.count()
        made = Title.objects.create(
            kind=kind,
            name=f"{kind} {number}",
            slug=f"t{number}",
            published=self.chance.random() < 0.85,
            publish_at=begun,
            publish_until=until,
            trashed=now if self.chance.random() < 0.06 else None,
            minimum_age=self.chance.choice(AGES),
            **fields,
        )
        made.genres.add(Genre.objects.create(name=made.slug, slug=made.slug))
        credit_add(made, made.slug, "actor")
        if kind != Kind.SHOW and self.chance.random() < 0.5:
            Video.objects.create(title=made, package_key="k", duration=60.0)
        return made


class Rule:
    """The rule, of one sight, by rows."""

    def __init__(self, sight: Sight, titles: list[Title]) -> None:
        self.sight, self.titles, self.now = sight, titles, timezone.now()
        whose = {"viewer": sight.allowed_viewer_id}
        self.allowed = set(AllowedTitle.objects.filter(**whose).values_list("title", flat=True))
        lists = AllowedCollection.objects.filter(**whose).values("collection")
        self.allowed |= set(CollectionItem.objects.filter(collection__in=lists).values_list("title", flat=True))

    def sees(self, title: Title) -> bool:
        """Whether a title is seen."""
        if self.sight.is_staff:
            return title.trashed is None
        return all(map(self._is_shown, chain(title))) and (not self.sight.is_limited or self._is_within(title))

    def plays(self, title: Title) -> bool:
        """Whether something that is seen, or an episode of it that is, can be watched."""
        episodes = [one for one in self.titles if one.season and one.season.show_id == title.pk]
        return any(hasattr(one, "video") and self.sees(one) for one in (title, *episodes))

    def _is_shown(self, title: Title) -> bool:
        has_begun = title.publish_at is None or title.publish_at <= self.now
        lasts = title.publish_until is None or title.publish_until > self.now
        return title.published and title.trashed is None and has_begun and lasts

    def _is_within(self, title: Title) -> bool:
        """Each of the chain at most of that age, parts without a rating having that of what they belong to."""
        *parts, top = chain(title)
        if top.pk in self.allowed:
            return True
        return self._is_of_age(top) and all(one.minimum_age is None or self._is_of_age(one) for one in parts)

    def _is_of_age(self, title: Title) -> bool:
        most, age = self.sight.max_age, title.minimum_age
        return not self.sight.only_allowed and most is not None and age is not None and age <= most


def chain(title: Title) -> Iterator[Title]:
    """A title, what it belongs to, and so on up to a film or a show."""
    yield title
    above = title.parent or (title.season.show if title.season else None)
    if above is not None:
        yield from chain(above)


def sights(library: Library, user: User) -> Iterator[Sight]:
    """Of everybody, staff, profiles by age, and children with lists of what they are allowed."""
    yield from (EVERYBODY, STAFF, *(Sight(max_age=age) for age in (0, 6, 12, 18)))
    for number, only in enumerate((False, True)):
        child = profile_create(user.pk, name=f"Child {number}", max_age=6, is_child=True, only_allowed=only)
        for top in library.chance.sample(library.tops, 3):
            title_allow(child, top)
        collection_allow(child, library.chance.choice(library.collections))
        yield Sight(max_age=6, allowed_viewer_id=child.pk, only_allowed=only)


@pytest.mark.parametrize("seed", range(3))
def test_every_selection_shows_what_the_rule_says(seed: int, alice: User) -> None:
    library = Library(seed)
    everything = list(Title.objects.select_related("season__show", "parent__season__show", "video"))
    for sight in sights(library, alice):
        rule = Rule(sight, everything)
        seen = {one.pk for one in everything if rule.sees(one)}
        tops = {one.pk for one in library.tops} & seen
        names = {one.pk: one for one in everything}
        found = set(titles_visible(sight).values_list("pk", flat=True))
        assert found == seen, (sight, [names[pk].name for pk in found - seen], [names[pk].name for pk in seen - found])
        assert set(browsed(sight).values_list("pk", flat=True)) == tops
        soon = {one.pk for one in marked(browsed(sight), sight) if one.is_soon}  # type: ignore[attr-defined]  # annotated
        assert soon == {pk for pk in tops if not rule.plays(names[pk])}, sight
        assert (
            {one.pk for one in playable(sight)}
            == set(browsed(sight).filter(can_play(sight)).values_list("pk", flat=True))
            == tops - soon
        )
        items = CollectionItem.objects.filter(title__in=tops, collection__published=True)
        collections = (
            {one.pk for one in library.collections} if sight.is_staff else {one.collection_id for one in items}
        )
        assert {one.pk for one in collections_visible(sight)} == collections, sight
        shown = {names[pk].slug for pk in (names if sight.is_staff else seen)}
        assert {one.slug for one in people_visible(sight)} == shown, sight
        genres = {names[pk].slug for pk in (tops if sight.is_limited else names)}
        assert [one.slug for one in genres_visible(sight)] == sorted(genres), sight


@pytest.mark.parametrize(
    ("of_show", "of_episode", "is_seen"),
    [
        ({"minimum_age": 6}, {"minimum_age": None}, True),
        ({"minimum_age": 6}, {"minimum_age": 16}, False),
        ({"minimum_age": 16}, {"minimum_age": 0}, False),
        ({"minimum_age": 6, "published": False}, {"minimum_age": 6}, False),
        ({"minimum_age": 6}, {"minimum_age": 6, "published": False}, False),
    ],
)
def test_a_longer_cut_of_an_episode_is_seen_where_the_episode_and_its_show_are(
    of_show: dict[str, object], of_episode: dict[str, object], is_seen: bool
) -> None:
    show = Title.objects.create(kind=Kind.SHOW, name="Shore", slug="shore", **of_show)
    season = Season.objects.create(show=show, number=1)
    fields = {"name": "One", "season": season, "number": 1} | of_episode
    episode = Title.objects.create(kind=Kind.EPISODE, slug="one", **fields)
    cut = Title.objects.create(kind=Kind.EDITION, name="Longer", slug="longer", parent=episode)
    assert titles_visible(Sight(max_age=12)).filter(pk=cut.pk).exists() == is_seen
    is_shown = show.published and episode.published
    assert titles_visible(EVERYBODY).filter(pk=cut.pk).exists() == is_shown and titles_visible(STAFF).count() == 3
