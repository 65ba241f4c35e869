"""Counts of a large site are written as the reader's language groups them."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils import translation

CHOICE = {"label": "Blue", "value": "blue", "count": 6667, "chosen": False}


@pytest.mark.parametrize(("language", "expected"), [("en", "6,667"), ("de", "6.667")])
def test_counts_of_a_facet_and_of_what_was_found_are_grouped(language: str, expected: str) -> None:
    page = Paginator(range(6667), 24).page(1)
    with translation.override(language):
        facet = render_to_string("shopping/_facet.html", {"label": "Colour", "name": "brand", "choices": [CHOICE]})
        found = render_to_string("shopping/_results.html", {"page": page, "filters": {}, "found": {}})
    assert f'<span class="count">{expected}</span>' in facet
    assert f"{expected} product" in found or f"{expected} Produkte" in found


@pytest.mark.django_db
def test_one_product_is_no_plural() -> None:
    found = render_to_string("shopping/_results.html", {"page": Paginator([1], 24).page(1), "filters": {}, "found": {}})
    assert "1 product\n" in found.replace("  ", "")
