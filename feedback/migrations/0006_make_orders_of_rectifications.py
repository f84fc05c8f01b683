"""Every rectification becomes an order of the organisation to itself, handled on the page of the opinion."""

from django.db import migrations


def make_orders(apps, schema_editor):
    Rectification, Order = apps.get_model("feedback", "Rectification"), apps.get_model("orders", "Order")
    for row in Rectification.objects.filter(order__isnull=True).select_related("case", "deadline").order_by("pk"):
        row.order = Order.objects.create(
            organization_id=row.case.organization_id,
            issuer_id=row.case.organization_id,
            department_id=row.deadline.department_id,
            person_id=row.deadline.person_id,
            what=row.demand,
            source_label=f"意见建议 {row.case.number}",
            source_url=row.deadline.url,
            is_at_source=True,
            deadline_id=row.deadline_id,
            state="closed" if row.done_at else "open",
            issued_by_id=row.ordered_by_id,
            issued_at=row.ordered_at,
            closed_by_id=(row.done_by_id or row.ordered_by_id) if row.done_at else None,
            closed_at=row.done_at,
            outcome=row.outcome,
        )
        row.save(update_fields=["order"])




class Migration(migrations.Migration):
    dependencies = [("feedback", "0005_an_opinion_has_an_order")]

    operations = [migrations.RunPython(make_orders)]
