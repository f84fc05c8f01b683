"""Seals what is there; may be stopped anywhere and run again. What was there in clear leaves the files of the database too."""

from django.db import migrations

from disclosure.people.resealing import in_batches, reseal_columns
from disclosure.people.sealed_fields import Unopened, sealed_fields

MODELS = ("Sender", "Letter", "Comment", "Waiting")
NOTHING = "{}"  # as the column said it that was JSON


def seal(apps, schema_editor):
    connection = schema_editor.connection
    models = [apps.get_model("feedback", name) for name in MODELS]
    clear_nothing(models[-1], connection.alias)
    if sum(reseal_columns(model, connection.alias)[0] for model in models):
        forget_clear(connection, [model._meta.db_table for model in models])


def clear_nothing(waiting, alias):
    for row in in_batches(waiting.objects.using(alias)):
        if row.content == NOTHING:
            waiting.objects.using(alias).filter(pk=row.pk).update(content="")


def forget_clear(connection, tables):
    """Rows that were overwritten lie in the files until these are written anew."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM (FULL) {', '.join(map(connection.ops.quote_name, tables))}")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def unseal(apps, schema_editor):
    alias = schema_editor.connection.alias
    for name in MODELS:
        model = apps.get_model("feedback", name)
        for row in in_batches(model.objects.using(alias)):
            values = {field.name: getattr(row, field.name) for field in sealed_fields(model)}
            if closed := [value for value in values.values() if isinstance(value, Unopened)]:
                raise ValueError(f"没有密钥，{model._meta.verbose_name} {row.pk} 有 {len(closed)} 栏读不出来，不能退回。")
            clear = {name: Unopened.of(value or empty(model, name)) for name, value in values.items()}
            model.objects.using(alias).filter(pk=row.pk).update(**clear)


def empty(model, name):
    return NOTHING if (model._meta.model_name, name) == ("waiting", "content") else ""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('feedback', '0009_seal_who_wrote'),
    ]

    operations = [
        migrations.RunPython(seal, unseal, atomic=False),
    ]
