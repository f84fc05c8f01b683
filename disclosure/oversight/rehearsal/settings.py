"""The settings of a rehearsal: those of a portal of which nothing is set, on a database that is thrown away."""

from disclosure.settings import *  # noqa: F403
from disclosure.settings import DATABASES, LOGGING, MIDDLEWARE, STORAGES

ALLOWED_HOSTS = ["testserver"]
# Nobody signs in by a password, nothing is mailed, no page asks for collected files.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
LOGGING = {**LOGGING, "handlers": {"console": {"class": "logging.StreamHandler", "level": "ERROR"}}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # What a power failure would lose is thrown away in any case.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;"
