"""`manage.py catalogue`: import, export, and back again."""

import io

import pytest
from django.core.management import CommandError, call_command

from catalog.directory.contents import catalogue_for
from catalog.directory.exchange.rows import HEADER
from catalog.directory.exporting import rows_of
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import adopt, install, make_scheme_loaded, of_columns
from catalog.schemes.loading import annex
from disclosure.organizations.tests.factories import make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def run(*arguments, **options):
    out = io.StringIO()
    call_command("catalogue", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


@pytest.mark.clause("LK-27")
def test_the_csv_has_the_agreed_header_and_one_line_an_entry():
    install(make_organization("longkou"), "longkou")
    lines = run("export", "longkou").splitlines()
    usual = "code,category,subcategory,content,scope,forms,limit,departments,person"
    assert lines[0] == f"{usual},2010年意见类别,2017年条例类别,说明"
    assert len(lines) == 77


@pytest.mark.clause("QJ-03")
def test_a_subordinate_exports_the_catalogue_that_applies_to_it():
    county = make_organization("qijiang")
    install(county, "qijiang")
    make_organization("town", superior=county, sector="street_town")
    assert run("export", "town") == run("export", "qijiang")
    assert of_columns(run("export", "town").encode(), annex("qijiang")) == of_columns(
        annex("qijiang"), annex("qijiang")
    )


def test_a_scheme_without_an_organisation_exports_its_annex():
    make_scheme_loaded("yueyang")
    assert run("export", "yueyang") == annex("yueyang").decode()


def test_an_unknown_code_is_reported():
    with pytest.raises(CommandError, match="没有代码为“nobody”的组织或实施方案"):
        run("export", "nobody")
    make_organization("empty")
    with pytest.raises(CommandError, match="还没有施行中的公开目录"):
        run("export", "empty")


@pytest.mark.parametrize("format", ["csv", "xlsx", "docx"])
@pytest.mark.parametrize("slug", ["longkou", "yueyang", "qijiang"])
def test_what_is_exported_imports_back_identically(tmp_path, slug, format):
    organization = make_organization("source")
    before = install(organization, slug)
    path = tmp_path / f"目录.{format}"
    run("export", "source", "--format", format, "--output", path)

    copy = make_organization("copy")
    run("import", path, "--org", "copy", "--scheme", slug, "--put-in-force")

    after = catalogue_for(copy)
    assert [row.fields for row in rows_of(after)] == [row.fields for row in rows_of(before)]
    meanings = ("code", "scope", "inside_first", "audience_names", "limit_kind", "limit_rule", "parent__name")
    assert understood(after, meanings) == understood(before, meanings)


def understood(catalogue, fields):
    return list(Entry.objects.filter(catalogue=catalogue).entries().order_by("lft").values(*fields))


def a_file(tmp_path, *lines):
    path = tmp_path / "目录.csv"
    path.write_text("\n".join([",".join(HEADER), *lines]), encoding="utf-8")
    return path


def test_a_dry_run_shows_every_row_and_writes_nothing(tmp_path):
    adopt(make_organization("longkou"))
    path = a_file(
        tmp_path, "1-1,思想建设,,学习情况,社会,会议,定期,办公室,张三", "1-3,思想建设,,考核情况,社会,会议,固定,,"
    )
    said = run("import", path, "--org", "longkou", "--dry-run")

    assert "第2行　1-1　思想建设　学习情况　范围 社会 → 社会，先党内后党外　时限 定期 → 定期公开" in said
    assert "办公室（新）" in said
    assert "缺 1-2" in said
    assert Catalogue.objects.count() == 0


def test_open_questions_end_the_command_with_the_row_until_they_are_answered(tmp_path):
    adopt(make_organization("longkou"))
    path = a_file(tmp_path, "1-1,思想建设,,学习情况,社会,会议,及时,,")
    with pytest.raises(CommandError, match="有 1 个问题没有回答.*第2行：公开时限“及时”是什么意思？"):
        run("import", path, "--org", "longkou")
    assert Catalogue.objects.count() == 0

    said = run("import", path, "--org", "longkou", "--answer", "limit:及时=immediate")
    assert said.splitlines()[-1].startswith("已导入 1 项")
    assert Catalogue.objects.get().state == Catalogue.State.DRAFT


def test_an_error_ends_the_command_with_its_row(tmp_path):
    adopt(make_organization("longkou"))
    row = "1-1,思想建设,,学习情况,社会,会议,定期,,"
    with pytest.raises(CommandError, match="有 1 处错误，没有导入：第3行.*重复"):
        run("import", a_file(tmp_path, row, row), "--org", "longkou")


@pytest.mark.parametrize(
    ("answer", "said"),
    [("及时=immediate", "看不懂 --answer"), ("limit:及时=soon", "没有“soon”这个答案"), ("mood:x=y", "看不懂 --answer")],
)
def test_a_wrong_answer_is_explained(tmp_path, answer, said):
    adopt(make_organization("longkou"))
    with pytest.raises(CommandError, match=said):
        run("import", a_file(tmp_path), "--org", "longkou", "--answer", answer)


def test_an_organisation_without_a_scheme_must_name_one(tmp_path):
    make_organization("longkou")
    with pytest.raises(CommandError, match="请先登记实施方案。也可以用 --scheme 指定"):
        run("import", a_file(tmp_path), "--org", "longkou")
    with pytest.raises(CommandError, match="没有代码为“nobody”的组织"):
        run("import", a_file(tmp_path), "--org", "nobody")
    with pytest.raises(CommandError, match="打不开文件"):
        make_scheme_loaded()
        run("import", tmp_path / "missing.csv", "--org", "longkou", "--scheme", "longkou")


@pytest.mark.clause("QJ-24")
def test_by_anothers_words_the_catalogue_is_read_and_kept_under_a_scheme_of_its_own(tmp_path):
    make_scheme_loaded("yueyang")
    organization = make_organization("copy", name="青山医院党委")
    path = a_file(tmp_path, "1-1,医院决定,,采购,先党内后党外,岳阳统计信息网,及时,办公室,")
    run("import", path, "--org", "copy", "--scheme", "yueyang", "--put-in-force")
    run("import", path, "--org", "copy", "--scheme", "yueyang")
    first, second = Catalogue.objects.order_by("version")
    assert first.scheme == second.scheme and first.scheme.organization == organization
    assert first.scheme.title == "青山医院党委党务公开实施方案"
    names = Entry.objects.filter(catalogue=first, rank="category").order_by("lft").values_list("code", "name")
    assert list(names) == [("1", "医院决定"), ("2", "其他应当公开的事项")]
    assert Entry.objects.get(catalogue=first, code="1-1").scope == "society"
