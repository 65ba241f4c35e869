"""The page of insights: sums, the period before, tables, what it earned, and who may see it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from shopping.insights import product_rankings
from shopping.insights.asked import asked_of
from shopping.insights.charts import line_chart, round_up
from shopping.insights.dashboard import dashboard, table
from shopping.insights.names import names_of
from shopping.insights.periods import Period, period_of
from shopping.models import Conversion, Figures, Product
from shopping.templatetags.insights import share
from tests.clients import SiteClient
from trendflix.bench.month_figures import months_fill
from trendflix.core.sheets import plain_cell, safe_cell
from vision.models import Garment

ADDRESS = "/admin/shopping/figures/"
TODAY = date(2026, 11, 20)
Of = Figures.Dimension


def figures(dimension: str, key: str, days_ago: int = 0, scope: int = 0, **counts: int) -> Figures:
    """A day's figures of one thing."""
    day = TODAY - timedelta(days=days_ago)
    return Figures.objects.create(day=day, dimension=dimension, key=key, scope=scope, **counts)


def test_sums_stand_beside_those_of_as_many_days_before(db: None) -> None:
    figures(Of.ALL, "", 0, clicked=6, bots=3)
    figures(Of.ALL, "", 29, clicked=4)
    figures(Of.ALL, "", 30, clicked=5)
    figures(Of.ALL, "", 60, clicked=100)
    found = dashboard(asked_of({}, TODAY))
    clicks = next(count for count in found.counts if count.name == "clicked")
    assert (clicks.value, clicks.before, clicks.change, found.bots) == (10, 5, 1.0, 3)


def test_a_table_is_ordered_and_names_what_it_lists(product: Product) -> None:
    figures(Of.PRODUCT, str(product.pk), clicked=1, cards_seen=50)
    figures(Of.PRODUCT, "99999", clicked=2, cards_seen=40)
    lines = table(asked_of({"table": "product"}, TODAY), 10)
    assert [(line.name, line.counts["clicked"]) for line in lines] == [("#99999", 2), ("Red tee", 1)]
    assert lines[1].click_through == 0.02
    by_seen = table(asked_of({"table": "product", "order": "cards_seen"}, TODAY), 10)
    assert [line.name for line in by_seen] == ["Red tee", "#99999"]


def test_products_that_are_seen_and_never_clicked_can_be_listed(product: Product) -> None:
    figures(Of.PRODUCT, str(product.pk), clicked=1, cards_seen=50)
    figures(Of.PRODUCT, "99998", cards_seen=30)
    figures(Of.PRODUCT, "99999", cards_seen=40)
    lines = table(asked_of({"table": "product", "never": "1"}, TODAY), 10)
    assert [line.key for line in lines] == ["99999", "99998"], "what was seen most is first"


def test_a_title_shows_its_own_products(garment: Garment, product: Product) -> None:
    title = str(garment.analysis.video.title_id)
    figures(Of.PRODUCT, str(product.pk), clicked=9)
    figures(Of.PRODUCT_IN_TITLE, str(product.pk), scope=int(title), clicked=2)
    figures(Of.TITLE, title, clicked=2)
    found = dashboard(asked_of({"of": "title", "key": title}, TODAY))
    assert found.name == "Reel" and [line.counts["clicked"] for line in found.lines] == [2]


@pytest.mark.parametrize(("of", "key"), [("brand", "Acme"), ("category", "top"), ("shop", "shop.example")])
def test_a_brand_a_category_and_a_shop_show_their_products(product: Product, of: str, key: str) -> None:
    figures(Of.PRODUCT, str(product.pk), clicked=9)
    figures(Of.PRODUCT, "99999", clicked=9)
    lines = table(asked_of({"of": of, "key": key}, TODAY), 10)
    assert [line.key for line in lines] == [str(product.pk)]
    assert table(asked_of({"of": of, "key": key, "never": "1"}, TODAY), 10) == [], "it was clicked"


