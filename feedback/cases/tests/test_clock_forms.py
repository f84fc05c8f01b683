"""What the pages of the clocks' steps say before one presses: which dates come out, and what is asked."""

from datetime import date

import pytest
from django.utils import timezone

from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import noon
from feedback.cases.actions.waiting.third_party import register_third_party
from feedback.cases.context import CaseContext
from feedback.cases.forms.base import form_of
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases
from feedback.cases.tests.request_scene import Scene

pytestmark = pytest.mark.django_db
ASKED = date(2026, 9, 22)


def form_at(scene: Scene, name: str, on: date, *data):
    return form_of(cases.actions[name], CaseContext(scene.now_stored(), access_of(scene.handler, on)), *data)


def follows(scene: Scene, name: str, on: date) -> list[str]:
    return form_at(scene, name, on).panel()


def initial(scene: Scene, name: str, field: str, on: date) -> date:
    return form_at(scene, name, on)[field].initial


def test_accepting_shows_the_day_of_the_answer_where_it_runs_already_and_where_it_will_begin():
    assert follows(Scene("longkou"), "accept", ASKED) == ["受理以后，要在2026年10月8日（周四）前答复。"]
    # Ten working days after 23 September: 24, 28, 29, 30, then 8, 9, 10, 12, 13, 14 October.
    on = date(2026, 9, 23)
    assert follows(Scene("yueyang"), "accept", on) == ["今天受理，要在2026年10月14日（周三）前答复。"]


def test_a_wait_shows_what_is_left_and_its_end_shows_the_new_days():
    scene = Scene("longkou")
    assert initial(scene, "ask_completion", "until_on", ASKED) == date(2026, 10, 13)
    assert follows(scene, "ask_completion", ASKED) == ["受理期限停下来，还剩3日。", "答复期限停下来，还剩13日。"]
    scene.ask_completion(ASKED)
    on = date(2026, 10, 9)
    assert initial(scene, "register_completion", "came_on", on) == on
    assert follows(scene, "register_completion", on) == [
        "最迟等到2026年10月13日（周二）。",
        "按今天收到算，受理期限改到2026年10月12日（周一）。",
        "按今天收到算，答复期限改到2026年10月22日（周四）。",
    ]
    assert scene.due() == (None, None)


def test_an_extension_shows_the_old_and_the_new_day_and_its_ground():
    scene = Scene("longkou")
    scene.accept(ASKED)
    now, ground = follows(scene, "extend", ASKED)
    assert "2026年10月8日（周四）前答复；延长10日，改为2026年10月15日（周四）" in now
    assert ground.startswith("最多延期1次。预设：")
    assert scene.due()[1] == date(2026, 10, 8)


def test_over_the_year_end_the_page_marks_the_day_as_provisional():
    assert follows(Scene("longkou", date(2026, 12, 21)), "accept", date(2026, 12, 22)) == [
        "受理以后，要在2027年1月5日（周二，暂定）前答复。"
    ]


def test_on_the_page_a_request_is_accepted_with_one_press_and_a_faulty_day_keeps_what_was_typed(client):
    scene = Scene("longkou", timezone.localdate())
    client.force_login(scene.handler)
    page = f"/admin/feedback/case/{scene.case.pk}/step/"
    kept = client.post(f"{page}ask_completion/", {"what": "请写明是哪一栋。", "until_on": timezone.localdate()})
    assert "请写明是哪一栋。" in kept.content.decode() and scene.now_stored().state == "received"
    assert "受理以后，要在" in client.get(f"{page}accept/").content.decode()
    client.post(f"{page}accept/")
    assert scene.now_stored().state == "accepted"


def test_every_form_of_a_wait_can_be_drawn():
    scene = Scene("longkou")
    scene.accept(ASKED)
    scene.ask_third_party(date(2026, 9, 23))
    assert follows(scene, "register_third_party", date(2026, 10, 12)) == [
        "最迟等到2026年10月21日（周三）。",
        "按今天收到算，答复期限改到2026年10月26日（周一）。",
    ]
    data = {"outcome": "refuses", "text": "涉及商业秘密。", "came_on": "2026-10-12"}
    form = form_at(scene, "register_third_party", date(2026, 10, 12), data)
    assert "silent" not in dict(form.fields["outcome"].choices)
    assert form.is_valid()
    register_third_party(scene.case, by=scene.handler, now=noon(date(2026, 10, 12)), **form.cleaned_data)
    assert Case.objects.get().answer_deadline.due_on == date(2026, 10, 26)
