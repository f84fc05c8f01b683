"""The Celery application. Tasks are wake-ups; the database is the truth."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")

TRANSPORT_ALIASES["filesystem"] = "disclosure.file_broker:Transport"
app = Celery("disclosure")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
