"""Every field that the staff pages ask: of all forms that are declared, and of the lists that the admin keeps."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import fields_for_model
from django.urls import get_resolver

from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.workflow.staff.admin import ProcedureAdmin

EVERY = "*"
PACKAGES = ("catalog", "disclosure", "feedback")


@dataclass(frozen=True)
class Asked:
    """``form``: the address of its class, or ``admin.Model``; ``bases``: of the classes that it inherits fields from, itself
    first; ``must``: it stands empty and may not be left so."""

    form: str
    bases: tuple[str, ...]
    name: str
    label: str
    must: bool
    is_file: bool


def all_asked() -> list[Asked]:
    """In the order of their forms; what is hidden asks nobody."""
    return sorted([*of_forms(), *of_lists()], key=lambda each: each.form)


def address(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"


def is_own(form: type) -> bool:
    parts = form.__module__.split(".")
    return parts[0] in PACKAGES and "tests" not in parts and "testing" not in parts


def declared(base: type) -> Iterator[type]:
    for each in base.__subclasses__():
        yield each
        yield from declared(each)


def of_forms() -> Iterator[Asked]:
    # Loads the pages, and with them every form that one of them shows.
    _ = get_resolver().url_patterns
    for form in {address(each): each for each in declared(forms.BaseForm) if is_own(each)}.values():
        bases = tuple(address(each) for each in form.__mro__ if is_own(each))
        if is_made_anew(form):
            yield Asked(address(form), bases, EVERY, "每一栏", must=False, is_file=False)
        for name, field in getattr(form, "base_fields", {}).items():
            if not field.widget.is_hidden:
                yield asked(address(form), bases, name, field)


def is_made_anew(form: type) -> bool:
    """Whether it has fields only once it is made, as many as there are rows to be asked about; those made from it add none."""
    asking = [each for each in form.__subclasses__() if "__init__" in vars(each) or getattr(each, "base_fields", {})]
    return "__init__" in vars(form) and not getattr(form, "base_fields", {}) and not asking


def of_lists() -> Iterator[Asked]:
    """Registers that an organisation keeps in Django's own forms."""
    for model, page in admin.site._registry.items():
        if (
            not isinstance(page, ScopedAdmin)
            or isinstance(page, ProcedureAdmin)
            or not page.changing
            or is_own(page.form)
        ):
            continue
        form = f"admin.{model.__name__}"
        for name, field in fields_for_model(model, [str(name) for name in page.fields or kept(model)]).items():
            yield asked(form, (form,), name, field)


def kept(model: type[models.Model]) -> list[str]:
    """The columns that Django's own form of it asks."""
    columns = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in columns if field.editable and not field.primary_key]


def asked(form: str, bases: tuple[str, ...], name: str, field: forms.Field) -> Asked:
    must = field.required and field.initial is None
    return Asked(form, bases, name, str(field.label or ""), must, isinstance(field, forms.FileField))
