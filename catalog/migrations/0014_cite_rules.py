"""Grounds are cited from the register of rules; an entry is pinned by a named rule, so what named none is pinned no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0013_say_why_a_form_is_left_out")]

    operations = [
        migrations.AddField(
            model_name="withholding",
            name="cites",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="规则库里的代号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="pinned_by",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="锁定范围和形式的规定"),
            preserve_default=False,
        ),
        migrations.RemoveField(model_name="entry", name="is_scope_pinned"),
    ]
