"""Telling a tale into the database at hand: every step is the real action, taken by the person whose turn it is, at its hour.

What was told before is left as it is. Nothing is swept, and no step may be refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.clock import Clock
from disclosure.oversight.rehearsal.stage import Stage, Turn
from disclosure.oversight.rehearsal.taking import perform
from disclosure.oversight.rehearsal.telling.carriers import put_up
from disclosure.oversight.rehearsal.telling.known import Known
from disclosure.oversight.rehearsal.telling.limits import Limits
from disclosure.oversight.rehearsal.telling.staging import Scene, Staging
from disclosure.oversight.rehearsal.telling.tale import WrittenTale
from feedback.cases.actions.receiving import Received


@dataclass(frozen=True)
class Told:
    """A query code of a case that was made just now: nobody can know it later. ``what``: may be tried with it."""

    code: str
    number: str
    what: str


@dataclass
class Teller:
    written: WrittenTale
    organization: Organization
    now: datetime
    stage: Stage = field(init=False)
    staging: Staging = field(init=False)
    codes: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        cast, document = self.written.tale.cast, self.written.document
        self.stage = Stage(document, Clock(), self.now, home=self.organization, cast=cast)
        self.staging = Staging.up_to(document, self.written.vocabulary, self.organization, self.now)

    @property
    def limits(self) -> Limits:
        return self.staging.limits

    def tell(self) -> None:
        for number, row in enumerate(self.written.tale.carriers):
            try:
                put_up(self.organization, row)
            except ValidationError as error:
                raise self.staging.fault("".join(error.messages), ("carriers", number)) from error
        for scenes in self.new("stories"):
            self.play(scenes)
        of_all = [scene for scenes in self.new("by_time") for scene in scenes]
        self.play(sorted(of_all, key=lambda scene: scene.at))

    def tell_at_last(self) -> None:
        """What rests on the stories of others, one after the other."""
        for scenes in self.new("at_last"):
            self.play(scenes)

    def new(self, part: str) -> Iterator[Sequence[Scene]]:
        """What was not told before, story by story."""
        known = Known(self.organization)
        for number, story in enumerate(self.written.stories(part)):
            place = (part, number)
            first, _place = self.staging.lines(story, place)[0]
            with self.staging.faults_at(place):
                is_known = known.has(first, story.known_as)
            if not is_known:
                scenes = self.staging.scenes(story, place)
                self.stage.planned |= {scene.step.called for scene in scenes if scene.step.called}
                yield scenes

    def play(self, scenes: Sequence[Scene]) -> None:
        for scene in scenes:
            turn = Turn(self.stage, scene.step, scene.place, scene.first)
            self.stage.clock.now = scene.at
            try:
                perform(turn)
            except (ValidationError, PermissionDenied) as error:
                words = "".join(error.messages) if isinstance(error, ValidationError) else str(error)
                raise turn.fault(f"没有办成“{scene.step.do}”：{words}") from error
            if isinstance(turn.result, Received) and scene.story.to_try:
                case = turn.result.case
                self.codes.append(Told(turn.result.code, case.number, scene.story.to_try))
