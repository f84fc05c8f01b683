"""Stories: their days, their common words, what they say that nobody can mean, and how a script plays them."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from catalog.items.channels.models import Carrier
from catalog.items.models import Attachment, Decision, Item
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.holidays.years import library_year
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files.written.lines import WrittenError
from disclosure.organizations.models.people import Audience
from disclosure.organizations.tests.factories import make_organization, noon
from disclosure.oversight.rehearsal.script import written
from disclosure.oversight.rehearsal.telling.beats import Timing
from disclosure.oversight.rehearsal.telling.chosen_day import day_of
from disclosure.oversight.rehearsal.telling.days import Days
from disclosure.oversight.rehearsal.telling.limits import Limit
from disclosure.oversight.rehearsal.telling.planned import check_names
from disclosure.oversight.rehearsal.telling.story import Story, Vocabulary
from disclosure.oversight.rehearsal.telling.tale import read_tale
from disclosure.oversight.rehearsal.telling.telling import Teller
from disclosure.oversight.rehearsal.tests.playing import rehearsed, row_of
from disclosure.testing.servers import BASE_DIR

pytestmark = pytest.mark.portable
WALK = Path(__file__).with_name("walk.yaml")
MANUAL = BASE_DIR / "docs" / "manual" / "rehearsal.md"
TODAY = date(2026, 10, 16)
# Saturday 10 October works; Thursday 1 to Wednesday 7 is the National Day's.
DAYS = Days(WorkCalendar(years=library_year), TODAY)
NO_WORDS = Vocabulary({}, {})


def evening(on: date) -> datetime:
    return timezone.make_aware(datetime(on.year, on.month, on.day, 18))


# --- days ---


@pytest.mark.parametrize(("written", "day"), [
    ("2026-10-03", "2026-10-03"),
    ("today", "2026-10-16"),
    ("today-12", "2026-10-04"),
    ("day+14d", "2026-10-12"),
    # 29, 30 September, then 8 and 9 October.
    ("day+4w", "2026-10-09"),
    ("day+2w+60d", "2026-11-29"),
])  # fmt: skip
def test_days_are_reckoned_from_today_or_from_the_day_of_the_story(written, day):
    assert DAYS.reckoned(written, date(2026, 9, 28)) == date.fromisoformat(day)


def test_what_is_a_day_is_reckoned_wherever_it_stands_and_other_words_stay():
    said = {"until": "day+1d", "of": [["一期", "today"]], "number": "批复〔{year}〕{month}号", "text": "today we met"}
    assert DAYS.value(said, date(2026, 9, 28)) == {
        "until": "2026-09-29", "of": [["一期", "2026-10-16"]], "number": "批复〔2026〕9号", "text": "today we met",
    }  # fmt: skip


# --- words in common ---


def test_a_step_says_what_is_usual_unless_it_says_otherwise_and_a_course_is_taken_step_by_step():
    usual = {"review": {"by": "reviewer", "at": "11:05"}, "submit": {"by": "clerk"}}
    courses = {"checks": ["submit", {"do": "review", "takes": ["note"]}]}
    lines = list(
        Vocabulary(usual, courses).lines(
            [{"do": "checks", "in": "2", "note": "同意"}, {"do": "review", "by": "x"}], ("s",)
        )
    )
    assert lines == [
        ({"by": "clerk", "do": "submit", "in": "2"}, ("s", 0)),
        ({"by": "reviewer", "at": "11:05", "do": "review", "note": "同意"}, ("s", 0)),
        ({"by": "x", "at": "11:05", "do": "review"}, ("s", 1)),
    ]


# --- the day on which a story begins ---


def begun(limit: Limit, *steps: object, **said: str) -> date:
    story = Story.model_validate({**said, "steps": list(steps)})
    timing = Timing(None, DAYS, NO_WORDS, evening(TODAY), 0)
    return day_of(story, list(NO_WORDS.lines(story.steps, ())), timing, limit)


@pytest.mark.parametrize(("said", "day"), [
    ({"ago": "4"}, 12),
    # The 11th is a Sunday: the working day before it, or that very day, or the nearest.
    ({"ago": "5"}, 10),
    ({"ago": "5d"}, 11),
    ({"about": "5"}, 10),
    ({"on": "2026-10-11"}, 11),
])  # fmt: skip
def test_it_begins_so_long_before_today(said, day):
    assert begun(Limit(), "register", **said) == date(2026, 10, day)


def test_all_of_it_is_past():
    assert begun(Limit(), "register", {"do": "publish_inside", "in": "3"}, ago="1") == date(2026, 10, 13)


def test_what_it_answers_to_is_in_time_or_late_as_it_says():
    """Five working days: after Saturday 10 October they end today; after Friday the 9th yesterday."""
    limit = Limit({"working_days": 5})
    assert begun(limit, "register", about="20") == date(2026, 10, 10)
    assert begun(limit, "register", about="2", late="true") == date(2026, 10, 9)
    assert begun(limit, "register", about="2", late="any") == date(2026, 10, 14)


# --- what cannot be meant ---

TALE = """\
org: branch
usual:
  register: {by: clerk, at: "9:20"}
