"""All settings of TrendFlix in one file; what differs between machines is read from the environment.

``docs/deploy.md`` lists the variables. Nothing set means: one machine, SQLite, a filesystem broker and
the bundled models, all below ``TRENDFLIX_DATA``.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from trendflix.core import env

django_stubs_ext.monkeypatch()  # lets ``ModelAdmin[Title]`` and the like be written at run time too

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = env.path("TRENDFLIX_DATA", BASE_DIR / "var")
DATA.mkdir(parents=True, exist_ok=True)

# --- the site ---------------------------------------------------------------------------------------------
DEBUG = env.boolean("TRENDFLIX_DEBUG", False)
SECRET_KEY = env.secret("TRENDFLIX_SECRET_KEY", DATA / "secret-key.txt")
ALLOWED_HOSTS = env.words("TRENDFLIX_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("TRENDFLIX_ORIGINS")
HTTPS = env.boolean("TRENDFLIX_HTTPS", False)
REQUIRE_LOGIN = env.boolean("TRENDFLIX_REQUIRE_LOGIN", False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "trendflix.apps.TrendflixConfig",
    "trendflix.jobs",
    "trendflix.accounts",
    "catalog",
    "playback",
    "vision",
    "shopping",
]

MIDDLEWARE = [
    "trendflix.site.health.HealthChecks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "trendflix.core.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "trendflix.core.middleware.ViewerLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trendflix.core.middleware.LoginWhenRequired",
    "trendflix.accounts.browsers.BrowserCookie",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "trendflix.urls"
WSGI_APPLICATION = "trendflix.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trendflix.site.context.site",
            ],
        },
    },
]

# --- data -------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", DATA / "trendflix.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC if DEBUG else "trendflix.core.staticstorage.ManifestStorage"},
}
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["trendflix.core.uploads.AdminUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- people -----------------------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# --- languages --------------------------------------------------------------------------------------------
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_CODE = env.choice("TRENDFLIX_LANGUAGE", "en", tuple(code for code, _name in LANGUAGES))  # where nobody chose
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("TRENDFLIX_TIME_ZONE", "UTC")
USE_TZ = True

# Guessing passwords, here and in the admin: counted in the cache, so that no address or name is stored.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = env.integer("TRENDFLIX_SIGN_IN_FAILURES", 10, least=1)
AXES_COOLOFF_TIME = timedelta(minutes=env.integer("TRENDFLIX_SIGN_IN_MINUTES", 15, least=1))
AXES_LOCKOUT_PARAMETERS = ["ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "trendflix.core.http.client_address"
AXES_LOCKOUT_CALLABLE = "trendflix.site.sign_in.too_many_failures"
AXES_VERBOSE = False
# The cache of files is shared by all processes of one machine; two failures at the same instant may count as one.
SILENCED_SYSTEM_CHECKS = ["axes.W001"]

# --- security ---------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
NUM_PROXIES = env.integer("TRENDFLIX_PROXIES", 0)  # before the site, each appending to X-Forwarded-For
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF, "data:"],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- API --------------------------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["trendflix.core.permissions.SitePolicy"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "NUM_PROXIES": NUM_PROXIES,
    "DEFAULT_THROTTLE_RATES": {
        "search": "60/min",
        "progress": "240/min",
        "look": "40/min",
        "words": "90/min",
        "viewer": "120/min",
        "suggest": "300/min",
        "library": "600/min",
    },
}
SPECTACULAR_SETTINGS = {
    "TITLE": "TrendFlix",
    "DESCRIPTION": "Films and what is worn in them.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- jobs -------------------------------------------------------------------------------------------------
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with the default of 300 a flood of addresses would push out counts
    },
}
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", REDIS_URL or "filesystem://localhost//")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
JOB_HEARTBEAT_SECONDS = env.integer("TRENDFLIX_JOB_HEARTBEAT_SECONDS", 5, least=1)
JOB_LOST_AFTER_SECONDS = env.integer("TRENDFLIX_JOB_LOST_AFTER_SECONDS", 30, least=2)
JOB_MAX_ATTEMPTS = env.integer("TRENDFLIX_JOB_MAX_ATTEMPTS", 6, least=1)
JOB_REPORT_ROWS = env.integer("TRENDFLIX_JOB_REPORT_ROWS", 100_000, least=1)
JOB_RETENTION_DAYS = env.integer("TRENDFLIX_JOB_RETENTION_DAYS", 30, least=1)
CELERY_BEAT_SCHEDULE = {
    "reap-jobs": {"task": "trendflix.jobs.tasks.reap_jobs", "schedule": 30.0},
    "enqueue-due": {"task": "trendflix.jobs.tasks.enqueue_due", "schedule": 60.0},
    "prune-jobs": {"task": "trendflix.jobs.tasks.prune_jobs", "schedule": 86_400.0},
    "write-search": {"task": "trendflix.jobs.tasks.write_search", "schedule": 60.0},
    "collect-garbage": {"task": "trendflix.jobs.tasks.collect_garbage", "schedule": 86_400.0},
}
if CELERY_BROKER_URL.startswith("filesystem"):
    BROKER_DIR = DATA / "broker"
    BROKER_DIR.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        # One folder both ways: what the site writes, the worker reads.
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": env.integer("CELERY_VISIBILITY_TIMEOUT", 43_200)}

# --- films ------------------------------------------------------------------------------------------------
FILM_MAX_BYTES = env.integer("TRENDFLIX_FILM_MAX_BYTES", 50 * 2**30)
FILM_MAX_PIXELS = env.integer("TRENDFLIX_FILM_MAX_PIXELS", 8192 * 4320, least=1)  # of one frame
FFMPEG_MEMORY = env.integer("TRENDFLIX_FFMPEG_MEMORY", 6 * 2**30, least=2**29)
FILM_MAX_SECONDS = env.integer("TRENDFLIX_FILM_MAX_SECONDS", 8 * 3600)
STREAM_URL_SECONDS = env.integer("TRENDFLIX_STREAM_URL_SECONDS", 6 * 3600, least=60)
SENDFILE = env.choice("TRENDFLIX_SENDFILE", "range", ("range", "x-accel"))
SENDFILE_X_ACCEL_PREFIX = "/protected/"

# --- seeing -----------------------------------------------------------------------------------------------
CLIP_MODEL = env.text("CLIP_MODEL", "bundled")
GARMENT_PARSER = env.text("GARMENT_PARSER", "bundled")
VISION_RUNTIME = env.choice("TRENDFLIX_VISION_RUNTIME", "torch", ("torch", "onnx"))
VISION_DEVICE = env.choice("TRENDFLIX_DEVICE", "auto", ("auto", "cpu", "cuda"))

# --- shop -------------------------------------------------------------------------------------------------
FEED_MAX_BYTES = env.integer("TRENDFLIX_FEED_MAX_BYTES", 2 * 2**30)
FEED_CURRENCY = env.text("TRENDFLIX_FEED_CURRENCY", "USD")  # of prices in formats that name none
FEED_HOLD_LOSS = env.fraction("TRENDFLIX_FEED_HOLD_LOSS", 0.5)  # of live products; more is held for a person
PICTURE_CHECKS = env.integer("TRENDFLIX_PICTURE_CHECKS", 20_000)  # known pictures asked about again, an import
PLACEHOLDER_PRODUCTS = env.integer("TRENDFLIX_PLACEHOLDER_PRODUCTS", 8, least=2)  # that share one picture
PICTURE_MAX_BYTES = env.integer("TRENDFLIX_PICTURE_MAX_BYTES", 20 * 2**20)
MATCHES_PER_GARMENT = env.integer("TRENDFLIX_MATCHES_PER_GARMENT", 12, least=1)
DISCLOSURE = env.text("TRENDFLIX_DISCLOSURE") or _(
    "Links go to shops. We may earn a commission when you buy; the price stays the same."
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("TRENDFLIX_LOG_LEVEL", "INFO")},
    "loggers": {"faiss": {"level": "WARNING"}, "transformers": {"level": "ERROR"}},
}
