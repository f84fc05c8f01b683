"""Gathered for Django; imported by nobody."""

from disclosure.workflow.sent_once.models import SentForm

__all__ = ["SentForm"]
