"""Daily figures: each event once, whatever is killed in between."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.utils import timezone

from shopping.insights import rollup
from shopping.insights.counting import Place
from shopping.insights.pruning import events_prune
from shopping.insights.rollup import events_rollup
from shopping.models import Event, Figures, MonthFigures, Product
from shopping.models.figures import COUNTED, Counts
from tests.shopping.insights.conftest import settle
from trendflix.bench.month_figures import months_fill
from trendflix.core.pending import pending_write
from vision.models import Garment

Of = Figures.Dimension


def event(
    number: int, kind: Event.Kind, garment: Garment, product: Product | None = None, *, bot: bool = False
) -> Event:
    """An event of now."""
    return Event(
        kind=kind,
        at=timezone.now(),
        title=garment.analysis.video.title_id,
        garment=garment.pk,
        product=product.pk if product else None,
        category=garment.category,
        is_bot=bot,
        key=f"{number:032d}",
    )


def figures(dimension: str, key: str = "", scope: int = 0) -> Figures:
    """Today's figures of one thing."""
    return Figures.objects.get(dimension=dimension, key=key, scope=scope)


def test_an_event_counts_for_everything_it_is_about(garment: Garment, product: Product) -> None:
    event(1, Event.Kind.CLICKED, garment, product).save()
    assert settle() == 1
    title = garment.analysis.video.title_id
    found = {(row.dimension, row.key, row.scope) for row in Figures.objects.filter(clicked=1)}
    assert found == {
        (Of.ALL, "", 0),
        (Of.TITLE, str(title), 0),
        (Of.GARMENT, str(garment.pk), title),
        (Of.CATEGORY, "top", 0),
        (Of.PRODUCT, str(product.pk), 0),
        (Of.PRODUCT_IN_TITLE, str(product.pk), title),
        (Of.BRAND, "Acme", 0),
        (Of.FEED, str(product.feed_id), 0),
        (Of.SHOP, "shop.example", 0),
    }


def test_rolling_up_again_adds_nothing_and_later_events_add_up(garment: Garment, product: Product) -> None:
    event(1, Event.Kind.CARD_SEEN, garment, product).save()
    assert (settle(), settle()) == (1, 0)
    event(2, Event.Kind.CARD_SEEN, garment, product).save()
    event(3, Event.Kind.SAVED, garment, product).save()
    assert settle() == 2
    row = figures(Of.PRODUCT, str(product.pk))
    assert (row.cards_seen, row.saved, row.clicked) == (2, 1, 0)


def test_months_are_the_sums_of_their_days(garment: Garment, product: Product) -> None:
    for number, day in enumerate((date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28))):
        one = event(number, Event.Kind.CARD_SEEN, garment, product)
        one.at = datetime.combine(day, time(12), UTC)
        one.save()
    settle()
    months = MonthFigures.objects.filter(dimension=Of.PRODUCT).order_by("month").values_list("month", "cards_seen")
    assert list(months) == [(date(2026, 1, 1), 1), (date(2026, 2, 1), 2)]
    written = _rows()
    MonthFigures.objects.all().delete()
    months_fill(date(2026, 1, 31), date(2026, 2, 28))
    assert _rows() == written
    migration = import_module("shopping.migrations.0029_fill_month_figures")
    migration.backwards(apps, None)
    migration.forwards(apps, SimpleNamespace(connection=connection))
    assert _rows() == written


def _rows() -> list[dict[str, Any]]:
    return list(
        MonthFigures.objects.order_by("dimension", "month", "key").values(
            *COUNTED, "dimension", "key", "scope", "month"
        )
    )


def test_programs_are_counted_beside_people(garment: Garment, product: Product) -> None:
    event(1, Event.Kind.CLICKED, garment, product, bot=True).save()
    settle()
    row = figures(Of.ALL)
    assert (row.clicked, row.bots) == (0, 1)


def test_what_is_killed_half_way_is_neither_lost_nor_counted_twice(
    garment: Garment, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    Event.objects.bulk_create(event(number, Event.Kind.CARD_SEEN, garment, product) for number in range(10))
    whole = rollup._add

    def killed(model: type[Counts], span: str, counts: dict[Place, Counter[str]]) -> None:
        whole(model, span, counts)
        raise DatabaseError("killed")

    monkeypatch.setattr(rollup, "_add", killed)
    with pytest.raises(DatabaseError):
        settle()
    monkeypatch.setattr(rollup, "_add", whole)
    assert settle() == 10 and figures(Of.ALL).cards_seen == 10


def test_events_that_may_still_be_overtaken_wait(garment: Garment) -> None:
    event(1, Event.Kind.ROW_SEEN, garment).save()
    assert events_rollup() == 0
    assert settle() == 1


def test_many_chunks_are_one_sum(garment: Garment, product: Product) -> None:
    Event.objects.bulk_create(event(number, Event.Kind.CARD_SEEN, garment, product) for number in range(25))
    Event.objects.update(created=timezone.now() - timedelta(minutes=1))
    assert [events_rollup(10) for _ in range(4)] == [10, 10, 5, 0]
    assert figures(Of.ALL).cards_seen == 25


def test_one_call_rolls_up_more_than_a_chunk(
    garment: Garment, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollup, "CHUNK", 10)
    Event.objects.bulk_create(event(number, Event.Kind.CARD_SEEN, garment, product) for number in range(25))
    Event.objects.update(created=timezone.now() - timedelta(minutes=1))
    assert pending_write(3)["events"] == 25
    assert figures(Of.ALL).cards_seen == 25


def test_a_product_that_was_deleted_keeps_the_figures_of_its_title(garment: Garment, product: Product) -> None:
    event(1, Event.Kind.CLICKED, garment, product).save()
    title = garment.analysis.video.title_id
    product.delete()
    settle()
    assert figures(Of.TITLE, str(title)).clicked == 1 and not Figures.objects.filter(dimension=Of.PRODUCT).exists()


def test_old_events_go_once_they_are_counted(garment: Garment) -> None:
    event(1, Event.Kind.ROW_SEEN, garment).save()
    Event.objects.update(created=timezone.now() - timedelta(days=91))
    assert events_prune() == 0  # not counted yet
    settle()
    event(2, Event.Kind.ROW_SEEN, garment).save()
    assert events_prune() == 1 and Event.objects.count() == 1 and figures(Of.ALL).rows_seen == 1
