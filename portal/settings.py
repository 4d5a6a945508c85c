"""Settings of the house: small, with a default for everything; docs/settings.md lists the variables."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal import broker, environment
from portal.api import configuration as api
from portal.database import database

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that the running house writes lies here.
DATA_DIR = Path(environment.text("NIANBAO_DATA", str(BASE_DIR / "var")))
# Real reports that a fresh archive is filled with.
SAMPLES_DIR = BASE_DIR / "tests" / "reports"
SECRET_KEY_FILE = DATA_DIR / "secret_key"

DEBUG = environment.switch("NIANBAO_DEBUG")
ALLOWED_HOSTS = environment.words("NIANBAO_HOSTS", "localhost,127.0.0.1,[::1]")
SECRET_KEY = environment.text("NIANBAO_SECRET_KEY", environment.secret_key(SECRET_KEY_FILE))

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
INSTALLED_APPS = [
    # Without looking for admin modules: the desk has its own site (portal.desk.shelves).
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "haystack",
    "corsheaders",
    "knox",
    "rest_framework",
    "archive",
    "ingest",
    "search",
    "portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.static_files.PackedFiles",
    "portal.security.security_headers",
    "portal.packing.pack_answers",
    "portal.caching.revalidate",
    "portal.traditional.write_traditional",
    "corsheaders.middleware.CorsMiddleware",
    "portal.display.remember_display",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before anything that reads the body of a request: nobody uploads before he is let in.
    "portal.desk.gate.DeskGate",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
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
            ]
        },
    }
]

DATABASES = {"default": database(environment.text("DATABASE_URL", ""), DATA_DIR)}
# Where the sources lie; any storage that Django knows will do.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "sources": {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": DATA_DIR / "sources"}},
    "staticfiles": {"BACKEND": "portal.static_files.Fingerprinted"},
}
# Releases of the data, a folder each, kept for ever.
RELEASES_DIR = DATA_DIR / "releases"
# What a backup holds besides the rows and the sources.
KEPT_FOLDERS = {"releases": RELEASES_DIR}
# How the world reaches the house: what is cited begins with it.
ADDRESS_FILE = DATA_DIR / "address"
PUBLIC_ADDRESS = environment.text("NIANBAO_ADDRESS", environment.kept(ADDRESS_FILE, "http://127.0.0.1:8000")).rstrip(
    "/"
)
# Where the search keeps its indexes, one folder for each that is live or in the making.
SEARCH_DIR = DATA_DIR / "search"
# Haystack is what the rest of Django sees of the search; a failure is told, never swallowed.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "search.haystack_backend.Engine", "SILENTLY_FAIL": False}}
# Where tasks wait for the workers; without an address `manage.py serve` starts a broker of its own.
REDIS_URL = environment.text("REDIS_URL", broker.address(DATA_DIR))
EMBEDDED_BROKER = broker.address(DATA_DIR) == REDIS_URL
CELERY_APP = "portal.celery.app"
WORKERS = int(environment.text("NIANBAO_WORKERS", str(os.cpu_count() or 1)))
# How long one file may keep a worker, and how long after that its message comes back if the worker is gone.
TASK_SECONDS = int(environment.text("NIANBAO_TASK_SECONDS", "600"))
TASK_GRACE_SECONDS = 5
REDELIVERY_SECONDS = TASK_SECONDS + 2 * TASK_GRACE_SECONDS
# Hosts whose addresses the public is shown as a report's origin: many copies elsewhere are hijacked.
PUBLIC_ORIGIN_HOSTS = ("gov.cn",)
# Who runs this archive and how to reach them, as the help says it.
OPERATOR = environment.text("NIANBAO_OPERATOR", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "desk:login"
CSRF_FAILURE_VIEW = "portal.pages.refusals.csrf_failure"
# A working day: whoever forgets to log out is not logged in tomorrow.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.switch("NIANBAO_HTTPS")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "portal.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The folder of a whole city in one request, and a form with a field for every cell.
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Pages of sources as pictures, made once: shared by all processes, and lost without harm.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

# The API's libraries.  Behind proxies of its own the house sees readers' addresses in X-Forwarded-For.
REST_FRAMEWORK = api.REST_FRAMEWORK | {"NUM_PROXIES": int(environment.text("NIANBAO_PROXIES", "0"))}
REST_KNOX = api.REST_KNOX
SPECTACULAR_SETTINGS = api.SPECTACULAR_SETTINGS
CORS_URLS_REGEX = api.CORS_URLS_REGEX
CORS_ALLOW_ALL_ORIGINS = api.CORS_ALLOW_ALL_ORIGINS
CORS_ALLOW_METHODS = api.CORS_ALLOW_METHODS
CORS_ALLOW_HEADERS = api.CORS_ALLOW_HEADERS
CORS_EXPOSE_HEADERS = api.CORS_EXPOSE_HEADERS
CORS_PREFLIGHT_MAX_AGE = api.CORS_PREFLIGHT_MAX_AGE

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文"))]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served from where they lie, with no collecting step before a start (portal.static_files).
WHITENOISE_USE_FINDERS = True

# Django's default tells an error to nobody when DEBUG is off and there are no ADMINS.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
