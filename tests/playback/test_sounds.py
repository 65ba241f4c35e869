"""What a person says of a film's sounds."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from playback.media.streams import Sound
from playback.models import Video
from playback.services.sounds import sounds_edit, sounds_edited, sounds_of
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db
AUDIO: list[dict[str, Any]] = [
    {"index": 1, "language": "en", "title": "", "channels": 2, "is_default": True},
    {"index": 2, "language": "", "title": "Commentary", "channels": 2, "is_default": False},
]
MASTER = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio0.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Commentary",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="audio1.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=900,RESOLUTION=160x90,CODECS="avc1.64000c,mp4a.40.2",AUDIO="sound"
0.m3u8
"""


@pytest.fixture
def film(video: Video) -> Video:
    """A film with two sounds."""
    folder = video.folder / "hls" / video.package_key
    (folder / "master.m3u8").write_text(MASTER)
    (folder / "package.json").write_text(json.dumps({"sounds": AUDIO, "rungs": []}))
    Video.objects.filter(pk=video.pk).update(package={"audio": AUDIO, "progressive": True})
    video.refresh_from_db()
    return video


def master(film: Video) -> list[str]:
    return (film.folder / "hls" / film.package_key / "master.m3u8").read_text().splitlines()


def test_names_languages_and_the_default_reach_the_playlist_and_nothing_else_changes(
    client: Client, carol: User, film: Video
) -> None:
    client.force_login(carol)
    page = f"/admin/playback/video/{film.pk}/change/"
    text = client.get(page).content.decode()
    assert "audio1.m4s" in text and 'name="sound_2_title" value="Commentary"' in text
    rows = {f"{name}-{what}_FORMS": 0 for name in ("chapters", "subtitles") for what in ("TOTAL", "INITIAL")}
    sent = {"title": film.title_id, "sound_1_title": "", "sound_1_language": "en-GB", "sound_2_title": "Director"}
    answer = client.post(page, {**sent, "sound_2_language": "de", "default_sound": 2, **rows})
    assert answer.status_code == 302, answer.content.decode()
    lines = master(film)
    assert 'NAME="British English"' in lines[1] or 'LANGUAGE="en-GB",DEFAULT=NO' in lines[1]
    assert 'NAME="Director",LANGUAGE="de",DEFAULT=YES' in lines[2]
    assert [lines[0], *lines[3:]] == [MASTER.splitlines()[0], *MASTER.splitlines()[3:]]
    film.refresh_from_db()
    assert [(one.title, one.language, one.is_default) for one in sounds_of(film)] == [
        ("", "en-GB", False),
        ("Director", "de", True),
    ]


def test_a_packaging_to_come_of_the_same_file_has_them_too(film: Video) -> None:
    sounds_edit(film, {"2": {"title": "Director", "language": "de", "is_default": False}})
    film.refresh_from_db()
    found = [Sound(**one) for one in AUDIO]
    assert [one.title for one in sounds_edited(found, film.sound_edits)] == ["", "Director"]


def test_an_unknown_language_is_said_at_its_field(client: Client, carol: User, film: Video) -> None:
    client.force_login(carol)
    rows = {f"{name}-{what}_FORMS": 0 for name in ("chapters", "subtitles") for what in ("TOTAL", "INITIAL")}
    sent = {"title": film.title_id, "sound_1_language": "klingonish", "default_sound": 1, **rows}
    answer = client.post(f"/admin/playback/video/{film.pk}/change/", sent)
    assert answer.status_code == 200 and "klingonish" in answer.content.decode()
    assert master(film) == MASTER.splitlines()


def test_sounds_are_not_named_while_another_film_takes_the_place(client: Client, carol: User, film: Video) -> None:
    Video.objects.filter(pk=film.pk).update(package={"audio": AUDIO, "leaving_subtitles": []})
    client.force_login(carol)
    assert "sound_1_title" not in client.get(f"/admin/playback/video/{film.pk}/change/").content.decode()
    with pytest.raises(UserError, match="Another film takes"):
        sounds_edit(film, {"1": {"title": "English"}})
