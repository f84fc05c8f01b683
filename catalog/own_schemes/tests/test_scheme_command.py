"""``manage.py scheme``: a scheme goes out as a file and comes in as a draft, checked by the one schema."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.directory.tests.factories import adopt, make_scheme_loaded
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.models import Adoption, Scheme
from catalog.schemes.rules import scheme_for
from catalog.schemes.tests.scheme_data import SCHEMES, SLUGS
from disclosure.audit.tests.factories import actions_on
from disclosure.organizations.tests.factories import make_holder, make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def run(*words) -> str:
    out = StringIO()
    call_command("scheme", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def branch():
    organization = make_organization("branch", name="龙口市科技局党支部")
    organization.clerk = make_holder(organization, "clerk")
    return organization


@pytest.mark.each_database
@pytest.mark.parametrize("slug", SLUGS)
def test_what_goes_out_comes_in_and_goes_out_the_same(slug, tmp_path):
    scheme = make_scheme_loaded(slug)
    owner = make_organization("owner", name=scheme.issuer)
    clerk = make_holder(owner, "clerk")
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    run("export", slug, "-o", first)
    run("import", first, "--organization", "owner", "--by", clerk.username)
    run("export", "owner", "--draft", "-o", second)
    assert second.read_bytes() == first.read_bytes()
    assert SchemeDraft.objects.get().document == scheme.data


def test_an_organisation_exports_what_it_works_by(branch):
    adopt(branch, "yueyang", **{"time_limits.fixed.rule": {"working_days": 3}})
    below = make_organization("below", branch)
    assert "working_days: 3" in run("export", below.code)
    with pytest.raises(CommandError, match="没有代码为“nowhere”的组织，也没有"):
        run("export", "nowhere")
    alone = make_organization("alone")
    with pytest.raises(CommandError, match="还没有施行中的实施方案"):
        run("export", alone.code)


def test_a_sound_file_is_checked_without_a_word_of_complaint():
    assert run("check", SCHEMES / "qijiang.yaml") == "《綦江县党的基层组织党务公开实施细则》没有问题。\n"


def test_every_fault_of_a_file_stands_on_its_line_and_the_end_is_2(tmp_path, capsys):
    text = (SCHEMES / "longkou.yaml").read_text(encoding="utf-8")
    spoilt = text.replace("  accept:", "  akzept:", 1).replace("side: inside", "side: within", 1)
    file = tmp_path / "spoilt.yaml"
    file.write_text(spoilt, encoding="utf-8")
    with pytest.raises(CommandError, match="spoilt.yaml：有 3 处要改。") as raised:
        call_command("scheme", "check", str(file))
    assert raised.value.returncode == 2
    side, requests, akzept = (
        spoilt[: spoilt.index(part)].count("\n") + 1 for part in ("side: within", "requests:", "akzept")
    )
    assert capsys.readouterr().out.splitlines() == [
        f"第{requests}行：缺少“受理（accept）”。",
        f"第{akzept}行：没有“akzept”这一栏。",
        f"第{side}行：“党内还是党外（side）”只能是inside、outside、both，不能是“within”。",
    ]


def test_what_is_imported_is_a_draft_of_who_may_write_one_and_puts_nothing_in_force(branch):
    said = run("import", SCHEMES / "longkou.yaml", "--organization", "branch", "--by", branch.clerk.username)
    draft = SchemeDraft.objects.get()
    assert said == f"已导入：{draft.title}，起草中。\n"
    assert (draft.organization, draft.created_by, draft.state) == (branch, branch.clerk, "draft")
    assert actions_on(draft) == ["schemedraft.created"]
    assert not Adoption.objects.exists()

    stranger = make_holder(make_organization("elsewhere"), "clerk")
    for name, words in ((stranger.username, "没有“导入”的权限"), ("nobody", "没有“nobody”这个账号"), ("", "请用 --by")):
        with pytest.raises(CommandError, match=words):
            run("import", SCHEMES / "longkou.yaml", "--organization", "branch", "--by", name)
    assert SchemeDraft.objects.count() == 1


@pytest.mark.clause("QJ-24")
def test_of_anothers_file_only_the_rules_are_taken(branch):
    said = run("import", SCHEMES / "yueyang.yaml", "--org", "branch", "--by", branch.clerk.username)
    assert said.startswith("文件是“中共岳阳市统计局党组”的方案：只取规则")
    draft = SchemeDraft.objects.get()
    assert draft.document["issuer"] == branch.name and "岳阳" not in str(draft.document)
    with pytest.raises(CommandError, match="不能直接施行"):
        run("import", SCHEMES / "yueyang.yaml", "--org", "branch", "--issue")


def test_a_document_that_was_issued_already_is_put_in_force_when_asked_for(branch):
    run("import", SCHEMES / "longkou.yaml", "--org", "branch", "--issue")
    scheme = scheme_for(branch, timezone.localdate()).scheme
    assert (scheme, scheme.organization, scheme.slug) == (Scheme.objects.get(), branch, "branch-1")
    assert scheme.document_number == "龙科字[2011] 20号"


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="打不开文件"):
        run("check", tmp_path / "nowhere.yaml")


SAID_AGAIN = "a: &a [很, 多]\nb: &b [*a, *a]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SAID_AGAIN, "第1行：这里不能用 & 和 * 的写法，请把内容写全。"),
        ("a: &a [*a]", "第1行：这里不能用 & 和 * 的写法，请把内容写全。"),
        ("title: " + "[" * 3000 + "]" * 3000, "第1行：这里嵌套得太深。"),
        ("\n".join(f"{' ' * depth}a:" for depth in range(100)), "第30行：这里嵌套得太深。"),
        ('title: 方案\nissuer: "局\\0"', "第2行：这里有不能显示的字符。"),
        ('title: "\\ud800"', "第1行：这里有不能显示的字符。"),
        ('"\\a": 方案', "第1行：这里有不能显示的字符。"),
        ("title: " + "长" * 500_001, "文件太长，最多50万字。"),
    ],
)
def test_a_file_that_would_burst_or_break_is_refused_in_words(text, said, tmp_path, capsys):
    file = tmp_path / "nasty.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="有 1 处要改"):
        call_command("scheme", "check", str(file))
    assert capsys.readouterr().out == f"{said}\n"
