"""What each of the five documents says, read back from its scheme file and its catalogue."""

from collections import Counter

import pytest

from catalog.schemes.tests.scheme_data import SLUGS, by_code, count, is_said, limit, notes, rows, scheme

clause = pytest.mark.clause

# 龙口


@clause("LK-27")
def test_longkou_has_its_76_entries_as_counted_in_the_annex():
    assert count("longkou", "scope") == {"社会": 40, "全体党员": 28, "党支部委员、第二纪检组": 8}
    assert count("longkou", "limit") == {"定期": 43, "即时": 25, "固定": 5, "逐段": 3}
    codes = [row["code"] for row in rows("longkou")]
    assert (codes[0], codes[-1]) == ("1-1-1", "8-7-3")
    assert codes == sorted(codes)


@clause("LK-27")
def test_longkou_gaps_in_the_codes_are_kept_and_noted():
    assert not {"1-2-5", "1-3-1"} & set(by_code("longkou"))
    assert [note["code"] for note in notes("longkou", "gap")] == ["1-2-5", "1-3-1"]


@clause("LK-27")
def test_longkou_missing_heading_stays_empty_and_is_noted():
    untitled = {row["code"][:3] for row in rows("longkou") if not row["subcategory"]}
    assert untitled == {"1-3"} == {note["code"] for note in notes("longkou", "missing_heading")}


@clause("LK-27")
def test_longkou_labels_split_over_lines_and_pages_are_one():
    entries = by_code("longkou")
    assert entries["5-1-1"]["subcategory"] == "干部选拔"
    assert entries["6-1-1"]["category"] == "联系和服务党员群众情况"
    assert entries["7-1-1"]["category"] == "作风建设情况"
    assert {row["category"] for code, row in entries.items() if code[0] == "8"} == {"党风廉政建设情况"}


@clause("LK-27")
def test_longkou_misprints_in_the_forms_are_on_record():
    entries = by_code("longkou")
    assert entries["3-1-1"]["forms"] == "会议、文件、网站、新闻媒" == notes("longkou", "truncated")[0]["raw"]
    assert entries["5-3-1"]["forms"] == "会议、文件" == notes("longkou", "trailing_mark")[0]["raw"].rstrip("、")


@clause("LK-02")
@clause("YY-17")
def test_where_the_document_says_so_society_comes_after_the_party():
    assert {slug: scheme(slug)["release"]["inside_first"] for slug in SLUGS} == {
        "longkou": True, "jiguan": False, "pingluo": True, "yueyang": True, "qijiang": True,
    }  # fmt: skip
    for slug in SLUGS:
        (society,) = [each for each in scheme(slug)["scopes"] if each["scope"] == "society"]
        assert society["inside_first"] is scheme(slug)["release"]["inside_first"]


@clause("LK-13")
def test_longkou_fixed_matters_have_5_working_days_and_stay():
    fixed = limit("longkou", "fixed")
    assert fixed["rule"] == {"working_days": 5} and not fixed["preset"]
    assert fixed["is_permanent"] and fixed["reopens_on_revision"]


@clause("LK-14")
def test_longkou_periodic_matters_are_replaced_each_half_year_and_adjusted_each_quarter():
    periodic = limit("longkou", "periodic")
    assert {each["name"]: each["rule"]["period_end"] for each in periodic["recurrences"]} == {
        "replace": "half_year", "adjust": "quarter",
    }  # fmt: skip
    assert "quarter" in periodic["choices"]


@clause("LK-15")
@clause("QJ-12")
def test_staged_work_is_summed_up_at_the_years_end_or_when_it_ends():
    for slug in ("longkou", "jiguan"):
        staged = limit(slug, "staged")
        assert staged["year_end_summary"] and is_said(staged["summary_rule"], staged["summary_sentence"])
    staged = limit("qijiang", "staged")
    assert staged["summary_when_work_ends"] and "工作结束时" in staged["summary_sentence"]
    assert "year_end_summary" not in staged


@clause("LK-16")
@clause("QJ-13")
@pytest.mark.parametrize("slug", ["longkou", "jiguan", "pingluo", "qijiang"])
def test_immediate_without_a_number_is_a_preset_of_one_working_day(slug):
    immediate = limit(slug, "immediate")
    assert immediate["rule"] == {"working_days": 1} and immediate["preset"] and immediate["preset_reason"]


