"""Questions with their answers that everybody may read, as a search finds them."""

from django.urls import reverse

from catalog.public.finding.groups import MOST, Group, Question, group_of, offer
from feedback.cases.public.pages.public_list import ORDER, public_cases


def answers(question: Question) -> Group | None:
    columns = ("listed_subject", "listed_text", "listed_reply")
    rows = public_cases().filter(question.holding(*columns), question.under()).select_related("organization")
    shown = rows.only("number", "kind", "state", "listed_subject", "organization__name", "organization__short_name")
    found = (
        (
            reverse("feedback:listed", args=[row.number]),
            row.listed_subject,
            [str(row.organization), row.get_kind_display(), row.get_state_display()],
        )
        for row in shown.order_by(*ORDER)[: MOST + 1]
    )
    return group_of("answers", "点题与申请的答复", question, found)


def register() -> None:
    offer(answers)
