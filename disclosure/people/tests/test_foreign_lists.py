"""Lists of people as offices have them, none of them made for the portal."""

import pytest

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_member, make_organization, make_person, noon
from disclosure.people.kept import keep
from disclosure.people.tests.workbooks import IDENTITY, ON, book_of, preview, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_organization("county", name="平安县直属机关工委", kind="work_committee")


def test_one_sheet_with_everything(county):
    """Organisation, department, people and a few posts in one list; two headings that nobody understands or needs."""
    book = book_of(
        {
            "Sheet1": [
                ["序号", "单位", "部门", "姓名", "性别", "职务", "角色", "联系电话", "爱好"],
                [1, "财政局党支部", "办公室", "张 三", "男", "党支部书记", "书记", "13800000001", "书法"],
                [2, "财政局党支部", "预算股", "李四（女）", "女", "科员", "", "0537-2123456", ""],
                [3, "教育局党支部", "", "王五", "男", "", "经办人、审核人", "", ""],
                ["合计", "", "", "3人"],
            ]
        }
    )
    first = preview(book, county)
    assert [question.column for question in first.questions] == ["column", "organization", "organization"]
    done = suggested(first)
    assert (done.questions, done.errors) == ((), [])
    plan = done.plan
    assert [(place.name, place.code, place.values["kind"]) for place in plan.places] == [
        ("财政局党支部", "caizhengjudangzhibu", "branch"),
        ("教育局党支部", "jiaoyujudangzhibu", "branch"),
    ]
    assert [(one.full_name, one.username, bool(one.phone)) for one in plan.people] == [
        ("张三", "zhangsan", True),
        ("李四", "lisi", False),
        ("王五", "wangwu", False),
    ]
    assert [(post.person.full_name, post.role, post.title) for post in plan.posts] == [
        ("张三", "secretary", "党支部书记"),
        ("王五", "clerk", ""),
        ("王五", "reviewer", ""),
    ]
    assert [(each.place.name, each.name) for each in plan.departments] == [
        ("财政局党支部", "办公室"),
        ("财政局党支部", "预算股"),
    ]
    assert [each.person.full_name for each in plan.memberships] == ["张三", "李四", "王五"]
    assert any("性别" in note and "序号" in note for note in done.notes)
    assert any("“Sheet1”第3行的手机号" in note and "没有记下" in note and "2123456" not in note for note in done.notes)


def test_a_title_over_the_whole_table_and_a_heading_for_each_branch(county):
    """The organisation stands in a merged line above its members, the header has two rows."""
    finance = make_organization("finance", county, name="财政局党支部")
    book = book_of(
        {
            "花名册": [
                ["平安县直机关党员花名册", None, None, None],
                ["填报单位：县直机关工委", None, None, None],
                ["姓名", "联系方式", None, "党员类别"],
                [None, "手机", "邮箱", None],
                ["一、财政局党支部（2人）", None, None, None],
                ["张三", "138 0000 0001", "a@example.org", "正式党员"],
                ["李四", None, None, "预备党员"],
                ["二、审计局党支部", None, None, None],
                ["王五", None, None, "正式党员"],
            ]
        },
        [("花名册", place) for place in ("A1:D1", "A2:D2", "A3:A4", "B3:C3", "D3:D4", "A5:D5", "A8:D8")],
    )
    plan = suggested(preview(book, county)).plan
    held = [(each.person.full_name, each.place.name, each.kind) for each in plan.memberships]
    assert [(name, kind) for name, _, kind in held] == [("张三", "party"), ("李四", "party"), ("王五", "party")]
    assert held[0][1] == held[1][1] == finance.name
    assert "审计局党支部" in held[2][1]
    assert (plan.people[0].email, bool(plan.people[0].phone)) == ("a@example.org", True)


def test_identity_numbers_are_left_out_said_and_never_kept(county):
    """In their own column, and where somebody put one into another."""
    book = book_of(
        {
            "人事名单": [
                ["姓名", "身份证号", "所在单位", "备注", "职工号"],
                ["张三", IDENTITY, "平安县直属机关工委", "", "A001"],
                ["李四", "", "平安县直属机关工委", IDENTITY, IDENTITY],
            ]
        }
    )
    found = preview(book, county)
    assert [one.username for one in found.plan.people] == ["A001", "lisi"]
    assert any("身份证号" in note and "没有保存" in note for note in found.notes)
    assert any("第3行" in note for note in found.notes)
    kept = keep(book, organization=county, by=None, now=noon(ON))
    assert IDENTITY not in str(kept.content) and "张三" in str(kept.content)
    assert "张三".encode() not in bytes(kept.sealed)


