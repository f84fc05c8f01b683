"""Who is to join an organisation waits for a word."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0010_two_administrators'),
        ('people', '0002_posts_that_wait'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('named', models.CharField(max_length=60, verbose_name='姓名')),
                ('kind', models.CharField(choices=[('party', '党员'), ('staff', '机关人员')], default='party', max_length=10, verbose_name='身份')),
                ('from_on', models.DateField(verbose_name='起')),
                ('state', models.CharField(choices=[('asked', '等确认'), ('confirmed', '已登记'), ('declined', '没有确认'), ('withdrawn', '已撤回')], default='asked', max_length=10, verbose_name='状态')),
                ('asked_at', models.DateTimeField(verbose_name='提出时间')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='确认时间')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organizations.department', verbose_name='科室')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='organizations.organization', verbose_name='党组织')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='本人账号')),
            ],
            options={
                'verbose_name': '组织关系登记',
                'verbose_name_plural': '组织关系登记',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='enrolment_decided_by_and_at'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('organization', 'named', 'kind'), name='enrolment_asked_once', violation_error_message='已经提出过，正等确认。'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('decided_by__isnull', False), ('person__isnull', False)), _connector='OR'), name='enrolment_confirmed_is_of_a_person'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='enrolment_confirmed_by_another')],
            },
        ),
    ]
