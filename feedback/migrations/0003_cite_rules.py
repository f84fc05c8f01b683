"""Grounds are cited from the register of rules; what was typed before stays as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="cites",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="规则库里的代号"),
            preserve_default=False,
        ),
    ]
