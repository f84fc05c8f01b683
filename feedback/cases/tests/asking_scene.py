"""Somebody who asks on the web, and cases as others see them, for the tests of asking."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from disclosure.organizations.tests.factories import make_person, noon
from feedback.cases.models.cases import Case
from feedback.cases.public.asking.waiting import look_through_waiting
from feedback.cases.states import Kind, State
from feedback.cases.tests.factories import SUNDAY, received
from feedback.intake.proof_of_work import is_worked

NOW = noon(SUNDAY)


def listed(organization, kind=Kind.TOPIC, state=State.ACCEPTED, subject="办公楼维修用了多少钱", **given) -> Case:
    """A case whose words were let through, as the action leaves it."""
    case = received(organization, kind=kind, subject=subject, **given).case
    approver = make_person(f"approver-{case.pk}")
    changes = {"listed_subject": subject, "listed_text": case.text, "listed_at": NOW, "listed_by": approver}
    Case.objects.filter(pk=case.pk).update(state=state, **changes)
    case.refresh_from_db()
    return case


class Writer:
    """Goes through a form as a browser does: every press is followed to the page it leads to."""

    def __init__(self, start: str, person=None, client: Client | None = None):
        self.client = client or Client()
        if person:
            self.client.force_login(person)
        self.url = start
        self.look()

    def look(self):
        self.page = self.client.get(self.url, follow=True)
        if self.page.redirect_chain:
            self.url = self.page.redirect_chain[-1][0]
        return self

    @property
    def words(self) -> str:
        return self.page.content.decode()

    @property
    def step(self) -> str:
        return self.page.context["page"].step

    def answer(self, **fields) -> "Writer":
        self.page = self.client.post(self.page.context["page"].action, fields, follow=True)
        self.url = self.page.redirect_chain[-1][0]
        return self

    def proof(self) -> dict[str, str]:
        challenge = self.page.context["challenge"]
        if not challenge:
            return {}
        proof = next(str(n) for n in range(100_000) if is_worked(challenge.token, str(n), challenge.bits))
        return {"challenge": challenge.token, "proof": proof}

    def send(self, *letters: SimpleUploadedFile, **fields) -> "Writer":
        """Presses 发出, with the number a browser would work out."""
        self.answer(go="send", files=list(letters), **(fields or self.proof()))
        if letters and self.url.startswith(reverse("feedback:waiting")):
            look_through_waiting()
            self.look()
        return self
