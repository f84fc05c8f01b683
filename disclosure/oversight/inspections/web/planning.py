"""Planning an inspection."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import INSPECT
from disclosure.oversight.inspections.actions.planning import plan
from disclosure.oversight.inspections.context import inspectors_for
from disclosure.oversight.inspections.forms import PlanForm
from disclosure.oversight.inspections.points import kinds_named
from disclosure.oversight.inspections.web.frame import inspection_page
from disclosure.oversight.inspections.web.taking import taken


@require_http_methods(["GET", "POST"])
def plan_page(request):
    """One organisation is chosen first where the person inspects for several. 404 for who inspects for none."""
    organizations = organizations_with(request, INSPECT)
    organization = chosen(request, organizations)
    if not organizations:
        raise Http404
    form = plan_form(request, organization) if organization else None
    if form is not None and form.is_bound:
        found = taken(request, plan, organization, form, **(form.cleaned_data if form.is_valid() else {}))
        if found is not None:
            return redirect(found)
    context = {"organization": organization, "organizations": organizations, "form": form}
    return inspection_page(request, "inspection_plan", context, "计划检查")


def plan_form(request, organization: Organization) -> PlanForm:
    on = timezone.localdate()
    people = inspectors_for(organization, on).keys() - {request.user.pk}
    first = on.replace(month=on.month - (on.month - 1) % 3, day=1)
    return PlanForm(
        request.POST if request.method == "POST" else None,
        organizations=Organization.objects.active().within([organization.path]),
        kinds=kinds_named(organization, on),
        people=User.objects.filter(pk__in=people).order_by("full_name", "pk"),
        initial={"from_on": on, "until_on": on, "period_from": first, "period_until": on},
    )
