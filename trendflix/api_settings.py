"""Settings of the REST framework and of its OpenAPI description, the same for every site."""

from typing import Any

THROTTLE_RATES = {
    "search": "60/min",
    "progress": "240/min",
    "look": "40/min",
    "words": "90/min",
    "viewer": "120/min",
    "suggest": "300/min",
    "search-page": "300/min",
    "click-out": "120/min",
    "library": "600/min",
    "events": "120/min",
    "postback": "600/min",
    "account": "60/min",
    "account-sensitive": "10/min",
    "signed-out": "20/min",
}
"""Scope → how often one caller may ask."""
SPECTACULAR = {
    "TITLE": "TrendFlix",
    "DESCRIPTION": "Films and what is worn in them.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,  # what is sent has no fields that are read only, and texts that may not be empty
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "trendflix.core.api_schema.errors_describe",
    ],
    # Choices of fields that several parts name alike.
    "ENUM_NAME_OVERRIDES": {
        "MatchStatusEnum": "shopping.models.matches.Match.Status",
        "TitleKindEnum": "catalog.models.titles.Title.Kind",
    },
}


def rest_framework(proxies: int) -> dict[str, Any]:
    """``REST_FRAMEWORK``; ``proxies`` is how many of ours stand before the site."""
    return {
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "trendflix.accounts.membership.authentication.BearerAuthentication",
            "rest_framework.authentication.SessionAuthentication",
        ],
        "DEFAULT_PERMISSION_CLASSES": ["trendflix.core.permissions.SitePolicy"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_SCHEMA_CLASS": "trendflix.core.api_schema.SiteSchema",
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
        "PAGE_SIZE": 50,
        "NUM_PROXIES": proxies,
        "DEFAULT_THROTTLE_RATES": THROTTLE_RATES,
    }
