"""我也想知道: once a person or a browser, on topics that are shown and still wait."""

import pytest
from django.core.exceptions import ValidationError

from disclosure.workflow.kit import SENDER
from feedback.cases.actions.listing import second
from feedback.cases.models.cases import Second
from feedback.cases.states import Kind, State
from feedback.cases.tests.asking_scene import NOW, listed
from feedback.cases.tests.factories import received, under_scheme

pytestmark = pytest.mark.django_db


@pytest.mark.clause("JG-03")
def test_everybody_counts_once():
    topic = listed(under_scheme("longkou"))
    assert second(topic, whoever="one", by=SENDER, now=NOW) == 1
    assert second(topic, whoever="other", by=SENDER, now=NOW) == 2
    with pytest.raises(ValidationError, match="已经按过"):
        second(topic, whoever="one", by=SENDER, now=NOW)
    assert Second.objects.count() == 2
    assert not Second.objects.filter(key__contains="one").exists()


def test_nobody_is_recognised_from_one_topic_to_the_next():
    longkou = under_scheme("longkou")
    for topic in (listed(longkou), listed(longkou)):
        second(topic, whoever="one", by=SENDER, now=NOW)
    assert len(set(Second.objects.values_list("key", flat=True))) == 2


def test_only_a_topic_that_is_shown_and_waits_can_be_seconded():
    longkou = under_scheme("longkou")
    hidden = received(longkou).case
    closed = [hidden, listed(longkou, state=State.ANSWERED), listed(longkou, kind=Kind.OPINION)]
    for case in closed:
        with pytest.raises(ValidationError):
            second(case, whoever="one", by=SENDER, now=NOW)
    assert not Second.objects.exists()


def test_the_button_counts_once_an_address_and_hides_what_is_not_shown(client):
    longkou = under_scheme("longkou")
    topic, hidden = listed(longkou), received(longkou).case
    for _press in range(2):
        answer = client.post(f"/requests/{topic.pk}/second/", {"next": "/o/longkou/"})
        assert answer["Location"] == "/o/longkou/"
    assert topic.seconds.count() == 1
    assert client.post(f"/requests/{topic.pk}/second/", {"next": "https://evil.example/"})["Location"] == "/requests/"
    assert client.post(f"/requests/{hidden.pk}/second/").status_code == 404
    assert client.get(f"/requests/{topic.pk}/second/").status_code == 405
    client.post(f"/requests/{topic.pk}/second/", headers={"user-agent": "another browser"})
    assert topic.seconds.count() == 1
    client.post(f"/requests/{topic.pk}/second/", REMOTE_ADDR="203.0.113.7")
    assert topic.seconds.count() == 2
