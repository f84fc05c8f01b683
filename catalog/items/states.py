"""The states of an item and of its versions; ``catalog.items.actions`` says what leads from one to the next."""

from django.db import models


class ItemState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待审核"
    CHECKED = "checked", "待审批"
    APPROVED = "approved", "待公开"
    PUBLISHED_INSIDE = "published_inside", "已在党内公开"
    PUBLISHED_OUTSIDE = "published_outside", "已向社会公开"
    DISPLAY_ENDED = "display_ended", "公示期满"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"


class VersionState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待审核"
    CHECKED = "checked", "待审批"
    APPROVED = "approved", "待公开"
    RELEASED = "released", "已公开"
    SUPERSEDED = "superseded", "已更正"
    TAKEN_BACK = "taken_back", "已撤下"


PUBLISHED = (ItemState.PUBLISHED_INSIDE, ItemState.PUBLISHED_OUTSIDE)
