"""The table of a meeting; its actions stand in ``calling`` and ``minuting``."""

from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight.meetings.models import WorkMeeting
from disclosure.workflow.kit import Holds, Workflow

CALLERS, CONFIRMERS = Holds(DRAFT, PUBLISH), Holds(APPROVE, PUBLISH)

meetings = Workflow(
    WorkMeeting,
    code="work_meeting",
    words={
        "called": "召集会议",
        "agenda_saved": "修改议程",
        "invited": "通知开会",
        "entered": "补登会议",
        "minuted": "写会议纪要",
        "resolved": "写下议定的事",
        "returned": "纪要退回修改",
        "confirmed": "确认会议纪要",
        "cancelled": "会议没有开",
    },
    reads=("organization",),
    url_of=WorkMeeting.get_staff_url,
)
