"""The admin's lists among many rows."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Credit, Person, Season, Title
from playback.models import Video
from shopping.models import ClickOut, Match, Product
from tests.plans import scans
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.site import site_seed
from trendflix.demo.scale.sizes import Sizes
from trendflix.jobs.models import Job
from vision.models import Garment
from vision.stamps import Stamps

pytestmark = pytest.mark.django_db
LISTS = (
    "catalog/title",
    "catalog/person",
    "catalog/season",
    "playback/video",
    "vision/garment",
    "vision/analysis",
    "shopping/product",
    "shopping/match",
    "shopping/clickout",
    "jobs/job",
)
MODELS = (Title, Person, Video, Garment, Product, Match, ClickOut, Job)


def seed(titles: int, films: int, products: int) -> None:
    """More of everything."""
    sizes = Sizes(titles=titles, films=films, products=products, viewers=4, dimensions=8)
    site_seed(sizes, Stamps("e", "p", "i"), Writer(lambda line: None), force=True)


def queries(client: Client, address: str) -> int:
    """How many a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_no_query_for_each_row(client: Client, carol: User, name: str) -> None:
    client.force_login(carol)
    seed(80, 1, 60)
    Job.objects.bulk_create(Job(kind="package", subject_id=n) for n in range(30))
    address = f"/admin/{name}/"
    client.get(address)
    assert queries(client, address) <= 12


@pytest.mark.parametrize("name", LISTS)
def test_a_list_does_not_offer_every_title_as_a_filter(client: Client, carol: User, name: str) -> None:
    client.force_login(carol)
    seed(80, 2, 60)
    text = client.get(f"/admin/{name}/").content.decode()
    assert len(re.findall(r'href="\?[^"]*title(__id__exact)?=\d', text)) == 0


def test_matches_of_one_title_can_be_asked_for_and_wrong_numbers_are_ignored(client: Client, carol: User) -> None:
    client.force_login(carol)
    seed(80, 2, 60)
    title = Title.objects.filter(video__analysis__isnull=False).order_by("pk").first()
    assert title is not None
    name = "of_title"
    shown = client.get("/admin/shopping/match/", {name: title.pk}).context["cl"].result_count
    everything = client.get("/admin/shopping/match/", {name: "x"}).context["cl"].result_count
    assert shown == Match.objects.filter(garment__analysis__video__title=title).count() < everything
    assert client.get("/admin/shopping/match/", {name: "9" * 40}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_the_first_page_of_a_list_is_found_by_an_index(model: type[Title], client: Client, carol: User) -> None:
    client.force_login(carol)
    seed(80, 3, 60)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a planner that knows how many rows there are may begin elsewhere
    page = client.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/")
    listed = page.context["cl"].queryset[:50]
    plan = [line for line in scans(listed, model._meta.db_table) if "USING INDEX" not in line]
    assert plan == [] or all(_follows_the_key(line) for line in plan), plan
    assert "TEMP B-TREE FOR ORDER BY" not in listed.explain() and "Sort Key" not in listed.explain()


def test_a_list_of_garments_joins_no_film_to_find_its_page(client: Client, carol: User) -> None:
    client.force_login(carol)
    seed(80, 1, 60)
    page = client.get("/admin/vision/garment/")
    assert "JOIN" not in str(page.context["cl"].queryset.query)


def test_films_whose_work_failed_are_found_by_the_states_of_jobs(client: Client, carol: User) -> None:
    client.force_login(carol)
    for state in ("failed", "paused"):
        asked = str(client.get("/admin/catalog/title/", {"film": state}).context["cl"].queryset.query)
        assert '"playback_video"."id" IN (SELECT' in asked


def test_products_of_feeds_are_counted_in_an_index_alone(client: Client, carol: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so few rows whole")
    client.force_login(carol)
    plan = client.get("/admin/shopping/feed/").context["cl"].queryset.explain()
    assert "COVERING INDEX product_feed_available" in plan


def test_rows_are_counted_in_no_order(client: Client, carol: User) -> None:
    client.force_login(carol)
    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/catalog/title/", {"o": "4"})
    counts = [one["sql"] for one in asked.captured_queries if "COUNT(*) FROM (SELECT" in one["sql"]]
    assert counts and not any("ORDER BY" in sql for sql in counts)


def _follows_the_key(line: str) -> bool:
    """SQLite's scan of a table by its primary key stops after the page's rows: it needs no sorting."""
    return connection.vendor == "sqlite" and "INDEX" not in line


def test_choosing_a_season_asks_no_query_for_each_show(client: Client, carol: User) -> None:
    client.force_login(carol)
    seed(400, 0, 0)
    assert Season.objects.count() == 20 and Credit.objects.exists()
    options = {"app_label": "catalog", "model_name": "title", "field_name": "season", "term": ""}
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/admin/autocomplete/", options).status_code == 200
    assert len(asked) <= 6
