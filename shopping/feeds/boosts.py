"""How far the products of each feed are moved up or down among products that look alike."""

from shopping.models import Feed
from shopping.models.feeds import MAX_BOOST


def feed_boosts() -> dict[int, float]:
    """Feed → its boost, from −``MAX_BOOST`` to ``MAX_BOOST``, of those feeds that have one; one query.

    It is for orders of candidates whose scores hardly differ; it says nothing of how alike two things look.
    """
    rows = Feed.objects.exclude(boost=0.0).values_list("pk", "boost")
    return {pk: max(-MAX_BOOST, min(MAX_BOOST, boost)) for pk, boost in rows}
