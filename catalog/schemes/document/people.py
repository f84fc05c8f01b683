"""What a scheme says of the people who watch over disclosure and of how they meet: supervisors, meetings, contact points."""

from functools import partial
from typing import Annotated

from django.db.models import TextChoices
from pydantic import BeforeValidator, Field

from catalog.schemes.choices import Constituency, MeetingKind, PointKind
from catalog.schemes.document.values import Grounded, Quoted, RecurringRule, Text, one_of


def word_of(choices: type[TextChoices]) -> BeforeValidator:
    return BeforeValidator(partial(one_of, choices.choices))


class Supervisors(Grounded):
    """``constituencies``: whom they are chosen from, each to be represented; empty: it says nothing. ``is_optional``: an
    organisation may do without."""

    constituencies: list[Annotated[str, word_of(Constituency)]] = Field([], title="从哪些人里聘请")
    is_optional: bool = Field(False, title="可以不聘")


class Meetings(Grounded):
    kind: Annotated[str, word_of(MeetingKind)] = Field(title="哪一种会议")
    rule: RecurringRule = Field(title="多久一次")


class ContactPoints(Quoted):
    """``standards``: by what they are chosen."""

    kind: Annotated[str, word_of(PointKind)] = Field(title="哪一种")
    standards: list[Text] = Field([], title="按什么标准定")
