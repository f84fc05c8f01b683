"""The desk: the admin, scoped to what the signed-in person may work on.

``ScopedAdmin`` asks posts (``Access``) and the three administrators, never Django's model permissions, and writes what
is done at the desk into the audit log instead of Django's own.
"""

from datetime import date
from typing import ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import FieldDoesNotExist
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from disclosure.audit.record import record
from disclosure.organizations.access import Access, access_for
from disclosure.organizations.fields import DepartmentName, OrganizationByName, PeopleByName, PersonByName
from disclosure.organizations.models.directory import Department, Organization, under
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.roles import SUBTREE_PERMISSIONS
from disclosure.web.changelist import KeyedLists
from disclosure.web.forms import LATEST, DayInput

NOTHING_CHOSEN = "请选择"


def reach(access: Access, permissions, organization_field: str) -> Q:
    """Rows whose organisation the person reaches by any of the permissions.

    ``organization_field`` is the lookup from the row to its organisation, ``""`` for organisations themselves.
    """
    prefix = f"{organization_field}__" if organization_field else ""
    own = [permission for permission in permissions if permission not in SUBTREE_PERMISSIONS]
    paths = [path for each in SUBTREE_PERMISSIONS.intersection(permissions) for path in access.prefixes(each)]
    return Q(**{f"{prefix}pk__in": access.organization_ids(*own)}) | under(paths, f"{prefix}path")