def test_of_a_feed_with_more_products_than_are_summed_up_the_first_are_listed(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product_rankings, "MAX_PRODUCTS", 2)
    cache.clear()
    feed = product.feed
    for number in range(5):
        made = Product.objects.create(feed=feed, product_id=f"N{number}", title="Tee", link=product.link, price=1)
        for key, clicked in ((str(made.pk), 100 + number), (str(90000 + number), 500)):
            figures(Of.PRODUCT, key, 40, clicked=clicked)
    months_fill(TODAY - timedelta(days=365), TODAY)
    monkeypatch.setattr(product_rankings, "SITE_LEADERS", 8)
    asked = asked_of({"of": "feed", "key": str(feed.pk), "days": "365"}, TODAY)
    assert [line.counts["clicked"] for line in table(asked, 3)] == [104, 103, 102]


def test_the_names_of_garments_are_read_without_what_was_measured_of_them(
    garment: Garment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1) as asked:
        assert "Reel" in names_of(Of.GARMENT, [str(garment.pk)])[str(garment.pk)]
    assert "palette" not in asked.captured_queries[0]["sql"]


def test_earnings_are_sums_of_orders_in_each_currency(garment: Garment, product: Product) -> None:
    title = garment.analysis.video.title_id
    for number, (amount, currency) in enumerate([("10", "EUR"), ("-4", "EUR"), ("7", "USD")]):
        Conversion.objects.create(
            feed=product.feed, order=str(number), title=title, product=product.pk, amount=Decimal(amount),
            currency=currency, at=timezone.now(),
        )  # fmt: skip
    today = timezone.now().date()
    Figures.objects.create(day=today, dimension=Of.TITLE, key=str(title), clicked=3)
    found = dashboard(asked_of({}, today))
    assert found.orders.value == 3 and found.earned == {"EUR": Decimal(6), "USD": Decimal(7)}
    assert found.lines[0].earnings == {"EUR": Decimal(6), "USD": Decimal(7)} and found.lines[0].orders == 3


