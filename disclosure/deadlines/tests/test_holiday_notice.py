"""The yearly notice, read from pasted text, must give the very days that are published elsewhere."""

from datetime import date

import pytest

from disclosure.deadlines.holidays import notice as holiday_notice
from disclosure.deadlines.holidays.notice import NoticeError
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.tests.factories import changed_days
from disclosure.deadlines.workdays import days_between

NOTICES = {
    2023: """国务院办公厅关于2023年部分节假日安排的通知
国办发明电〔2022〕16号
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
""",
    2024: """国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各单位要安排好值班。
国务院办公厅
2023年10月25日
""",
    # As a careless copy leaves it: the title broken over two lines, full-width digits, a paragraph cut in the middle.
    2025: """国务院办公厅关于２０２５年
部分节假日安排的通知
国办发明电〔２０２４〕１２号
自2025年1月1日起，全体公民放假的假日增加2天。国庆节自10月1日起放假调休7天。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调
休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4 月 4 日（周五）至 6 日（周日）放假，共 3 天。
四、劳动节：５月１日（周四）至５日（周一）放假调休，共５天。4月27日(周日)上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
国务院办公厅
2024年11月12日
来源：某网站，更多放假消息见1月1日专题
""",
    # All in one line.
    2026: (
        "国务院办公厅关于2026年部分节假日安排的通知 国办发明电〔2025〕7号 经批准，现将安排通知如下。"
        "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"
        "二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。"
        "2月14日（周六）、2月28日（周六）上班。"
        "三、清明节：4月4日（周六）至6日（周一）放假，共3天。"
        "四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。"
        "五、端午节：6月19日（周五）至21日（周日）放假，共3天。"
        "六、中秋节：9月25日（周五）至27日（周日）放假，共3天。"
        "七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"
    ),
}


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_gives_the_published_calendar_day_by_day(year):
    notice = holiday_notice.parse(NOTICES[year])

    published = library_calendar()
    read = published.overlaid(notice.days, {year})
    assert notice.year == year
    assert changed_days(published, read, date(year - 1, 12, 1), date(year, 12, 31)) == ()
    assert notice.warnings == ()


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_festivals_have_the_published_names(year):
    notice = holiday_notice.parse(NOTICES[year])
    published = library_calendar()
    read = published.overlaid(notice.days, {year})

    for day in notice.days:
        assert read.day(day.on).name == published.day(day.on).name


@pytest.mark.parametrize(
    ("year", "number"),
    [(2024, "国办发明电〔2023〕7号"), (2025, "国办发明电〔2024〕12号"), (2026, "国办发明电〔2025〕7号")],
)
def test_the_number_is_read_however_its_brackets_and_digits_are_written(year, number):
    assert holiday_notice.parse(NOTICES[year]).number == number


def test_weekends_within_a_holiday_are_named_and_changes_leave_them_out():
    notice = holiday_notice.parse(NOTICES[2026])
    changes = {day.on for day in notice.changes}

    assert date(2026, 10, 3) in {day.on for day in notice.days}
    assert date(2026, 10, 3) not in changes
    assert {date(2026, 10, 1), date(2026, 10, 10)} <= changes


def test_advice_to_rest_on_the_eve_makes_no_holiday():
    notice = holiday_notice.parse(NOTICES[2024])

    assert date(2024, 2, 9) not in {day.on for day in notice.days}


def test_joined_festivals_share_their_days():
    notice = holiday_notice.parse(NOTICES[2025])

    shared = {day.on for day in notice.days if day.name == "国庆节、中秋节" and not day.is_working}
    assert shared == set(days_between(date(2025, 10, 1), date(2025, 10, 8)))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2018, 12, 30), date(2019, 1, 1), "2018年12月30日至2019年1月1日放假调休，共3天"),
        (date(2018, 12, 30), date(2019, 1, 1), "12月30日至1月1日放假调休，共3天"),
        (date(2018, 12, 30), date(2019, 1, 1), "12月30日（周日）—2019年1月1日（星期二）放假，共3天"),
        (date(2019, 1, 1), date(2019, 1, 1), "1月1日放假1天"),
        (date(2019, 1, 1), date(2019, 1, 3), "1月1日、2日、3日放假调休"),
    ],
)
def test_ranges_are_read_across_the_year_and_with_parts_left_out(first, last, text):
    notice = holiday_notice.parse(f"关于2019年部分节假日安排的通知\n一、元旦：{text}。")

    assert [day.on for day in notice.days] == list(days_between(first, last))


