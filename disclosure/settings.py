"""Settings for every place the portal runs; what differs between places comes from the environment.

Embedded default: SQLite and kombu's filesystem broker under ``var/``. Production: DATABASE_URL (PostgreSQL),
CELERY_BROKER_URL (Redis), SECRET_KEY, ALLOWED_HOSTS, INTRANET_NETWORKS; for telling people EMAIL_*, PORTAL_URL,
SMS_BACKEND, QUIET_HOURS.
"""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))


def env_list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def env_hours(name: str, default: str) -> tuple[int, int] | None:
    """``22-8`` as (22, 8); empty or the same hour twice: none."""
    words = os.environ.get(name, default).strip()
    if not words:
        return None
    first, dash, last = words.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and int(first) < 24 and int(last) < 24):
        raise ImproperlyConfigured(f"{name} must be two hours such as 22-8, or empty; it is {words!r}.")
    return (int(first), int(last)) if int(first) != int(last) else None


DEBUG = os.environ.get("DEBUG", "0") in {"1", "true", "True"}
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    key_file = VAR_DIR / "secret_key"
    if key_file.exists():
        SECRET_KEY = key_file.read_text().strip()
    elif DEBUG or os.environ.get("PYTEST_VERSION"):
        SECRET_KEY = "insecure-key-for-development-and-tests-only"
    else:
        raise ImproperlyConfigured("SECRET_KEY is not set: run bin/setup, or export SECRET_KEY in production.")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "disclosure.organizations",
    "disclosure.deadlines",
    "disclosure.audit",
    "disclosure.workflow",
    "disclosure.notices",
    "disclosure.oversight",
    "catalog",
    "feedback",
    "disclosure.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "mptt",
    "treebeard",
    "guardian",
    "csp",
    "axes",
    "django_sendfile",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "disclosure.audit.middleware.AuditContextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "disclosure.urls"
WSGI_APPLICATION = "disclosure.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["disclosure.web.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "disclosure.context.portal",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE is necessary, not tuning: deferred transactions fail at once under concurrent tree writes.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-64000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ANONYMOUS_USER_NAME = None
GUARDIAN_AUTO_PREFETCH = False
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "catalog:me"
LOGOUT_REDIRECT_URL = "catalog:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
# Behind the trusted proxy each reader counts by the own address: nobody locks out another's account.
AXES_CLIENT_IP_CALLABLE = "disclosure.audit.middleware.client_address"

# Cached only where every process shares the cache: a session kept in one worker's memory would be stale in the next.
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if os.environ.get('REDIS_URL') else 'db'}"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Attachments live outside the web root and leave only through the permission check.
MEDIA_ROOT = VAR_DIR / "files"
SENDFILE_BACKEND = os.environ.get("SENDFILE_BACKEND", "django_sendfile.backends.simple")
SENDFILE_ROOT = MEDIA_ROOT
SENDFILE_URL = "/protected"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not (DEBUG or os.environ.get("PYTEST_VERSION"))
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
ATTACHMENT_MAX_BYTES = int(os.environ.get("ATTACHMENT_MAX_BYTES", 50 * 1024 * 1024))
# Files that come with a letter, from anybody.
LETTER_FILE_MAX_BYTES = int(os.environ.get("LETTER_FILE_MAX_BYTES", 10 * 1024 * 1024))
# Zero bits that a browser without an account has to find before a letter is taken: 17 take about a second.
PROOF_OF_WORK_BITS = int(os.environ.get("PROOF_OF_WORK_BITS", 17))
FILE_UPLOAD_HANDLERS = [
    "disclosure.files.uploading.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# A text with its tables; files do not count.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# ClamAV's daemon, "host:port" or the path of its socket; empty: uploads are not checked for viruses.
CLAMD = os.environ.get("CLAMD", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = os.environ.get("HTTPS", "0") in {"1", "true", "True"}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if os.environ.get("TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Party-scope pages only from these networks (comma-separated CIDR); empty: from anywhere, once signed in.
INTRANET_NETWORKS = env_list("INTRANET_NETWORKS")
# The proxy whose X-Forwarded-For may be believed (address or CIDR); empty: the header is ignored.
TRUSTED_PROXY = os.environ.get("TRUSTED_PROXY", "")

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "disclosure@localhost")
# No mail and no text message leaves in these hours, by local time; empty: at any time.
QUIET_HOURS = env_hours("QUIET_HOURS", "22-8")
# What sends text messages (see feedback.cases.notifications.sms); the default writes them to a file, for whoever sends them by hand.
SMS_BACKEND = os.environ.get("SMS_BACKEND", "feedback.cases.notifications.sms.FileSms")
SMS_FILE = VAR_DIR / "sms.jsonl"

PORTAL_NAME = os.environ.get("PORTAL_NAME", "党务公开门户")
# How mails spell the portal's address.
PORTAL_URL = os.environ.get("PORTAL_URL", "http://127.0.0.1:8000")
PORTAL_RESPONSIBLE = os.environ.get("PORTAL_RESPONSIBLE", "")
PORTAL_PHONE = os.environ.get("PORTAL_PHONE", "")
PORTAL_VERSION = "0.1.0"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "filesystem://")
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if CELERY_BROKER_URL.startswith("filesystem://"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "queue"),
        "data_folder_out": str(VAR_DIR / "queue"),
        "control_folder": str(VAR_DIR / "queue-control"),
        "polling_interval": 0.2,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 1800}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # One sweep serves every deadline; each entry expires before the next tick so that an outage leaves no pile.
    "hourly-sweep": {"task": "disclosure.oversight.tasks.sweep", "schedule": 3600, "options": {"expires": 3500}},
    "mail-notices": {"task": "disclosure.notices.tasks.mail_digests", "schedule": 900, "options": {"expires": 800}},
    "send-messages": {"task": "feedback.tasks.send_messages", "schedule": 300, "options": {"expires": 280}},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},
}
