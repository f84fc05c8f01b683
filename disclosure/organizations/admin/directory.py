"""Organisations, their departments, audiences and leading group at the desk (LK-18, YY-13, QJ-01, QJ-22)."""

from django.contrib import admin
from django.utils import timezone
from django.utils.text import capfirst

from disclosure.organizations.access import access_for
from disclosure.organizations.actions import create_organization
from disclosure.organizations.fields import PersonByName
from disclosure.organizations.forms import ARCHIVE_FIELDS, CARD_FIELDS, STRUCTURE_FIELDS, OrganizationForm
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, User
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.organizations.scoped_admin import ScopedAdmin


@admin.register(Organization)
class OrganizationAdmin(ScopedAdmin):
    """The system administrator builds the tree; a secretary keeps the own organisation's card up to date."""

    organization_field = ""
    change_permission = MANAGE_CATALOGUE
    change_administrators = ("system",)
    view_administrators = ("security",)
    recorded_by_actions = ("added",)
    form = OrganizationForm
    fieldsets = [
        (
            "组织",
            {"fields": ["superior", *STRUCTURE_FIELDS], "description": "换上级、合并、分立由系统管理员在列表上面办。"},
        ),
        ("联系", {"fields": CARD_FIELDS}),
        ("档案室", {"fields": ARCHIVE_FIELDS, "description": "档号里的编号。已经归档的档号不变。"}),
    ]
    list_display = ["indented_name", "code", "kind", "sector", "responsible_person", "in_use"]
    list_filter = ["kind", "sector", "is_active"]
    search_fields = ["name", "short_name", "code"]
    search_help_text = "按名称、简称或代码查找"
    ordering = ["path"]
    sortable_by = ()

    @admin.display(description="党组织")
    def indented_name(self, organization):
        return "　" * (organization.depth - 1) + organization.name

    def has_add_permission(self, request):
        return self.changes_all(request)

    @admin.display(description="上级组织")
    def superior(self, organization):
        return Organization.objects.get_parent(organization)

    def get_readonly_fields(self, request, obj=None):
        """Another superior has a page of its own, which shows first what moves."""
        fixed = [] if self.changes_all(request) else [*STRUCTURE_FIELDS, *ARCHIVE_FIELDS]
        return ["superior", *fixed] if obj else fixed

    def save_model(self, request, obj, form, change):
        now, by = timezone.now(), request.user
        if not change:
            values = {**form.cleaned_data}
            created = create_organization(superior=values.pop("superior"), by=by, now=now, **values)
            obj.pk = created.pk
            obj.refresh_from_db()
            return
        # Only what the form changed: a whole save could write back a tree path that has moved meanwhile.
        obj.save(update_fields=form.changed_data)


class OwnedAdmin(ScopedAdmin):
    """What an organisation's secretary keeps. It stays with its organisation once entered."""

    change_permission = MANAGE_CATALOGUE
    list_select_related = ["organization"]

    def get_readonly_fields(self, request, obj=None):
        return ("organization",) if obj else ()


@admin.register(Department)
class DepartmentAdmin(OwnedAdmin):
    change_administrators = ("system",)
    view_administrators = ("security",)
    list_display = ["name", "organization", "position", "in_use"]
    list_filter = ["is_active"]
    search_fields = ["name", "organization__name", "organization__code"]
    ordering = ["organization__path", "position", "pk"]


@admin.register(Audience)
class AudienceAdmin(OwnedAdmin):
    list_display = ["name", "organization"]
    search_fields = ["name", "organization__name"]
    ordering = ["organization__path", "name", "pk"]


@admin.register(LeadingGroupSeat)
class LeadingGroupSeatAdmin(OwnedAdmin):
    list_display = ["name", "body", "title", "organization", "from_on", "until_on"]
    list_filter = ["body", "title"]
    search_fields = ["name", "organization__name"]
    ordering = ["organization__path", "body", "position", "pk"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Among the organisation's own people: whether anybody else has an account is not told here."""
        if db_field.name != "person" or self.sees_all(request):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return PersonByName(
            queryset=self.choices_in_scope(request, User), label=capfirst(db_field.verbose_name), required=False
        )

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        given.setdefault("from_on", access_for(request).on)
        return given
