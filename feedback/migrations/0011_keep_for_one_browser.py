"""A locker for each browser that writes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0010_seal_what_is_there'),
    ]

    operations = [
        migrations.CreateModel(
            name='Locker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, unique=True, verbose_name='公钥')),
                ('sealed', models.TextField(verbose_name='内容（加密）')),
                ('until_on', models.DateField(verbose_name='保存到哪天')),
            ],
            options={
                'verbose_name': '来件人浏览器里的内容',
                'verbose_name_plural': '来件人浏览器里的内容',
            },
        ),
    ]
