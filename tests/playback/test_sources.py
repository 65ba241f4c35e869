"""Where a film plays from, over REST."""

from django.contrib.auth.models import User

from catalog.models import Title
from playback.models import Video
from tests.clients import SiteClient

ADDRESS = "/api/v1/titles/reel/sources/"


def test_a_packaged_film_tells_addresses_that_play_for_this_viewer(client: SiteClient, video: Video) -> None:
    video.package = {"progressive": True}
    video.save()
    answer = client.get(ADDRESS)
    told = answer.json()
    assert told["hls"].endswith("/hls/abc/master.m3u8") and told["progressive"].endswith("/hls/abc/progressive.mp4")
    assert told["duration"] == 100.0 and told["position"] == 0.0 and told["thumbnails"] == ""
    assert answer["Cache-Control"] == "private, no-store"


def test_two_viewers_are_told_different_addresses(client: SiteClient, alice: User, video: Video) -> None:
    signed_in = SiteClient()
    signed_in.force_login(alice)
    assert client.get(ADDRESS).json()["hls"] != signed_in.get(ADDRESS).json()["hls"]


def test_a_film_that_is_not_packaged_or_not_published_is_not_found(client: SiteClient, video: Video) -> None:
    Title.objects.filter(pk=video.title_id).update(published=False)
    assert client.get(ADDRESS).status_code == 404
    Title.objects.filter(pk=video.title_id).update(published=True)
    Video.objects.filter(pk=video.pk).update(package_key="")
    assert client.get(ADDRESS).status_code == 404


def test_staff_are_told_of_what_is_not_published(admin_client: SiteClient, video: Video) -> None:
    Title.objects.filter(pk=video.title_id).update(published=False)
    assert admin_client.get(ADDRESS).status_code == 200
