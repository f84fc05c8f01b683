"""What is there before anything is told: boards, screens and boxes of an organisation."""

from django.core.exceptions import ValidationError

from catalog.items.channels.models import Carrier
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.telling.words import NewCarrier


def put_up(organization: Organization, row: NewCarrier) -> None:
    """Once, by its name."""
    if row.kind not in Carrier.Kind.values:
        raise ValidationError(f"没有“{row.kind}”这种载体。有：{'、'.join(Carrier.Kind.values)}。")
    details = row.model_dump(exclude={"name", "org"})
    Carrier.objects.get_or_create(organization=organization, name=row.name, defaults=details)
