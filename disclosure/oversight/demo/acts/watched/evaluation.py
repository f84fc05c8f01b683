"""Evaluations by members of the demonstration: one under way, one published."""

from collections.abc import Mapping
from datetime import timedelta

from disclosure.oversight.demo.scene import Scene, at_hour
from disclosure.oversight.evaluation.beginning import prepare, submit
from disclosure.oversight.evaluation.counting import count, publish
from disclosure.oversight.evaluation.marks import Marked
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.opening import open_evaluation
from disclosure.oversight.evaluation.secrecy import new_number
from disclosure.oversight.evaluation.voting import cast, take_code
from disclosure.workflow.kit import SENDER


def fill_evaluations(scene: Scene) -> None:
    for row in scene.new("evaluations", Evaluation.objects):
        play_evaluation(scene, row)


def play_evaluation(scene: Scene, row: Mapping) -> None:
    """Prepared by the clerk, opened by the secretary; the first of the roll vote. ``slips``: what two people wrote down."""
    begun, (first, second) = scene.day(row["days_ago"]), row["slips"]
    clerk, secretary = {"by": scene.cast["clerk"]}, {"by": scene.cast["secretary"]}
    text = {name: row[name] for name in ("title", "questions", "open_days")}
    evaluation = prepare(organization=scene.organization, now=at_hour(begun, 8, 40), **text, **clerk)
    submit(evaluation, slip=first, now=at_hour(begun, 8, 50), **clerk)
    open_evaluation(evaluation, slip=second, now=at_hour(begun, 9), **secretary)
    voters = evaluation.voters.filter(person__isnull=False).select_related("person").order_by("pk")
    for voter, ballot in zip(voters, row["ballots"], strict=False):
        now = at_hour(begun, 10)
        code = take_code(evaluation, number=new_number(), by=voter.person, now=now)
        marked = Marked(ballot["marks"], ballot.get("text", ""))
        cast(evaluation, code=code, marked=marked, by=SENDER, now=now)
    if row.get("publishes"):
        over = scene.calendar.next_working_on_or_after(begun + timedelta(days=row["open_days"]))
        count(evaluation, slip_one=first, slip_two=second, now=at_hour(over, 9), **clerk)
        publish(evaluation, now=at_hour(over, 15), **secretary)
