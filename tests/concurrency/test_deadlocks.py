"""Two transactions that wait for each other's rows: the one that the database ends is done again, whole."""

from functools import partial
from threading import Barrier

from django.db.models import Value
from django.db.models.functions import Concat

from catalog.models import Genre, Title
from tests.concurrency.together import SECONDS, together
from trendflix.core.deadlocks import retried, rows_update


def test_who_was_ended_is_done_again_and_nothing_of_the_first_try_remains(transactional_db: None) -> None:
    one, two = (Genre.objects.create(name=name, slug=name) for name in ("one", "two"))
    both_wait, tries = Barrier(2), []

    def rename(first: Genre, second: Genre) -> None:
        is_first_try = first.pk not in tries
        tries.append(first.pk)
        for row in (first, second):
            Genre.objects.filter(pk=row.pk).update(name=Concat("name", Value("+")))
            if is_first_try and row is first:
                both_wait.wait(SECONDS)

    together([partial(retried, partial(rename, *pair), "default") for pair in ((one, two), (two, one))])
    assert len(tries) >= 3
    assert sorted(Genre.objects.values_list("name", flat=True)) == ["one++", "two++"]


def test_many_rows_are_written_by_two_at_once_whatever_their_order(transactional_db: None) -> None:
    Title.objects.bulk_create(Title(name=f"{number}", slug=f"{number}") for number in range(1_200))
    forth, back = Title.objects.order_by("slug"), Title.objects.order_by("-slug")
    written = together([partial(rows_update, rows, tagline=line) for rows, line in ((forth, "a"), (back, "b"))])
    assert written == [1_200, 1_200]
    assert Title.objects.values("tagline").distinct().count() == 1
