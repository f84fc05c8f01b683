"""Telling the sender of a letter what happened to it, by the channel they chose."""

from datetime import datetime

from feedback.models import Letter, Step


def tell_sender(letter: Letter, step: Step, *, now: datetime) -> None:
    """Called once for every step that has words for the sender, in the step's transaction."""