@clause("LK-17")
def test_longkou_point_topics_are_accepted_in_5_and_answered_in_15_days_from_receipt():
    requests = scheme("longkou")["requests"]
    assert (requests["accept"]["rule"], requests["answer"]["rule"]) == ({"calendar_days": 5}, {"calendar_days": 15})
    assert requests["accept"]["start"] == requests["answer"]["start"] == "receipt"


# 机关部门


@clause("JG-02")
def test_jiguan_has_five_groups_and_other_matters():
    groups = Counter(row["code"].split("-")[0] for row in rows("jiguan"))
    assert groups == {"1": 4, "2": 5, "3": 7, "4": 3, "5": 4, "6": 1}
    assert by_code("jiguan")["1-2"]["content"].startswith("党组织人气目标")
    assert "任期目标" in notes("jiguan", "misprint")[0]["note"]


@clause("JG-13")
def test_jiguan_displays_as_long_as_possible_and_sets_no_maximum():
    assert scheme("jiguan")["display"] == []
    assert scheme("jiguan")["display_policy"]["policy"] == "as_long_as_possible"
    assert [each["label"] for each in scheme("jiguan")["time_limits"]] == ["长期", "定期", "逐段", "即时"]


# 平罗


@clause("PL-01")
def test_pingluo_lists_become_three_categories_of_one_kind_each():
    kinds = {row["category"]: row["limit"] for row in rows("pingluo")}
    assert kinds == {"固定公开内容": "固定", "定期公开内容": "定期", "随时公开内容": "随时"}
    assert count("pingluo", "limit") == {"固定": 4, "定期": 10, "随时": 10}


@clause("PL-08")
def test_pingluo_fixed_matters_stay_and_are_updated_each_half_year():
    fixed = limit("pingluo", "fixed")
    assert fixed["is_permanent"]
    assert [each["rule"] for each in fixed["recurrences"]] == [{"period_end": "half_year"}]


@clause("PL-09")
def test_pingluo_periodic_matters_choose_month_quarter_or_half_year():
    periodic = limit("pingluo", "periodic")
    assert periodic["choices"] == ["month", "quarter", "half_year"]
    assert all(is_said({"period_end": choice}, periodic["sentence"]) for choice in periodic["choices"])


@clause("PL-10")
def test_pingluo_shows_society_periodic_and_any_time_matters_for_7_to_15_days():
    (window,) = scheme("pingluo")["display"]
    assert (window["scope"], window["kinds"]) == ("society", ["periodic", "immediate"])
    assert f"{window['min_days']}至{window['max_days']}天" in window["sentence"]


# 岳阳


@clause("YY-01")
@clause("YY-16")
def test_yueyang_has_its_35_entries_as_counted_in_the_annex():
    assert list(by_code("yueyang")) == [str(number) for number in range(1, 36)]
    assert count("yueyang", "scope") == {"先党内后党外": 25, "党内": 10}
    assert count("yueyang", "limit") == {"定期": 19, "及时": 14, "长期": 2}
    assert len(scheme("yueyang")["categories"]) == 8
    assert {row["subcategory"] for row in rows("yueyang")} == {""}


@clause("YY-16")
def test_yueyang_offices_are_named_without_the_spaces_of_the_table():
    offices = Counter(office for row in rows("yueyang") for office in row["departments"].split("、"))
    assert offices == {"机关支部": 18, "人事科": 10, "办公室": 8, "监察室": 2, "机关工会": 1}
    assert by_code("yueyang")["33"]["departments"] == "机关支部、监察室"


@clause("YY-16")
def test_yueyang_twin_entries_30_and_32_keep_their_different_limits():
    entries = by_code("yueyang")
    assert (entries["30"]["limit"], entries["32"]["limit"]) == ("定期", "及时")
    assert [(note["code"], note["also"]) for note in notes("yueyang", "near_duplicate")] == [("30", "32")]


@clause("YY-02")
@clause("YY-03")
@clause("YY-04")
def test_yueyang_limits_are_5_3_or_7_and_1_working_days():
    assert limit("yueyang", "fixed")["rule"] == {"working_days": 5}
    assert limit("yueyang", "periodic")["rule"] == {"working_days": 3}
    assert limit("yueyang", "periodic")["important_rule"] == {"working_days": 7}
    assert is_said({"working_days": 7}, limit("yueyang", "periodic")["sentence"])
    assert limit("yueyang", "immediate")["rule"] == {"working_days": 1}
    assert not any(each["preset"] or each["kind"] == "staged" for each in scheme("yueyang")["time_limits"])


