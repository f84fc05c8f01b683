"""Settings for every place the portal runs; what differs between places comes from the environment.

Embedded default: SQLite and kombu's filesystem broker under ``var/``. Production: the variables that
``disclosure.environment.variables`` gives a value for it.
"""

import gc
import os
import ssl
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from disclosure.environment.variables import read_all

# What a start leaves behind lasts; the collector's walks over it took a seventh of the start.
gc.set_threshold(50_000, 20, 50)

BASE_DIR = Path(__file__).resolve().parent.parent
# In small letters: it is no setting of its own, and its secrets stand on no debug page.
env = read_all(os.environ)
VAR_DIR = Path(env["VAR_DIR"] or BASE_DIR / "var")

DEBUG = env["DEBUG"]
SECRET_KEY = env["SECRET_KEY"]
if not SECRET_KEY:
    key_file = VAR_DIR / "secret_key"
    if key_file.exists():
        SECRET_KEY = key_file.read_text().strip()
    elif DEBUG or os.environ.get("PYTEST_VERSION"):
        SECRET_KEY = "insecure-key-for-development-and-tests-only"
    else:
        raise ImproperlyConfigured("没有密钥：请运行 bin/setup，或设环境变量 SECRET_KEY。")
SECRET_KEY_FALLBACKS = env["SECRET_KEY_FALLBACKS"]
SENDERS_KEPT_YEARS = env["SENDERS_KEPT_YEARS"]
ALLOWED_HOSTS = env["ALLOWED_HOSTS"]
CSRF_TRUSTED_ORIGINS = env["CSRF_TRUSTED_ORIGINS"]

