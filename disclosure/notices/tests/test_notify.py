import pytest
from django.db import IntegrityError, transaction

from disclosure.notices.inbox import unread_count
from disclosure.notices.models import Notice
from disclosure.notices.notify import CHUNK, notify
from disclosure.notices.tests.factories import NOW, make_notice, make_person
from disclosure.organizations.models.people import User

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
TEXT = {"title": "还有3个工作日到期", "url": "/i/1/", "now": NOW}


def test_notifying_twice_leaves_one_notice_and_says_so():
    clerk, secretary = make_person(), make_person()
    assert notify([clerk], key="due:1", **TEXT) == 1
    assert notify([clerk, secretary], key="due:1", **TEXT) == 1
    assert notify([clerk, secretary], key="due:1", **TEXT) == 0
    assert Notice.objects.count() == 2


def test_a_person_named_twice_or_by_number_is_notified_once():
    clerk = make_person()
    assert notify([clerk, clerk.pk, clerk], key="due:1", **TEXT) == 1
    assert notify([], key="due:2", **TEXT) == 0


def test_notifying_again_does_not_change_what_was_said_or_read():
    clerk = make_person()
    notify([clerk], key="due:1", **TEXT)
    Notice.objects.update(read_at=NOW)
    notify(iter([clerk]), key="due:1", title="别的话", now=NOW)
    notice = Notice.objects.get()
    assert (notice.title, notice.url, notice.body, notice.is_read) == ("还有3个工作日到期", "/i/1/", "", True)


def test_a_long_title_is_cut_to_what_the_inbox_holds():
    notify([make_person()], key="due:1", title="长" * 300, now=NOW)
    assert Notice.objects.get().title == "长" * 200


def test_a_notice_is_gone_with_the_change_that_caused_it():
    clerk = make_person()
    with pytest.raises(RuntimeError), transaction.atomic():
        notify([clerk], key="due:1", **TEXT)
        raise RuntimeError
    assert Notice.objects.count() == 0


def test_the_database_keeps_one_row_for_a_key_and_a_recipient():
    clerk = make_person()
    make_notice(clerk, key="due:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_notice(clerk, key="due:1")


@pytest.mark.parametrize("number", [1, 20])
def test_notifying_costs_the_same_queries_for_one_person_and_for_twenty(number, django_assert_num_queries):
    people = [make_person() for _ in range(number)]
    with transaction.atomic(), django_assert_num_queries(2):
        notify(people, key="due:1", **TEXT)


def test_more_people_than_one_statement_takes_are_all_notified():
    people = User.objects.bulk_create(User(username=f"member{number}") for number in range(CHUNK + 1))
    assert notify(people, key="due:1", **TEXT) == CHUNK + 1
    assert notify(people, key="due:1", **TEXT) == 0


def test_unread_notices_are_counted_up_to_ninety_nine():
    clerk = make_person()
    make_notice(clerk, read_at=NOW)
    make_notice(clerk)
    make_notice(make_person())
    assert unread_count(clerk) == 1
    Notice.objects.bulk_create(Notice(recipient=clerk, key=str(n), title="多", created_at=NOW) for n in range(120))
    assert unread_count(clerk) == 99
