"""What merchandisers decide about products, and who may."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.index import product_index
from shopping.matching.words import best
from shopping.models import Feed, Match, Product, ProductImage
from shopping.products.merchandising import product_boost, product_categorise, products_hide
from shopping.queries.cards import cards
from shopping.storefront.clicks import click_out
from shopping.storefront.selectors import garments_shown, shown_of
from shopping.storefront.timelines import timeline_version
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from vision.images import product_image
from vision.models import Garment

PAGE = "/admin/shopping/product/"


@pytest.fixture
def thing(feed: Feed, write_feed: Write, video: Video) -> Product:
    """A red top that the film's top looks like."""
    feed_import(feed, write_feed(item(1), item(2, "blue")))
    made = Product.objects.get(product_id="P1")
    Match.objects.create(garment=Garment.objects.get(category="top"), product=made, score=0.9)
    return made


def is_seen(video: Video, product: Product) -> list[bool]:
    """Whether viewers see it beside the film, by words, and among cards."""
    beside = [match.product_id for garment in garments_shown(video) for match in shown_of(garment)]
    return [product.pk in beside, product.pk in best("red", 9), bool(cards([product.pk], 9))]


def test_a_hidden_product_is_seen_nowhere_and_comes_back(thing: Product, video: Video) -> None:
    before = timeline_version(video)
    assert is_seen(video, thing) == [True, True, True]
    assert products_hide([thing]) == 1 and is_seen(video, thing) == [False, False, False]
    assert timeline_version(video) != before and Job.objects.get().kind == "embed"
    assert products_hide([thing]) == 0 and products_hide([thing], hidden=False) == 1
    assert is_seen(video, thing) == [True, True, True]


def test_a_hidden_product_is_matched_to_nothing(thing: Product) -> None:
    from shopping.products.embed import pictures_embed

    stamp = product_image.stamp()
    pictures_embed(ProductImage.objects.all(), stamp, lambda stage, part: None)
    products_hide([thing])
    product_index.ensure(stamp)
    columns = product_index.load(stamp).columns
    assert columns.available[columns.product == thing.pk].tolist() == [False]


def test_an_import_neither_shows_what_is_hidden_nor_takes_back_a_chosen_category(
    thing: Product, feed: Feed, write_feed: Write, video: Video
) -> None:
    products_hide([thing])
    product_categorise(thing, "dress")
    product_boost(thing, 3)
    ProductImage.objects.filter(product=thing).update(model="m", vector=b"\0\0")
    feed_import(feed, write_feed(item(1, title="Red thing again"), item(2, "blue")))
    thing.refresh_from_db()
    assert (thing.title, thing.hidden, thing.category, thing.boost) == ("Red thing again", True, "dress", 3)
    assert thing.images.get().model == "m" and is_seen(video, thing)[1] is False


def test_another_category_has_pictures_looked_at_anew_and_can_be_taken_back(thing: Product) -> None:
    ProductImage.objects.update(model="m", vector=b"\0\0", category="top")
    product_categorise(thing, "outerwear")
    image = thing.images.get()
    assert (image.model, image.vector, thing.category) == ("", None, "outerwear")
    product_categorise(thing, "")
    thing.refresh_from_db()
    assert (thing.category, thing.chosen_category) == ("top", "")


def test_what_cannot_be_says_why(thing: Product) -> None:
    with pytest.raises(UserError, match="no category"):
        product_categorise(thing, "spaceship")
    with pytest.raises(UserError, match="between -5 and 5"):
        product_boost(thing, 6)


def form(**more: str) -> dict[str, str]:
    """The admin's form."""
    inline = {f"images-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return inline | {"boost": "0", "chosen_category": ""} | more


def test_the_page_tells_where_a_product_is_seen_and_keeps_decisions(admin_client: Client, thing: Product) -> None:
    click_out(thing, None, None)
    address = f"{PAGE}{thing.pk}/change/"
    page = admin_client.get(address).content.decode()
    assert "1 in 30 days, 1 in all" in page and "Reel" in page and f"/product/{thing.pk}/" in page
    admin_client.post(address, form(hidden="on", boost="2", chosen_category="dress"))
    thing.refresh_from_db()
    assert (thing.hidden, thing.boost, thing.category) == (True, 2, "dress")
    assert LogEntry.objects.filter(object_id=str(thing.pk), change_message__contains="Boost").count() == 1


def test_a_boost_out_of_bounds_is_refused_beside_its_field(admin_client: Client, thing: Product) -> None:
    page = admin_client.post(f"{PAGE}{thing.pk}/change/", form(boost="9")).content.decode()
    assert "less than or equal to 5" in page and Product.objects.get(pk=thing.pk).boost == 0


@pytest.mark.parametrize(("action", "hidden"), [("hide", True), ("show", False)])
def test_actions_hide_and_show_and_are_logged(admin_client: Client, thing: Product, action: str, hidden: bool) -> None:
    Product.objects.update(hidden=not hidden)
    admin_client.post(PAGE, {"action": action, "_selected_action": [thing.pk]})
    assert Product.objects.get(pk=thing.pk).hidden is hidden
    assert LogEntry.objects.filter(object_id=str(thing.pk)).count() == 1


def test_who_may_only_look_changes_nothing(viewing_staff: Client, thing: Product, alice: User) -> None:
    address = f"{PAGE}{thing.pk}/change/"
    assert (
        viewing_staff.get(address).status_code == 200 and 'value="hide"' not in viewing_staff.get(PAGE).content.decode()
    )
    viewing_staff.post(PAGE, {"action": "hide", "_selected_action": [thing.pk]})
    assert viewing_staff.post(address, form(hidden="on")).status_code == 403
    assert not Product.objects.get(pk=thing.pk).hidden and not LogEntry.objects.exists()


def test_nobody_adds_or_deletes_a_product(admin_client: Client, thing: Product) -> None:
    assert admin_client.get(f"{PAGE}add/").status_code == 403
    assert admin_client.post(f"{PAGE}{thing.pk}/delete/", {"post": "yes"}).status_code == 403
