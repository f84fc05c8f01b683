"""Columns that say who wrote become columns that are sealed."""

import disclosure.people.sealed_fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0008_wait_for_the_inspection'),
    ]

    operations = [
        migrations.AlterField(
            model_name='comment',
            name='name',
            field=disclosure.people.sealed_fields.SealedField(blank=True, max_length=60, verbose_name='姓名'),
        ),
        migrations.AlterField(
            model_name='letter',
            name='salutation',
            field=disclosure.people.sealed_fields.SealedField(blank=True, max_length=100, verbose_name='称呼'),
        ),
        migrations.AlterField(
            model_name='sender',
            name='address',
            field=disclosure.people.sealed_fields.SealedField(blank=True, max_length=200, verbose_name='通信地址'),
        ),
        migrations.AlterField(
            model_name='sender',
            name='email',
            field=disclosure.people.sealed_fields.SealedField(blank=True, max_length=254, verbose_name='电子邮箱'),
        ),
        migrations.AlterField(
            model_name='sender',
            name='name',
            field=disclosure.people.sealed_fields.SealedField(blank=True, max_length=60, verbose_name='姓名'),
        ),
        migrations.AlterField(
            model_name='sender',
            name='phone',
            field=disclosure.people.sealed_fields.SealedField(blank=True, max_length=40, verbose_name='电话'),
        ),
        migrations.AlterField(
            model_name='waiting',
            name='content',
            field=disclosure.people.sealed_fields.SealedField(blank=True, verbose_name='写的内容'),
        ),
    ]
