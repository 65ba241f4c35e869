"""What is said with links to shops."""

import pytest
from pytest_django import Settings

from shopping.models import Feed
from shopping.storefront.disclosures import disclosure_for


@pytest.mark.parametrize(
    ("own", "said"),
    [([], "Ad."), ([""], "Ad."), (["By Luma."], "By Luma."), (["", "By Luma.", "By Luma."], "Ad. By Luma."),
     (["B.", "A."], "A. B.")],
)  # fmt: skip
def test_a_feeds_own_words_take_the_place_of_the_sites_for_its_links(
    settings: Settings, own: list[str], said: str
) -> None:
    settings.DISCLOSURE = "Ad."
    assert disclosure_for(Feed(disclosure=words) for words in own) == said
