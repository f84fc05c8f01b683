"""What the desk's own pages share: the frame around them, the organisation one works for, errors at their fields."""

from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse

from disclosure.web.components import TODAY, Link


def framed(
    model_admin, request, template: str, title: str, context: dict, under: Link | None = None
) -> TemplateResponse:
    """A page under the model's list: its crumbs are today, the list, the page ``under`` which it stands, itself.
    ``template`` is a whole path."""
    opts = model_admin.opts
    list_url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    crumbs = [TODAY, Link(str(opts.verbose_name_plural), list_url), *filter(None, [under]), Link(title)]
    around = {**model_admin.admin_site.each_context(request), "opts": opts, "title": title, "crumbs": crumbs}
    return TemplateResponse(request, template, {**around, **context})


def add_errors(form, error: ValidationError) -> None:
    """At its field where the form has it, else on top; nothing typed is lost."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
