"""`manage.py due`: the worked examples and every scheme's numbers."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from catalog.directory.tests.factories import NOW
from catalog.schemes.loading import load_all

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause


@pytest.fixture(autouse=True)
def schemes(db):
    load_all(now=NOW)


def reckoned(scheme, kind, event, **options):
    out = io.StringIO()
    call_command("due", scheme=scheme, kind=kind, event=event, stdout=out, **options)
    (line,) = out.getvalue().splitlines()
    return json.loads(line)


@clause("QJ-11")
def test_a_disclosure_day_that_moves_off_a_holiday_says_that_moving_is_a_preset():
    """2026-10-02, the first Friday, is a holiday; the document does not say what then."""
    sentences = reckoned("qijiang", "periodic", "2026-09-15")["trace"]["sentences"]
    moved = next(number for number, line in enumerate(sentences) if "顺延到10月8日" in line)
    reason = "原文没有写公开日遇到节假日怎么办；定为顺延到下一个工作日，可以改。"
    assert sentences[moved + 1] == f"顺延是预设：{reason}"
    assert "顺延" not in "".join(reckoned("qijiang", "periodic", "2026-09-01")["trace"]["sentences"])


@clause("LK-13")
@pytest.mark.parametrize(
    ("scheme", "kind", "event", "due_on"),
    [
        ("longkou", "fixed", "2026-09-28", "2026-10-10"),
        ("longkou", "fixed", "2026-02-12", "2026-02-26"),
        ("longkou", "answer", "2026-09-20", "2026-10-08"),
        ("longkou", "accept", "2026-11-17", "2026-11-23"),
        ("longkou", "periodic", "2026-08-01", "2026-12-31"),
        ("longkou", "staged", "2026-11-16", "2026-11-23"),
        ("longkou", "immediate", "2026-11-20", "2026-11-23"),
        # June 2024 ends on a weekend: its last working day was Friday the 28th.
        ("longkou", "periodic", "2024-06-28", "2024-06-28"),
        ("longkou", "periodic", "2024-06-29", "2024-12-31"),
        ("longkou", "periodic", "2024-06-30", "2024-12-31"),
        ("pingluo", "periodic", "2024-06-29", "2024-09-30"),
        ("pingluo", "periodic", "2024-06-30", "2024-09-30"),
        ("jiguan", "periodic", "2024-06-29", "2024-12-31"),
        ("jiguan", "periodic", "2026-03-01", "2026-06-30"),
        ("pingluo", "periodic", "2026-08-03", "2026-09-30"),
        ("yueyang", "fixed", "2026-11-16", "2026-11-23"),
        ("yueyang", "periodic", "2026-11-17", "2026-11-20"),
        ("yueyang", "immediate", "2026-11-17", "2026-11-18"),
        ("yueyang", "answer", "2026-11-02", "2026-11-16"),
        ("qijiang", "periodic", "2026-09-15", "2026-10-08"),
        ("qijiang", "periodic", "2026-05-01", "2026-05-06"),
    ],
)
def test_a_scheme_gives_its_day(scheme, kind, event, due_on):
    answer = reckoned(scheme, kind, event)
    assert set(answer) == {"due_on", "provisional", "safe_on", "rule", "source", "trace"}
    assert (answer["due_on"], answer["provisional"], answer["safe_on"]) == (due_on, False, due_on)


@pytest.mark.clause("YY-03")
def test_important_work_of_yueyang_has_seven_working_days():
    answer = reckoned("yueyang", "periodic", "2026-11-17", important=True)
    assert (answer["due_on"], answer["rule"]) == ("2026-11-26", {"working_days": 7})


def test_what_reaches_into_a_year_without_notice_is_provisional():
    answer = reckoned("yueyang", "immediate", "2026-12-31")
    assert (answer["due_on"], answer["provisional"]) == ("2027-01-04", True)
    assert "2027年放假安排尚未公布" in answer["trace"]["sentences"][-1]


@pytest.mark.parametrize(
    ("scheme", "kind", "event", "due_on", "safe_on"),
    [
        # A Friday: New Year's Day with its weekend moves nothing.
        ("yueyang", "immediate", "2026-12-31", "2027-01-04", "2027-01-04"),
        # 28 January to 3 February; Saturday 30 and Sunday 31 January may be worked for 春节, which then ends it on the 1st.
        ("longkou", "fixed", "2027-01-27", "2027-02-03", "2027-02-01"),
        # September's end is a Thursday, and 29 and 30 September have been off before 国庆.
        ("pingluo", "periodic", "2027-08-03", "2027-09-30", "2027-09-28"),
    ],
)
def test_beside_a_provisional_day_stands_the_one_that_is_safe(scheme, kind, event, due_on, safe_on):
    answer = reckoned(scheme, kind, event)
    assert (answer["due_on"], answer["provisional"], answer["safe_on"]) == (due_on, True, safe_on)
    month, day = (int(part) for part in safe_on.split("-")[1:])
    assert f"{month}月{day}日为稳妥" in "".join(answer["trace"]["sentences"])


def test_the_trace_says_why_it_is_this_day_and_where_the_number_stands():
    answer = reckoned("longkou", "fixed", "2026-09-28")
    assert answer["trace"]["sentences"] == [
        "从2026年9月28日（事项确定）的次日起算，时限为5个工作日",
        "跳过10月1日至7日：国庆节",
        "10月10日调休上班（国庆节），算工作日",
        "到期日为2026年10月10日，当日仍为按时",
        f"依据：{answer['source']['document']}{answer['source']['article']}“{answer['source']['sentence']}”",
    ]
    assert "事项确定后5个工作日内" in answer["source"]["sentence"]
    assert "preset" not in answer["source"]


@pytest.mark.parametrize(("scheme", "kind"), [("longkou", "immediate"), ("jiguan", "accept"), ("pingluo", "answer")])
def test_a_number_the_document_does_not_give_is_marked_as_preset(scheme, kind):
    answer = reckoned(scheme, kind, "2026-11-17")
    assert answer["source"]["preset"] is True
    assert answer["trace"]["sentences"][-1].startswith("预设：")


@pytest.mark.parametrize(
    ("scheme", "kind", "event", "said"),
    [
        ("nowhere", "fixed", "2026-09-28", "没有代号为“nowhere”的实施方案"),
        ("longkou", "sometimes", "2026-09-28", "没有“sometimes”这一类时限"),
        ("yueyang", "staged", "2026-09-28", "没有“逐段公开”这一类时限"),
        ("longkou", "fixed", "28.9.2026", "不是日期"),
        ("longkou", "fixed", "9999-12-31", "请核对年份"),
    ],
)
def test_a_mistake_is_reported_in_chinese(scheme, kind, event, said):
    with pytest.raises(CommandError, match=said):
        reckoned(scheme, kind, event)


@clause("LK-14")
def test_an_event_on_the_days_off_that_close_a_period_says_that_it_belongs_to_the_next():
    sentences = reckoned("longkou", "periodic", "2024-06-29")["trace"]["sentences"]
    assert sentences[0] == "2024年6月29日在2024年上半年最后一个工作日（6月28日）以后，算到下一个周期"
    assert sentences[1].startswith("公开周期为2024年下半年")