INSTALLED_APPS = [
    "disclosure.organizations",
    "disclosure.deadlines",
    "disclosure.audit",
    "disclosure.workflow",
    "disclosure.notices",
    "disclosure.people",
    "disclosure.accounts",
    "disclosure.orders",
    "disclosure.backup",
    "disclosure.health",
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
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "disclosure.web.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "disclosure.organizations.intranet.IntranetMiddleware",
    "disclosure.audit.middleware.AuditContextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "disclosure.workflow.sent_once.sending.SentOnceMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
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
    "default": dj_database_url.parse(
        env["DATABASE_URL"] or f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE is necessary, not tuning: deferred transactions fail at once under concurrent tree writes.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-64000;PRAGMA secure_delete=ON",
    }
else:
    # A server that is gone is known to be so soon.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}
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
# The identity provider of the place (OpenID Connect); empty: passwords alone. The names are those of mozilla-django-oidc.
OIDC_ISSUER = env["OIDC_ISSUER"]
OIDC_RP_CLIENT_ID, OIDC_RP_CLIENT_SECRET = env["OIDC_CLIENT_ID"], env["OIDC_CLIENT_SECRET"]
OIDC_RP_SCOPES = "openid profile"
OIDC_CLAIM, OIDC_NAME = env["OIDC_CLAIM"], env["OIDC_NAME"]
OIDC_CREATE_USER = False
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 10
# By the certificates of the system, to which a place adds its own; the list that comes with requests has those of the internet alone.
OIDC_VERIFY_SSL = ssl.get_default_verify_paths().cafile or ssl.get_default_verify_paths().capath or True
OIDC_AUTHENTICATION_CALLBACK_URL = "single_sign_on_back"
if OIDC_ISSUER:
    AUTHENTICATION_BACKENDS.append("disclosure.single_sign_on.backend.SingleSignOn")
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
# Whom the identity provider sends has typed no name here: a stranger would lock out everybody who shares the address.
AXES_WHITELIST_CALLABLE = "disclosure.sign_in.is_sent_by_the_provider"
# No account may open its lists.
AXES_ENABLE_ADMIN = False
# Behind the trusted proxy each reader counts by the own address: nobody locks out another's account.
AXES_CLIENT_IP_CALLABLE = "disclosure.audit.middleware.client_address"

# In the database alone: who is signed in stays so when the cache is gone, and signed out when it comes back.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
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
SENDFILE_BACKEND = env["SENDFILE_BACKEND"]
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
ATTACHMENT_MAX_BYTES = env["ATTACHMENT_MAX_BYTES"]
# Files that come with a letter, from anybody.
LETTER_FILE_MAX_BYTES = env["LETTER_FILE_MAX_BYTES"]
LETTER_FILES_MOST = 5
# Zero bits that a browser without an account has to find before a letter is taken: 17 take about a second.
PROOF_OF_WORK_BITS = env["PROOF_OF_WORK_BITS"]
FILE_UPLOAD_HANDLERS = [
    "disclosure.files.uploading.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# So long a page of the staff waits for its turn to have a file looked through, one of others a quarter of it; tests beside each
# other have time.
TURN_SECONDS = 60 if os.environ.get("PYTEST_VERSION") else 1
# A text with its tables; files do not count.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# The whole of a request with its files, told by its head: what is longer is not read. nginx has the same limit.
BODY_MAX_BYTES = max(ATTACHMENT_MAX_BYTES, LETTER_FILES_MOST * LETTER_FILE_MAX_BYTES) + DATA_UPLOAD_MAX_MEMORY_SIZE
# One more than that is told in a sentence; so many are nobody's letter.
DATA_UPLOAD_MAX_NUMBER_FILES = 4 * LETTER_FILES_MOST
# A box for each entry of a catalogue, which has 5,000 at most.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
# ClamAV's daemon, "host:port" or the path of its socket; empty: uploads are not checked for viruses.
CLAMD = env["CLAMD"]

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
CSRF_FAILURE_VIEW = "disclosure.web.errors.pages.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = env["HTTPS"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
# Whether every other name below the domain speaks HTTPS is known only to its owner, and the list in the browsers is all
# but final: both are off unless asked for, and Django's two checks that would ask for them are silent.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env["HSTS_SUBDOMAINS"]
SECURE_HSTS_PRELOAD = env["HSTS_PRELOAD"]
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if env["TRUSTED_PROXY"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Party-scope pages only from these networks (comma-separated CIDR); empty: from anywhere, once signed in.
INTRANET_NETWORKS = env["INTRANET_NETWORKS"]
WEBHOOK_NETWORKS = env["WEBHOOK_NETWORKS"]
# Who is told which part of the portal is ill.
MONITOR_NETWORKS = env["MONITOR_NETWORKS"]
# Told every five minutes that all is well; whoever listens there notices the silence.
PING_URL = env["PING_URL"]
# Told in a sentence when a part falls ill and when it is well again.
MESSAGE_HOOKS = env["MESSAGE_HOOKS"]
# The proxy whose X-Forwarded-For may be believed (address or CIDR); empty: the header is ignored.
TRUSTED_PROXY = env["TRUSTED_PROXY"]

EMAIL_BACKEND = env["EMAIL_BACKEND"]
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env["EMAIL_HOST"]
EMAIL_PORT = env["EMAIL_PORT"]
EMAIL_USE_TLS, EMAIL_USE_SSL = env["EMAIL_SECURITY"] == "starttls", env["EMAIL_SECURITY"] == "ssl"
EMAIL_HOST_USER = env["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = env["EMAIL_HOST_PASSWORD"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env["DEFAULT_FROM_EMAIL"]
# Where the day's backup goes; empty: none is made. How many are kept: days, weeks, months.
BACKUP_FOLDER = env["BACKUP_FOLDER"]
BACKUP_KEEP = env["BACKUP_KEEP"]
# What seals a backup; empty: it is not sealed.
BACKUP_PASSPHRASE = env["BACKUP_PASSPHRASE"]
# No mail and no text message leaves in these hours, by local time; empty: at any time.
QUIET_HOURS = env["QUIET_HOURS"]
# What sends text messages (see disclosure.outgoing.sms); the default writes them to a file, for whoever sends them by hand.
SMS_BACKEND = env["SMS_BACKEND"]
SMS_FILE = VAR_DIR / "sms.jsonl"
SMS_HOOK = env["SMS_HOOK"]

PORTAL_NAME = env["PORTAL_NAME"]
# How mails spell the portal's address.
PORTAL_URL = env["PORTAL_URL"]
PORTAL_RESPONSIBLE = env["PORTAL_RESPONSIBLE"]
PORTAL_PHONE = env["PORTAL_PHONE"]
PORTAL_VERSION = "0.1.0"

REDIS_URL = env["REDIS_URL"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

CELERY_BROKER_URL = env["CELERY_BROKER_URL"]
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
CELERY_BEAT_SCHEDULER = "disclosure.scheduler:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # One sweep serves every deadline; each entry expires before the next tick so that an outage leaves no pile.
    "beat": {"task": "disclosure.health.tasks.beat", "schedule": 60, "options": {"expires": 55}},
    "look": {"task": "disclosure.health.tasks.look", "schedule": 300, "options": {"expires": 280}},
    "hourly-sweep": {"task": "disclosure.oversight.tasks.sweep", "schedule": 3600, "options": {"expires": 3500}},
    "mail-notices": {"task": "disclosure.notices.tasks.mail_digests", "schedule": 900, "options": {"expires": 800}},
    "send-webhooks": {"task": "catalog.tasks.send_webhooks", "schedule": 60, "options": {"expires": 55}},
    "open-data": {"task": "catalog.tasks.make_open_data", "schedule": 3600, "options": {"expires": 3500}},
    "back-up": {"task": "disclosure.backup.tasks.back_up", "schedule": 3600, "options": {"expires": 3500}},
    # What was sent with files wakes the worker by itself; this is for what nobody was woken for.
    "look-through-letters": {"task": "feedback.tasks.look_through_letters", "schedule": 60, "options": {"expires": 55}},
    "send-messages": {"task": "feedback.tasks.send_messages", "schedule": 300, "options": {"expires": 280}},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"circumstances": {"()": "disclosure.health.log_lines.Circumstances"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {number} {person} {address} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["circumstances"], "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},
}
