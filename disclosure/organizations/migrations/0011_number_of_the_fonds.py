
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0010_two_administrators'),
    ]

    operations = [
        migrations.AddField(
            model_name='organization',
            name='archive_category',
            field=models.CharField(blank=True, help_text='按档案室的规定写；空着就是 WS（文书）。', max_length=10, validators=[django.core.validators.RegexValidator('^[A-Z]{2}(\\.[A-Z]{2,4})?$', '门类代码是两个大写字母，例如 WS；有二级门类的写 WS.DQ。')], verbose_name='档案门类代码'),
        ),
        migrations.AddField(
            model_name='organization',
            name='fonds_number',
            field=models.CharField(blank=True, help_text='档案馆给的，例如 Z109。写了，以后归档的就按国家标准编档号；下级组织没有写的，用上级的。', max_length=10, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+$', '全宗号只能用大写字母和数字，例如 Z109。')], verbose_name='全宗号'),
        ),
    ]
