from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0005_closed_rows_were_done")]

    operations = [
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_as', ''), ('closed_on__isnull', True)), models.Q(('closed_on__isnull', False), models.Q(('closed_as', ''), _negated=True)), _connector='OR'), name='deadline_closed_on_and_as'),
        ),
    ]
