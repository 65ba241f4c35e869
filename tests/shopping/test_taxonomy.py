"""Reading what a product is from a feed's words, in the languages that shops write."""

from pathlib import Path

import pytest

from shopping.taxonomy import NOT_WEARABLE, UNKNOWN, category_of, classify, head_of
from shopping.taxonomy.google import kind_of_id
from shopping.taxonomy.lexicon import FOLDER, lexicon, table_of, words_of
from vision.language.categories import CATEGORIES
from vision.language.kinds import KINDS

TITLES = Path(__file__).parent / "titles"
MIN_RIGHT, MAX_WRONG = 0.95, 0.02


def rows(name: str) -> list[tuple[str, str, str]]:
    """(language, title, category or "none") of a list of titles."""
    lines = (TITLES / name).read_text(encoding="utf-8").splitlines()
    return [(language, title, kind) for language, title, kind in (line.split("\t") for line in lines)]


@pytest.mark.parametrize("name", ["dev.tsv", "more.tsv", "held_out.tsv"])
def test_titles_of_every_language_and_category_are_read(name: str) -> None:
    listed = rows(name)
    read = [(category_of(title), "" if kind == "none" else kind) for _, title, kind in listed]
    assert sum(found == kind for found, kind in read) / len(read) >= MIN_RIGHT
    assert sum(bool(found) and found != kind for found, kind in read) / len(read) <= MAX_WRONG


def test_the_lists_have_titles_of_every_category() -> None:
    for name in ("dev.tsv", "held_out.tsv"):
        assert {kind for _, _, kind in rows(name)} == {*CATEGORIES, "none"}


@pytest.mark.parametrize("title", ["Cat print dress", "I love my dog hoodie", "Horse riding boots", "Hot dog socks"])
def test_an_animal_that_is_only_pictured_or_ridden_wears_nothing(title: str) -> None:
    assert classify(title).wearable is True


def test_every_category_has_words_in_every_language() -> None:
    assert len(lexicon().languages) + len(lexicon().unspaced) >= 16
    for code in lexicon().languages:
        named = {senses[code].category for senses in lexicon().senses.values() if code in senses}
        assert set(CATEGORIES) <= named, code


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_language_has_words_for_exactly_the_kinds_of_garments(path: Path) -> None:
    listed = table_of(path)["garment"]
    assert set(listed) == {kind.name for kind in KINDS} and all(text.strip(" ,\n") for text in listed.values())


def test_a_kind_that_the_vocabulary_does_not_know_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match="'jerkin' is no kind of garment"):
        list(words_of({"garment": {"jerkin": "wams"}}))
    with pytest.raises(ValueError, match="'t-shirt' is no category"):
        list(words_of({"broad": {"t-shirt": "oberteile"}}))


@pytest.mark.parametrize(
    "title",
    [
        "Phone Case with Dress Print", "Phone Case – Dress Print", "Coffee Mug with Tie Print", "Dog Coat",
        "Coat for dogs", "Poster Little Black Dress",
        "Shoe rack", "Shirt hanger", "Watch strap", "Tie rack", "Belt sander", "Boot tray",
        "Hat box", "Gift card", "Jacket potato", "Dress pattern", "T-shirt folding board", "Handyhülle", "Hundemantel",
        "Kleiderbügel", "Schuhschrank", "Coque iPhone", "Porte-clés", "Cintre", "Manteau pour chien", "Funda móvil",
        "Perchero", "Hondenjas", "Hundtäcke", "Etui na telefon", "Telefon Kılıfı", "Чехол для телефона",
        "スマホケース", "手机壳",
    ],
)  # fmt: skip
def test_a_garment_in_the_name_of_something_else_is_no_garment(title: str) -> None:
    assert classify(title) == NOT_WEARABLE


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Lederjacke", "outerwear"), ("Sommerkleid", "dress"), ("Winterstiefel", "shoes"), ("Regnjacka", "outerwear"),
        ("Spijkerbroek", "trousers"), ("Strumpfhose", "legwear"), ("Handschuhe", "gloves"), ("Damenhandtasche", "bag"),
    ],
)  # fmt: skip
def test_a_compound_is_what_its_last_part_is(title: str, category: str) -> None:
    assert category_of(title) == category


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Shirt dress", "dress"), ("Dress shirt", "top"), ("Robe chemise en lin", "dress"),
        ("Chemise robe en lin", "top"),
        ("Robe d'été à fleurs", "dress"), ("Camisa de manga larga", "top"), ("Sac à dos", "bag"),
        ("Blusenkleid", "dress"),
    ],
)  # fmt: skip
def test_the_head_of_a_phrase_decides_where_its_language_puts_it(title: str, category: str) -> None:
    assert category_of(title) == category


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Gürtel", "Guertel"),
        ("Mütze", "Muetze"),
        ("Sukienka żółta", "Sukienka zolta"),
        ("Öğrenci çantası", "Ogrenci cantasi"),
    ],
)
def test_accents_make_no_difference(title: str, plain: str) -> None:
    assert category_of(title) == category_of(plain) != ""


