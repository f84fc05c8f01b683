"""What is told besides single steps: stories, the words that their steps have in common, and what they need to be there."""

from typing import Any

from disclosure.files.written.values import Part
from disclosure.oversight.rehearsal.telling.story import Story

Step = str | dict[str, Any]


class Words(Part):
    """What several tales have in common: a file of its own, named by ``include``."""

    usual: dict[str, dict[str, Any]] = {}
    courses: dict[str, list[Step]] = {}


class NewCarrier(Part):
    """What a disclosure may be carried out on; ``org``: whose, where it is not of whom all is told."""

    org: str = ""
    kind: str
    name: str
    place: str
    keeper: str = ""


class Stories(Words):
    """``org``: of which organisation they are; ``cast``: what a person is called here → the account, where it is not
    ``<org>-<name>``. ``stories`` are told one after the other; of ``by_time`` every step in its turn; ``at_last`` once the stories of all
    organisations are told."""

    org: str = ""
    include: list[str] = []
    cast: dict[str, str] = {}
    carriers: list[NewCarrier] = []
    stories: list[Story] = []
    by_time: list[Story] = []
    at_last: list[Story] = []