@clause("YY-04")
def test_yueyang_undefined_word_is_answered_and_on_record():
    (question,) = scheme("yueyang")["open_questions"]
    assert (question["word"], question["understood_as"], question["confirmed"]) == ("及时", "immediate", True)
    assert "及时" in limit("yueyang", "immediate")["raw_words"]


@clause("YY-05")
def test_yueyang_applications_are_answered_10_working_days_after_acceptance():
    answer = scheme("yueyang")["requests"]["application_answer"]
    assert (answer["rule"], answer["start"]) == ({"working_days": 10}, "acceptance")
    assert answer["applicants"] == ["organization", "member"]


# 綦江


@clause("QJ-02")
def test_qijiang_has_seven_categories_and_other_matters_for_every_class_of_organisation():
    groups = Counter(row["code"].split("-")[0] for row in rows("qijiang"))
    assert groups == {"1": 6, "2": 3, "3": 8, "4": 4, "5": 4, "6": 8, "7": 6, "8": 1}
    assert by_code("qijiang")["8-1"]["content"] == "其他应当公开的事项"
    applies_to = scheme("qijiang")["catalogue"]["applies_to"]
    assert applies_to["kind"] == "class" and len(applies_to["sectors"]) == 10


@clause("QJ-10")
def test_qijiang_long_term_matters_stay():
    assert limit("qijiang", "fixed")["label"] == "长期" and limit("qijiang", "fixed")["is_permanent"]


@clause("QJ-11")
def test_qijiang_disclosure_day_is_the_first_friday_of_the_month():
    assert limit("qijiang", "periodic")["rule"] == {"disclosure_day": {"weekday": 5, "nth": 1}}
    assert not limit("qijiang", "periodic")["preset"]


# All five, side by side


def test_who_approves_off_catalogue_matters_is_as_each_document_says():
    assert {slug: scheme(slug)["off_catalogue"]["approver"] for slug in SLUGS} == {
        "longkou": "organization", "jiguan": "organization", "pingluo": "organization",
        "yueyang": "superior", "qijiang": "catalogue_owner",
    }  # fmt: skip
    assert all(scheme(slug)["off_catalogue"]["needs_work_plan"] for slug in SLUGS)
    assert scheme("jiguan")["off_catalogue"]["files_with_superior"]


def test_the_superior_decides_on_refusals_where_the_document_says_so():
    routes = {slug: scheme(slug)["refusal"]["route"] for slug in SLUGS}
    assert {slug for slug, route in routes.items() if route == "superior_decides"} == {"jiguan", "qijiang"}
    assert scheme("pingluo")["refusal"]["preset"]


@pytest.mark.clause("QJ-15")
@pytest.mark.clause("JG-04")
def test_an_exemption_is_decided_above_in_the_one_document_that_says_so():
    routes = {slug: scheme(slug)["exemption"]["route"] for slug in SLUGS}
    assert {slug for slug, route in routes.items() if route == "superior_decides"} == {"jiguan"}


def test_longkou_has_seven_rules_for_the_forms():
    assert [rule["number"] for rule in scheme("longkou")["form_rules"]] == [1, 2, 3, 4, 5, 6, 7]


@clause("QJ-08")
def test_qijiang_pins_the_matters_of_cadre_appointment_to_a_rule_that_it_does_not_name():
    (pinned,) = scheme("qijiang")["catalogue"]["pinned"]
    assert [by_code("qijiang")[code]["content"] for code in pinned["codes"]] == ["干部选拔任用", "轮岗交流"]
    assert pinned["sentence"] == "涉及干部任免工作有关事项的公开范围及形式按照有关规定公开。"
    assert pinned["cites"] is None


# What goes up, word by word


@clause("YY-09")
def test_yueyang_asks_for_agreement_off_the_catalogue_and_for_no_filing():
    off = scheme("yueyang")["off_catalogue"]
    assert "报市直机关党务公开工作领导小组审核同意后进行公开" in off["sentence"]
    assert (off["approver"], off["files_with_superior"]) == ("superior", False)