@pytest.mark.parametrize(
    "sent",
    [
        {"days": "9" * 30}, {"days": "-1"}, {"from": "x", "to": "y"}, {"from": "2026-02-02", "to": "2026-01-01"},
        {"of": "title", "key": "٣"}, {"of": "title", "key": "9" * 40}, {"of": "nothing", "key": "1"},
        {"order": "password"}, {"table": "in_title"}, {"of": "brand", "key": "x" * 500},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_as_if_it_were_not_there(db: None, sent: dict[str, str]) -> None:
    asked = asked_of(sent, TODAY)
    assert asked.period.days == 30 and asked.chosen.key == "" and asked.order == "clicked"


def test_a_year_is_shown_in_weeks_or_more() -> None:
    year = period_of({"days": "365"}, TODAY)
    assert year.days == 365 and year.step == 7 and len(year.starts()) == 52
    assert sum(year.lengths()) == 365 and min(year.lengths()) == 7
    assert [year.point_of(day) for day in (year.first, year.first + timedelta(days=8), year.last)] == [0, 1, 51]
    assert year.starts()[1] == year.first + timedelta(days=8)
    assert Period(TODAY, TODAY).before == Period(TODAY - timedelta(days=1), TODAY - timedelta(days=1))


def test_orders_of_a_brand_are_not_told_in_its_line_and_none_are_told_of_a_product(product: Product) -> None:
    figures(Of.BRAND, "Acme", clicked=2, cards_seen=45)
    figures(Of.PRODUCT, str(product.pk), clicked=2, cards_seen=45)
    brand, sold = (table(asked_of({"table": name}, TODAY), 10)[0] for name in ("brand", "product"))
    assert (brand.orders, sold.orders) == (None, 0)


@pytest.mark.parametrize(("language", "written"), [("en", "4.4%"), ("de", "4,4\xa0%")])
def test_a_share_is_written_as_its_language_does(language: str, written: str) -> None:
    with override(language):
        assert share(2 / 45) == written


def test_a_chart_of_weeks_shows_means_a_day_so_that_a_week_begun_does_not_look_like_a_fall(db: None) -> None:
    year = {"days": "365"}
    for days_ago in range(365):
        figures(Of.ALL, "", days_ago, clicked=7)
    found = dashboard(asked_of(year, TODAY))
    assert {value for _day, value, _before in found.points} == {7.0}
    assert len({point.split(",")[1] for point in found.chart.points.split()}) == 1


def test_the_numbers_of_a_charts_grid_are_short_and_in_plain_digits() -> None:
    chart = line_chart([7_900_000], [0], ["a"])
    assert [tick.label for tick in chart.grid] == ["0", "2M", "4M", "6M", "8M"]


def test_a_chart_begins_at_nought_and_ends_at_a_round_number() -> None:
    chart = line_chart([0, 7], [3, 3], ["a", "b"])
    assert [tick.label for tick in chart.grid] == ["0", "2", "4", "6", "8"]
    assert chart.points.split()[0].endswith(",176.0") and [round_up(value) for value in (1, 9, 41, 5000)] == [
        4,
        20,
        80,
        8000,
    ]


def test_the_page_and_its_csv_hold_the_numbers(admin_client: SiteClient, product: Product) -> None:
    Product.objects.update(title="=HYPERLINK(1)")
    today = timezone.now().date()
    Figures.objects.create(day=today, dimension=Of.ALL, key="", clicked=1234)
    Figures.objects.create(day=today, dimension=Of.PRODUCT, key=str(product.pk), clicked=1234)
    page = admin_client.get(ADDRESS, {"table": "product"}).content.decode()
    assert "1,234" in page and "<svg" in page and 'aria-sort="descending"' in page
    sheet = admin_client.get(ADDRESS, {"table": "product", "format": "csv"})
    assert sheet["Content-Type"] == "text/csv; charset=utf-8" and ",'=HYPERLINK(1)," in sheet.content.decode()


def test_a_table_of_products_has_no_columns_of_garments() -> None:
    asked = [asked_of({"table": table}, TODAY).columns for table in ("title", "product", "shop")]
    assert "rows_seen" in asked[0] and asked[1] == asked[2] and "rows_seen" not in asked[1] and "clicked" in asked[1]


def test_an_empty_page_says_what_is_needed(admin_client: SiteClient) -> None:
    assert "Nothing was counted in these days" in admin_client.get(ADDRESS).content.decode()


def test_staff_need_the_permission(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    browser = SiteClient()
    browser.force_login(alice)
    assert browser.get(ADDRESS).status_code == 403 and browser.get(ADDRESS, {"format": "csv"}).status_code == 403
    alice.user_permissions.add(Permission.objects.get(codename="view_figures"))
    assert browser.get(ADDRESS).status_code == 200


def test_the_page_asks_the_same_however_much_there_is(
    product: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        figures(Of.TITLE, str(number + 1000), clicked=number)
    with django_assert_num_queries(10):
        dashboard(asked_of({}, TODAY))


def test_what_comes_first_in_a_year_is_looked_up_once_and_its_counts_are_those_of_now(
    product: Product, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = figures(Of.PRODUCT, str(product.pk), clicked=1)
    asked = asked_of({"days": "365", "table": "product"}, TODAY)
    table(asked, 50)
    Figures.objects.filter(pk=row.pk).update(clicked=4)
    with django_assert_max_num_queries(5):  # counts of months and of days beside, names, what they earned
        assert [line.counts["clicked"] for line in table(asked, 50)] == [4]


def test_a_garment_that_was_deleted_keeps_its_figures(garment: Garment) -> None:
    figures(Of.GARMENT, str(garment.pk), scope=garment.analysis.video.title_id, clicked=2)
    figures(Of.GARMENT, "99999", scope=7, clicked=3)
    for key, clicks in ((str(garment.pk), 2), ("99999", 3)):
        found = dashboard(asked_of({"of": "garment", "key": key}, TODAY))
        assert next(count.value for count in found.counts if count.name == "clicked") == clicks


def test_an_order_counts_on_its_day_in_utc(product: Product) -> None:
    for number, at in enumerate(("2026-11-19T23:59:59Z", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")):
        Conversion.objects.create(
            feed=product.feed, order=str(number), product=product.pk, amount=1, currency="EUR", at=at
        )
    assert dashboard(asked_of({"days": "1"}, TODAY)).orders.value == 1


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "|x", "%x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}" and safe_cell("plain") == "plain" and safe_cell(-1) == -1


@pytest.mark.parametrize("text", ["=1", "plain", "'quoted", "|x", -1, None])
def test_a_safe_cell_is_read_back_as_it_was(text: object) -> None:
    assert plain_cell(safe_cell(text)) == text