@pytest.mark.parametrize(
    ("title", "language", "category"),
    [
        ("Slips", "sv", "tie"), ("Slips", "de", "shorts"), ("Robe", "fr", "dress"), ("Robe", "en", "outerwear"),
        ("Dress", "no", "suit"), ("Dress", "en", "dress"), ("Costume", "fr", "suit"),
    ],
)  # fmt: skip
def test_a_word_of_two_languages_means_what_the_feeds_language_says(title: str, language: str, category: str) -> None:
    assert category_of(title, language=language) == category


def test_a_word_of_two_languages_is_read_with_the_words_beside_it() -> None:
    assert category_of("Slips i siden") == "tie" and category_of("Slip Damen Baumwolle") == "shorts"
    assert category_of("Satin robe for women") == "outerwear" and category_of("Robe longue en satin") == "dress"


def test_an_id_of_googles_taxonomy_says_what_it_stands_for() -> None:
    assert category_of("5598", "", "Aurora") == "outerwear" and category_of("2271", "", "Aurora") == "dress"
    assert classify("5004", "", "Winter coat") == NOT_WEARABLE and classify("", "2169", "Aurora") == NOT_WEARABLE
    assert category_of("166", "", "Red dress") == "dress" and classify("166", "", "Aurora") == UNKNOWN
    assert kind_of_id("Dresses") is None


def test_an_id_of_a_broad_shelf_leaves_the_choice_to_a_title_of_the_same_body_part() -> None:
    assert category_of("203", "", "Rain poncho") == "outerwear"
    assert category_of("212", "", "Ribbed cardigan") == "outerwear" and category_of("212", "", "Aurora") == "top"
    assert category_of("212", "", "Set with belt bag") == "top"


@pytest.mark.parametrize(
    ("texts", "category"),
    [
        (("Damen > Bekleidung > Jacken & Mäntel", "", "Aurora"), "outerwear"),
        (("Femme > Vêtements > Robes", "", "Aurora"), "dress"),
        (("Mujer|Ropa|Faldas", "", "Aurora"), "skirt"),
        (("Bottoms", "", "Running shorts"), "shorts"),
        (("Home > Women > Dresses", "", "Aurora"), "dress"),
        (("Football > Shirts", "", "Home 2024"), "top"),
        (("Football", "", "Home shirt 2024"), "top"),
    ],
)
def test_a_path_is_read_from_its_leaf_in_any_language(texts: tuple[str, ...], category: str) -> None:
    assert category_of(*texts) == category


@pytest.mark.parametrize(
    "texts",
    [
        ("Home > Posters", "", "Little Black Dress"), ("Phone Cases", "", "Dress"), ("Dog Apparel", "", "Winter coat"),
        ("Clothing > Dresses", "", "Gift Card"), ("Coats", "5004", "Winter coat"),
        ("Home & Garden > Kitchen", "", "Aurora"),
    ],
)  # fmt: skip
def test_what_a_shelf_or_a_title_calls_nothing_to_wear_is_not_wearable(texts: tuple[str, ...]) -> None:
    assert classify(*texts).wearable is False


@pytest.mark.parametrize("text", ["", "   ", "Aurora", "—", "12345", "🙂", "\x00", "-" * 5_000, "a " * 5_000])
def test_words_that_tell_nothing_are_unknown(text: str) -> None:
    assert classify(text).category == "" and head_of(text) == ""
