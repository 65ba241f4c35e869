"""All settings of TrendFlix in one file; what differs between machines is read from the environment.

``docs/deploy.md`` lists the variables. Nothing set means: one machine, SQLite, a filesystem broker and
the bundled models, all below ``TRENDFLIX_DATA``.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from trendflix.accounts.membership.configuration import allauth_settings
from trendflix.api_settings import SPECTACULAR, rest_framework
from trendflix.core import env
from trendflix.core.folders import data_folder_protect
from trendflix.core.policy import broker_options, csp, logging_to_console

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
SITE_ADDRESS = env.text("TRENDFLIX_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")).rstrip("/")

# --- mail -------------------------------------------------------------------------------------------------
_MAIL = env.mail("TRENDFLIX_EMAIL_URL")
globals().update(_MAIL)
HAS_MAIL = "console" not in _MAIL["EMAIL_BACKEND"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("TRENDFLIX_EMAIL_FROM", "TrendFlix <no-reply@localhost>")

_PROVIDERS = env.sign_in_providers("TRENDFLIX_SOCIAL")

INSTALLED_APPS = [
    "trendflix.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{name}" for name in _PROVIDERS),
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "trendflix.apps.TrendflixConfig",
    "trendflix.jobs",
    "trendflix.accounts",
    "trendflix.accounts.membership",
    "catalog",
    "playback",
    "playback.uploads",
    "vision",
    "shopping",
]

MIDDLEWARE = [
    "trendflix.site.health.HealthChecks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "trendflix.core.middleware.BodyLimit",
    "trendflix.core.middleware.Unstorable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "trendflix.core.middleware.ViewerLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trendflix.accounts.membership.middleware.MediaTokens",
    "trendflix.core.middleware.LoginWhenRequired",
    "trendflix.accounts.membership.middleware.SessionActivity",
    "trendflix.site.profiles.middleware.ProfileRules",
    "trendflix.accounts.browsers.BrowserCookie",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
                "trendflix.site.context.profiles",
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
_BACKENDS = ("django.contrib.auth.backends.ModelBackend", "trendflix.accounts.membership.backends.AddressBackend")
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", *_BACKENDS]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

_MODES = ("open", "invitation", "closed")
SIGN_UP = env.choice("TRENDFLIX_SIGN_UP", "invitation" if REQUIRE_LOGIN else "open", _MODES)
CONFIRM_EMAIL = env.boolean("TRENDFLIX_CONFIRM_EMAIL", HAS_MAIL)
INVITATION_DAYS = env.integer("TRENDFLIX_INVITATION_DAYS", 14, least=1)
DELETION_DAYS = env.integer("TRENDFLIX_DELETION_DAYS", 7)
EXPORT_DAYS = env.integer("TRENDFLIX_EXPORT_DAYS", 7, least=1)
STREAMS_PER_ACCOUNT = env.integer("TRENDFLIX_STREAMS_PER_ACCOUNT", 0)  # at a time; 0: any number
STREAMS_PER_ADDRESS = env.integer("TRENDFLIX_STREAMS_PER_ADDRESS", STREAMS_PER_ACCOUNT)  # of who is signed in nowhere

SIGN_IN_PROVIDERS = _PROVIDERS
globals().update(allauth_settings(has_mail=HAS_MAIL, confirm=CONFIRM_EMAIL, https=HTTPS, providers=_PROVIDERS))

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
AXES_ENABLE_ADMIN = False  # its tables stay empty where the cache counts
AXES_USERNAME_FORM_FIELD = "login"

# --- security ---------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
NUM_PROXIES = env.integer("TRENDFLIX_PROXIES", 0)  # before the site, each appending to X-Forwarded-For
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
_ORIGINS = [provider["APPS"][0]["settings"]["origin"] for provider in _PROVIDERS.values()]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": csp(_ORIGINS)}

# --- API --------------------------------------------------------------------------------------------------
REST_FRAMEWORK = rest_framework(NUM_PROXIES)
SPECTACULAR_SETTINGS = SPECTACULAR

# --- jobs -------------------------------------------------------------------------------------------------
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "trendflix.core.cache.ForgivingRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "trendflix.core.cache.ForgivingFileCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with the default of 300 a flood of addresses would push out counts
    },
}
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", REDIS_URL or "filesystem://localhost//")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {  # what brings jobs back must not wait behind a job: a queue and a worker of its own
    f"trendflix.jobs.tasks.{name}": {"queue": "upkeep"} for name in ("reap_jobs", "enqueue_due", "write_search")
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.0, "interval_step": 0.1}
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
    "clear-sessions": {"task": "trendflix.jobs.tasks.clear_sessions", "schedule": 86_400.0},
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
    CELERY_BROKER_TRANSPORT_OPTIONS = broker_options(env.integer("CELERY_VISIBILITY_TIMEOUT", 43_200))

# --- library ----------------------------------------------------------------------------------------------
LIBRARY_DIRS = env.words("TRENDFLIX_LIBRARY_DIRS")  # folders that films may be imported from, absolute
TRASH_DAYS = env.integer("TRENDFLIX_TRASH_DAYS", 30, least=0)  # until deleted titles go for good; 0: never
TMDB_KEY = env.text("TRENDFLIX_TMDB_KEY")  # the API Read Access Token, or the older API key
TMDB_COUNTRY = env.text("TRENDFLIX_TMDB_COUNTRY", "US")  # whose certificates are taken first

# --- films ------------------------------------------------------------------------------------------------
FILM_MAX_BYTES = env.integer("TRENDFLIX_FILM_MAX_BYTES", 50 * 2**30)
FILM_MAX_PIXELS = env.integer("TRENDFLIX_FILM_MAX_PIXELS", 8192 * 4320, least=1)  # of one frame
FFMPEG_MEMORY = env.integer("TRENDFLIX_FFMPEG_MEMORY", 6 * 2**30, least=2**29)
FILM_MAX_SECONDS = env.integer("TRENDFLIX_FILM_MAX_SECONDS", 8 * 3600)
UPLOAD_CHUNK_BYTES = env.integer("TRENDFLIX_UPLOAD_CHUNK_BYTES", 32 * 2**20, least=2**20)  # of one request
UPLOAD_QUOTA_BYTES = env.integer("TRENDFLIX_UPLOAD_QUOTA_BYTES", 500 * 2**30)  # of one person's unfinished uploads
UPLOAD_HOURS = env.integer("TRENDFLIX_UPLOAD_HOURS", 168, least=1)  # after which an unfinished one is removed
UPLOAD_STALL_SECONDS = 30.0  # without a byte, after which a connection is given up
STREAM_URL_SECONDS = env.integer("TRENDFLIX_STREAM_URL_SECONDS", 6 * 3600, least=60)
SENDFILE = env.choice("TRENDFLIX_SENDFILE", "range", ("range", "x-accel"))
SENDFILE_X_ACCEL_PREFIX = "/protected/"
data_folder_protect(DATA, is_shared=SENDFILE == "x-accel")

# --- seeing -----------------------------------------------------------------------------------------------
CLIP_MODEL = env.text("CLIP_MODEL", "bundled")
GARMENT_PARSER = env.text("GARMENT_PARSER", "bundled")
VISION_RUNTIME = env.choice("TRENDFLIX_VISION_RUNTIME", "torch", ("torch", "onnx"))
VISION_DEVICE = env.choice("TRENDFLIX_DEVICE", "auto", ("auto", "cpu", "cuda"))

# --- shop -------------------------------------------------------------------------------------------------
FEED_MAX_BYTES = env.integer("TRENDFLIX_FEED_MAX_BYTES", 2 * 2**30)
FEED_CURRENCY = env.text("TRENDFLIX_FEED_CURRENCY", "USD")  # of prices in formats that name none
FEED_HOLD_LOSS = env.fraction("TRENDFLIX_FEED_HOLD_LOSS", 0.5)  # of live products; more is held for a person
FEED_FOLDER = env.path("TRENDFLIX_FEED_FOLDER", DATA / "incoming")  # below which feeds may be read from the server
FEED_FETCH_SECONDS = env.integer("TRENDFLIX_FEED_FETCH_SECONDS", 600, least=10)
FEED_KEEP = env.integer("TRENDFLIX_FEED_KEEP", 3, least=1)  # files of earlier imports of each feed, to roll back to
FEED_PRIVATE_HOSTS = env.words("TRENDFLIX_FEED_PRIVATE_HOSTS")  # of our own network, that feeds are fetched from
PICTURE_CHECKS = env.integer("TRENDFLIX_PICTURE_CHECKS", 20_000)  # known pictures asked about again, an import
PICTURE_HOST_CONNECTIONS = env.integer("TRENDFLIX_PICTURE_HOST_CONNECTIONS", 4, least=1)  # at once, to one host
PICTURE_HOST_RATE = env.integer("TRENDFLIX_PICTURE_HOST_RATE", 20, least=1)  # requests a second, to one host
PLACEHOLDER_PRODUCTS = env.integer("TRENDFLIX_PLACEHOLDER_PRODUCTS", 8, least=2)  # that share one picture
PICTURE_MAX_BYTES = env.integer("TRENDFLIX_PICTURE_MAX_BYTES", 20 * 2**20)
CLICK_PERSON_DAYS = env.integer("TRENDFLIX_CLICK_PERSON_DAYS", 90, least=1)  # then a click is nobody's
EVENT_DAYS = env.integer("TRENDFLIX_EVENT_DAYS", 90, least=1)  # raw events; their daily figures stay
MATCHES_PER_GARMENT = env.integer("TRENDFLIX_MATCHES_PER_GARMENT", 12, least=1)
DISCLOSURE = env.text("TRENDFLIX_DISCLOSURE") or _(
    "Links go to shops. We may earn a commission when you buy; the price stays the same."
)

LOGGING = logging_to_console(env.text("TRENDFLIX_LOG_LEVEL", "INFO"))
