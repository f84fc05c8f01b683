"""What a scheme says of the people who watch over disclosure and of how they meet: supervisors, meetings, contact points."""

from pydantic import Field

from catalog.schemes.document.values import Grounded, MeetingWord, PointWord, Quoted, RecurringRule, Text, Whom


class Supervisors(Grounded):
    """``constituencies``: whom they are chosen from, each to be represented; empty: it says nothing. ``is_optional``: an
    organisation may do without."""

    constituencies: list[Whom] = Field([], title="从哪些人里聘请")
    is_optional: bool = Field(False, title="可以不聘")


class Meetings(Grounded):
    kind: MeetingWord = Field(title="哪一种会议")
    rule: RecurringRule = Field(title="多久一次")


class ContactPoints(Quoted):
    """``standards``: by what they are chosen."""

    kind: PointWord = Field(title="哪一种")
    standards: list[Text] = Field([], title="按什么标准定")
