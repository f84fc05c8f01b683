"""An organisation with a catalogue and the draft of a scheme, and a trial of it."""

from datetime import date, datetime

from catalog.directory.tests.factories import install
from catalog.own_schemes.actions import begin_draft
from catalog.own_schemes.models import SchemeDraft
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization, noon
from disclosure.oversight.trials.actions import begin_trial
from disclosure.oversight.trials.models import Trial

NOW = noon(date(2026, 9, 14))


class Office:
    """Who keeps the catalogue of 龙口, and drafts a scheme after its rules."""

    def __init__(self, code="office", slug="longkou"):
        self.organization = make_organization(code)
        self.catalogue = install(self.organization, slug)
        self.clerk = make_holder(self.organization, "clerk")
        self.secretary = make_holder(self.organization, "secretary")
        self.department = make_department(self.organization, "综合科")
        self.draft: SchemeDraft = begin_draft(
            self.organization, title="实施方案", scheme=self.catalogue.scheme, by=self.clerk, now=NOW
        )

    def trial(self, now: datetime = NOW) -> Trial:
        return begin_trial(self.organization, draft=self.draft, by=self.clerk, now=now)
