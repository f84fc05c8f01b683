"""Columns that many models share."""

from typing import Any

from django.db import models

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
AUTHOR: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}
