"""Days as they are written: 2026年10月9日, 10月9日, 2026年10月, 10月. Pure: dates in, words out."""

from datetime import date


def plain(on: date) -> str:
    """2026年10月9日."""
    return f"{year_month(on)}{on.day}日"


def short(on: date, today: date) -> str:
    """Without the year when it is this year's."""
    return month_day(on) if on.year == today.year else plain(on)


def month_day(on: date | None) -> str:
    """10月9日, whatever the year; nothing where there is no day."""
    return f"{month_word(on.month)}{on.day}日" if on else ""


def year_month(on: date) -> str:
    """2026年10月."""
    return f"{on.year}年{month_word(on.month)}"


def month_word(month: int) -> str:
    return f"{month}月"
