"""The life-cycles of an item and of its versions: states and the transitions allowed between them."""

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


S = ItemState
PUBLISHED = (S.PUBLISHED_INSIDE, S.PUBLISHED_OUTSIDE)

TRANSITIONS: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.CHECKED, S.DRAFT}),
    S.CHECKED: frozenset({S.APPROVED, S.DRAFT}),
    S.APPROVED: frozenset({S.PUBLISHED_INSIDE, S.PUBLISHED_OUTSIDE, S.DRAFT}),
    S.PUBLISHED_INSIDE: frozenset({S.PUBLISHED_OUTSIDE, S.DISPLAY_ENDED, S.WITHDRAWN}),
    S.PUBLISHED_OUTSIDE: frozenset({S.DISPLAY_ENDED, S.WITHDRAWN}),
    S.DISPLAY_ENDED: frozenset({S.ARCHIVED, S.WITHDRAWN}),
    S.ARCHIVED: frozenset(),
    S.WITHDRAWN: frozenset({S.ARCHIVED}),
}

V = VersionState
VERSION_TRANSITIONS: dict[str, frozenset[str]] = {
    V.DRAFT: frozenset({V.SUBMITTED}),
    V.SUBMITTED: frozenset({V.CHECKED, V.DRAFT}),
    V.CHECKED: frozenset({V.APPROVED, V.DRAFT}),
    V.APPROVED: frozenset({V.RELEASED, V.DRAFT}),
    V.RELEASED: frozenset({V.SUPERSEDED}),
    V.SUPERSEDED: frozenset(),
}


class IllegalMove(Exception):
    """Raised when a state may not follow the present one; the message is Chinese and fit for a page."""
