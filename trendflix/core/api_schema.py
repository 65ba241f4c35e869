"""The OpenAPI description of the API: what it says of all addresses alike, and making it once in each process."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from trendflix.core.permissions import SitePolicy

REFUSED = "4XX"
ANSWER = {
    "description": "Refused: what was sent is wrong, the caller may not, nothing is there, or it was too much at once.",
    "content": {"application/json": {"schema": {}}},
}


class SiteSchema(AutoSchema):
    """drf-spectacular's, which knows that signing in is optional on an open site."""

    def get_auth(self) -> Any:
        """The ways to sign in; with ``{}``, none is needed."""
        ways = super().get_auth()
        is_open = all(type(one) is SitePolicy for one in self.view.get_permissions())
        return [*ways, {}] if is_open and not settings.REQUIRE_LOGIN and {} not in ways else ways


def errors_describe(result: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Add to every operation the answer that refuses it: JSON, ``detail`` or the fields that are wrong."""
    for operations in result["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict) and "responses" in operation:
                operation["responses"].setdefault(REFUSED, ANSWER)
    return result


class KeptSchemaGenerator(SchemaGenerator):
    """Takes a second of CPU for the first request alone: what it gives depends on nobody who asks."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        """The description as a dictionary, which is shared: do not change it.

        Whatever version or language a query asks for, there is one version, in the site's languages.
        """
        if not public:
            return super().get_schema(request, public)
        language = get_language()
        known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        return _made(known, settings.REQUIRE_LOGIN)


@cache
def _made(language: str, requires_login: bool) -> Any:
    with override(language):
        return SchemaGenerator().get_schema(public=True)