def test_a_working_day_in_the_december_before_is_read_and_wins_in_the_calendar():
    notice = holiday_notice.parse(
        "关于2019年部分节假日安排的通知\n一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。"
    )
    calendar = library_calendar().overlaid(notice.days, {2019})

    assert calendar.is_working(date(2018, 12, 29))
    assert not calendar.is_working(date(2018, 12, 31))
    assert calendar.day(date(2018, 12, 29)).name == "调休上班（元旦）"


def test_a_day_made_up_for_is_a_holiday():
    notice = holiday_notice.parse("关于2014年部分节假日安排的通知\n三、清明节：4月5日放假，4月7日（星期一）补休。")

    assert [day.on for day in notice.days] == [date(2014, 4, 5), date(2014, 4, 7)]


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ("一、元旦：1月1日（周五）放假1天。", "元旦：2026年1月1日写的是周五，实际是周四"),
        ("一、元旦：1月1日至3日放假调休，共4天。", "元旦：写的是共4天，按日期数是3天"),
        ("一、元旦：1月1日至3日放假调休，共3天。1月5日上班。", "元旦：2026年1月5日是周一，不需要另行安排上班"),
        ("一、元旦：1月1日至4日放假调休。1月4日上班。", "元旦：2026年1月4日前后矛盾，既放假又上班"),
        ("二、春节：2月30日放假。", "春节：没有2月30日这一天"),
        ("二、春节：农历除夕起放假8天。", "春节：没有看懂“农历除夕起放假8天”"),
        ("二、春节：另行通知。", "春节：没有看懂哪几天放假：“另行通知。”"),
        ("二、春节：2月15日至23日放假。2月14日起恢复。", "春节：没有看懂“2月14日起恢复”"),
        ("二、春节：2月23日至15日放假。", "春节：“2月23日至15日”的起止日期颠倒了"),
        ("二、春节：2025年2月15日放假。", "春节：2025年2月15日不在2026年的安排之内"),
        ("一、元旦：1月1日放假。\n三、青明节：4月4日放假。", "这一段没有看懂：“三、青明节:4月4日放假”"),
        ("放假安排见附件。", "没有找到任何节日段落，段落应像“一、元旦：1月1日放假……”"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(paragraph, message):
    with pytest.raises(NoticeError) as refusal:
        holiday_notice.parse(f"关于2026年部分节假日安排的通知\n{paragraph}")

    assert str(refusal.value) == message


def test_a_text_without_a_year_is_refused_unless_the_year_is_given():
    with pytest.raises(NoticeError, match="没有找到年份"):
        holiday_notice.parse("一、元旦：1月1日放假1天。")

    assert holiday_notice.parse("一、元旦：1月1日放假1天。", year=2026).days[0].on == date(2026, 1, 1)


def test_a_missing_festival_and_a_lost_working_day_are_warned_of():
    lost_festival = NOTICES[2026].replace("六、中秋节：9月25日（周五）至27日（周日）放假，共3天。", "")
    lost_day = NOTICES[2026].replace("、10月10日（周六）", "")

    assert "没有找到中秋节的安排" in holiday_notice.parse(lost_festival).warnings
    assert holiday_notice.parse(lost_day).warnings == (
        "平日放假天数减去周末上班天数应等于法定假日13天，现为14天，请核对有无遗漏",
    )


def test_more_than_six_days_of_work_in_a_row_are_warned_of_and_not_refused():
    # Work from Wednesday 6 May 2026; with Saturday the 9th alone it is 4 days, then 5.
    long = NOTICES[2026].replace("5月9日（周六）上班", "5月9日（周六）、5月10日（周日）上班")
    notice = holiday_notice.parse(long)

    assert "2026年5月6日至2026年5月15日连续上班10天，一般不超过6天，请核对" in notice.warnings
    assert date(2026, 5, 10) in {day.on for day in notice.days if day.is_working}


def test_before_the_law_of_2024_seven_days_in_a_row_were_usual():
    assert holiday_notice.parse(NOTICES[2023]).warnings == ()
