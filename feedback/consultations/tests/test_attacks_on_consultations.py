"""What people try on drafts that are open for comment: letting out what nobody read, naming who spoke."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.action import CHANGED
from disclosure.workflow.kit import SENDER, Context
from feedback.consultations.actions import comments as commenting
from feedback.consultations.actions import summary as summarising
from feedback.consultations.actions import writing
from feedback.consultations.actions.deciding import decide
from feedback.consultations.actions.publishing import publish
from feedback.consultations.blockers import find_undecided
from feedback.consultations.tests.factories import FRIDAY, MONDAY, Office

pytestmark = pytest.mark.django_db
AFTER = FRIDAY + timedelta(days=3)


@pytest.fixture
def office():
    return Office()


def over(office, **given):
    """Commented on once, decided, the summary written: it waits for who publishes it."""
    found = office.out()
    given = {"text": "建议每季度开一次会。", "name": "王小明", **given}
    commenting.comment(found, by=SENDER, now=noon(MONDAY), **given)
    decided(found, office.collector)
    summarising.write_summary(found, summary="<p>都听了。</p>", by=office.clerk, now=noon(AFTER))
    found.refresh_from_db()
    return found


def decided(found, by, now=None, **given) -> None:
    given = {"result": "adopted", "by": by, "now": now or noon(AFTER), **given}
    decide(found, comments=list(found.comments.values_list("pk", flat=True)), **given)


def stamp_for(action, row) -> str:
    return action.stamp(Context(row, access_of(None, MONDAY)))


def test_a_draft_saved_meanwhile_is_read_before_it_goes_out(client, office):
    draft = office.draft()
    seen = stamp_for(publish, draft)
    text = {"title": "改过的", "body": "<p>改过的</p>", "scope": "society", "from_on": MONDAY, "until_on": FRIDAY}
    writing.save(draft, by=office.clerk, now=noon(MONDAY) + timedelta(minutes=1), **text)
    with pytest.raises(ValidationError, match=CHANGED):
        publish(draft, seen=seen, by=office.secretary, now=noon(MONDAY))
    client.force_login(office.secretary)
    page = client.get(f"/admin/feedback/consultation/{draft.pk}/change/").content.decode()
    draft.refresh_from_db()
    assert f'value="{stamp_for(publish, draft)}"' in page


def test_a_summary_goes_out_with_the_answers_that_were_read(office):
    found = over(office)
    seen = stamp_for(summarising.publish_summary, found)
    decided(found, office.collector, noon(AFTER) + timedelta(minutes=1), result="declined", reply="不办。")
    with pytest.raises(ValidationError, match=CHANGED):
        summarising.publish_summary(found, seen=seen, by=office.secretary, now=noon(AFTER))
    seen = stamp_for(summarising.publish_summary, found)
    summarising.publish_summary(found, seen=seen, by=office.secretary, now=noon(AFTER))


@pytest.mark.clause("JG-15")
def test_who_answered_the_comments_does_not_publish_the_summary(office):
    found = over(office)
    decided(found, office.secretary)
    with pytest.raises(ValidationError, match="您自己答复的"):
        summarising.publish_summary(found, by=office.secretary, now=noon(AFTER))
    other = make_holder(office.organization, "secretary", "other")
    assert summarising.publish_summary(found, by=other, now=noon(AFTER)).summary_published_at


@pytest.mark.clause("JG-15")
def test_a_given_name_in_a_comment_or_its_answer_blocks_the_summary(office):
    found = over(office, text="我是王小明，建议每季度开一次会。")
    decided(found, office.collector, reply="按王小明说的办。")
    seen = Context(found, access_of(office.secretary, AFTER))
    assert {blocker.code for blocker in find_undecided(seen, {})} == {"name"}
    decided(found, office.collector, is_hidden=True)
    assert not list(find_undecided(seen, {}))
