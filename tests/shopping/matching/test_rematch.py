"""After products change only the garments that they can touch are matched, and the result is that of matching all."""

from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import User

from shopping.index import product_index
from shopping.matching import touched
from shopping.matching.match import match_decide, video_match_job
from shopping.matching.match_rows import matches_write
from shopping.matching.rematch import changed_match_job
from shopping.models import Match, MatchState, Product, ProductImage
from tests.shopping.matching.scale import EMBEDDER, MODEL, RandomShop, match_rows
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent
from vision import stamps
from vision.models import Garment
from vision.vectors import pack

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps of no model: vectors are random."""
    monkeypatch.setattr(stamps, "current", lambda: stamps.Stamps(EMBEDDER, "random-parser", MODEL))


def follow(**parameters: Any) -> dict[str, Any]:
    """Bring the index up to date, and match what changed."""
    product_index.ensure(MODEL)
    return changed_match_job(Job(kind="match_changed", subject_id=0, parameters=parameters), silent)


@pytest.mark.parametrize("seed", range(4))
def test_matching_what_changed_is_matching_everything(seed: int) -> None:
    shop = RandomShop(seed, products=150, garments=60)
    follow()
    partial = 0
    for number in (1, 2, 6, 1):
        shop.change(number)
        partial += follow()["garments"] < Garment.objects.count()
        found = match_rows()
        assert follow(everything=True)["changed"] == 0
        assert match_rows() == found
    assert partial >= 2, "some rounds must not have looked at everything"


def test_garments_that_are_read_in_pieces_are_all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touched, "READ", 7)
    monkeypatch.setattr(touched, "CHUNK", 2)
    shop = RandomShop(12, products=150, garments=60)
    follow()
    for _ in range(3):
        shop.change(3)
        assert follow()["garments"] < 60
        assert follow(everything=True)["changed"] == 0


def test_an_import_that_brings_many_products_matches_every_garment() -> None:
    shop = RandomShop(13, products=30, garments=12)
    follow()
    shop.add(40)
    assert follow()["garments"] == 12
    assert follow(everything=True)["changed"] == 0


def test_garments_of_vectors_of_another_length_are_not_compared() -> None:
    shop = RandomShop(14, products=40, garments=12)
    follow()
    before = product_index.load(MODEL).columns
    Garment.objects.filter(category="shoes").update(vector=pack(np.ones(8, np.float32)))
    shop.add(2)
    product_index.ensure(MODEL)
    found = touched.garments_touched(product_index.load(MODEL), before, EMBEDDER)
    assert "shoes" not in {category for category, _ in found}


def test_matches_are_the_best_styles_of_all(settings: Any) -> None:
    settings.MATCHES_PER_GARMENT = 5
    RandomShop(9, products=200, garments=20)
    follow()
    for garment in Garment.objects.all():
        found = {m.product_id: m.score for m in garment.matches.all()}
        assert found == pytest.approx(dict(exhaustive(garment, 5)), abs=1e-3)


def exhaustive(garment: Garment, styles: int) -> list[tuple[int, float]]:
    """(product, cosine) of the best styles by comparing with every picture."""
    group = {"top": {"top", "outerwear"}, "outerwear": {"top", "outerwear"}}.get(garment.category, {garment.category})
    chances = {name: p for name, p in garment.chances.items() if p >= 0.1 and name != "shoes"}
    chances[garment.category] = garment.chances.get(garment.category, 0.0 if garment.chances else 1.0)
    group = group | chances.keys()
    own = np.frombuffer(bytes(garment.vector), np.float16).astype(np.float32)
    rows = []
    for image in ProductImage.objects.filter(category__in=group, product__available=True).select_related("product"):
        cosine = float(own @ np.frombuffer(bytes(image.vector or b""), np.float16).astype(np.float32))
        bonus = round(0.04 * chances.get(image.category, 0.0), 4)
        rows.append((-cosine - bonus, image.product.pk, image.product.style, cosine))
    best: dict[str, tuple[int, float]] = {}
    for _, product, style, cosine in sorted(rows):
        best.setdefault(style, (product, cosine))
    return list(best.values())[:styles]


def test_equal_input_changes_no_row(django_assert_max_num_queries: Any) -> None:
    RandomShop(1, products=80, garments=20)
    follow()
    before = list(Match.objects.order_by("pk").values_list("pk", "updated"))
    assert follow(everything=True) == {"garments": 20, "changed": 0}
    assert list(Match.objects.order_by("pk").values_list("pk", "updated")) == before
    with django_assert_max_num_queries(8):
        assert follow() == {"garments": 0, "changed": 0}


def test_rows_that_stay_keep_their_ids() -> None:
    shop = RandomShop(2, products=80, garments=20)
    follow()
    before = {(m.garment_id, m.product_id): m.pk for m in Match.objects.all()}
    shop.change(3)
    follow()
    after = {(m.garment_id, m.product_id): m.pk for m in Match.objects.all()}
    kept = before.keys() & after.keys()
    assert len(kept) > 100 and all(before[pair] == after[pair] for pair in kept)


def test_what_a_dead_job_left_is_done_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = RandomShop(3, products=100, garments=40)
    follow()
    shop.change(2)
    calls = iter(range(100))

    def breaks(*arguments: Any) -> int:
        if next(calls):
            raise KeyboardInterrupt
        return matches_write(*arguments)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("shopping.matching.garments_match.matches_write", breaks)
        follow()
    shop.change(1)
    follow()
    found = match_rows()
    assert follow(everything=True)["changed"] == 0 and match_rows() == found


def test_products_that_change_while_a_film_is_matched_are_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = RandomShop(4, products=100, garments=10)
    follow()
    film = shop.film(10)

    def late(*arguments: Any) -> int:
        monkeypatch.undo()
        monkeypatch.setattr(stamps, "current", lambda: stamps.Stamps(EMBEDDER, "random-parser", MODEL))
        shop.change(4)
        follow()  # the follow-up of the import ends before the film's matches are written
        return matches_write(*arguments)

    monkeypatch.setattr("shopping.matching.garments_match.matches_write", late)
    video_match_job(Job(kind="match", subject_id=film.pk), silent)
    found = match_rows()
    assert follow(everything=True)["changed"] == 0 and match_rows() == found


def test_a_garment_with_a_decision_is_ranked_again_the_next_time(carol: User) -> None:
    RandomShop(5, products=60, garments=5)
    follow()
    match = Match.objects.filter(rank=3)[0]
    match_decide(match, "approved", carol)
    assert follow()["garments"] == 1
    ranks = [m.rank for m in Match.objects.filter(garment=match.garment, status="suggested").order_by("rank")]
    assert ranks == list(range(2, 2 + len(ranks)))


def test_deciding_on_a_match_that_was_removed_keeps_the_decision(carol: User) -> None:
    RandomShop(6, products=60, garments=5)
    follow()
    match = Match.objects.all()[0]
    Match.objects.filter(pk=match.pk).delete()
    made = match_decide(match, "approved", carol)
    assert (made.status, made.decided_by, made.garment_id) == ("approved", carol, match.garment_id)
    follow(everything=True)
    assert Match.objects.get(garment=match.garment_id, product=match.product_id).status == "approved"


def test_deciding_on_a_match_of_a_product_that_is_gone_says_so(carol: User) -> None:
    RandomShop(7, products=60, garments=5)
    follow()
    match = Match.objects.all()[0]
    Product.objects.filter(pk=match.product_id).delete()
    with pytest.raises(UserError, match="product of match .* is not there any more"):
        match_decide(match, "approved", carol)


def test_a_product_sold_out_behind_the_index_is_not_suggested_and_looked_at_again() -> None:
    RandomShop(8, products=60, garments=5)
    product_index.ensure(MODEL)
    Product.objects.update(available=False)
    changed_match_job(Job(kind="match_changed", subject_id=0), silent)
    assert not Match.objects.exists() and not MatchState.objects.exists()


def test_a_decision_made_while_matching_writes_is_left_alone(carol: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from shopping.matching import match_rows as rows

    RandomShop(10, products=60, garments=5)
    follow()
    chosen = Match.objects.filter(rank=2)[0]
    Product.objects.filter(pk=chosen.product_id).update(available=False)
    whole = rows._apply

    def late(writes: Any) -> None:
        match_decide(chosen, "pinned", carol)
        whole(writes)

    monkeypatch.setattr(rows, "_apply", late)
    follow()
    assert Match.objects.get(pk=chosen.pk).status == "pinned"
