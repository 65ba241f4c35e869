"""Folding and cutting text."""

import pytest

from trendflix.core.search import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Amélie", "amelie"),
        ("AME\u0301LIE", "amelie"),
        ("Straße", "strasse"),
        ("Ærø Œuvre Łódź Đorđe Þór", "aero oeuvre lodz dorde thor"),
        ("İstanbul ısı", "istanbul isi"),
        ("ＦＵＬＬ　ｗｉｄｔｈ ２", "full width 2"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("Ёлка", "елка"),
        ("Άμμος", "αμμοσ"),
        ("שָׁלוֹם", "שלום"),
        ("ﬁlm", "film"),
    ],
)
def test_letters_are_plain_and_small(written: str, folded: str) -> None:
    assert text.fold(written) == folded and text.fold(folded) == folded


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("The Last Ferry!", ["the", "last", "ferry"]),
        ("Schindler’s List", ["schindlers", "list"]),
        ("S.H.I.E.L.D. agents", ["shield", "agents"]),
        ("snake_case", ["snake", "case"]),
        ("新宿Incident", ["新宿", "incident"]),
        ("हिन्दी फ़िल्म", ["हिन्दी", "फ\u093cिल्म"]),
        ("ภาพยนตร์", ["ภาพยนตร์"]),
        ("\x00\ud800 %", []),
    ],
)
def test_a_text_is_cut_into_words(written: str, words: list[str]) -> None:
    assert text.words(written) == words


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Spider-Man", ["spider", "man", "spiderman"]),
        ("東京物語", ["東京", "京物", "物語", "語"]),
        ("猫", ["猫"]),
        ("go go go", ["go"]),
        ("WALL·E", ["wall", "e", "walle"]),
    ],
)
def test_a_document_holds_words_once_pairs_and_joined_compounds(written: str, tokens: list[str]) -> None:
    assert text.tokens([written]) == tokens


def test_documents_are_bounded() -> None:
    assert len(text.tokens(f"word{n}" for n in range(10_000))) == text.MAX_TOKENS
    assert text.words("x" * 10_000) == ["x" * text.MAX_TOKEN]


def test_tokens_hold_nothing_that_a_database_takes_for_an_operator() -> None:
    everything = "".join(chr(code) for code in range(0x3000) if not 0xD800 <= code < 0xE000)
    found = "".join(text.tokens([everything]))
    assert not set(found) & {chr(code) for code in range(128) if not chr(code).isalnum()}
