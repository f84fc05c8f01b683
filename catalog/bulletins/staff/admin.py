"""Notices for the staff: written, handed in, published by another person, and who has read them (LK-22, QJ-14)."""

from django.contrib import admin
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins import actions
from catalog.bulletins.actions import bulletins
from catalog.bulletins.forms import BulletinForm
from catalog.bulletins.models import Bulletin
from catalog.bulletins.staff.page import page_of
from catalog.bulletins.staff.written import WithFiles
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.workflow.action import Action
from disclosure.workflow.offers import Offer


@admin.register(Bulletin)
class BulletinAdmin(WithFiles):
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["title", "kind", "state", "scope", "published_at", "organization"]
    list_filter = ["kind", "state"]
    ordering = ["-pk"]
    text_form = BulletinForm
    first = {"kind": Bulletin.Kind.NOTICE, "scope": "party"}
    joined = ("organization", "created_by", "saved_by")
    adding = "起草通报公告"
    unknown = "没有这份通报公告，或者它不在您的工作范围内。"
    begin = staticmethod(actions.write_bulletin)
    keep = staticmethod(actions.save_bulletin)
    attach = staticmethod(actions.add_file)
    detach = staticmethod(actions.remove_file)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path("<int:pk>/remind/", wrap(require_POST(self.remind)), name="catalog_bulletin_remind")]
        return own + super().get_urls()

    def page_of(self, request, bulletin, bound):
        page = page_of(bulletins.context(bulletin, access_for(request)), bound)
        return {"page": page, "form": page.draft.form if page.draft else None}

    def act(self, request, pk, name):
        """One of the buttons. What may not be done, or was done before, is refused by the action, which says why."""
        action = bulletins.actions.get(name)
        if action is None or not action.is_button:
            raise Http404
        return self.take(request, pk, action)

    def remind(self, request, pk):
        return self.take(request, pk, actions.remind)

    def take(self, request, pk, action: Action):
        bulletin, form = self.found(request, pk), Offer(action).form(request.POST)
        if form is not None and not form.is_valid():
            return self.work_page(request, pk, {action.name: form})
        values = form.cleaned_data if form is not None else {}
        self.attempt(request, lambda: action(bulletin, by=request.user, now=timezone.now(), **values), action.done)
        return self.back_to(pk)
