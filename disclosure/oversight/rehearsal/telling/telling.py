"""Telling a tale into the database at hand: every step is the real action, taken by the person whose turn it is, at its hour.

What was told before is left as it is. Nothing is swept, and no step may be refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError

from catalog.items.channels.models import Carrier
from disclosure.deadlines.dates import local_day
from disclosure.files.written.lines import Place
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.clock import Clock
from disclosure.oversight.rehearsal.script import Step
from disclosure.oversight.rehearsal.stage import Stage, Turn
from disclosure.oversight.rehearsal.taking import perform
from disclosure.oversight.rehearsal.telling.beats import OF_MOMENT, Beat, Timing
from disclosure.oversight.rehearsal.telling.chosen_day import day_of
from disclosure.oversight.rehearsal.telling.known import Known
from disclosure.oversight.rehearsal.telling.limits import Limits
from disclosure.oversight.rehearsal.telling.story import Raw, Story
from disclosure.oversight.rehearsal.telling.tale import WrittenTale
from feedback.cases.actions.receiving import Received

MOMENT = {*OF_MOMENT, "at"}
# ``.filing``: of what the story is about.
OWN = "."


@dataclass(frozen=True)
class Told:
    """A query code of a case that was made just now: nobody can know it later. ``what``: may be tried with it."""

    code: str
    number: str
    what: str


@dataclass
class Scene:
    """One step that is to be taken."""

    story: Story
    first: Raw
    step: Step
    place: Place
    at: datetime


@dataclass
class Teller:
    written: WrittenTale
    organization: Organization
    now: datetime
    stage: Stage = field(init=False)
    limits: Limits = field(init=False)
    codes: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        cast = self.written.tale.cast
        self.stage = Stage(self.written.document, Clock(), self.now, home=self.organization, cast=cast)
        self.limits = Limits.up_to(self.organization, self.now)

    def tell(self) -> None:
        self.put_up_carriers()
        for scenes in self.new("stories"):
            self.play(scenes)
        of_all = [scene for scenes in self.new("by_time") for scene in scenes]
        self.play(sorted(of_all, key=lambda scene: scene.at))

    def put_up_carriers(self) -> None:
        for row in self.written.tale.carriers:
            details = row.model_dump(exclude={"name"})
            Carrier.objects.get_or_create(organization=self.organization, name=row.name, defaults=details)

    def new(self, part: str) -> Iterator[Sequence[Scene]]:
        """What was not told before, story by story."""
        known = Known(self.organization)
        for number, story in enumerate(self.written.stories(part)):
            place = (part, number, "steps")
            timing = Timing(self.organization, self.limits.days, self.written.vocabulary, self.now, number)
            lines = list(timing.vocabulary.lines(story.steps, place))
            if known.has(lines[0][0], story.known_as):
                continue
            on = day_of(story, lines, timing, self.limits.of(lines[0][0]))
            name = str(lines[0][0].get("as", f"{part} {number}"))
            beats = list(timing.whole(lines, on))
            yield [self.scene(story, beat, lines[0][0], name, on, is_first=not n) for n, beat in enumerate(beats)]

    def scene(self, story: Story, beat: Beat, first: Raw, name: str, on: date, *, is_first: bool) -> Scene:
        """Every step is about what the first began, unless it says otherwise."""
        day = local_day(beat.at)
        said = {key: self.limits.days.value(value, on) for key, value in beat.raw.items() if key not in MOMENT}
        if said.get("on_what", "").startswith(OWN):
            said["on_what"] = f"{name}{said['on_what']}"
        given = {"as": name} if is_first else {"on_what": name}
        step = Step.model_validate({**given, **said, "on": day})
        self.stage.planned |= {step.called} if step.called else set()
        return Scene(story, first, step, beat.place, beat.at)

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
