"""CSV of titles out and in."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Title
from catalog.services.trash import titles_trash

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalog/title/"


def exported(browser: Client) -> list[dict[str, str]]:
    """The rows of an export."""
    answer = browser.post(f"{PAGE}export/", {"format": "0", "resource": "0"})
    assert answer.status_code == 200, answer
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def table(rows: list[dict[str, str]]) -> SimpleUploadedFile:
    """A file of rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("titles.csv", out.getvalue().encode(), "text/csv")


def preview(browser: Client, rows: list[dict[str, str]]) -> tuple[str, dict[str, str]]:
    """The preview of an import: the page, and what its form sends."""
    answer = browser.post(f"{PAGE}import/", {"format": "0", "resource": "0", "import_file": table(rows)})
    assert answer.status_code == 200, answer
    form = answer.context.get("confirm_form")
    return answer.content.decode(), dict(form.initial) if form else {}


def test_films_and_shows_are_exported_but_nothing_of_the_trash(desk: Client, library: dict[str, Title]) -> None:
    titles_trash([library["market"]])
    rows = {row["slug"]: row for row in exported(desk)}
    assert set(rows) == {"the-last-ferry", "harbour", "rough-cut"}
    assert rows["the-last-ferry"]["genres"] == "Drama" and rows["the-last-ferry"]["year"] == "2026"


def test_cells_that_spreadsheets_would_run_are_written_as_text_and_read_back(
    desk: Client, library: dict[str, Title]
) -> None:
    Title.objects.filter(pk=library["ferry"].pk).update(tagline="=HYPERLINK(1)", synopsis="+1 to all")
    row = next(row for row in exported(desk) if row["slug"] == "the-last-ferry")
    assert (row["tagline"], row["synopsis"]) == ("'=HYPERLINK(1)", "'+1 to all")
    page, sent = preview(desk, [row])
    desk.post(f"{PAGE}process_import/", sent)
    library["ferry"].refresh_from_db()
    assert library["ferry"].tagline == "=HYPERLINK(1)" and library["ferry"].provenance == {}


def test_a_table_changes_titles_after_a_preview_and_what_it_changed_is_a_persons(
    desk: Client, library: dict[str, Title]
) -> None:
    row = next(row for row in exported(desk) if row["slug"] == "the-last-ferry")
    new = dict.fromkeys(row, "") | {"name": "Salt Road", "year": "2024", "genres": "Drama|Travel", "published": "1"}
    page, sent = preview(desk, [row | {"tagline": "Home at last", "countries": "PT"}, new])
    assert "Home at last" in page and not Title.objects.filter(name="Salt Road").exists()
    desk.post(f"{PAGE}process_import/", sent)
    ferry, made = Title.objects.get(slug="the-last-ferry"), Title.objects.get(name="Salt Road")
    assert ferry.tagline == "Home at last" and [one.code for one in ferry.countries.all()] == ["PT"]
    assert ferry.provenance == {"tagline": "person", "countries": "person"}
    assert made.slug == "salt-road" and {genre.name for genre in made.genres.all()} == {"Drama", "Travel"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"kind": "episode"}, "a row is a film or a show"),
        ({"name": ""}, "needs a name"),
        ({"year": "12"}, "1870"),
        ({"countries": "Narnia"}, "no code"),
        ({"kind": "show"}, "is a film"),
    ],
)
def test_what_is_wrong_is_said_in_the_preview_and_nothing_is_written(
    desk: Client, library: dict[str, Title], cells: dict[str, str], told: str
) -> None:
    row = next(row for row in exported(desk) if row["slug"] == "the-last-ferry")
    before = list(Title.objects.order_by("pk").values())
    page, _ = preview(desk, [row | cells])
    assert told in page and list(Title.objects.order_by("pk").values()) == before


def test_who_may_only_look_exports_and_imports_nothing(viewing_staff: Client, library: dict[str, Title]) -> None:
    assert len(exported(viewing_staff)) == 4
    assert viewing_staff.get(f"{PAGE}import/").status_code == 403
    sent = {"format": "0", "resource": "0", "import_file": table([{"slug": "x", "name": "X"}])}
    assert viewing_staff.post(f"{PAGE}import/", sent).status_code == 403