carriers:
- {kind: board, name: 一楼公开栏, place: 一楼}
stories:
- ago: 3
  steps:
  - do: register
    entry: 1-1
    title: 党费收缴
  - {do: submit, in: 1, later: 5}
  - {aside: [{do: carry_out, on: today-1}]}
"""
STEP = "do: register\n    entry: 1-1\n    title: 党费收缴\n"


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("org: branch", "orga: branch", 1, "没有“orga”这一栏"),
    ("org: branch", "org: branch\ninclude: [nowhere.yaml]", None, "nowhere.yaml"),
    ("org: branch", "org: branch\ninclude: [common.yaml]", None, "“common.yaml”里，第1行：没有“usually”这一栏"),
    ('at: "9:20"', 'at: "25:00"', 9, "“at”写得不对：25:00。写几点几分"),
    ("kind: board", "kind: wall", 5, "没有“wall”这种载体。有：board"),
    ("ago: 3", "ago: three", 7, "“ago”写得不对：three"),
    ("ago: 3", "ago: 3\n  about: 4", 7, "从哪天起只写一样"),
    ("ago: 3", "on: 2026-09-31", 7, "“2026-09-31”不是日期"),
    ("- ago: 3\n  steps:\n", "- steps: []\n  ago:\n", 7, "“steps”写得不对"),
    ("do: register\n", "do: submit\n", 7, "“submit”不是新办一件的步骤"),
    (STEP, "do: register\n", 7, "第一步要写其中一样"),
    ("in: 1", "in: soon", 12, "“in”写得不对：soon。写前一步以后几个工作日"),
    ("in: 1, later: 5", "in: 300", 7, "没有哪一天起全部步骤都已经过去"),
    ("later: 5", "later: five", 12, "“later”写得不对：five"),
    ("{do: submit, in: 1, later: 5}", "{by: clerk}", 12, "每一步写“do”（办一件事）或者“see”"),
    ("on: today-1", "on: yesterday", 13, "“on”写得不对：yesterday。写日期"),
    ("[{do: carry_out, on: today-1}]", "carry_out", 13, "“aside”应是一列步骤"),
    ("title: 党费收缴", "title: 党费", 9, "没有办成“register”：施行中的目录里没有“1-1”这一项"),
    (STEP, "do: ask\n    by: nobody\n    subject: 公开栏字太小\n", 10, "没有“nobody”这个账号"),
])  # fmt: skip
def test_a_fault_of_a_tale_is_said_with_its_line(tmp_path, old, new, line, words):
    assert old in TALE
    (tmp_path / "common.yaml").write_text("usually: {}\n", encoding="utf-8")
    path = tmp_path / "tale.yaml"
    path.write_text(TALE.replace(old, new), encoding="utf-8")
    with pytest.raises(WrittenError) as raised:
        Teller(read_tale(path), make_organization("branch"), noon(TODAY)).tell()
    assert (raised.value.line, words in raised.value.message) == (line, True), raised.value.message


# --- in a script ---

SCRIPT = """\
base: demo
from: 2026-10-12
until: 2026-10-19
org: longkou
include: [usual.yaml]
people:
- {code: longkou, roles: [inspector], from: 2026-10-13, until: 2026-10-15}
audiences:
- {org: longkou, name: 试点小组, people: [member, longkou-clerk]}
carriers:
- {kind: board, name: 二楼公开栏, place: 二楼}
steps:
- {on: 2026-10-12, by: longkou-inspector, see: /oversight/, expect: 403}
- {on: 2026-10-14, by: longkou-inspector, see: /oversight/, expect: 200}
- {on: 2026-10-15, by: longkou-inspector, see: /oversight/, expect: 403}
- {on: 2026-10-13, by: passer-by, see: "/i/{a}/", expect: 404}
- {on: 2026-10-14, by: passer-by, see: "/i/{a}/", contains: 第二段}
stories:
- on: 2026-10-12
  steps:
  - {do: register, as: a, entry: 4-1-1, event: day, title: 班子成员职责分工, body: [第一段。, 第二段。]}
  - {do: add_attachment, upload: 分工表.xlsx}
  - all_checks
  - {do: publish_inside, in: 1}
  - {do: publish_outside, in: 1}
  - {aside: [{do: carry_out, in: 2}]}
  - {aside: [{do: carry_out, in: 30}]}
  - {do: end_display, by: secretary, in: 1, expect: 长期公开}
by_time:
- ago: 5
  org: jiguan
  steps:
  - {do: ask, as: t, by: member, kind: opinion, subject: 公开栏字太小, text: 请换成大字。}
