"""A line for what was sent with files."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0007_the_order_says_the_rest'),
    ]

    operations = [
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='表单摘要')),
                ('stage', models.CharField(choices=[('waiting', '等候检查'), ('refused', '没有收下'), ('done', '已收下')], default='waiting', max_length=8, verbose_name='到哪一步')),
                ('lane', models.PositiveSmallIntegerField(verbose_name='队')),
                ('turn', models.PositiveSmallIntegerField(verbose_name='队里第几')),
                ('content', models.JSONField(default=dict, verbose_name='写的内容')),
                ('files', models.JSONField(default=list, verbose_name='附件')),
                ('size', models.PositiveBigIntegerField(verbose_name='附件大小')),
                ('sent_at', models.DateTimeField(verbose_name='发出时间')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='开始检查')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='检查过几次')),
                ('answer', models.JSONField(default=dict, verbose_name='结果')),
            ],
            options={
                'verbose_name': '等候检查的来件',
                'verbose_name_plural': '等候检查的来件',
                'indexes': [models.Index(fields=['stage', 'turn'], name='waiting_in_turn')],
            },
        ),
    ]
