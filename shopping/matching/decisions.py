"""What people decide on matches."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from shopping.models import Match, MatchState, Product
from trendflix.core.errors import UserError
from vision.models import Garment


@transaction.atomic
def match_pin(garment: Garment, product: Product, user: User) -> Match:
    """Put a product of a person's choice before all that machines suggest for a garment."""
    match, _ = Match.objects.get_or_create(garment=garment, product=product)
    return match_decide(match, Match.Status.PINNED, user)


@transaction.atomic
def match_decide(match: Match, status: str, user: User) -> Match:
    """Record a person's word on a match; a pinned product goes to the front.

    A row that matching has removed meanwhile is made again: the decision counts. Raises ``UserError`` where the
    garment or the product is gone as well.
    """
    if status not in Match.Status.values:
        raise UserError(
            gettext("%(status)r is no decision; use one of %(choices)s.")
            % {"status": status, "choices": ", ".join(Match.Status.values)}
        )
    fields = {"status": status, "decided_by": user, "decided": timezone.now()}
    if status == Match.Status.PINNED:
        fields["rank"] = 0
    if not Match.objects.filter(pk=match.pk).update(**fields):
        return _decide_again(match, fields)
    MatchState.objects.filter(garment_id=match.garment_id).delete()
    match.refresh_from_db()
    return match


def _decide_again(match: Match, fields: dict[str, object]) -> Match:
    garment = Garment.objects.filter(pk=match.garment_id).first()
    product = Product.objects.filter(pk=match.product_id).first()
    if garment is None or product is None:
        what = "garment" if garment is None else "product"
        raise UserError(
            gettext("The %(what)s of match %(pk)s is not there any more: the page is older than its film or feed.")
            % {"what": what, "pk": match.pk}
        )
    score = {"score": match.score, "rank": match.rank}
    made, _ = Match.objects.update_or_create(garment=garment, product=product, defaults=score | fields)
    MatchState.objects.filter(garment=garment).delete()
    return made
