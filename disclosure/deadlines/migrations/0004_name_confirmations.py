from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0003_name_the_stage_outside'),
    ]

    operations = [
        migrations.AlterField(
            model_name='deadline',
            name='kind',
            field=models.CharField(choices=[('duty', '应公开任务'), ('item', '公开事项'), ('request', '点题和申请'), ('opinion', '意见和咨询'), ('filing', '备案'), ('rectification', '整改'), ('report', '报告'), ('archive', '归档'), ('form', '公开形式'), ('outside', '向社会公开'), ('confirmation', '逐项确认'), ('review', '复查')], max_length=20, verbose_name='种类'),
        ),
    ]
