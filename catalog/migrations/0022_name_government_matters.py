"""Entries and items may name the matching matter of the government-affairs catalogue."""


import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0021_agree_on_catalogues'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='government_entry',
            field=models.CharField(blank=True, max_length=300, verbose_name='对应的政务公开事项'),
        ),
        migrations.AddField(
            model_name='entry',
            name='government_url',
            field=models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(message='网址要以 http:// 或 https:// 开头，请从浏览器里复制。', schemes=['http', 'https'])], verbose_name='政务公开网址'),
        ),
        migrations.AddField(
            model_name='item',
            name='government_entry',
            field=models.CharField(blank=True, max_length=300, verbose_name='对应的政务公开事项'),
        ),
        migrations.AddField(
            model_name='item',
            name='government_url',
            field=models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(message='网址要以 http:// 或 https:// 开头，请从浏览器里复制。', schemes=['http', 'https'])], verbose_name='政务公开网址'),
        ),
    ]
