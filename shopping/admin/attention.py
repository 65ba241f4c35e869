"""What of the shop needs somebody, for the admin's first page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from shopping.models import Match
from trendflix.core.admin.attention import Attention, counted
from vision.models import Garment


def garments_attention(user: Any) -> Iterator[Attention]:
    """Garments that nothing in the shop was matched with."""
    if not user.has_perm("vision.view_garment"):
        return
    page = reverse("admin:vision_garment_changelist")
    unmatched = Garment.objects.filter(~Exists(Match.objects.filter(garment=OuterRef("pk"))))
    yield Attention(_("garments without a product"), counted(unmatched), f"{page}?matched=no")
