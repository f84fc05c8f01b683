"""A step that a person may take now, as a page shows it: its button, its form, what it calls, what is said when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Offer:
    name: str
    label: str
    form: type[forms.Form]
    act: Callable
    done: str
    kind: str = "plain"
    is_folded: bool = False
