"""What the player is told about a film."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Season, Title
from catalog.services import episode_get_or_create, extra_create, show_get_or_create
from playback.models import Chapter, Progress, Subtitle, Video
from playback.selectors import first_playlists, watch_config
from trendflix.accounts.visitors import Visitor

STRANGER = Visitor(None, "some-session")
STAFF = Visitor(7, "", is_staff=True)


def episode(season: int, number: int, *, ready: bool = True, published: bool = True) -> Video:
    """An episode of one show, with its film."""
    show, _ = show_get_or_create("The Shore")
    title, _ = episode_get_or_create(show, season, number)
    Title.objects.filter(pk=title.pk).update(published=published)
    return Video.objects.create(title=title, duration=60.0, package_key="k" if ready else "")


def next_of(video: Video, visitor: Visitor = STRANGER) -> str | None:
    """The label of the next episode."""
    after: dict[str, Any] | None = watch_config(video, visitor)["next"]
    return after["label"] if after else None


def test_a_film_tells_its_addresses_and_its_name(video: Video) -> None:
    config = watch_config(video, STRANGER)
    assert config["title"] == {"slug": "reel", "name": "Reel", "show": None, "label": "", "poster": ""}
    assert config["hls"].endswith("/hls/abc/master.m3u8") and config["still"].endswith("/hls/abc/still.jpg")
    assert config["duration"] == 100.0 and config["next"] is None
    assert config["urls"] == {
        "timeline": "/api/v1/titles/reel/timeline/",
        "progress": "/api/v1/titles/reel/progress/",
        "settings": "",  # of somebody without a profile
    }
    json.dumps(config)


def test_only_what_was_made_is_promised(video: Video) -> None:
    assert (watch_config(video, STRANGER)["progressive"], watch_config(video, STRANGER)["thumbnails"]) == ("", "")
    video.package = {"progressive": True, "thumbnails": True}
    config = watch_config(video, STRANGER)
    assert config["progressive"].endswith("/hls/abc/progressive.mp4")
    assert config["thumbnails"].endswith("/hls/abc/thumbnails.vtt")


def test_a_film_that_is_not_ready_promises_nothing(title: Title) -> None:
    config = watch_config(Video.objects.create(title=title, package={"progressive": True}), STRANGER)
    assert [config[key] for key in ("hls", "progressive", "still", "thumbnails", "subtitles")] == ["", "", "", "", []]


def test_subtitles_chapters_and_position_are_there(video: Video) -> None:
    Subtitle.objects.create(video=video, language="de", label="Deutsch", is_default=True)
    Chapter.objects.create(video=video, start=50, title="Two")
    Chapter.objects.create(video=video, start=0, title="One")
    Progress.objects.create(video=video, viewer=STRANGER.viewer(), position=12.5)
    config = watch_config(video, STRANGER)
    (track,) = config["subtitles"]
    assert (track["language"], track["label"], track["default"]) == ("de", "Deutsch", True)
    assert config["chapters"] == [{"start": 0, "title": "One"}, {"start": 50, "title": "Two"}]
    assert config["progress"] == {"position": 12.5, "watched": False}
    assert watch_config(video, STAFF)["progress"] == {"position": 0.0, "watched": False}


def test_markers_are_told_where_they_lie_within_the_film(video: Video) -> None:
    assert watch_config(video, STRANGER)["markers"] == {"intro": None, "recap": None, "credits": None}
    video.intro_start, video.intro_end, video.recap_start, video.recap_end = 0.0, 30.0, 90.0, 110.0
    video.credits_start = 95.0
    assert watch_config(video, STRANGER)["markers"] == {"intro": [0.0, 30.0], "recap": None, "credits": 95.0}


def test_an_episode_tells_its_show(db: None) -> None:
    told = watch_config(episode(1, 2), STRANGER)["title"]
    assert (told["name"], told["show"], told["label"]) == ("Episode 2", "The Shore", "S1 E2")


def test_the_next_episode_is_the_next_that_is_ready(db: None) -> None:
    first = episode(1, 1)
    episode(1, 2, ready=False)
    episode(1, 4)
    episode(1, 3)
    assert next_of(first) == "S1 E3"


def test_after_a_season_comes_the_next_one_and_after_the_last_nothing(db: None) -> None:
    last = episode(1, 9)
    first = episode(2, 1)
    assert next_of(last) == "S2 E1" and next_of(first) is None


def test_specials_lead_to_specials_alone(db: None) -> None:
    special, other = episode(0, 1), episode(0, 2)
    episode(1, 1)
    assert next_of(special) == "S0 E2" and next_of(other) is None


def test_an_unpublished_next_episode_is_for_staff(db: None) -> None:
    first = episode(1, 1)
    episode(1, 2, published=False)
    assert next_of(first) is None and next_of(first, STAFF) == "S1 E2"


def test_episodes_of_another_show_do_not_follow(db: None) -> None:
    first = episode(1, 1)
    other = Season.objects.create(show=show_get_or_create("Other")[0], number=2)
    title = Title.objects.create(kind="episode", name="X", slug="x", season=other, number=1)
    Video.objects.create(title=title, package_key="k")
    assert next_of(first) is None


def test_the_page_holds_the_config_in_constant_queries(
    client: Client, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = episode(1, 1)
    for number in range(2, 6):
        episode(1, number)
        Chapter.objects.create(video=first, start=number, title="C")
        Subtitle.objects.create(video=first, language=f"x{number}")
    client.force_login(alice)
    with django_assert_num_queries(
        10
    ):  # session, user, film, subtitles, chapters, viewer, position, versions, next, jobs
        page = client.get(f"/watch/{first.title.slug}/")
    assert page.context["config"]["next"]["label"] == "S1 E2" and len(page.context["config"]["chapters"]) == 4


def test_the_first_playlists_are_of_the_smallest_rung_and_the_default_sound_under_one_address(
    video: Video,
) -> None:
    video.renditions = [{"width": 426, "height": 240}, {"width": 640, "height": 360}]
    video.package = {"audio": [{"is_default": False}, {"is_default": True}]}
    config = watch_config(video, STRANGER)
    names = first_playlists(config, video)
    assert [name.rsplit("/", 1)[1] for name in names] == ["master.m3u8", "0.m3u8", "audio1.m3u8"]
    assert {name.rsplit("/", 1)[0] for name in names} == {config["hls"].rsplit("/", 1)[0]}


def test_a_silent_film_has_no_sound_to_ask_for_and_one_not_ready_nothing(video: Video) -> None:
    video.renditions = [{"width": 426, "height": 240}]
    config = watch_config(video, STRANGER)
    assert [one.rsplit("/", 1)[1] for one in first_playlists(config, video)] == ["master.m3u8", "0.m3u8"]
    assert first_playlists(config | {"hls": ""}, video) == []


def test_versions_of_a_film_are_offered_where_there_are_several(client: Client, video: Video) -> None:
    def offered(slug: str) -> list[tuple[str, bool]]:
        versions = client.get(f"/watch/{slug}/").context["config"]["versions"]
        return [(one["name"], one["shown"]) for one in versions]

    cut = extra_create(video.title, Title.Kind.EDITION, "Director's cut")
    trailer = extra_create(video.title, Title.Kind.TRAILER)
    assert offered(video.title.slug) == []
    for title in (cut, trailer):
        Video.objects.create(title=title, package_key="k", duration=90.0)
    assert offered(video.title.slug) == [("Reel", True), ("Director's cut", False)]
    assert offered(cut.slug) == [("Reel", False), ("Director's cut", True)]
    assert offered(trailer.slug) == []
    Title.objects.filter(pk=cut.pk).update(published=False)
    assert offered(video.title.slug) == []
