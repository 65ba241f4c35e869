"""The index changes in place, equals one that is built anew, and survives writers that die and files that break."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shopping.index import bases, product_index, writer
from shopping.index.files import MANIFEST, writing
from shopping.index.snapshot import Snapshot, snapshot_read
from shopping.models import Product, ProductImage
from tests.shopping.matching.scale import MODEL, RandomShop
from vision.types import AnyArray, FloatArray
from vision.vectors import unpack

pytestmark = pytest.mark.django_db


def everything(snapshot: Snapshot, queries: FloatArray, top: int = 20) -> tuple[FloatArray, AnyArray]:
    """A search of all available pictures."""
    return snapshot.search(queries, snapshot.in_categories(None), top)


def queries_of(shop: RandomShop, number: int = 5) -> FloatArray:
    """Vectors to search with."""
    return np.stack([shop.vector() for _ in range(number)])


def exact(queries: FloatArray, top: int = 20) -> FloatArray:
    """The cosines that plain multiplication with the database's vectors finds."""
    rows = ProductImage.objects.filter(product__available=True, vector__isnull=False).values_list("vector", flat=True)
    matrix = np.stack([unpack(row or b"") for row in rows])
    return np.asarray(-np.sort(-(queries @ matrix.T), axis=1)[:, :top])


@pytest.mark.parametrize("seed", range(3))
def test_an_index_that_was_changed_equals_one_that_is_built_anew(seed: int) -> None:
    shop = RandomShop(seed, products=300, garments=0)
    product_index.ensure(MODEL)
    states = []
    for number in (1, 2, 3, 12, 1):
        shop.change(number)
        states.append(product_index.ensure(MODEL))
        queries = queries_of(shop)
        changed = everything(product_index.load(MODEL), queries)
        product_index.rebuild(MODEL)
        built = everything(product_index.load(MODEL), queries)
        assert np.allclose(changed[0], built[0], atol=1e-5) and np.allclose(built[0], exact(queries), atol=1e-5)
        assert (changed[1] == built[1]).mean() > 0.99  # equal cosines may come in another order
    assert "updated" in states


def test_states_add_up_in_the_overlay_until_a_new_base_is_written() -> None:
    shop = RandomShop(5, products=300, garments=0)
    assert product_index.ensure(MODEL) == "rebuilt"
    states = []
    for _ in range(12):
        shop.add(3)
        states.append(product_index.ensure(MODEL))
        queries = queries_of(shop)
        assert np.allclose(everything(product_index.load(MODEL), queries)[0], exact(queries), atol=1e-5)
    assert states.count("updated") >= 8 and "rebuilt" in states


