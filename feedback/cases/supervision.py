"""Where somebody turns who is not content with what a Party organisation did with their case."""

from disclosure.organizations.models.directory import Organization


def where_to_complain(organization: Organization) -> str:
    """The supervision telephone of the organisation, or of the nearest one above that has any."""
    line = Organization.objects.filter(path__in=organization.line_paths).exclude(supervision_phone="")
    found = line.order_by("-path").values_list("name", "supervision_phone").first()
    if found is None:
        return "您还有意见的，可以向上一级党组织反映。"
    name, phone = found
    return f"您还有意见的，可以打监督电话反映：{phone}（{name}）。"
