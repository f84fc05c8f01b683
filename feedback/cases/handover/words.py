"""What the sender reads of a case that was handed over: where it went, why, and how to reach it."""

from feedback.cases.models.handovers import Handover

Way = Handover.Way
WAYS = {
    Way.SENT: "我们已经把您的来件转过去，由那里办理、答复您。",
    Way.TOLD: "请您直接向那里提出，我们没有替您转去。",
}


def way_words(handover: Handover) -> str:
    """With the number there, for the query code of this one."""
    if handover.became:
        number = handover.became.number
        return f"已经在本站转过去，新的编号是{number}。用您原来的查询码，就能看到那边办到哪一步。"
    return WAYS.get(Way(handover.way), "")
