"""Two people press the same button of a consultation at the same moment: one result, one refusal."""

from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import SENDER
from disclosure.workflow.tests.races import RACE, refused_at_once
from feedback.consultations.actions import publishing
from feedback.consultations.actions.comments import comment
from feedback.consultations.tests.factories import MONDAY, Office

pytestmark = RACE


def test_two_who_publish_at_once_leave_one_publication_and_one_deadline():
    office = Office()
    draft, second = office.draft(), make_holder(office.organization, "secretary", "second")
    calls = [
        lambda by=person: publishing.publish(draft, by=by, now=noon(MONDAY)) for person in (office.secretary, second)
    ]
    assert refused_at_once(*calls) == [False, True]
    assert Deadline.objects.count() == 1


def test_a_form_sent_twice_at_once_is_kept_once():
    consultation = Office().out()
    assert (
        refused_at_once(*[lambda: comment(consultation, by=SENDER, text="好", once="form", now=noon(MONDAY))] * 3)
        == [False] * 3
    )
    assert consultation.comments.count() == 1
