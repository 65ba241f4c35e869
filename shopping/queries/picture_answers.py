"""Answers a picture that a viewer sent: products that look like what it shows.

The picture is kept, small and without its metadata, in the question's row until it is answered, cancelled or late.
"""

import base64
import io
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from shopping.matching.ranker import best_first, by_picture
from shopping.models import Lookup
from shopping.queries.cards import cards
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError

PICTURE = "picture"
LONGEST, QUALITY = 640, 88
"""Pixels a side, and JPEG quality, of the picture that is kept."""
FOUND, SHOWN = 200, 24


def picture_pack(data: bytes) -> str:
    """A picture as it is asked with. Raises ``PictureError``, a ``UserError``, for what cannot be read."""
    from vision.images.open_image import open_picture

    written = io.BytesIO()
    open_picture(data, gettext("Your picture"), longest=LONGEST).save(written, "JPEG", quality=QUALITY)
    return base64.b64encode(written.getvalue()).decode()


def picture_answer(lookup: Lookup) -> dict[str, Any]:
    """{"found": [[product pk, score], …], "products": [card, …]} of ``{"picture": JPEG in base64}``, best first."""
    from vision.images.open_image import open_picture

    if not lookup.query.get(PICTURE):
        raise UserError(gettext("The picture is not there any more. Choose it again."))
    scores = by_picture(open_picture(base64.b64decode(lookup.query[PICTURE])))
    pks = best_first(scores)[:FOUND]
    return {"found": [[pk, round(scores[pk], 4)] for pk in pks], "products": cards(pks, SHOWN)}


def picture_scores(visitor: Visitor, text: str) -> dict[int, float] | None:
    """What a viewer's own picture found, product pk → score; ``None`` where the answer is not there (any more)."""
    try:
        pk = UUID(text)
    except ValueError:
        return None
    rows = Lookup.objects.filter(pk=pk, viewer=visitor.viewer_id, kind=Lookup.Kind.PICTURE, status=Lookup.Status.DONE)
    result = rows.values_list("result", flat=True).first() if visitor.viewer_id else None
    return None if result is None else {int(product): float(score) for product, score in result.get("found", [])}