"""


@pytest.mark.django_db
@pytest.mark.clause("LK-13")
def test_a_script_plays_stories_among_its_steps_at_their_own_hours():
    """From Monday 12 October five working days end on Monday the 19th; five days before it is Wednesday the 14th."""

    def look():
        item = Item.objects.get(title="班子成员职责分工")
        hours = Decision.objects.filter(version__item=item).order_by("at").values_list("step", "at")
        assert [(step, f"{timezone.localtime(at):%d %H:%M}") for step, at in hours] == [
            ("submit", "12 10:10"), ("review", "12 11:05"), ("secrecy", "12 14:20"), ("approve", "12 16:00"),
            ("publish_inside", "13 09:30"), ("publish_outside", "14 09:40"),
        ]  # fmt: skip
        assert Attachment.objects.get(version__item=item).name == "分工表.xlsx"
        # The first of the two asides is past by the last day, the second is not.
        assert {local_day(row.recorded_at) for row in item.channel_records.all() if not row.is_by_portal} == {
            date(2026, 10, 16)
        }
        audience = Audience.objects.get(organization=item.organization, name="试点小组")
        assert {person.username for person in audience.members.all()} == {"longkou-member", "longkou-clerk"}
        assert Carrier.objects.get(organization=item.organization, name="二楼公开栏").place == "二楼"

    played = rehearsed(SCRIPT, then=look)
    assert played.disappointed == []
    numbered = [(row["n"], row["on"], row["do"]) for row in played.printed["steps"]]
    assert [row[0] for row in numbered] == list(range(1, len(numbered) + 1))
    assert numbered[5:7] == [(6, "2026-10-12", "register"), (7, "2026-10-12", "add_attachment")]
    assert numbered[-1] == (16, "2026-10-14", "ask")
    row = row_of(played, kind="item", entry="4-1-1")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-19", "2026-10-14", True)
    assert played.printed["states"] == {"a": "published_outside", "t": "received"}


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("- all_checks", "- all_cheks", 23, "没有“all_cheks”这个步骤"),
    ("- on: 2026-10-12\n", "- on: 2026-10-11\n", 19, "这一天不在2026-10-12至2026-10-19之间"),
    ("in: 1}\n  - {aside: [{do: carry_out, in: 2", "in: 30}\n  - {aside: [{do: carry_out, in: 2", 25, "不在2026-10-12至2026-10-19之间"),
    ("- ago: 5", "- ago: 20", 33, "这一步落在2026-09-29"),
    ("org: jiguan", "org: nowhere", 31, "没有代码为“nowhere”的党组织"),
    ("entry: 4-1-1", "entry: 9-9-9", 19, "施行中的目录里没有“9-9-9”这一项"),
    ("kind: board", "kind: wall", 11, "没有“wall”这种载体"),
    ("people: [member,", "people: [nobody,", 9, "没有“nobody”这个账号"),
])  # fmt: skip
def test_a_fault_of_a_story_in_a_script_is_said_with_its_line(old, new, line, words):
    assert old in SCRIPT
    with pytest.raises(WrittenError) as raised:
        rehearsed(SCRIPT.replace(old, new))
    assert (raised.value.line, words in raised.value.message) == (line, True), raised.value.message


@pytest.mark.django_db
@pytest.mark.clause("YY-17", "LK-17", "LK-19")
def test_the_walk_of_the_readme_is_told_as_a_script():
    """岳阳 一个工作日 after Monday the 12th; society, the channel and the filing five working days after Tuesday the 13th; the archive
    ten after Friday the 16th. 龙口 five days end on Saturday the 17th, so on the 19th, fifteen on the 27th."""
    played = rehearsed(WALK.read_text(encoding="utf-8"))
    assert played.disappointed == []
    assert played.printed["states"] == {"a": "archived", "t": "closed", "w": "in_force"}
    kinds = ("item", "outside", "form", "archive", "request", "filing")
    rows = [row for row in played.printed["ledger"] if row["kind"] in kinds]
    assert sorted(
        (row["kind"], row["due_on"], row["closed_on"], row["on_time"]) for row in rows if row["closed_on"]
    ) == [
        ("archive", "2026-10-30", "2026-10-19", True),
        ("form", "2026-10-20", "2026-10-15", True),
        ("item", "2026-10-13", "2026-10-13", True),
        ("outside", "2026-10-20", "2026-10-14", True),
        ("request", "2026-10-19", "2026-10-13", True),
        ("request", "2026-10-27", "2026-10-14", True),
    ]
    assert [(row["kind"], row["due_on"]) for row in rows if not row["closed_on"]] == [("filing", "2026-10-20")]


def test_the_example_of_the_manual_can_be_played():
    example = MANUAL.read_text(encoding="utf-8").split("```yaml\n")[2].partition("```")[0]
    found = written(example, MANUAL.parent)
    check_names(found)
    assert len(found.script.stories) == 1


def test_a_tale_with_its_first_and_last_day_is_a_script():
    script = written(f"from: 2026-10-12\nuntil: 2026-10-19\n{TALE}", None).script
    assert [story.ago for story in script.stories] == ["3"] and script.org == "branch"
