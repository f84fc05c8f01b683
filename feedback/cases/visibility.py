"""Which cases a person sees at the desk: for their posts, as their handler, or because one was sent up to them."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS, DECIDE_BELOW, DESK_PERMISSIONS, HANDLE_REQUESTS
from disclosure.web.whole_numbers import whole_numbers
from feedback.cases.conflict_of_interest import HANDS, TURNED_AWAY
from feedback.cases.handlers import Handles
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Reply
from feedback.cases.states import REQUESTS, Kind

HANDLED = (*REQUESTS, Kind.QUESTION)
# Who may open the desk's list at all: everyone who works somewhere may be given a case.
READERS = tuple(sorted(DESK_PERMISSIONS | {HANDLE_REQUESTS, COLLECT_OPINIONS, DECIDE_BELOW}))
SENT_UP = (Reply.State.AT_SUPERIOR, Reply.State.UPHELD, Reply.State.OVERTURNED, Reply.State.SENT)


def at_posts(access: Access) -> Q:
    """Requests and questions for who handles requests, opinions for who collects them, both for who approves."""
    all_kinds = access.organization_ids(APPROVE)
    found = Q(organization__in=access.organization_ids(HANDLE_REQUESTS) | all_kinds, kind__in=HANDLED)
    return found | Q(organization__in=access.organization_ids(COLLECT_OPINIONS) | all_kinds, kind=Kind.OPINION)


def sent_up(access: Access) -> Q:
    """What an organisation below sent up to the one where the person decides: that case, none beside it."""
    deciding = access.organization_ids(DECIDE_BELOW)
    if not deciding:
        return Q(pk__in=[])
    replies = Reply.objects.filter(case=OuterRef("pk"), superior__in=deciding, state__in=SENT_UP)
    return Q(Exists(replies))


def about_own_case(access: Access) -> Q:
    """A complaint about what the person handled or had a hand in answering (``feedback.cases.conflict_of_interest``)."""
    hands = reduce(or_, (Q(**{name: access.user.pk}) for name in HANDS))
    about = Q(case=OuterRef("complaint_about")) | Q(case__merged=OuterRef("complaint_about"))
    answered = Reply.objects.filter(hands, about)
    refused = Step.objects.filter(about, action__in=TURNED_AWAY, by=access.user.pk)
    it = Q(pk=OuterRef("complaint_about")) | Q(merged=OuterRef("complaint_about"))
    handled = Case.objects.filter(it, handler=access.user.pk)
    return Q(complaint_about__isnull=False) & (Q(Exists(handled)) | Q(Exists(answered)) | Q(Exists(refused)))


def visible_to(access: Access) -> Q:
    """By post, as handler, or sent up. A complaint is hidden from those whom it is about."""
    if not access.is_known:
        return Q(pk__in=[])
    return (at_posts(access) | Handles().rows(access) | sent_up(access)) & ~about_own_case(access)


def cases_for(access: Access):
    return Case.objects.filter(visible_to(access))


def cases_named(keys: Iterable[str], access: Access):
    """Of those that a page's boxes name, what the person sees."""
    return cases_for(access).filter(pk__in=whole_numbers(keys))
