"""Taking an action from a page: said and gone back, or the form again with what was refused."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from disclosure.web.frame import add_errors
from disclosure.workflow.kit import Action


def taken(request, action: Action, subject: Any, form: forms.BaseForm, **values: Any) -> Any:
    """What the action returned, once it is said; None where the form says why not. Raises ``PermissionDenied``."""
    if not form.is_valid():
        return None
    try:
        found = action(subject, by=request.user, now=timezone.now(), **values)
    except ValidationError as error:
        add_errors(form, error)
        return None
    messages.success(request, action.done.format(found=found))
    return found
