"""The table of a record of accountability: who keeps it, and who may not, being concerned. The log has no name and no fact of it."""

from collections.abc import Collection

from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.organizations.holders import SECRETARY, heads_of
from disclosure.organizations.models.people import Post
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT
from disclosure.oversight.accountability.models import Measure
from disclosure.workflow.kit import Context, HoldsThere, Workflow

S = Measure.State
KEEPERS = HoldsThere(INSPECT, DECIDE_BELOW)
CONCERNED = "这条记录和您有关，要由没有关系的人登记和核对。"

measures = Workflow(
    Measure,
    code="measure",
    words={
        "entered": "登记责任追究或表扬",
        "corrected": "更正责任追究或表扬",
        "confirmed": "核对责任追究或表扬",
        "appealed": "登记申诉",
        "ordered": "要求限期整改",
        "withdrawn": "撤销责任追究或表扬的记录",
        "forgotten": "责任追究或表扬的记录保存期满，删去",
    },
    reads=("organization", "concerned", "person"),
    heading=lambda row: "",
    url_of=Measure.get_staff_url,
)


def concerned_in(context: Context) -> Collection[int | None]:
    """The person named; where none is, the secretaries of the organisation concerned."""
    return concerned_people(context.subject, context)


def concerned_people(measure: Measure, context: Context) -> Collection[int | None]:
    if measure.person_id:
        return [measure.person_id]
    if measure.person_name:
        return [context.user.pk] if measure.person_name == str(context.user) else []
    return [person.pk for person in heads_of([measure.concerned_id], context.on)[measure.concerned_id]]


def taken_by_concerned(context: Context) -> Collection[int | None]:
    return {context.subject.entered_by_id, *concerned_in(context)}


def not_concerning(access: Access) -> Q:
    """As ``concerned_in`` says of one."""
    heads = Post.objects.current(access.on).filter(person=access.user_id, role=SECRETARY).values("organization")
    unnamed = Q(person_name="", concerned__in=heads) | Q(person_name=str(access.user))
    return ~Q(person=access.user_id) & ~(Q(person__isnull=True) & unnamed)
