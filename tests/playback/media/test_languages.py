"""Languages of subtitle files."""

import pytest

from playback.media.languages import language_checked, language_named
from trendflix.core.errors import UserError


@pytest.mark.parametrize(
    ("name", "language", "role"),
    [
        ("film.de.srt", "de", ""),
        ("film.pt-BR.forced.srt", "pt-BR", "forced"),
        ("film.en.sdh.srt", "en", "sdh"),
        ("Film.2020.eng.srt", "en", ""),
        ("film.ger.srt", "de", ""),
        ("film.fre.cc.srt", "fr", "sdh"),
        ("film.zh_TW.srt", "zh-TW", ""),
        ("film.zh-Hans.ass", "zh-Hans", ""),
        ("film.es-419.vtt", "es-419", ""),
        ("film.German.forced.srt", "de", "forced"),
        ("film.Français.srt", "fr", ""),
        ("Film (2020) [en].srt", "en", ""),
        ("2_English.srt", "en", ""),
        ("film_de.srt", "de", ""),
        ("film.EN.srt", "en", ""),
        ("film.hi.srt", "hi", ""),
        ("film.en.hi.srt", "en", "sdh"),
        ("film.forced.de.srt", "de", "forced"),
        ("film.en.2.srt", "en", ""),
        ("de.srt", "de", ""),
        ("/some/folder.fr/film.srt", "", ""),
        ("film.hd.srt", "", ""),
        ("film.1080p.web.x264.srt", "", ""),
        ("film.ts.srt", "", ""),
        ("film.xx.srt", "", ""),
        ("film.forced.srt", "", "forced"),
        ("film.srt", "", ""),
        ("let_it_be.srt", "", ""),
        ("Her.srt", "", ""),
        ("The.Italian.Job.srt", "", ""),
    ],
)
def test_a_file_s_name_tells_its_language_and_role(name: str, language: str, role: str) -> None:
    found = language_named(name)
    assert (found.language, found.role) == (language, role)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ger", "de"),
        ("German", "de"),
        ("deutsch", "de"),
        ("pt_br", "pt-BR"),
        ("", ""),
        ("und", "und"),
    ],
)
def test_what_people_write_becomes_a_code(text: str, code: str) -> None:
    assert language_checked(text) == code


@pytest.mark.parametrize("text", ["hd", "klingonish", "../../etc", "x", "d e"])
def test_what_is_no_language_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UserError, match="no language that is known"):
        language_checked(text)
