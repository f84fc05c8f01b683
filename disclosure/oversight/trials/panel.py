"""The panel that the page of a scheme's draft has for its trials."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.review import SchemeContext
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.organizations.scoped_admin import reach
from disclosure.oversight.trials.actions import begin_trial
from disclosure.oversight.trials.models import Trial
from disclosure.web.panel import Panel
from disclosure.workflow.kit import Context

SEEING = tuple(sorted(DESK_PERMISSIONS))
OVER = (SchemeDraft.State.ISSUED, SchemeDraft.State.DISCARDED)
SHOWN = 3


def drafts_in_reach(access: Access) -> QuerySet[SchemeDraft]:
    """Those whose page the person may open."""
    return SchemeDraft.objects.filter(reach(access, SEEING, "organization")).select_related("organization")


def may_begin(draft: SchemeDraft, context: Context) -> bool:
    return draft.state not in OVER and begin_trial.who.allows_in(draft.organization, context.access)


def trial_panel(context: SchemeContext) -> Panel | None:
    """On the page of a draft: the button, and the trials that there are of it."""
    draft, now = context.subject, timezone.now()
    rows = list(Trial.objects.filter(draft=draft).select_related("draft").order_by("-pk")[:SHOWN])
    if not (rows or may_begin(draft, context)):
        return None
    values = {
        "rows": [(row, row.state_words(now), row.saved_at < draft.saved_at) for row in rows],
        "url": reverse("admin:oversight_trial_begin", args=[draft.pk]) if may_begin(draft, context) else "",
        "is_under_way": any(row.is_under_way(now) for row in rows),
    }
    return Panel("trial", "试运行一年", "admin/oversight/trial/_panel.html", values)
