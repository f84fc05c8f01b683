"""Projects at the desk: registered with their milestones, moved on by buttons, never edited as a row (LK-15, QJ-12)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from catalog.directory.contents import catalogue_for, entries_of
from catalog.obligations.projects.actions import add_milestone, complete, end_project, register_project, replan
from catalog.obligations.projects.forms import MilestonesFormSet, ProjectForm
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.projects.page import milestone_rows, summary_rows
from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH, REVIEW
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.components import Link
from disclosure.web.frame import add_errors, framed
from disclosure.workflow.kit import Action


@admin.register(Project)
class ProjectAdmin(ScopedAdmin):
    """Seen by the desk of its organisation alone: its name may say more than those above or below may read."""

    view_permissions = (DRAFT, REVIEW, APPROVE, PUBLISH)
    add_permissions = (DRAFT,)
    list_display = ["name", "under", "department", "started_on", "ended_on", "organization"]
    list_select_related = ["organization", "entry", "department"]
    search_fields = ["name", "entry_code"]
    search_help_text = "按工作名称、公开代码查找"
    ordering = ["-pk"]
    sortable_by = ()

    @admin.display(description="目录事项")
    def under(self, project):
        return f"{project.entry_code} {project.entry.name}"

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"catalog_project_{name}")

        return [
            page("<int:pk>/milestones/add/", self.add_milestone_page, "add_milestone"),
            page("<int:pk>/end/", self.end_page, "end"),
            page("milestones/<int:pk>/complete/", self.complete_page, "complete"),
            page("milestones/<int:pk>/replan/", self.replan_page, "replan"),
            *super().get_urls(),
        ]

    # --- pages ---

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied("您没有登记本组织公开事项的权限。")
        organizations = organizations_with(request, DRAFT)
        organization = chosen(request, organizations)
        context = {"organization": organization, "organizations": organizations}
        if organization is None:
            return self.page(request, "add", title="登记一项工作", **context)
        data = request.POST if request.method == "POST" else None
        catalogue = catalogue_for(organization)
        form = ProjectForm(data, organization=organization, tree=entries_of(catalogue) if catalogue else None)
        milestones = MilestonesFormSet(data, prefix="milestones")
        if data is not None and form.is_valid() & milestones.is_valid():
            project = self.register(request, organization, form, milestones)
            if project:
                messages.success(request, "已登记。每个阶段都列进了应公开任务。")
                return redirect("admin:catalog_project_change", project.pk)
        return self.page(request, "add", title="登记一项工作", form=form, milestones=milestones, **context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        project = self.find(request, object_id)
        may_write = access_for(request).can(DRAFT, project.organization)
        on = timezone.localdate()
        context = {
            "project": project,
            "may_move": may_write and project.ended_on is None,
            "milestones": milestone_rows(project, on, may_write=may_write),
            "summaries": summary_rows(project, on, may_write=may_write),
        }
        return self.page(request, "page", title=project.name, **context)

    def add_milestone_page(self, request, pk):
        project = self.find(request, pk)
        return self.step(request, project, add_milestone, project, title=add_milestone.label)

    def end_page(self, request, pk):
        project = self.find(request, pk)
        return self.step(request, project, end_project, project, title=end_project.label)

    def complete_page(self, request, pk):
        milestone = self.find_milestone(request, pk)
        return self.step(request, milestone.project, complete, milestone, title=f"{milestone}：登记完成")

    def replan_page(self, request, pk):
        milestone = self.find_milestone(request, pk)
        return self.step(request, milestone.project, replan, milestone, title=f"{milestone}：改计划")

    # --- small pieces ---

    def step(self, request, project: Project, action: Action, subject, *, title: str):
        """One question, one button; what was typed stays when it is refused."""
        if not access_for(request).can(DRAFT, project.organization):
            raise PermissionDenied("您没有登记本组织公开事项的权限。")
        form = action.form(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                action(subject, by=request.user, now=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, action.done)
                return redirect("admin:catalog_project_change", project.pk)
        return self.page(request, "step", title=title, project=project, form=form)

    def register(self, request, organization, form: ProjectForm, milestones) -> Project | None:
        values = dict(form.cleaned_data)
        try:
            return register_project(
                organization=organization,
                code=values.pop("entry"),
                milestones=milestones.plans(),
                by=request.user,
                now=timezone.now(),
                **values,
            )
        except ValidationError as error:
            add_errors(form, error)
        return None

    def find(self, request, pk) -> Project:
        rows = self.get_queryset(request).select_related("organization", "entry", "department")
        project = rows.filter(pk=pk).first() if str(pk).isdecimal() and len(str(pk)) <= 18 else None
        if project is None:
            raise Http404("没有这项工作，或者它不在您的工作范围内。")
        return project

    def find_milestone(self, request, pk) -> Milestone:
        milestone = Milestone.objects.filter(pk=pk).select_related("project").first()
        if milestone is None:
            raise Http404("没有这个阶段。")
        milestone.project = self.find(request, milestone.project_id)
        return milestone

    def page(self, request, template: str, *, title: str, project: Project | None = None, **context):
        under = Link(project.name, project.get_absolute_url()) if project and template != "page" else None
        context |= {"project": project}
        return framed(self, request, f"admin/catalog/project/{template}.html", title, context, under)
