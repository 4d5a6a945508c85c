"""Settings of the libraries behind the API, taken into portal.settings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from corsheaders.defaults import default_headers

VERSION = "1.0.0"
ROOT = "/api/v1/"

REST_FRAMEWORK: dict[str, Any] = {
    # Who may what is said by portal.api.endpoint, which these libraries must not import in turn.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    # Kind to a person with a script, dull for whoever would copy everything page by page instead of downloading it.
    "DEFAULT_THROTTLE_RATES": {
        "anonymous": "300/min",
        "token": "3000/min",
        "suggestions": "600/min",
        "issue": "5/day",
    },
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.MultiPartParser"],
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "portal.api.problems.handle",
    # `format` is a parameter like any other: unknown.
    "URL_FORMAT_OVERRIDE": None,
    "FORMAT_SUFFIX_KWARG": None,
    "UNAUTHENTICATED_USER": None,
    "COMPACT_JSON": True,
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=365), "AUTH_HEADER_PREFIX": "Bearer"}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "公开年报 API",
    "VERSION": VERSION,
    "SCHEMA_PATH_PREFIX": ROOT,
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["portal.api.describing.finish"],
    "SORT_OPERATIONS": False,
}
# Anybody's page may read; nobody's page may hand in.
CORS_URLS_REGEX = rf"^{ROOT}"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_ALLOW_HEADERS = (*default_headers, "if-none-match")
CORS_EXPOSE_HEADERS = ("ETag", "Link", "Retry-After")
CORS_PREFLIGHT_MAX_AGE = 24 * 60 * 60
