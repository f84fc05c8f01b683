import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0003_keep_replaced_notices_and_remind_by_due_date'),
        ('organizations', '0002_half_open_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='摘要')),
                ('created_at', models.DateTimeField(verbose_name='生成时间')),
            ],
            options={
                'verbose_name': '日历订阅',
                'verbose_name_plural': '日历订阅',
            },
        ),
        migrations.AddField(
            model_name='deadline',
            name='closed_as',
            field=models.CharField(blank=True, choices=[('done', '已办'), ('excused', '不予公开或暂缓'), ('ended', '不再需要')], default='', max_length=10, verbose_name='怎样办结'),
        ),
        migrations.AlterField(
            model_name='deadline',
            name='kind',
            field=models.CharField(choices=[('duty', '应公开任务'), ('item', '公开事项'), ('request', '申请'), ('opinion', '意见建议'), ('filing', '备案'), ('rectification', '整改'), ('report', '报告'), ('archive', '归档'), ('form', '公开形式'), ('review', '复查')], max_length=20, verbose_name='种类'),
        ),
        migrations.AddField(
            model_name='calendarkey',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_key', to=settings.AUTH_USER_MODEL, verbose_name='人员'),
        ),
    ]
