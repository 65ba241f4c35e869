"""A product's page, and who may see what of it."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match, Product, ProductImage
from shopping.storefront.addresses import product_address
from tests.shopping.storefront.goods import product
from vision.models import Appearance, Garment


@pytest.fixture
def coat(feed: Feed, video: Video) -> Product:
    """A red coat that the film's top looks like, with two pictures."""
    made = product(feed, 1, title="Réd Coat", price=100, description="Warm.\n</script><b>bold</b>", gender="women")
    ProductImage.objects.create(product=made, position=1, file="public/products/1b.jpg", source="y")
    Match.objects.create(garment=Garment.objects.get(category="top"), product=made, score=0.9)
    return made


def page(client: Client, product: Product) -> str:
    """The page of a product."""
    return client.get(product_address(product)).content.decode()


def test_the_short_address_and_an_old_one_lead_to_the_page(client: Client, coat: Product) -> None:
    for address in (f"/product/{coat.pk}/", f"/product/{coat.pk}-blue-coat/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, f"/product/{coat.pk}-red-coat/")
    assert client.get(f"/product/{coat.pk}-red-coat/").status_code == 200


@pytest.mark.parametrize("number", ["999", "9" * 30])
def test_what_is_not_there_is_not_found(client: Client, db: None, number: str) -> None:
    assert client.get(f"/product/{number}/").status_code == 404


def test_a_name_in_another_script_has_an_address_of_its_own(client: Client, feed: Feed) -> None:
    dress = product(feed, 3, title="赤い ドレス")
    assert client.get(f"/product/{dress.pk}/", follow=True).redirect_chain[-1][1] == 301
    assert page(client, dress).count("赤い ドレス") >= 1


def test_the_page_tells_price_shop_pictures_and_where_it_is_worn(client: Client, coat: Product) -> None:
    found = page(client, coat)
    assert "$100.00" in found and "View at Shop" in " ".join(found.split()) and found.count("data-thumb") == 2
    assert 'href="/watch/reel/?t=0.0"' in found and "/title/reel/" in found


def test_the_disclosure_stands_before_the_first_link_to_a_shop(client: Client, coat: Product) -> None:
    found = page(client, coat)
    assert 0 < found.index('class="disclosure"') < found.index(f'href="/go/{coat.pk}/"')
    assert found.count("/go/") == found.count('rel="sponsored nofollow noopener"') > 0


def test_a_feeds_own_disclosure_stands_above_the_links_to_its_shop(
    client: Client, coat: Product, video: Video, settings: Settings
) -> None:
    settings.DISCLOSURE = "Shops pay us."
    Feed.objects.update(disclosure="Luma lends us coats.")
    for address in (product_address(coat), f"/title/{video.title.slug}/worn/"):
        text = client.get(address).content.decode()
        assert '<p class="disclosure">Luma lends us coats.</p>' in text
        assert '<p class="disclosure">Shops pay us.</p>' not in text


def test_the_page_tells_that_it_was_viewed_and_what_was_seen_on_it(client: Client, coat: Product) -> None:
    found = page(client, coat)
    assert f'data-events="/api/v1/events/" data-product="{coat.pk}"' in found and "js/events.js" in found


def test_a_sale_says_what_it_saves_and_when_it_ends(client: Client, coat: Product) -> None:
    Product.objects.update(sale_price=80, sale_end=timezone.now() + timedelta(days=400))
    found = page(client, coat)
    assert "$80.00" in found and "−20%" in found and "Sale until" in found
    Product.objects.update(sale_end=timezone.now() - timedelta(days=1))
    found = page(client, coat)
    assert "$80.00" not in found and "Sale until" not in found


def test_a_title_that_one_may_not_see_is_not_named(client: Client, coat: Product, carol: User) -> None:
    Title.objects.update(published=False)
    assert "reel" not in page(client, coat) and "Seen in" not in page(client, coat)
    client.force_login(carol)
    assert "/title/reel/" in page(client, coat)


def test_a_rejected_match_is_no_place_where_it_is_seen(client: Client, coat: Product) -> None:
    Match.objects.update(status=Match.Status.REJECTED)
    assert "Seen in" not in page(client, coat)


def test_what_the_same_person_wears_in_the_same_shot_completes_the_look(
    client: Client, coat: Product, feed: Feed
) -> None:
    jeans, hat = product(feed, 4, title="Blue jeans", category="trousers"), product(feed, 5, title="Green hat")
    trousers = Garment.objects.get(category="trousers")
    Match.objects.create(garment=trousers, product=jeans, score=0.9)
    assert "Complete the look" not in page(client, coat)  # it is not known who wears what
    Appearance.objects.update(person=1)
    assert "Complete the look" in page(client, coat) and "Blue jeans" in page(client, coat)
    Appearance.objects.filter(garment=trousers).update(person=2)
    assert "Complete the look" not in page(client, coat)
    Appearance.objects.filter(garment=trousers).update(person=1, start=6.0, end=9.0)
    assert "Complete the look" not in page(client, coat) and hat.is_for_sale


def test_a_product_that_is_sold_out_says_so_and_offers_similar_ones(client: Client, coat: Product, feed: Feed) -> None:
    product(feed, 6, title="Red jumper")
    Product.objects.filter(pk=coat.pk).update(available=False, availability="out_of_stock")
    answer = client.get(product_address(coat))
    found = answer.content.decode()
    assert "Not available at Shop" in " ".join(found.split()) and "Red jumper" in found
    assert f"/go/{coat.pk}/" not in found and answer["X-Robots-Tag"] == "noindex"


def test_of_a_hidden_product_nothing_is_told(client: Client, coat: Product, feed: Feed) -> None:
    product(feed, 6, title="Red jumper")
    Product.objects.filter(pk=coat.pk).update(hidden=True)
    answer = client.get(f"/product/{coat.pk}/")
    found = answer.content.decode()
    assert answer.status_code == 200 and "not shown any more" in found and "Red jumper" in found
    assert "Réd Coat" not in found and "$100.00" not in found and f"/go/{coat.pk}/" not in found


def told(client: Client, product: Product) -> dict[str, object] | None:
    """The product as search engines read it."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, product), re.DOTALL)
    return json.loads(found[1]) if found else None


def test_search_engines_read_the_offer_of_an_open_site(
    client: Client, coat: Product, settings: Settings, alice: User
) -> None:
    known = told(client, coat)
    assert known is not None and known["name"] == "Réd Coat" and known["description"] == coat.description
    assert known["offers"] == {
        "@type": "Offer",
        "url": f"http://testserver/product/{coat.pk}-red-coat/",
        "price": "100.000",
        "priceCurrency": "USD",
        "availability": "https://schema.org/InStock",
        "seller": {"@type": "Organization", "name": "Shop"},
    }
    settings.REQUIRE_LOGIN = True
    client.force_login(alice)
    assert told(client, coat) is None


def test_a_description_is_text_and_no_markup(client: Client, coat: Product) -> None:
    assert "<b>bold</b>" not in page(client, coat)


def test_more_variants_matches_and_titles_cost_no_more_queries(
    client: Client, coat: Product, feed: Feed, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Appearance.objects.update(person=1)
    Product.objects.update(item_group_id="C")
    product(feed, 2, item_group_id="C", size="M")
    with django_assert_max_num_queries(22):
        client.get(product_address(coat))
    for number in range(10, 40):
        other = product(feed, number, item_group_id="C" if number % 2 else "", size=str(number))
        Match.objects.create(garment=Garment.objects.get(category="trousers"), product=other, score=0.8)
    with django_assert_max_num_queries(22):
        client.get(product_address(coat))