def test_doubtful_rows_are_asked_about_one_by_one(county):
    """Two of one name, an unknown superior, a formula, a number that is somebody else's."""
    branch = make_organization("branch", county, name="教育局党支部")
    make_member(make_person("zhangwei", full_name="张伟"), branch)
    make_person("A9", full_name="赵六")
    book = book_of(
        {
            "党组织": [["名称", "上级"], ["卫生局党支部", "平安县机关工委"], ["教育局党支部", ""]],
            "人员": [
                ["姓名", "所在支部", "工号"],
                ["张伟", "教育局党支部", ""],
                ["张伟", "卫生局党支部", ""],
                ["钱七", "教育局党支部", "A9"],
                ["=1+1", "教育局党支部", ""],
            ],
        }
    )
    found = preview(book, county)
    assert [(each.column, each.suggestion) for each in found.questions] == [
        ("superior", "county"),
        ("number", ""),
        ("same", "new"),
    ]
    assert len(found.errors) == 1 and "没有算出的值" in found.errors[0]
    assert [place.name for place in found.plan.new_places] == ["卫生局党支部"]
    people = [(one.full_name, one.row and one.row.username) for one in found.plan.people]
    assert ("张伟", "zhangwei") in people


def test_one_number_beside_two_names_is_an_error_and_gives_nobody_anothers_post(county):
    make_person("B7", full_name="周八")
    people = [
        ["姓名", "所在党组织", "工号"],
        *([name, county.name, number] for name, number in (("张三", "A1"), ("李四", "a1"))),
    ]
    posts = [
        ["姓名", "所在党组织", "工号", "角色"],
        ["王五", county.name, "A1", "书记"],
        ["吴九", county.name, "B7", "书记"],
    ]
    found = preview(book_of({"人员": people, "任职": posts}), county)
    assert [text.partition("：")[0] for text in found.errors] == ["“人员”第3行", "“任职”第2行"]
    assert all("张三" in text and "一个工号只能是一个人" in text for text in found.errors)
    assert [question.column for question in found.questions] == ["number"]
    assert [one.full_name for one in found.plan.people] == ["张三"] and not found.plan.posts


def test_a_text_that_no_column_takes_is_said_with_its_row_before_anything_is_written(county):
    long = "很" * 201
    book = book_of(
        {
            "党组织": [["名称", "地址", "电子信箱"], ["财政局党支部", long, "不是邮箱"]],
            "任职": [["姓名", "所在党组织", "角色", "职务"], ["张三", county.name, "书记", long]],
            "特定对象": [["所在党组织", "特定对象", "成员"], [county.name, long, "张三"]],
            "领导小组": [["所在党组织", "机构", "小组职务", "姓名"], [county.name, "领导小组", "组长", long]],
            "科室": [["所在党组织", "科室"], [county.name, long]],
        }
    )
    errors = [text.partition("：")[2] for text in preview(book, county).errors]
    words = [text.partition("，")[0].partition("：")[0] for text in errors]
    assert words[:6] == ["“地址”太长", "“电子信箱”不像邮箱", "“职务”太长", "“特定对象”太长", "“姓名”太长", "“科室”太长"]


def test_codes_in_chinese_are_refused_and_made_from_the_name():
    book = book_of({"党组织": [["名称", "代码"], ["龙口市科技局党支部", "龙口"], ["重庆市党委", ""]]})
    found = preview(book)
    assert [place.code for place in found.plan.places] == ["lkskjjdzb", "chongqingshidangwei"]
    assert any("不能用汉字" in note for note in found.notes)
    again = found.answered({("code", "龙口市科技局党支部"): "lk-keji"})
    assert again.plan.places[0].code == "lk-keji"
    assert not Organization.objects.exists()
    short = preview(
        book_of({"党组织": [["名称", "简称", "公开办公室"], ["中共某县财政局支部委员会", "财政局支部", "秘书科"]]})
    )
    (place,) = short.plan.places
    assert (place.code, place.values["office_name"]) == ("caizhengjuzhibu", "秘书科")
