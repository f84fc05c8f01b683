"""The head of a script: organisations and people of its own, schemes issued on the first day, holiday notices."""

import pytest

from catalog.schemes.loading import FOLDER
from disclosure.files.written.lines import WrittenError
from disclosure.oversight.rehearsal.tests.playing import checked, rehearsed, row_of, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
CATALOGUE = """code,category,subcategory,content,scope,forms,limit,departments,person
1-1,党务,,支部决议,社会,会议、网站,固定,,
"""
HOSPITAL = """
organizations:
- {code: health, name: 中共某县卫生健康局委员会, short_name: 县卫健局党委, kind: committee}
- {code: hospital, name: 某县第二医院党支部, superior: health}
people:
- {code: hospital, roles: [secretary, clerk, reviewer, secrecy, approver, [handler, inspector]], count: 2}
- {code: hospital, count: 1, scope: staff}
- {code: health}
scheme: [{file: own.yaml, catalogue: own.csv, org: hospital}]
"""
NOTICE = """
notices:
- on: 2026-12-29
  text: |
    国务院办公厅关于2027年部分节假日安排的通知
    一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
    二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月30日（周六）、2月14日（周日）上班。
    三、清明节：4月3日（周六）至5日（周一）放假，共3天。
    四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
    五、端午节：6月9日（周三）放假，共1天。
    六、中秋节：9月15日（周三）放假，共1天。
    七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def headed(head: str, text: str) -> str:
    return text.replace("steps:", f"{head.strip()}\nsteps:", 1)


@pytest.fixture
def folder(tmp_path):
    """A scheme of an organisation's own: longkou's rules under another name, and a catalogue beside it."""
    text = (FOLDER / "longkou.yaml").read_text(encoding="utf-8").replace("slug: longkou", "slug: hospital")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "own.csv").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


def test_from_nothing_an_organisation_works_by_its_own_scheme(folder):
    """A fixed matter determined on Monday 12 October: five working days, to the 19th."""
    text = headed(HOSPITAL, script(
        "2026-10-12", "2026-10-14",
        "- {on: 2026-10-12, by: hospital-clerk, do: register, as: a, entry: 1-1, title: 支部决议}",
        checked("a", "hospital", "2026-10-12"),
        """
        - {on: 2026-10-13, by: hospital-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-13, by: hospital-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-13, by: hospital-clerk, do: carry_out, on_what: a, form: 会议}
        - {on: 2026-10-13, by: hospital-member-2, see: "/i/{a}/", expect: 200, contains: 支部决议}
        - {on: 2026-10-13, by: hospital-staff-1, see: "/i/{a}/", expect: 200}
        - {on: 2026-10-13, by: health-supervisor, see: /oversight/, expect: 200}
        - {on: 2026-10-13, by: passer-by, see: /o/longkou/, expect: 404}
        """,
        base="empty",
    ))  # fmt: skip
    played = rehearsed(text, folder)
    assert played.disappointed == []
    row = row_of(played, kind="item")
    assert (row["organization"], row["due_on"], row["closed_on"]) == ("hospital", "2026-10-19", "2026-10-13")
    assert {row["organization"] for row in rows_of(played)} == {"hospital"}


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("superior: health}", "superior: nowhere}", 6, "没有代码为“nowhere”的党组织"),
    ("[secretary, clerk", "[secretari, clerk", 8, "没有“secretari”这个岗位"),
    ("kind: committee", "kind: club", 5, "值 .*club.* 不是有效选项"),
    ("own.yaml", "lost.yaml", 11, "没有“lost.yaml”这个文件"),
    ("own.csv", "lost.csv", 11, "没有“lost.csv”这个文件"),
    ("file: own.yaml", "slug: lost", 11, "没有代号为“lost”的方案"),
    ("file: own.yaml", "file: own.csv", 11, "“own.csv”不是"),
])  # fmt: skip
def test_a_head_that_cannot_be_meant_is_refused_with_its_line(folder, old, new, line, words):
    head = HOSPITAL.replace(old, new, 1)
    assert head != HOSPITAL
    with pytest.raises(WrittenError, match=words) as raised:
        rehearsed(headed(head, script("2026-10-12", "2026-10-12", base="empty")), folder)
    assert raised.value.line == line


def test_one_of_the_schemes_that_are_there_brings_its_catalogue():
    head = """
organizations: [{code: bureau, name: 某局党支部}]
people: [{code: bureau}]
scheme: [{slug: longkou, org: bureau}]
"""
    step = "- {on: 2026-10-12, by: bureau-clerk, do: register, as: a, entry: 4-1-1}"
    played = rehearsed(headed(head, script("2026-10-12", "2026-10-12", step, base="empty")))
    assert played.disappointed == []
    assert row_of(played, kind="item", organization="bureau")["due_on"] == "2026-10-19"


def test_a_notice_that_comes_out_makes_certain_what_reaches_into_its_year():
    """Registered on Monday 28 December: 29, 30, 31 December, then 4 and 5 January; until the notice nobody can be sure."""
    text = headed(NOTICE, script(
        "2026-12-28", "2026-12-29",
        "- {on: 2026-12-28, by: longkou-clerk, do: register, as: a, entry: 4-1-1}",
        "- {on: 2026-12-28, do: check, org: longkou, kind: item}",
    ))  # fmt: skip
    played = rehearsed(text)
    ((before,),) = [step["rows"] for step in played.printed["steps"] if step["do"] == "check"]
    after = row_of(played, kind="item")
    assert (before["due_on"], before["provisional"]) == ("2027-01-05", True)
    assert (after["due_on"], after["provisional"]) == ("2027-01-05", False)
    with pytest.raises(WrittenError) as raised:
        rehearsed(text.replace("1月1日（周五）", "1月1日（周一）"))
    assert raised.value.line == 6
