"""Accounts at the desk: the system administrator keeps people's, the security administrator those of administrators."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from disclosure.organizations import actions
from disclosure.organizations.forms import PERSONAL_FIELDS, AccountForm, NewAccountForm
from disclosure.organizations.models.people import User
from disclosure.organizations.scoped_admin import OfNoOrganization, ScopedAdmin
from disclosure.organizations.start_codes.codes import has_password
from disclosure.web.whole_numbers import whole_number


@admin.register(User)
class AccountAdmin(OfNoOrganization, ScopedAdmin, UserAdmin):
    """Nobody makes themselves an administrator, and no system administrator takes over another administrator's account.

    Superuser, groups and Django's model permissions are nowhere in the forms: posts alone grant.
    """

    change_administrators = ("system", "security")
    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    add_fieldsets = [(None, {"fields": ["full_name", "username", "phone", "email"]})]
    fieldsets = [
        ("账号", {"fields": PERSONAL_FIELDS}),
        ("管理员", {"fields": ["administrator", "password_link", "last_login"]}),
    ]
    filter_horizontal = ()
    list_display = ["username", "full_name", "phone", "administrator", "in_use", "last_login"]
    list_filter = ["administrator", "is_active"]
    search_fields = ["username", "full_name", "phone"]
    search_help_text = "按用户名、姓名或电话查找"
    ordering = ["username"]

    def has_add_permission(self, request):
        return self.has_view_permission(request) and request.user.administrator == User.Administrator.SYSTEM

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or obj.pk == request.user.pk or request.user.administrator == User.Administrator.SECURITY:
            return True
        return not obj.administrator

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        is_security = request.user.administrator == User.Administrator.SECURITY
        fixed = ["last_login", "password_link"]
        if not is_security or obj.pk == request.user.pk:
            fixed.append("administrator")
        if obj.pk == request.user.pk:
            fixed.append("is_active")
        if is_security and not obj.administrator:
            fixed += PERSONAL_FIELDS
        return fixed

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        personal = [name for name in form.changed_data if name != "administrator"]
        if not change:
            obj.save()
        elif personal:
            obj.save(update_fields=personal)
        if change and "administrator" in form.changed_data:
            person = User.objects.get(pk=obj.pk)
            actions.make_administrator(person, form.cleaned_data["administrator"], by=request.user, now=timezone.now())

    def response_add(self, request, obj, post_url_continue=None):
        """What comes next: the code with which the person chooses a password."""
        messages.success(request, f"{obj}的账号已开。下一步：发开始码，让本人自己定密码。")
        return redirect("admin:people_start_code", pk=obj.pk)

    def user_change_password(self, request, id, form_url=""):
        """Nobody sets another one's password: it is reset, and its owner chooses a new one."""
        if unquote(id) == str(request.user.pk):
            return redirect("password_change")
        return redirect("admin:accounts_passwordreset_of", pk=whole_number(id) or 0)

    @admin.display(description="密码")
    def password_link(self, person):
        if has_password(person):
            return format_html(
                '<a href="{}">重设密码</a>', reverse("admin:accounts_passwordreset_of", args=[person.pk])
            )
        start = reverse("admin:people_start_code", args=[person.pk])
        return format_html('还没有密码：<a href="{}">发开始码</a>', start)
