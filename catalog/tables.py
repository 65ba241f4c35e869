"""Films and shows as rows of a table, out and in: CSV that spreadsheets open without running anything in it."""

from typing import Any

from django.utils.translation import gettext
from import_export import fields, resources, widgets

from catalog.models import Country, Genre, Language, Title
from catalog.services.filing import countries_make, languages_make
from catalog.services.named import genre_named
from catalog.services.provenance import fields_lock
from catalog.services.slugs import row_slug
from catalog.services.titles import name_check, title_save, year_check
from trendflix.core.errors import UserError
from trendflix.core.sheets import plain_cell, safe_cell

SEPARATOR = "|"
MAX_ROWS = 5_000
PLAIN = ("name", "original_name", "year", "tagline", "synopsis", "runtime", "certificate", "minimum_age", "published")
COLUMNS = ("slug", "kind", *PLAIN, "genres", "countries", "languages")


class NamesWidget(widgets.ManyToManyWidget):
    """Names or codes in one cell; those that are new are made."""

    def __init__(self, model: Any, field: str, make: Any) -> None:
        super().__init__(model, field=field, separator=SEPARATOR)
        self.make = make

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The rows that a cell names."""
        names = [name.strip() for name in str(value or "").split(SEPARATOR) if name.strip()]
        try:
            return self.make(names)
        except UserError as error:
            raise ValueError(str(error)) from error


def _genres(names: list[str]) -> list[Genre]:
    return [genre_named(name[:60]) for name in names]


def _many(name: str, widget: NamesWidget) -> Any:
    return fields.Field(column_name=name, attribute=name, widget=widget)


class TitleResource(resources.ModelResource):
    """A film or a show a row, found by its slug; a row without one is a new title."""

    genres = _many("genres", NamesWidget(Genre, "name", _genres))
    countries = _many("countries", NamesWidget(Country, "code", countries_make))
    languages = _many("languages", NamesWidget(Language, "code", languages_make))

    class Meta:
        model = Title
        fields = export_order = COLUMNS
        import_id_fields = ("slug",)
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        clean_model_instances = True

    def get_queryset(self) -> Any:
        """Films and shows that are not in the trash."""
        kinds = (Title.Kind.FILM, Title.Kind.SHOW)
        return Title.objects.filter(trashed__isnull=True, kind__in=kinds).prefetch_related(
            "genres", "countries", "languages"
        )

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        """A cell that no spreadsheet takes for a formula."""
        return safe_cell(super().export_field(field, instance, **kwargs))

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """A table of a size that one request can take, with the columns that it needs."""
        if len(dataset) > MAX_ROWS:
            raise ValueError(
                gettext("%(count)s rows; import at most %(limit)s at a time.")
                % {"count": len(dataset), "limit": MAX_ROWS}
            )
        if "name" not in (dataset.headers or []) or "slug" not in (dataset.headers or []):
            raise ValueError(gettext("The first row names the columns; slug and name are needed."))

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Take the apostrophes of an export off again, and say what is wrong with a row."""
        for name, value in row.items():
            row[name] = plain_cell(value)
        kind = row.get("kind") or Title.Kind.FILM
        if kind not in (Title.Kind.FILM, Title.Kind.SHOW):
            raise ValueError(gettext("%(kind)s: a row is a film or a show.") % {"kind": kind})
        row["kind"] = kind
        try:
            name_check(str(row.get("name") or ""))
        except UserError as error:
            raise ValueError(str(error)) from error

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        """The title of a row's slug."""
        return super().get_instance(instance_loader, row) if row.get("slug") else None

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """The row's cells; a slug that no title has is that of a new one, and what it is stays as it is."""
        kind = instance.kind if instance.pk else row["kind"]
        super().import_instance(instance, row, **kwargs)
        if instance.pk and kind != row["kind"]:
            raise ValueError(gettext("%(slug)s is a %(kind)s.") % {"slug": instance.slug, "kind": kind})
        year_check(instance.year)
        instance.slug = instance.slug or row_slug(Title, instance.name)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Write it with what follows from it, and keep what the person's table changed."""
        before = Title.objects.filter(pk=instance.pk).first() if instance.pk else Title()
        changed = [name for name in PLAIN if getattr(instance, name) != getattr(before, name)]
        title_save(instance)
        fields_lock(instance, changed)

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Genres, countries and languages, where the table has their columns."""
        names = [name for name in ("genres", "countries", "languages") if name in row]
        before = {name: {one.pk for one in getattr(instance, name).all()} for name in names}
        super().save_m2m(instance, row, **kwargs)
        after = {name: set(getattr(instance, name).values_list("pk", flat=True)) for name in names}
        fields_lock(instance, [name for name in names if before[name] != after[name]])
        title_save(instance)
