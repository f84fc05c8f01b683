"""Pages of an evaluation and of a measure that no link leads to: what is shown once, and what a code or a confirmation opens."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import client_of
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.evaluation.beginning import prepare
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.secrecy import new_number, new_slip
from disclosure.oversight.evaluation.voting import take_code


def walk(keep: Callable, code: str = "qijiang") -> None:
    """``keep(name, response)``. Of an organisation of the demonstration with a round under way; the caller takes it back."""
    now, clerk = timezone.now(), User.objects.get(username=f"{code}-clerk")
    evaluation = Evaluation.objects.get(organization__code=code)
    voter = evaluation.voters.filter(is_handed=False, person__isnull=False).first().person
    ballot, number, member = reverse("oversight:ballot"), new_number(), client_of(voter)
    keep("evaluation", member.get(evaluation.get_absolute_url()))
    keep("code", member.post(reverse("oversight:evaluation_code", args=[evaluation.pk]), {"number": number}))
    taken = take_code(evaluation, number=number, by=voter, now=now)
    keep("ballot", Client().post(ballot, {"code": taken}))
    keep("ballot with faults", Client().post(ballot, {"code": taken, "cast": "1"}))
    marks = {f"q{at}": "1" for at in range(len(evaluation.questions))}
    keep("thanks", Client().post(ballot, {"code": taken, "cast": "1", **marks}))
    text = {"title": "评议", "questions": ["内容"], "open_days": 3}
    draft = prepare(organization=evaluation.organization, by=clerk, now=now, **text)
    submit = reverse("admin:oversight_evaluation_act", args=[draft.pk, "submit"])
    keep("slip", client_of(clerk).post(submit, {"submit-slip": new_slip()}))
    Evaluation.objects.filter(pk=evaluation.pk).update(until_on=timezone.localdate() - timedelta(days=1))
    paper = reverse("admin:oversight_evaluation_paper", args=[evaluation.pk])
    keep("paper ballots", client_of(clerk).get(paper))
    keep("paper ballots with faults", client_of(clerk).post(paper))
    keep("before the count", client_of(clerk).get(evaluation.get_staff_url()))
    measure = Measure.objects.get(organization__code=code, kind=Measure.Kind.FAULT)
    keep("measure", client_of(measure.entered_by).get(measure.get_staff_url()))
    Measure.objects.filter(pk=measure.pk).update(
        state="confirmed", confirmed_by=clerk, confirmed_at=now, is_for_head=True
    )
    head = client_of(User.objects.get(username=f"{measure.concerned.code}-secretary"))
    keep("measures", head.get(reverse("oversight:measures")))
    keep("measure for its reader", head.get(measure.get_absolute_url()))