class ScopedRules:
    """Who sees and who changes; shared by admins and inlines. Organisations reached by ``view_permissions`` or
    ``change_permission`` are in scope; the named administrators reach all of them."""

    organization_field = "organization"
    view_permissions: tuple[str, ...] = ()
    change_permission: str = ""
    view_administrators: tuple[str, ...] = ()
    change_administrators: tuple[str, ...] = ()
    # Who may add a row; None: who may change them.
    add_permissions: tuple[str, ...] | None = None
    # Whether ``scope`` alone says which rows a person sees: more than the row's own organisation decides.
    scope_decides = False
    # A person is found by name among all accounts: for people who need not be of the organisation yet.
    names_anyone = False

    @property
    def seeing(self) -> tuple[str, ...]:
        return (*self.view_permissions, *self.changing)

    @property
    def changing(self) -> tuple[str, ...]:
        return (self.change_permission,) if self.change_permission else ()

    def sees_all(self, request) -> bool:
        user = request.user
        return user.is_active and user.administrator in {*self.view_administrators, *self.change_administrators} - {""}

    def changes_all(self, request) -> bool:
        return request.user.is_active and request.user.administrator in {*self.change_administrators} - {""}

    def organization_of(self, obj) -> Organization | None:
        for name in filter(None, self.organization_field.split("__")):
            obj = getattr(obj, name)
        return obj

    def may(self, request, permissions, obj) -> bool:
        access = access_for(request)
        if obj is None:
            return access.has_any(*permissions)
        organization = self.organization_of(obj)
        return organization is not None and any(access.can(permission, organization) for permission in permissions)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if self.sees_all(request) else rows.filter(self.scope(request))

    def scope(self, request) -> Q:
        return reach(access_for(request), self.seeing, self.organization_field)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.sees_all(request) or self.may(request, self.seeing, None if self.scope_decides else obj)

    def has_change_permission(self, request, obj=None):
        return self.changes_all(request) or self.may(request, self.changing, obj)

    def has_add_permission(self, request, obj=None):
        if self.add_permissions is None:
            return self.has_change_permission(request)
        return access_for(request).has_any(*self.add_permissions)

    def has_delete_permission(self, request, obj=None):
        return False

    def choices_in_scope(self, request, model):
        """Rows of another model that may be chosen where changing is allowed: organisations, what belongs to one, or
        people who hold a post or a membership in one."""
        if self.changes_all(request):
            return model.objects.all()
        access, permissions = access_for(request), self.changing or self.view_permissions
        if model is User:
            return people_within(reach(access, permissions, "organization"), access.on)
        field = organization_field_of(model)
        return model.objects.all() if field is None else model.objects.filter(reach(access, permissions, field))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Who reaches every organisation writes names; who has a few picks from a list."""
        model, sees_all = db_field.related_model, self.sees_all(request)
        named = {"label": capfirst(db_field.verbose_name), "required": not db_field.blank}
        if model is User and (self.names_anyone or sees_all):
            return PersonByName(searches=sees_all, **named)
        if sees_all and model is Organization:
            return OrganizationByName(queryset=self.choices_in_scope(request, model), **named)
        if sees_all and model is Department:
            return DepartmentName(**named)
        kwargs.setdefault("queryset", self.choices_in_scope(request, model))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        choices = self.choices_in_scope(request, db_field.related_model)
        if db_field.related_model is User:
            return PeopleByName(choices, label=capfirst(db_field.verbose_name), required=not db_field.blank)
        kwargs.setdefault("queryset", choices)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def people_within(scope: Q, on: date):
    """People who hold a post or a membership, on the day, in an organisation of the scope."""
    members = Membership.objects.current(on).filter(scope).values("person")
    holders = Post.objects.current(on).filter(scope).values("person")
    return User.objects.filter(Q(pk__in=members) | Q(pk__in=holders)).order_by("full_name", "pk")


def organization_field_of(model) -> str | None:
    """The lookup from a model to its organisation; None when it belongs to none (a person, a scheme)."""
    if model is Organization:
        return ""
    try:
        related = model._meta.get_field("organization").related_model
    except FieldDoesNotExist:
        return None
    return "organization" if related is Organization else None


class ScopedAdmin(ScopedRules, KeyedLists):
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    actions = None
    # What the actions behind the form put on record themselves: "added", "changed".
    recorded_by_actions: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A plain field, a day within bounds. Pop-ups that add or change the chosen row belong to that row's own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
            field.empty_label = NOTHING_CHOSEN
        if isinstance(field, forms.DateField):
            field.widget = DayInput()
            field.validators.append(MaxValueValidator(LATEST, "请核对年份。"))
        return field

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """Nothing chosen is said in words."""
        has_blank = db_field.blank or not db_field.has_default()
        choices = db_field.get_choices(include_blank=has_blank, blank_choice=[("", NOTHING_CHOSEN)])
        kwargs.setdefault("choices", choices)
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        """Who works for one organisation need not choose it."""
        given = super().get_changeform_initial_data(request)
        organizations = self.choices_in_scope(request, Organization)[:2]
        return {"organization": organizations[0].pk, **given} if len(organizations) == 1 else given

    @admin.display(description="在用")
    def in_use(self, obj):
        """A state is told by its word."""
        return "在用" if obj.is_active else "停用"

    def construct_change_message(self, request, form, formsets, add=False):
        """Field → [old, new] for the audit log; a password's value never."""
        return {
            name: ["", "***"]
            if "password" in name
            else [str(form.initial.get(name, "")), shown(form.cleaned_data.get(name))]
            for name in form.changed_data
        }

    def log_addition(self, request, obj, message):
        self.write_event(request, obj, "added", message)

    def log_change(self, request, obj, message):
        self.write_event(request, obj, "changed", message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self.write_event(request, obj, "deleted", {})

    def write_event(self, request, obj, verb: str, changes: dict) -> None:
        if verb in self.recorded_by_actions or (verb == "changed" and not changes):
            return
        record(
            f"{self.opts.model_name}.{verb}",
            obj,
            by=request.user,
            now=timezone.now(),
            organization=self.organization_of(obj),
            changes=changes,
        )


class OfNoOrganization:
    """Before ``ScopedAdmin``: rows that belong to no organisation, which no post opens, only the named administrators."""

    def organization_of(self, obj):
        return None

    def may(self, request, permissions, obj):
        return False

    def scope(self, request):
        return Q(pk__in=[])


class RegisterAdmin(ScopedAdmin):
    """A register that an organisation keeps; a row stays with the organisation it was added for. ``help_texts``: by field."""

    help_texts: ClassVar[dict[str, str]] = {}

    def get_readonly_fields(self, request, obj=None):
        return ("organization",) if obj else ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.help_texts:
            field.help_text = self.help_texts[db_field.name]
        return field


def shown(value) -> str:
    """A form's value in words; a chosen set as its members."""
    return "、".join(map(str, value)) if hasattr(value, "iterator") else str(value)