def test_a_small_change_writes_no_base_and_reads_none(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = RandomShop(6, products=300, garments=0)
    product_index.ensure(MODEL)
    before = product_index.load(MODEL)
    Product.objects.filter(pk=shop.some(1)[0].pk).update(available=False)
    shop.look_at(ProductImage.objects.all()[0])
    assert product_index.ensure(MODEL) == "updated"
    after = product_index.load(MODEL)
    assert after.faiss is before.faiss and after.manifest.generation == before.manifest.generation + 1
    assert len(after.overlay_ids) == 1


def test_few_and_many_queries_find_the_same() -> None:
    shop = RandomShop(7, products=200, garments=0)
    product_index.ensure(MODEL)
    shop.change(1)
    product_index.ensure(MODEL)
    snapshot, queries = product_index.load(MODEL), queries_of(shop, 40)
    many = everything(snapshot, queries)
    few = [everything(snapshot, queries[n : n + 1]) for n in range(40)]
    assert np.allclose(many[0], np.concatenate([scores for scores, _ in few]), atol=1e-5)


def test_a_vector_is_held_once_however_often_it_is_added() -> None:
    index = bases.base_new(10, 4)
    for value in (1.0, 2.0):
        bases.base_add(index, np.array([7]), np.full((1, 4), value, np.float32))
    assert index.ntotal == 1 and index.reconstruct(7)[0] == 2.0


@pytest.mark.parametrize("name", ["*.faiss", "*.npz", MANIFEST])
@pytest.mark.parametrize("keeps", [0, 100])
def test_a_broken_file_is_mended_from_the_database(name: str, keeps: int) -> None:
    shop = RandomShop(8, products=100, garments=0)
    product_index.ensure(MODEL)
    for path in product_index.folder().glob(name):
        path.write_bytes(path.read_bytes()[:keeps])
    product_index._loaded = None
    queries = queries_of(shop)
    assert np.allclose(everything(product_index.load(MODEL), queries)[0], exact(queries), atol=1e-5)


def test_a_broken_base_is_built_anew_when_a_change_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MAX_CHANGED_SHARE", 2.0)
    shop = RandomShop(11, products=200, garments=0)
    product_index.ensure(MODEL)
    for path in product_index.folder().glob("*.faiss"):
        path.write_bytes(b"torn")
    product_index._loaded = None
    shop.change(60)
    assert product_index.ensure(MODEL) == "rebuilt"
    queries = queries_of(shop)
    assert np.allclose(everything(product_index.load(MODEL), queries)[0], exact(queries), atol=1e-5)


def test_columns_that_cannot_be_read_are_taken_for_none() -> None:
    RandomShop(12, products=30, garments=0)
    product_index.ensure(MODEL)
    assert product_index._columns_noted() is not None
    for path in product_index.folder().glob("*.npz"):
        path.write_bytes(b"torn")
    assert product_index._columns_noted() is None


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("changes", [1, 60])
def test_a_writer_that_dies_at_any_step_leaves_the_old_index_whole(
    step: int, changes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = RandomShop(9, products=200, garments=0)
    product_index.ensure(MODEL)
    queries = queries_of(shop)
    before = everything(product_index.load(MODEL), queries)
    shop.add(changes)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        dies_at(step if changes > 1 else min(step, 2), patched)
        product_index.ensure(MODEL)
    product_index._loaded = None
    assert np.allclose(everything(product_index.load(MODEL), queries)[0], before[0], atol=1e-6)
    product_index.ensure(MODEL)
    assert np.allclose(everything(product_index.load(MODEL), queries)[0], exact(queries), atol=1e-5)
    assert len(list(product_index.folder().glob("*.faiss"))) == 1
    assert not list(product_index.folder().glob("*.new"))


def dies_at(step: int, patched: pytest.MonkeyPatch) -> None:
    """Die at the renaming of a file, counted from 0: the base where one is written, overlay, columns, manifest."""
    calls = iter(range(100))
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if next(calls) == step:
            raise KeyboardInterrupt
        return whole(self, target)

    patched.setattr(Path, "replace", replace)


def test_a_killed_process_holds_no_lock(tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=_hold)
    product_index.folder().mkdir(parents=True, exist_ok=True)
    process.start()
    while not (product_index.folder() / "held").exists():
        time.sleep(0.01)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with writing():
        pass


def _hold() -> None:
    with writing():
        (product_index.folder() / "held").touch()
        time.sleep(60)


def test_writers_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[str] = []

    def work() -> None:
        with writing():
            inside.append("in")
            time.sleep(0.05)
            inside.append("out")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == ["in", "out"] * 4


def test_whoever_searches_keeps_the_old_state_until_the_new_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = RandomShop(11, products=100, garments=0)
    product_index.ensure(MODEL)
    old = product_index.load(MODEL)
    may_read, whole = threading.Event(), snapshot_read

    def slow(*arguments: Any) -> Snapshot:
        assert may_read.wait(10)
        return whole(*arguments)

    monkeypatch.setattr("shopping.index.product_index.snapshot_read", slow)
    with product_index.refreshed(every=0.01):
        shop.add(1)
        product_index.ensure(MODEL)
        time.sleep(0.1)
        assert product_index.serving(MODEL) is old
        may_read.set()
        wait_for(lambda: product_index.serving(MODEL).stamp != old.stamp)
    assert len(product_index.serving(MODEL).columns) == ProductImage.objects.count()


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait ten seconds at most."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_inverted_lists_take_over_above_a_size_and_change_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "EXACT_TO", 200)
    monkeypatch.setattr(writer, "MAX_OVERLAY", 5)
    shop = RandomShop(12, products=300, garments=0)
    product_index.ensure(MODEL)
    first = product_index.load(MODEL)
    assert not bases.is_exact(first.faiss) and first.manifest.trained_on == first.manifest.images
    for number in (1, 3, 3):
        shop.change(number)
        product_index.ensure(MODEL)
        snapshot, queries = product_index.load(MODEL), queries_of(shop)
        assert snapshot.manifest.trained_on == first.manifest.trained_on, "the quantiser is not trained again"
        assert np.allclose(everything(snapshot, queries)[0], exact(queries), atol=0.05)
        assert sorted(snapshot.columns.image) == sorted(ProductImage.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(("allowed", "lists"), [(1_000_000, 64), (100_000, 500), (25_000, 2000), (0, 2000)])
def test_the_fewer_vectors_a_filter_lets_through_the_more_lists_are_looked_into(allowed: int, lists: int) -> None:
    assert bases.probes_for(2000, allowed) == lists


def test_ids_far_apart_are_let_through_too() -> None:
    index = bases.base_new(10, 4)
    ids = np.array([3, 2**40, 2**40 + 1])
    bases.base_add(index, ids, np.eye(3, 4, dtype=np.float32))
    found = bases.base_search(index, np.eye(1, 4, dtype=np.float32), bases.selector_of(ids[1:]), 2, 2)[1]
    assert sorted(found[0]) == [2**40, 2**40 + 1]
