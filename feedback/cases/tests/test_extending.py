"""An answer is put off by another than its handler, before it is due, from the original start, as often as the scheme says."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.schemes.models import Adoption
from disclosure.organizations.tests.factories import make_holder
from disclosure.workflow.kit import NotNow
from feedback.cases.clocks.clocks import extension_rule
from feedback.cases.models.replies import Letter
from feedback.cases.tests.request_scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.clause("JG-11")]
ACCEPTED = date(2026, 9, 22)


@pytest.fixture
def scene():
    scene = Scene("longkou")
    scene.accept(ACCEPTED)
    return scene


@pytest.mark.clause("LK-17")
def test_it_is_reckoned_from_the_original_start(scene):
    scene.extend(date(2026, 10, 8))
    # 25 days after 20 September; ten days after 8 October would give away three more.
    assert scene.due()[1] == date(2026, 10, 15)
    assert scene.words() == "答复要延期。我们会在2026年10月15日（周四）前答复。原因：要到档案馆查账。"
    letter = Letter.objects.get(case=scene.case, name="extension")
    assert "要到档案馆查账" in letter.body and "2026年10月15日" in letter.body


@pytest.mark.clause("YY-05")
def test_yueyang_adds_working_days_after_a_wait_too():
    scene = Scene("yueyang")
    scene.accept(date(2026, 9, 23))
    scene.ask_third_party(date(2026, 9, 28))
    scene.register_third_party(date(2026, 10, 19))
    scene.extend(date(2026, 10, 20))
    # Without it 29 October; 30 October, 2 to 6 and 9 to 12 November are ten more.
    assert scene.due()[1] == date(2026, 11, 12)


def test_it_is_refused_a_second_time_and_when_it_is_late(scene):
    scene.extend(date(2026, 9, 30))
    with pytest.raises(ValidationError, match="最多只能延期1次"):
        scene.extend(date(2026, 9, 30))
    assert scene.due()[1] == date(2026, 10, 15)
    assert scene.actions().count("extended") == 1
    late = Scene("yueyang")
    late.accept(date(2026, 9, 23))
    with pytest.raises(ValidationError, match="已经过了"):
        late.extend(date(2026, 10, 15))


def test_the_scheme_says_how_often(scene):
    adoption = Adoption.objects.get(organization=scene.organization)
    adoption.changes = {"requests.extension.most": 2}
    adoption.save()
    for _time in range(2):
        scene.extend(date(2026, 9, 30))
    # 15 and twice 10 days after 20 September is Sunday the 25th of October.
    assert scene.due()[1] == date(2026, 10, 26)


@pytest.mark.parametrize("slug", ["longkou", "jiguan", "pingluo", "yueyang", "qijiang"])
def test_no_letter_gives_an_extension_so_every_scheme_marks_it_as_a_preset(slug):
    scene = Scene(slug)
    case = scene.accept(ACCEPTED)
    row = extension_rule(case, ACCEPTED)
    assert row["preset"] is True and row["preset_reason"] and row["most"] == 1
    assert set(row["rule"]) == set(case.answer_deadline.rule)


def test_nobody_gives_themselves_more_time(scene):
    both = make_holder(scene.organization, "approver", "both")
    scene.case.handler = both
    scene.case.save()
    with pytest.raises(PermissionDenied, match="另一个人"):
        scene.extend(date(2026, 9, 30), by=both)
    with pytest.raises(PermissionDenied):
        scene.extend(date(2026, 9, 30), by=scene.handler)


def test_it_needs_a_reason_and_a_running_clock():
    scene = Scene("yueyang")
    with pytest.raises(ValidationError, match="还没有开始"):
        scene.extend(date(2026, 9, 22))
    scene.accept(date(2026, 9, 23))
    with pytest.raises(ValidationError, match="延期的原因"):
        scene.extend(date(2026, 9, 24), reason="")
    scene.ask_third_party(date(2026, 9, 24))
    with pytest.raises(NotNow):
        scene.extend(date(2026, 9, 24))
