"""Links with a feed's affiliate parameters, and its boost."""

import pytest
from django.test import Client

from shopping.feeds.affiliate import affiliate_check, shop_link
from shopping.feeds.boosts import feed_boosts
from shopping.feeds.values.sections import mapped_kind, section_key
from shopping.models import ClickOut, Feed, Product
from trendflix.core.errors import UserError
from trendflix.core.storable import storable


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/p", "https://a.example/p?tag=films&sub=7"),
        ("https://a.example/p?x=1&tag=other#top", "https://a.example/p?x=1&tag=films&sub=7#top"),
        ("https://a.example/p?x=%C3%BC&y", "https://a.example/p?x=%C3%BC&y&tag=films&sub=7"),
    ],
)
def test_parameters_are_added_once_and_the_rest_stays(link: str, expected: str) -> None:
    assert shop_link(link, "tag=films&sub={click_id}", 7) == expected and shop_link(link, "") == link


@pytest.mark.parametrize("text", ["tag", "a={user}", "a=1&{click_id", "a=\n"])
def test_what_is_no_list_of_parameters_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="Write parameters as in"):
        affiliate_check(text)


@pytest.mark.django_db
def test_the_way_out_tells_the_shop_which_click_it_was(client: Client, feed: Feed) -> None:
    Feed.objects.update(affiliate="tag=films&sub={click_id}")
    product = Product.objects.create(feed=feed, product_id="1", title="T", link="https://shop.example/p")
    answer = client.get(f"/go/{product.pk}/")
    click = ClickOut.objects.get()
    assert answer["Location"] == f"https://shop.example/p?tag=films&sub={click.token}"


@pytest.mark.django_db
def test_only_feeds_with_a_boost_have_one(feed: Feed) -> None:
    other = Feed.objects.create(name="Other", slug="other", boost=-0.1)
    assert feed_boosts() == {other.pk: -0.1}


def test_a_section_is_mapped_by_itself_or_by_the_nearest_above_it() -> None:
    mapping = {section_key(" Season 7  >Zorbs "): "outerwear", "season 7": "none", "shoes": "no category"}
    zorbs, above = mapped_kind("SEASON 7 > Zorbs > Red", mapping), mapped_kind("Season 7 | Pots", mapping)
    assert zorbs is not None and above is not None and (zorbs.category, above.wearable) == ("outerwear", False)
    assert mapped_kind("Shoes", mapping) is None and mapped_kind("", mapping) is None


def test_text_that_no_database_stores_is_replaced() -> None:
    assert storable("a\0b\ud800\n") == "a\ufffdb\ufffd\n" and storable("plain") == "plain"
