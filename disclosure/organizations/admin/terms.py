"""Posts and memberships at the desk: begun by one form, ended by a date, never edited or deleted."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from disclosure.organizations.access import access_for
from disclosure.organizations.actions import appoint, end_post, enrol, leave
from disclosure.organizations.forms import MembershipForm, PostForm
from disclosure.organizations.models.people import Membership, Post
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.moments import local_day


class TermAdmin(ScopedAdmin):
    """After entry only the end of the term may be set, once. ``begin`` and ``end``: the actions behind the form."""

    begin: Callable[..., Post | Membership]
    end: Callable[..., object]
    recorded_by_actions = ("added", "changed")
    names_anyone = True
    list_select_related = ["person", "organization", "department"]
    search_fields = ["person__full_name", "person__username", "organization__name", "organization__code"]
    search_help_text = "按人员或组织查找"
    ordering = ["organization__path", "-from_on", "pk"]
    actions = ["end_today"]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return [name for name in self.form.Meta.fields if name != "until_on"]

    def get_changeform_initial_data(self, request):
        """From today, where nobody says otherwise."""
        given = super().get_changeform_initial_data(request)
        given.setdefault("from_on", access_for(request).on)
        return given

    def has_change_permission(self, request, obj=None):
        is_over = obj is not None and obj.until_on is not None and obj.until_on <= access_for(request).on
        return super().has_change_permission(request, obj) and not is_over

    @admin.action(description="自今天起结束", permissions=["change"])
    def end_today(self, request, queryset):
        now, ended = timezone.now(), 0
        for obj in queryset:
            try:
                if self.has_change_permission(request, obj):
                    self.end(obj, until_on=local_day(now), by=request.user, now=now)
                    ended += 1
            except ValidationError as error:
                self.message_user(request, f"{obj}：{'；'.join(error.messages)}", messages.WARNING)
        self.message_user(request, f"已结束 {ended} 项。")

    def save_model(self, request, obj, form, change):
        now = timezone.now()
        if change and form.changed_data:
            self.end(self.model.objects.get(pk=obj.pk), until_on=obj.until_on, by=request.user, now=now)
        elif not change:
            obj.pk = self.begin(**form.cleaned_data, by=request.user, now=now).pk


@admin.register(Post)
class PostAdmin(TermAdmin):
    begin, end = staticmethod(appoint), staticmethod(end_post)
    change_administrators = ("security",)
    form = PostForm
    list_display = ["person", "role", "title", "organization", "department", "from_on", "until_on"]
    list_filter = ["role"]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form


@admin.register(Membership)
class MembershipAdmin(TermAdmin):
    """One begins where the person confirms it (``disclosure.people.enrolment``); here it ends."""

    begin, end = staticmethod(enrol), staticmethod(leave)
    change_permission = MANAGE_CATALOGUE
    names_anyone = False
    form = MembershipForm
    list_display = ["person", "kind", "organization", "department", "from_on", "until_on"]
    list_filter = ["kind"]

    def has_add_permission(self, request, obj=None):
        return False
