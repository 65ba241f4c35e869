"""Subtitle files."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Title
from playback.media.streams import Text
from playback.models import Subtitle, Video
from playback.services import subtitle_add, video_ingest, video_package_job
from playback.services.embedded import subtitles_from_file
from playback.services.subtitles import MAX_BYTES, subtitle_move, subtitle_remove, subtitle_text
from tests.odd_films import FAST, picture, render
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job

SRT = "1\n00:00:01,000 --> 00:00:02,500\nHello, café\n"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n"


def test_srt_becomes_webvtt() -> None:
    text = subtitle_text(SRT.encode(), "a.srt")
    assert text.startswith("WEBVTT") and "00:00:01.000 --> 00:00:02.500" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    assert "café" in subtitle_text(SRT.encode(encoding), "a.srt")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"words", "a.txt", "subtitles are .vtt, .srt, .ass or .ssa"),
        (b"words", "a.vtt", "not a valid .vtt"),
        (b"WEBVTT\n", "a.vtt", "holds no line"),
        (b"x" * (MAX_BYTES + 1), "a.srt", "more than 5 MiB"),
    ],
)
def test_other_files_are_refused_with_a_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        subtitle_text(data, name)


def test_a_track_is_named_by_its_row_whatever_language_and_name_say(video: Video) -> None:
    track = subtitle_add(video, VTT.encode(), "../../evil.vtt", "../../../etc")
    assert track.path == video.folder / "subtitles" / f"{track.pk}.vtt"
    assert track.path.read_text().startswith("WEBVTT")


def test_a_second_file_in_a_language_replaces_the_first(video: Video) -> None:
    subtitle_add(video, VTT.encode(), "a.vtt", "en")
    subtitle_add(video, VTT.replace("Hello", "Bye").encode(), "a.vtt", "en")
    assert "Bye" in Subtitle.objects.get().path.read_text()


def test_tracks_of_one_language_are_told_apart_by_their_labels(video: Video) -> None:
    subtitle_add(video, VTT.encode(), "a.vtt", "en", "English")
    subtitle_add(video, VTT.encode(), "a.vtt", "en", "English (SDH)")
    subtitle_add(video, VTT.encode(), "a.vtt", "de")
    assert video.subtitles.count() == 3 and video.subtitles.filter(is_default=True).count() == 1


def test_a_second_track_never_replaces_another_language(video: Video) -> None:
    for name in ("film.de.srt", "film.fr.srt", "film.pt-BR.forced.srt", "film.pt-BR.srt", "one.srt", "two.srt"):
        subtitle_add(video, SRT.replace("Hello", name).encode(), name)
    found = {(one.language, one.role, one.shown_label) for one in video.subtitles.all()}
    assert found == {
        ("de", "", "Deutsch"),
        ("fr", "", "français"),
        ("pt-BR", "forced", "português (Brasil) (forced)"),
        ("pt-BR", "", "português (Brasil)"),
        ("und", "", "one"),
        ("und", "", "two"),
    }
    assert "two.srt" in video.subtitles.get(label="two").path.read_text()
    assert video.subtitles.filter(is_default=True).count() == 1


def test_the_charset_and_what_could_not_be_read_are_said_on_the_track(video: Video) -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\nПривет, мир\n\n2\n00:0x:03,000 --> 00:00:04,000\nКак дела?\n"
    track = Subtitle.objects.get(pk=subtitle_add(video, data.encode("cp1251"), "film.ru.srt").pk)
    assert track.charset == "cp1251" and "Привет, мир" in track.path.read_text(encoding="utf-8")
    assert len(track.warnings) == 1 and track.warnings[0].startswith("line 6: no times that can be read")


def test_a_track_is_read_again_by_the_language_that_was_corrected(video: Video) -> None:
    track = subtitle_add(video, "1\n00:00:01,000 --> 00:00:02,000\nõunapuu žanr\n".encode("cp1257"), "a.srt", "en")
    track.language = "et"
    subtitle_move(track, 0)
    assert track.charset == "cp1257" and "õunapuu žanr" in track.path.read_text(encoding="utf-8")


def test_a_disk_that_is_full_leaves_neither_row_nor_file(video: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    kept = subtitle_add(video, SRT.encode(), "a.srt", "en")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="cannot be written .No space left on device"):
        subtitle_add(video, SRT.encode(), "a.srt", "de")
    with pytest.raises(UserError, match="No space left"):
        subtitle_add(video, SRT.replace("Hello", "Bye").encode(), "a.ass.srt", "en")
    assert Subtitle.objects.get() == kept and "Hello" in kept.path.read_text()
    assert sorted(path for path in video.folder.rglob("subtitles/*")) == sorted([kept.path, kept.original])


def test_a_file_of_another_format_replaces_the_original_too(video: Video) -> None:
    subtitle_add(video, SRT.encode(), "a.srt", "en")
    track = subtitle_add(video, VTT.encode(), "a.vtt", "en")
    assert [path.suffix for path in track.original.parent.iterdir()] == [".vtt"]


def test_a_track_moves_without_another_upload_and_back_again(video: Video) -> None:
    track = subtitle_add(video, SRT.encode(), "a.srt")
    subtitle_move(track, 2.5)
    assert "00:00:03.500 --> 00:00:05.000" in track.path.read_text() and track.original.read_bytes() == SRT.encode()
    subtitle_move(track, -0.25)
    assert "00:00:00.750 --> 00:00:02.250" in track.path.read_text()
    with pytest.raises(UserError, match="more than an hour"):
        subtitle_move(track, 4000)


def test_a_track_from_before_originals_were_kept_moves_too(video: Video) -> None:
    track = subtitle_add(video, VTT.encode(), "a.vtt")
    track.original.unlink()
    subtitle_move(track, 1)
    subtitle_move(track, 2)
    assert "00:00:03.000 -->" in track.path.read_text()


def test_the_original_is_never_served(client: Client, video: Video, alice: User) -> None:
    from playback.streaming.access import stream_url

    track = subtitle_add(video, VTT.encode(), "a.vtt")
    client.force_login(alice)
    for path, answer in ((f"subtitles/{track.pk}.vtt", 200), (f"source/subtitles/{track.pk}.vtt", 404)):
        assert client.get(stream_url(video, Visitor(alice.pk, ""), path)).status_code == answer


def test_a_track_goes_with_its_files(video: Video) -> None:
    track = subtitle_add(video, VTT.encode(), "a.vtt")
    subtitle_remove(track)
    assert not Subtitle.objects.exists() and not list(video.folder.rglob("*.vtt"))


@pytest.mark.parametrize(
    "name", ["../../../evil.vtt", "a.vtt/../../b.vtt", "/etc/x.vtt", "a.vtt\0.srt", "..\\..\\b.vtt", "a.srt/../c.ass"]
)
def test_no_name_climbs_out_of_the_folder(video: Video, name: str, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    try:
        track = subtitle_add(video, VTT.encode(), name, "../../x", "../y")
    except UserError:
        return
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert made == {track.path, track.original}
    assert all(path.parent.is_relative_to(video.folder) for path in made)


@pytest.mark.parametrize("suffix", [".vtt/../../x", ".m3u8", ".php", "", ".VTT.exe", ".ass "])
def test_no_other_format_is_written(video: Video, suffix: str) -> None:
    with pytest.raises(UserError, match="subtitles are"):
        subtitle_add(video, VTT.encode(), f"a{suffix}")
    assert not Subtitle.objects.exists()


def film_with_text(path: Path) -> Path:
    """One second with a German SubRip track and an English one in SubStation Alpha that says more."""
    (path / "de.srt").write_text(SRT.replace("Hello,", "{\\an8}Hallo, <3"))
    (path / "en.ass").write_text(
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:00.20,0:00:00.90,Default,,0,0,0,,{\\an8}Up here\n"
    )
    words = [*picture("testsrc2=s=160x90:r=24:d=1"), "-i", str(path / "de.srt"), "-i", str(path / "en.ass")]
    words += ["-map", "0", "-map", "1", "-map", "2", *FAST, "-pix_fmt", "yuv420p", "-c:s", "copy"]
    words += ["-metadata:s:s:0", "language=ger", "-metadata:s:s:1", "language=eng", "-metadata:s:s:1", "title=Signs"]
    return render(path / "film.mkv", *words)


def test_tracks_in_the_films_file_are_taken_out_and_what_people_set_stays(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film_with_text(tmp_path))

    def package(quality: str) -> dict[str, object]:
        job = Job(kind="package", subject_id=video.pk, parameters={"quality": quality})
        return video_package_job(job, lambda stage, part: None)

    assert package("fast")["failed"] == []
    german, english = video.subtitles.order_by("stream")
    assert (german.language, german.label, german.is_default) == ("de", "Deutsch", False)
    assert (english.language, english.label) == ("en", "Signs")
    assert "Hallo" in german.path.read_text() and "--> 00:00:00.900 line:0\nUp here\n" in english.path.read_text()
    assert "--> 00:00:02.500 line:0\nHallo, &lt;3 café\n" in german.path.read_text()
    subtitle_move(german, 0.5)
    Subtitle.objects.filter(pk=german.pk).update(label="Mine")
    package("balanced")
    assert video.subtitles.count() == 2 and video.subtitles.get(pk=german.pk).label == "Mine"
    assert "00:00:01.500 -->" in german.path.read_text()


def test_tracks_of_mp4_and_those_that_are_not_utf_8_are_taken_along(title: Title, tmp_path: Path) -> None:
    (tmp_path / "ru.srt").write_bytes("1\n00:00:00,100 --> 00:00:00,900\nПривет, как дела?\n".encode("cp1251"))
    (tmp_path / "en.srt").write_text("1\n00:00:00,100 --> 00:00:00,900\nI <3 you\n")
    words = [*picture("testsrc2=s=160x90:r=24:d=1"), "-i", str(tmp_path / "ru.srt"), "-map", "0", "-map", "1", *FAST]
    words += ["-pix_fmt", "yuv420p", "-c:s", "copy", "-metadata:s:s:0", "language=rus"]
    matroska = render(tmp_path / "ru.mkv", *words)
    words = [*picture("testsrc2=s=160x90:r=24:d=1"), "-i", str(tmp_path / "en.srt"), "-map", "0", "-map", "1", *FAST]
    mp4 = render(tmp_path / "en.mp4", *words, "-pix_fmt", "yuv420p", "-c:s", "mov_text")
    told = []
    for source in (matroska, mp4):
        video, _ = video_ingest(title, source)
        job = Job(kind="package", subject_id=video.pk, parameters={"quality": "fast"})
        assert video_package_job(job, lambda stage, part: None)["failed"] == []
        track = video.subtitles.get()
        told.append((track.charset, track.path.read_text(encoding="utf-8").splitlines()[3]))
    assert told == [("cp1251", "Привет, как дела?"), ("utf-8", "I &lt;3 you")]


def test_a_track_without_a_line_is_left_out_and_missed_by_nobody(title: Title, tmp_path: Path) -> None:
    (tmp_path / "none.srt").write_text("1\n00:00:00,100 --> 00:00:00,200\n \n")
    words = [*picture("testsrc2=s=160x90:r=24:d=1"), "-i", str(tmp_path / "none.srt"), "-map", "0", "-map", "1"]
    source = render(tmp_path / "film.mkv", *words, *FAST, "-pix_fmt", "yuv420p", "-c:s", "copy")
    video, _ = video_ingest(title, source)
    job = Job(kind="package", subject_id=video.pk)
    assert video_package_job(job, lambda stage, part: None)["failed"] == []
    assert not Subtitle.objects.exists()


def test_a_track_that_cannot_be_taken_out_loses_no_other(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film_with_text(tmp_path))
    texts = (Text(1, "de", "", "srt", False), Text(9, "fr", "", "srt", False))
    failed: list[dict[str, str]] = []
    subtitles_from_file(video, Path(video.source.path), texts, failed, lambda stage, part: None)
    assert [track.language for track in video.subtitles.all()] == ["de"]
    assert [note["part"] for note in failed] == ["subtitles in stream 9"]


def test_an_administrator_uploads_labels_moves_and_removes(client: Client, carol: User, video: Video) -> None:
    client.force_login(carol)
    form: dict[str, object] = {
        "title": video.title_id,
        "language": "sv",
        "label": "Svenska",
        "quality": "balanced",
        "highest": 0,
    }
    form |= {"chapters-TOTAL_FORMS": 0, "chapters-INITIAL_FORMS": 0}
    url = f"/admin/playback/video/{video.pk}/change/"
    empty = {"subtitles-TOTAL_FORMS": 0, "subtitles-INITIAL_FORMS": 0}
    client.post(url, {**form, **empty, "subtitles": SimpleUploadedFile("x.srt", SRT.encode())})
    track = Subtitle.objects.get()
    assert (track.language, track.label, track.kind) == ("sv", "Svenska", "srt")
    page = client.get(url).content.decode()
    assert "Subtitles x.srt: Svenska, read as utf-8." in page and "Could not be read" in page
    row: dict[str, object] = {"subtitles-TOTAL_FORMS": 1, "subtitles-INITIAL_FORMS": 1, "subtitles-0-id": track.pk}
    row |= {"subtitles-0-video": video.pk, "subtitles-0-language": "sv", "subtitles-0-label": "Svenska"}
    assert (
        "less than or equal to 3600" in client.post(url, {**form, **row, "subtitles-0-offset": 9999}).content.decode()
    )
    client.post(url, {**form, **row, "subtitles-0-offset": "-0.5"})
    assert "00:00:00.500 --> 00:00:02.000" in track.path.read_text()
    client.post(url, {**form, **row, "subtitles-0-offset": "-0.5", "subtitles-0-DELETE": "on"})
    assert not Subtitle.objects.exists() and not track.path.exists()


def test_an_administrator_s_upload_tells_its_language_by_its_name_and_what_was_odd(
    client: Client, carol: User, video: Video
) -> None:
    client.force_login(carol)
    form: dict[str, object] = {"title": video.title_id, "quality": "balanced", "highest": 0}
    for prefix in ("chapters", "subtitles"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    url = f"/admin/playback/video/{video.pk}/change/"
    odd = SimpleUploadedFile("film.de.forced.srt", SRT.encode("cp1252") + b"\n2\n00:00:09,000 -->\nEnd\n")
    page = client.post(url, {**form, "subtitles": odd}, follow=True).content.decode()
    track = Subtitle.objects.get()
    assert (track.language, track.role, track.charset) == ("de", "forced", "cp1252")
    assert "Subtitles film.de.forced.srt, line 6: the end in" in page
    wrong = {**form, "language": "nonsense", "subtitles": SimpleUploadedFile("a.srt", SRT.encode())}
    assert "nonsense: no language that is known" in client.post(url, wrong).content.decode()
    assert Subtitle.objects.count() == 1
