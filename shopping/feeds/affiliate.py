"""Links to shops with the parameters by which a shop knows who sent a visitor."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext

from trendflix.core.errors import UserError

CLICK = "{click_id}"
PLACES = re.compile(r"[{}]")


def affiliate_check(parameters: str) -> None:
    """Raise ``UserError`` for what is no list of parameters (``tag=films&subid={click_id}``)."""
    try:
        parse_qsl(parameters, strict_parsing=True) if parameters else []
        is_usable = parameters.isprintable() and not PLACES.search(parameters.replace(CLICK, ""))
    except ValueError:
        is_usable = False
    if not is_usable:
        raise UserError(
            gettext("Write parameters as in tag=films&subid=%(place)s; no other braces are filled in.")
            % {"place": CLICK}
        )


def shop_link(link: str, parameters: str, click_id: int | str = "") -> str:
    """A product's link with a feed's affiliate parameters, each once; ``{click_id}`` is the number of the click."""
    if not parameters:
        return link
    added = {name: value.replace(CLICK, str(click_id)) for name, value in parse_qsl(parameters)}
    parts = urlsplit(link)
    kept = [piece for piece in parts.query.split("&") if piece and piece.partition("=")[0] not in added]
    return urlunsplit(parts._replace(query="&".join([*kept, urlencode(added)])))
