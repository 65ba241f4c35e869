"""No page makes a statement that reads all of a large table: the plan of every statement of a request is looked at."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from catalog.models import Title
from playback.models import Progress
from shopping.models import Product, Saved
from tests.clients import SiteClient
from tests.kept import rows_kept
from tests.site.test_pages import film
from trendflix.accounts.visitors import Visitor
from trendflix.core.pending import pending_write
from trendflix.jobs.models import Job
from trendflix.jobs.reaper import jobs_reap
from trendflix.jobs.selectors import jobs_of

pytestmark = pytest.mark.django_db
FILMS = 102
"""More than a page of any list: the admin asks for all rows of a list that fits on one."""
LARGE = (
    "accounts_viewer", "catalog_credit", "catalog_person", "catalog_rating", "catalog_title", "catalog_title_genres",
    "catalog_titledocument", "catalog_watchlistentry", "jobs_job", "playback_progress", "playback_video",
    "shopping_lookup", "shopping_match", "shopping_product", "shopping_productdocument", "shopping_productimage",
    "shopping_saved", "vision_appearance", "vision_garment",
)  # fmt: skip
"""Tables that grow with the library, the shops or the viewers."""
ADDRESSES = (
    "/", "/genre/drama/", "/genre/drama/?page=2", "/search/?q=coat", "/search/?q=cota+of+fery", "/search/?q=ferry",
    "/title/ferry-0/", "/title/ferry-0/worn/", "/watch/ferry-0/", "/saved/", "/api/v1/titles/",
    "/api/v1/titles/?page=2",
    "/api/v1/titles/?q=ferry", "/api/v1/titles/ferry-0/", "/api/v1/titles/ferry-0/timeline/",
    "/api/v1/titles/ferry-0/mine/", "/api/v1/titles/ferry-0/progress/", "/api/v1/products/?q=red+coat",
    "/api/v1/saved/",
)  # fmt: skip
STAFF = (
    "/api/v1/jobs/", "/api/v1/jobs/?status=queued", "/admin/catalog/title/", "/admin/shopping/product/",
    "/admin/shopping/match/", "/admin/jobs/job/", "/admin/playback/video/",
)  # fmt: skip
SCAN = re.compile(r"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (?!\w+_search_pending$)\w+)?$")
"""But for the indexes of rows whose documents are pending: they hold few rows, and are meant to be read whole."""
NOBODY = re.compile(r'"viewer_id" IS NULL')
"""What somebody keeps who keeps nothing: the column is never null, so the databases read no row."""
SEQUENTIAL = re.compile(r"Seq Scan on (\w+)")
WALK = re.compile(r"Index (?:Only )?Scan (?:Backward )?using \w+ on (\w+)")


@pytest.fixture(scope="module", autouse=True)
def library(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Films with garments and products, one viewer who keeps some, a job."""
    with rows_kept(django_db_blocker):
        library_make(User.objects.create_user("alice"))
        yield


@pytest.fixture
def alice() -> User:
    """The viewer."""
    return User.objects.get(username="alice")


def library_make(alice: User) -> None:
    """The rows of the library."""
    titles = [film(f"Ferry {number}") for number in range(FILMS)]
    call_command("rebuild_search", verbosity=0)
    viewer = Visitor(alice.pk, "").viewer()
    Progress.objects.create(viewer=viewer, video=titles[0].video, position=30.0)
    Saved.objects.create(viewer=viewer, product=Product.objects.all()[0])
    Job.objects.bulk_create(Job(kind="match", subject_id=number) for number in range(FILMS))
    Job.objects.create(kind="package", subject_id=titles[0].pk)


def whole_tables(statement: str) -> Iterator[str]:
    """The large tables that a statement reads from end to end.

    An index, or a table in the order of its keys, may be walked where a LIMIT ends the walk. PostgreSQL is told to
    avoid reading a table whole, which it otherwise does with tables as small as a test's.
    """
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(("EXPLAIN " if is_postgres else "EXPLAIN QUERY PLAN ") + statement.replace("%", "%%"), ())
        lines = [str(row[-1]).strip() for row in cursor.fetchall()]
    found = postgres_walks(lines, statement) if is_postgres else sqlite_walks(lines, statement)
    yield from (table for table in found if table in LARGE)


def sqlite_walks(lines: list[str], statement: str) -> Iterator[str]:
    """The tables of lines that scan."""
    is_ended = "LIMIT" in statement and not any("TEMP B-TREE" in line for line in lines)
    for line in lines:
        found = SCAN.match(line)
        if found and not (is_ended and ("INDEX" in line or " WHERE " not in statement)):
            yield found[1]


def postgres_walks(lines: list[str], statement: str) -> Iterator[str]:
    """The tables of lines that scan sequentially, or walk an index without a condition and without an end."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found = SEQUENTIAL.search(line) or (WALK.search(line) if "Index Cond" not in following else None)
        if found and ("Seq" in line or "LIMIT" not in statement):
            yield found[1]


def scans(queries: CaptureQueriesContext) -> dict[str, list[str]]:
    """Statement → the large tables that it reads whole."""
    asked = [query["sql"] for query in queries.captured_queries if query["sql"].startswith(("SELECT", "UPDATE"))]
    asked = [statement for statement in asked if not NOBODY.search(statement)]
    found = {statement: list(whole_tables(statement)) for statement in asked}
    return {statement: tables for statement, tables in found.items() if tables}


def scans_of(client: SiteClient, addresses: tuple[str, ...]) -> dict[str, dict[str, list[str]]]:
    """Address → what its statements read whole."""
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code in (200, 405), address
        found[address] = scans(queries)
    return {address: statements for address, statements in found.items() if statements}


def test_no_page_reads_a_large_table_whole(client: SiteClient, alice: User) -> None:
    assert scans_of(client, ADDRESSES) == {}
    client.force_login(alice)
    assert scans_of(client, ADDRESSES) == {}


def test_no_page_of_the_staff_reads_a_large_table_whole(client: SiteClient, carol: User) -> None:
    client.force_login(carol)
    assert scans_of(client, STAFF) == {}


def test_what_runs_every_few_seconds_reads_no_large_table_whole() -> None:
    Title.objects.filter(slug="ferry-3").update(search_pending=True)
    with CaptureQueriesContext(connection) as queries:
        assert pending_write() == {"titles": 1}
        jobs_reap()
        jobs_of(("package", "analyse"), 1)
    assert scans(queries) == {}


def test_a_scan_is_found_where_there_is_one() -> None:
    with CaptureQueriesContext(connection) as queries:
        list(Title.objects.filter(tagline="x").order_by("pk"))
    assert list(scans(queries).values()) == [["catalog_title"]]


def test_lists_are_filtered_by_category_and_by_kind_and_a_word_that_is_neither_filters_nothing(
    client: SiteClient, carol: User
) -> None:
    client.force_login(carol)
    Product.objects.filter(pk=Product.objects.all()[0].pk).update(category="hat")
    for address, count in {
        "/admin/shopping/product/?category=hat": 1,
        "/admin/shopping/product/?category=nonsense": FILMS,
        "/admin/shopping/match/?garment__category=top": FILMS,
        "/admin/shopping/match/?garment__category=hat": 0,
        "/admin/jobs/job/?kind=package": 1,
        "/admin/jobs/job/?kind=match": FILMS,
    }.items():
        assert client.get(address).context["cl"].result_count == count, address
