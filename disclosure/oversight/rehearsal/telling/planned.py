"""What a script has played, in the order of its days and hours: its steps at ten, those of its stories at their own hours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from disclosure.files.written.lines import Place, WrittenError
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.choosing import known_names
from disclosure.oversight.rehearsal.clock import NIGHT, STEPS, moment
from disclosure.oversight.rehearsal.script import Step, Written, place_of
from disclosure.oversight.rehearsal.stage import Stage
from disclosure.oversight.rehearsal.telling.staging import Scene, Staging
from disclosure.oversight.rehearsal.telling.story import Story, Vocabulary
from disclosure.oversight.rehearsal.telling.tale import vocabulary_of

PARTS = ("stories", "by_time", "at_last")


@dataclass(frozen=True)
class Planned:
    """``number``: counted from 0, the steps before the stories; ``about``: with which its story begins."""

    number: int
    step: Step
    place: Place
    at: datetime
    stage: Stage
    about: Mapping[str, Any] = field(default_factory=dict)


def check_names(written: Written) -> None:
    """Before anything is played. Raises ``WrittenError``."""
    known = known_names()
    for do, place in named_in(written):
        if do and do not in known:
            words = f"没有“{do}”这个步骤。全部步骤见“manage.py rehearse --actions”。"
            raise WrittenError(words, written.document.line_of((*place, "do")))


def named_in(written: Written) -> Iterator[tuple[str, Place]]:
    for number, step in enumerate(written.script.steps):
        yield step.do, place_of(number)
    vocabulary = vocabulary_of(written.script, written.folder)
    for story, place in stories_of(written):
        for raw, where in vocabulary.lines(story.steps, (*place, "steps")):
            yield str(raw.get("do", "")), where


def stories_of(written: Written) -> Iterator[tuple[Story, Place]]:
    for part in PARTS:
        for number, story in enumerate(getattr(written.script, part)):
            yield story, (part, number)


def planned(written: Written, stage: Stage) -> Sequence[Planned]:
    """``stage``: of the steps that stand alone. Raises ``WrittenError``."""
    alone = [
        Planned(number, step, place_of(number), moment(step.on, STEPS), stage)
        for number, step in enumerate(written.script.steps)
    ]
    told = [each for story, place in stories_of(written) for each in Planner(written, stage).scenes(story, place)]
    found = [
        *alone,
        *(
            Planned(number, scene.step, scene.place, scene.at, home, scene.first)
            for number, (scene, home) in enumerate(told, start=len(alone))
        ),
    ]
    stage.planned |= {each.step.called for each in found if each.step.called}
    return sorted(found, key=lambda each: each.at)


@dataclass(frozen=True)
class Planner:
    written: Written
    stage: Stage

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary_of(self.written.script, self.written.folder)

    def scenes(self, story: Story, place: Place) -> Iterator[tuple[Scene, Stage]]:
        """All within the days of the script, each with the stage of whose story it is."""
        script = self.written.script
        home = self.home_of(story, place)
        stage = replace(self.stage, home=home, cast=script.cast, people={})
        staging = Staging.up_to(self.written.document, self.vocabulary, home, moment(script.until, NIGHT))
        for scene in staging.scenes(story, place):
            if not script.first <= scene.step.on <= script.until:
                words = f"这一步落在{scene.step.on}，不在{script.first}至{script.until}之间。"
                raise staging.fault(words, scene.place)
            yield scene, stage

    def home_of(self, story: Story, place: Place) -> Organization:
        code = story.org or self.written.script.org
        found = Organization.objects.filter(code=code).first()
        if found is None:
            words = f"没有代码为“{code}”的党组织。" if code else "没有写是哪个党组织（org）。"
            raise WrittenError(words, self.written.document.line_of((*place, "org")))
        return found
