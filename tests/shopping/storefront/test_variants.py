"""Colours and sizes of a style as choices."""

from shopping.models import Feed, Product
from shopping.storefront.product_pages import product_read
from shopping.storefront.variants import Variant, sizes, swatches, variants_of_style
from tests.shopping.storefront.goods import product


def style(feed: Feed, *pairs: tuple[str, str]) -> list[Product]:
    """Products of one style, each of a colour and a size."""
    return [
        product(feed, number, item_group_id="S", color=color, size=size) for number, (color, size) in enumerate(pairs)
    ]


def choices(one: Product) -> tuple[list[Variant], list[Variant]]:
    """The swatches and the sizes that a product's page offers."""
    read = product_read(one.pk)
    assert read is not None
    variants = variants_of_style(read)
    return swatches(read, variants), sizes(read, variants)


def labels(found: list[Variant]) -> list[str]:
    """What stands on them, the current one in brackets."""
    return [f"[{one.label}]" if one.is_current else one.label for one in found]


def test_sizes_of_the_own_colour_go_from_small_to_large(feed: Feed) -> None:
    made = style(feed, ("red", "XL"), ("red", "S"), ("blue", "XXL"), ("red", "M"), ("red", "XS"))
    assert labels(choices(made[3])[1]) == ["XS", "S", "[M]", "XL"]


def test_numbers_are_sorted_as_numbers(feed: Feed) -> None:
    made = style(feed, ("red", "EU 42"), ("red", "EU 9,5"), ("red", "EU 38"))
    assert labels(choices(made[0])[1]) == ["EU 9,5", "EU 38", "[EU 42]"]


def test_a_colour_leads_to_the_same_size_where_there_is_one(feed: Feed) -> None:
    made = style(feed, ("red", "S"), ("red", "M"), ("blue", "S"), ("blue", "M"), ("green", "L"))
    found = choices(made[1])[0]
    assert labels(found) == ["[red]", "blue", "green"]
    assert found[1].address == f"/product/{made[3].pk}-thing-3/"


def test_what_is_sold_out_stays_a_choice_and_says_so(feed: Feed) -> None:
    made = style(feed, ("red", "S"), ("red", "M"))
    Product.objects.filter(pk=made[1].pk).update(available=False)
    assert [one.is_for_sale for one in choices(made[0])[1]] == [True, False]


def test_what_is_hidden_is_no_choice(feed: Feed) -> None:
    made = style(feed, ("red", "S"), ("red", "M"), ("blue", "S"))
    Product.objects.filter(pk__in=[made[1].pk, made[2].pk]).update(hidden=True)
    assert choices(made[0]) == ([], choices(made[0])[1]) and labels(choices(made[0])[1]) == ["[S]"]


def test_one_colour_is_no_choice_and_no_size_none(feed: Feed) -> None:
    assert choices(product(feed, 1, color="red", size="")) == ([], [])
