"""Projects for the staff: registered with their milestones, moved on by pages of one question, never edited as a row (LK-15, QJ-12)."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from catalog.directory.contents import catalogue_for, entries_of
from catalog.obligations.projects import actions
from catalog.obligations.projects.forms import ProjectForm
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.projects.page import page_of
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH, REVIEW
from disclosure.web.components import Link
from disclosure.web.frame import framed
from disclosure.workflow.staff.admin import ProcedureAdmin

NOT_A_CLERK = "您没有登记本组织公开事项的权限。"


@admin.register(Project)
class ProjectAdmin(ProcedureAdmin):
    """Seen by the staff of its organisation alone: its name may say more than those above or below may read."""

    workflow = actions.projects
    start = actions.register_project
    start_template, page_template = "admin/catalog/project/add.html", "admin/catalog/project/page.html"
    page_reads = ("organization", "entry", "department")
    not_found = "没有这项工作，或者它不在您的工作范围内。"
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
        def page(route, action, name):
            view = self.admin_site.admin_view(self.step)
            return path(route, view, {"action": action}, name=f"catalog_project_{name}")

        return [
            page("<int:pk>/milestones/add/", actions.add_milestone, "add_milestone"),
            page("<int:pk>/end/", actions.end_project, "end"),
            page("milestones/<int:pk>/complete/", actions.complete, "complete"),
            page("milestones/<int:pk>/replan/", actions.replan, "replan"),
            *super().get_urls(),
        ]

    def page_of(self, context):
        return page_of(context)

    def start_page(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied(NOT_A_CLERK)
        return super().start_page(request)

    def start_form(self, request, organization):
        catalogue = catalogue_for(organization)
        tree = entries_of(catalogue) if catalogue else None
        return ProjectForm(request.POST if request.method == "POST" else None, organization=organization, tree=tree)

    def start_values(self, form):
        values = form.cleaned_data | {"milestones": form.milestones.plans()}
        values["code"] = values.pop("entry")
        return values

    def step(self, request, pk, action):
        """One question about a project or one of its milestones; what was typed stays when it is refused."""
        milestone = self.find_milestone(pk) if action.workflow is actions.milestones else None
        project = self.context_of(request, milestone.project_id if milestone else pk).subject
        if not access_for(request).can(DRAFT, project.organization):
            raise PermissionDenied(NOT_A_CLERK)
        form = action.form(request.POST if request.method == "POST" else None)
        subject = milestone or project
        if form.is_valid() and self.carry_out(request, action, subject, form, form.cleaned_data) is not None:
            return self.back_to(project)
        title = f"{milestone}：{action.label}" if milestone else action.label
        under = Link(project.name, project.get_absolute_url())
        context = {"project": project, "form": form}
        return framed(self, request, "admin/catalog/project/step.html", title, context, under)

    def find_milestone(self, pk) -> Milestone:
        milestone = Milestone.objects.filter(pk=pk).select_related("project").first()
        if milestone is None:
            raise Http404("没有这个阶段。")
        return milestone
