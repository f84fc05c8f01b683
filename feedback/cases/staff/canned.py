"""Ready texts for answers that come again and again, of the organisation that answers."""

from feedback.cases.models.cases import Case
from feedback.cases.models.replies import CannedReply

# Steps in whose text one may be put.
WITH_TEXT = {"write_reply": "id_text"}
MOST = 50


def canned_for(case: Case):
    return CannedReply.objects.filter(organization=case.organization_id).order_by("title", "pk")


def canned_rows(case: Case, step: str) -> list[dict]:
    """Nothing for a step that writes no answer. ``into``: the control that takes the text."""
    if step not in WITH_TEXT:
        return []
    return [{"title": row.title, "text": row.text, "into": WITH_TEXT[step]} for row in canned_for(case)[:MOST]]
