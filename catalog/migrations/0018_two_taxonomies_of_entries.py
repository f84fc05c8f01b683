"""An entry may carry its class of the opinion of 2010 and of the 条例 of 2017."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0017_move_the_changes_into_the_document"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="class_2010",
            field=models.CharField(blank=True, max_length=20, verbose_name="2010年意见类别"),
        ),
        migrations.AddField(
            model_name="entry",
            name="class_2017",
            field=models.CharField(blank=True, max_length=20, verbose_name="2017年条例类别"),
        ),
    ]
