
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='peopleimport',
            name='posts_waiting',
            field=models.PositiveIntegerField(default=0, verbose_name='等确认的任职'),
        ),
    ]