@clause("YY-05")
def test_yueyang_files_what_it_exempts_and_only_explains_what_it_refuses():
    (exempt,) = [each for each in scheme("yueyang")["filing"] if each["what"] == "exemption"]
    assert (exempt["article"], exempt["sentence"]) == ("二（二）1", "暂时不宜公开或不能公开的，报上一级党组织备案。")
    refusal = scheme("yueyang")["refusal"]
    assert (refusal["article"], refusal["filed_with"]) == ("二（二）4", None)
    assert refusal["sentence"] == "暂不宜公开或不能公开的，应及时向申请单位或申请人说明情况。"


@clause("PL-13")
def test_pingluos_discipline_committee_decides_before_the_issue_and_nothing_is_filed():
    document = scheme("pingluo")
    assert document["filing"] == []
    assert document["drafting"]["review"]["body"] == "县纪委"
    assert document["drafting"]["review"]["sentence"].endswith("提交县纪委会议研究审定，并以局支部文件正式下发。")


@clause("LK-04")
@clause("YY-08")
def test_a_catalogue_is_filed_only_under_the_two_documents_that_say_so():
    """四（二）1：并报市委党务公开工作领导小组办公室备案；二（四）1：（含公开目录），并报……备案。"""
    asked = {slug for slug in SLUGS for row in scheme(slug)["filing"] if row["what"] == "catalogue"}
    assert asked == {slug for slug in SLUGS if scheme(slug)["catalogue"]["filed_with"]} == {"longkou", "yueyang"}


@clause("LK-20")
def test_longkou_changes_are_approved_by_the_branch_itself():
    (change,) = [each for each in scheme("longkou")["filing"] if each["what"] == "change"]
    assert change["sentence"].startswith("公开事项变更、撤销或终止时，经局党支部批准后")
    assert change["approver"] == "organization"


@clause("LK-11")
def test_longkous_fourth_rule_names_its_own_forms_and_each_can_be_chosen():
    """采取媒体访谈、举办听证会、面对面对话、民生热线、网上民声、科技信息网等形式进行公开。"""
    rule = scheme("longkou")["form_rules"][3]
    named = {word: form["name"] for form in scheme("longkou")["forms"] for word in form["raw_words"]}
    words = ["媒体访谈", "听证会", "面对面对话", "民生热线", "网上民声", "科技信息网"]
    assert all(word in rule["sentence"] for word in words)
    assert list(dict.fromkeys(named[word] for word in words)) == rule["forms"]


@clause("QJ-16")
def test_qijiang_accepts_and_answers_for_the_same_applicants():
    """第九条（三）：党员按有关规定向党的基层组织申请公开相关党内事务。"""
    requests = scheme("qijiang")["requests"]
    assert requests["accept"]["applicants"] == requests["answer"]["applicants"] == ["member", "society"]
    assert requests["accept"]["preset"] and requests["answer"]["preset"]
    assert requests["application_answer"]["applicants"] == ["member"]


@clause("QJ-11")
def test_qijiangs_friday_is_text_and_its_moving_off_a_holiday_a_preset():
    periodic = limit("qijiang", "periodic")
    assert "每月第一周星期五" in periodic["sentence"] and not periodic["preset"]
    assert periodic["moving"]["preset"] and "顺延" in periodic["moving"]["preset_reason"]


@clause("QJ-27")
@clause("JG-16")
@clause("PL-18")
@pytest.mark.parametrize(("slug", "article"), [("qijiang", "第九条（五）"), ("jiguan", "四（三）"), ("pingluo", "五4")])
def test_six_check_points_stand_in_the_sentence_they_come_from(slug, article):
    checks = scheme(slug)["check_points"]
    assert checks["article"] == article and len(checks["points"]) == 6
    assert all(point in checks["sentence"] for point in checks["points"])


def test_quota_report_and_filing_of_the_own_scheme_are_on_record():
    assert scheme("pingluo")["quotas"][0]["rule"] == {"period_end": "month"}
    assert scheme("yueyang")["reports"][0]["rule"] == {"period_end": "year"}
    (own,) = [each for each in scheme("qijiang")["filing"] if each["what"] == "scheme"]
    assert own["rule"] == {"calendar_days": 10}
