"""The party-affairs disclosure portal: project package."""

from disclosure.celery import app as celery_app

__all__ = ["celery_app"]
