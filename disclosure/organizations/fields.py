"""Form fields that find a row by what people know of it: a name, a user name, an organisation's code.

What is typed is looked for; where several fit, they are shown below the box, and one of them is chosen. No page lists the whole
table, and nothing needs a script.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Membership, User

MOST_OFFERED = 12
LONGEST = 100


class SearchBox(forms.TextInput):
    """``offered``: keys and labels of what was found, among which the person picks. A pick counts while the words are the same."""

    offered: tuple[tuple[str, str], ...] = ()

    def value_from_datadict(self, data, files, name):
        typed, picked = data.get(name), data.get(f"{name}_found")
        return picked if picked and data.get(f"{name}_asked") == typed else typed

    def render(self, name, value, attrs=None, renderer=None):
        box = super().render(name, value, attrs, renderer)
        if not self.offered:
            return box
        found = {"box": box, "name": name, "asked": value, "offered": self.offered}
        return render_to_string("admin/_found.html", found)


class FoundByName(forms.ModelChoiceField):
    """``key``: what a row is picked by; ``names``: its columns that people know."""

    widget = SearchBox
    key: str
    names: tuple[str, ...]

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name=self.key, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            return self.queryset.filter(pk=value).values_list(self.key, flat=True).first()
        return super().prepare_value(value)

    def to_python(self, value):
        typed = " ".join(str(value or "").replace("\x00", "").split())[:LONGEST]
        if typed in self.empty_values:
            return None
        rows = self.called(typed) or self.like(typed)
        if len(rows) == 1:
            return rows[0]
        if not rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        self.widget.offered = tuple((getattr(row, self.key), self.describe(row)) for row in rows[:MOST_OFFERED])
        many = f"{MOST_OFFERED} 个以上，只列出前 {MOST_OFFERED} 个" if len(rows) > MOST_OFFERED else f"{len(rows)} 个"
        raise ValidationError(f"有 {many}，请在下面选一个。", code="several")

    def called(self, typed: str) -> list[Any]:
        """The one of that key, else all that bear the name."""
        if row := self.queryset.filter(**{self.key: typed}).first():
            return [row]
        return self.rows(Q(*((name, typed) for name in self.names), _connector=Q.OR))

    def like(self, typed: str) -> list[Any]:
        """Whose name holds the words; a single one is offered too, not taken."""
        rows = self.rows(Q(*((f"{name}__contains", typed) for name in self.names), _connector=Q.OR))
        if len(rows) == 1:
            self.widget.offered = ((getattr(rows[0], self.key), self.describe(rows[0])),)
            raise ValidationError("没有完全一样的。是下面这一个吗？", code="several")
        return rows

    def rows(self, condition: Q) -> list[Any]:
        return list(self.queryset.filter(condition).order_by("pk")[: MOST_OFFERED + 1])

    def describe(self, row) -> str:
        return f"{row}（{getattr(row, self.key)}）"


class PersonByName(FoundByName):
    key, names = "username", ("full_name",)
    default_error_messages = {"invalid_choice": "没有这个姓名或用户名的在用账号。"}

    def __init__(self, *, queryset: QuerySet[User] | None = None, searches: bool = False, **kwargs):
        """``searches``: a part of a name will do; else only who knows the whole name finds anybody, so that nobody lists people."""
        self.searches = searches
        people = User.objects.filter(is_active=True) if queryset is None else queryset
        kwargs.setdefault("help_text", "填姓名。同名的会列出来让您选；用户名也可以。")
        super().__init__(people, **kwargs)

    def like(self, typed: str) -> list[Any]:
        return super().like(typed) if self.searches else []

    def describe(self, row) -> str:
        """With what tells two of one name apart."""
        held = (
            Membership.objects.filter(person=row, until_on__isnull=True).select_related("organization").order_by("pk")
        )
        return f"{row}（{'，'.join([row.username, *dict.fromkeys(each.organization.name for each in held)])}）"


class OrganizationByName(FoundByName):
    key, names = "code", ("name", "short_name")
    default_error_messages = {"invalid_choice": "没有这个名称或代码的党组织。"}

    def __init__(self, *, queryset: QuerySet[Organization] | None = None, **kwargs):
        kwargs.setdefault("help_text", "填名称或者代码。")
        super().__init__(Organization.objects.all() if queryset is None else queryset, **kwargs)


class DepartmentName(forms.CharField):
    """The name of a department; the form knows of which organisation, and finds it by ``department_called``."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST, help_text="填科室的名称。", **kwargs)


def department_called(name: str, organization: Organization) -> Department:
    """ValidationError with those that there are."""
    rows = {row.name: row for row in Department.objects.filter(organization=organization).order_by("position", "pk")}
    if name not in rows:
        known = f"它有：{'、'.join(list(rows)[:MOST_OFFERED])}" if rows else "它还没有登记科室"
        raise ValidationError({"department": f"{organization}没有科室“{name}”，{known}。"})
    return rows[name]


class PeopleByName(forms.ModelMultipleChoiceField):
    """Several, by name, joined by 、; two of one name by their user names."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, queryset, **kwargs):
        kwargs.setdefault("help_text", "填姓名，用顿号或换行隔开；同名的写用户名。")
        super().__init__(queryset, **kwargs)

    def prepare_value(self, value):
        if not value or isinstance(value, str):
            return value
        people = list(
            User.objects.filter(pk__in=[getattr(each, "pk", each) for each in value]).order_by("full_name", "pk")
        )
        names = [person.full_name for person in people]
        return "、".join(each.full_name if names.count(each.full_name) == 1 else each.username for each in people)

    def clean(self, value):
        typed = re.split("[、，,;；\n\x00]", str(value or ""))
        words = list(dict.fromkeys(filter(None, ("".join(word.split()) for word in typed))))
        if self.required and not words:
            raise ValidationError(self.error_messages["required"], code="required")
        known = list(self.queryset.filter(Q(full_name__in=words) | Q(username__in=words)).distinct())
        return self.queryset.filter(pk__in=[self.one(word, known).pk for word in words])

    def one(self, word: str, known: list[User]) -> User:
        rows = [row for row in known if row.username == word] or [row for row in known if row.full_name == word]
        if not rows:
            raise ValidationError(f"没有“{word}”，或者不在您能选的人里。", code="invalid_choice")
        if len(rows) > 1:
            names = "、".join(row.username for row in rows)
            raise ValidationError(f"有 {len(rows)} 个“{word}”，请写用户名：{names}。", code="several")
        return rows[0]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")
