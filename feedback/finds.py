"""What a search finds of this app."""

from feedback.cases.public import found as cases
from feedback.consultations.public import found as consultations


def register() -> None:
    for part in (cases, consultations):
        part.register()
