import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0006_owe_duties_by_period'),
        ('deadlines', '0006_closed_rows_say_how'),
        ('organizations', '0002_half_open_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchiveRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('archive_number', models.CharField(max_length=100, unique=True, verbose_name='档号')),
                ('piece_number', models.PositiveIntegerField(verbose_name='件号')),
                ('title', models.CharField(max_length=200, verbose_name='题名')),
                ('responsible', models.CharField(max_length=200, verbose_name='责任者')),
                ('dated_on', models.DateField(verbose_name='日期')),
                ('pages', models.PositiveIntegerField(verbose_name='页数')),
                ('retention', models.CharField(choices=[('permanent', '永久'), ('years_30', '30年'), ('years_10', '10年')], max_length=10, verbose_name='保管期限')),
                ('path', models.CharField(max_length=200, verbose_name='存放路径')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('packed_at', models.DateTimeField(verbose_name='归档时间')),
            ],
            options={
                'verbose_name': '档案',
                'verbose_name_plural': '档案',
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', '情况通报'), ('announcement', '公告'), ('study', '学习资料')], max_length=12, verbose_name='种类')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('body', models.TextField(blank=True, verbose_name='正文')),
                ('scope', models.CharField(choices=[('society', '社会'), ('staff', '机关全体人员'), ('party', '党内'), ('audience', '特定对象'), ('individual', '个人')], default='party', max_length=12, verbose_name='发给')),
                ('needs_receipt', models.BooleanField(default=False, verbose_name='要确认已读')),
                ('state', models.CharField(choices=[('draft', '起草'), ('submitted', '待发布'), ('published', '已发布'), ('withdrawn', '已撤下')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('saved_at', models.DateTimeField(verbose_name='保存时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下时间')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300, verbose_name='撤下原因')),
            ],
            options={
                'verbose_name': '通报公告',
                'verbose_name_plural': '通报公告',
            },
        ),
        migrations.CreateModel(
            name='BulletinFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('path', models.CharField(max_length=200, verbose_name='存放路径')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('findings', models.JSONField(blank=True, default=list, verbose_name='发现的敏感内容')),
            ],
            options={
                'verbose_name': '通报附件',
                'verbose_name_plural': '通报附件',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Carrier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('board', '公开栏'), ('sign', '公示牌'), ('screen', '电子屏'), ('box', '意见箱'), ('phone', '监督电话'), ('reading_room', '文件查阅处'), ('other', '其他')], max_length=15, verbose_name='种类')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='位置或号码')),
                ('keeper', models.CharField(blank=True, max_length=60, verbose_name='管理人')),
                ('is_active', models.BooleanField(default=True, verbose_name='在用')),
            ],
            options={
                'verbose_name': '公开载体',
                'verbose_name_plural': '公开载体',
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='种类')),
                ('mask', models.CharField(max_length=100, verbose_name='遮盖后')),
                ('reason', models.CharField(max_length=300, verbose_name='为什么保留')),
                ('state', models.CharField(choices=[('asked', '待同意'), ('agreed', '同意保留'), ('refused', '不同意')], default='asked', max_length=10, verbose_name='状态')),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='决定时间')),
            ],
            options={
                'verbose_name': '放行',
                'verbose_name_plural': '放行',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='本人打开时间')),
                ('form', models.CharField(blank=True, max_length=40, verbose_name='告知形式')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='告知日期')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='登记时间')),
            ],
            options={
                'verbose_name': '个人告知',
                'verbose_name_plural': '个人告知',
            },
        ),
        migrations.CreateModel(
            name='EntryChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_code', models.CharField(max_length=40, verbose_name='公开代码')),
                ('kind', models.CharField(choices=[('change', '变更'), ('withdraw', '撤销'), ('terminate', '终止')], max_length=10, verbose_name='种类')),
                ('before', models.JSONField(verbose_name='原来的内容')),
                ('after', models.JSONField(blank=True, default=dict, verbose_name='改成的内容')),
                ('reason', models.TextField(verbose_name='原因')),
                ('explanation', models.TextField(help_text='批准后随变更一起公布。', verbose_name='向公众的说明')),
                ('state', models.CharField(choices=[('submitted', '待批准'), ('approved', '已批准'), ('refused', '不同意'), ('taken_back', '已收回')], default='submitted', max_length=10, verbose_name='状态')),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='批准时间')),
                ('decision_note', models.CharField(blank=True, max_length=500, verbose_name='批准意见')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='生效日期')),
            ],
            options={
                'verbose_name': '目录事项变更',
                'verbose_name_plural': '目录事项变更',
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('path', models.CharField(max_length=200, verbose_name='存放路径')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
            ],
            options={
                'verbose_name': '佐证材料',
                'verbose_name_plural': '佐证材料',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Excuse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_code', models.CharField(blank=True, max_length=40, verbose_name='公开代码')),
                ('kind', models.CharField(choices=[('exemption', '不予公开'), ('deferral', '暂缓公开')], max_length=10, verbose_name='种类')),
                ('reason', models.CharField(choices=[('state_secret', '涉及国家秘密'), ('party_secret', '涉及党内秘密'), ('work_secret', '涉及工作秘密'), ('trade_secret', '涉及商业秘密'), ('privacy', '涉及个人隐私'), ('under_way', '正在调查、讨论或处理'), ('by_rule', '按规定不宜公开'), ('other', '其他')], max_length=20, verbose_name='理由')),
                ('explanation', models.TextField(verbose_name='具体说明')),
                ('legal_basis', models.CharField(max_length=300, verbose_name='依据')),
                ('from_on', models.DateField(verbose_name='从哪天起')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='暂缓到哪天')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='复查日期')),
                ('state', models.CharField(choices=[('draft', '起草'), ('submitted', '待本级批准'), ('agreed', '待上级审定'), ('in_force', '已批准'), ('refused', '不同意'), ('ended', '已结束')], default='draft', max_length=10, verbose_name='状态')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='批准时间')),
                ('approval_note', models.CharField(blank=True, max_length=500, verbose_name='批准意见')),
                ('needs_superior', models.BooleanField(default=False, verbose_name='要上级审定')),
                ('superior_at', models.DateTimeField(blank=True, null=True, verbose_name='上级审定时间')),
                ('superior_opinion', models.TextField(blank=True, verbose_name='上级意见')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='结束原因')),
            ],
            options={
                'verbose_name': '不予公开和暂缓',
                'verbose_name_plural': '不予公开和暂缓',
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('scheme', '实施方案'), ('catalogue', '公开目录'), ('exemption', '不予公开'), ('deferral', '暂缓公开'), ('change', '目录变更'), ('off_catalogue', '目录外工作方案'), ('application', '申请及办理情况'), ('report', '工作报告')], max_length=20, verbose_name='种类')),
                ('title', models.CharField(max_length=300, verbose_name='事由')),
                ('content', models.TextField(blank=True, verbose_name='报送内容')),
                ('url', models.CharField(blank=True, max_length=300, verbose_name='链接')),
                ('to_name', models.CharField(max_length=100, verbose_name='报送机关')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='报送日期')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='报送文号')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='收到日期')),
                ('receipt', models.CharField(blank=True, max_length=200, verbose_name='回执')),
                ('comment', models.TextField(blank=True, verbose_name='上级意见')),
                ('commented_at', models.DateTimeField(blank=True, null=True, verbose_name='提出意见时间')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='不再报送的日期')),
                ('dropped_reason', models.CharField(blank=True, max_length=200, verbose_name='不再报送的原因')),
            ],
            options={
                'verbose_name': '备案报送',
                'verbose_name_plural': '备案报送',
            },
        ),
        migrations.CreateModel(
            name='FormRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=40, verbose_name='公开形式')),
                ('is_by_portal', models.BooleanField(default=False, verbose_name='由门户完成')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='地点或载体')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('attendance', models.PositiveIntegerField(blank=True, null=True, verbose_name='到会或送达人数')),
                ('expected', models.PositiveIntegerField(blank=True, null=True, verbose_name='应到人数')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号或刊期')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='登记时间')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='核实时间')),
                ('dropped_reason', models.CharField(blank=True, max_length=300, verbose_name='不再采用的原因')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='不再采用的时间')),
            ],
            options={
                'verbose_name': '公开形式落实',
                'verbose_name_plural': '公开形式落实',
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField(verbose_name='确认时间')),
            ],
            options={
                'verbose_name': '已读回执',
                'verbose_name_plural': '已读回执',
            },
        ),
        migrations.CreateModel(
            name='SchemeDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='方案名称')),
                ('body', models.TextField(blank=True, verbose_name='方案正文')),
                ('changes', models.JSONField(blank=True, default=dict, verbose_name='本组织的更改')),
                ('binds_below', models.BooleanField(default=False, verbose_name='对下级有约束力')),
                ('state', models.CharField(choices=[('draft', '起草'), ('soliciting', '征求意见'), ('reviewing', '送审'), ('reviewed', '已审定'), ('issued', '已印发'), ('discarded', '已作废')], default='draft', max_length=12, verbose_name='状态')),
                ('solicit_from_on', models.DateField(blank=True, null=True, verbose_name='征求意见起')),
                ('solicit_until_on', models.DateField(blank=True, null=True, verbose_name='征求意见止')),
                ('review_body', models.CharField(blank=True, max_length=100, verbose_name='审定机关')),
                ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='审定日期')),
                ('review_opinion', models.TextField(blank=True, verbose_name='审定意见')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='印发日期')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('saved_at', models.DateTimeField(verbose_name='保存时间')),
            ],
            options={
                'verbose_name': '方案制定',
                'verbose_name_plural': '方案制定',
            },
        ),
        migrations.CreateModel(
            name='SchemeOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('inside', '党内'), ('outside', '党外')], max_length=10, verbose_name='来自')),
                ('sender', models.CharField(blank=True, max_length=60, verbose_name='提出人')),
                ('text', models.TextField(verbose_name='意见')),
                ('given_on', models.DateField(verbose_name='提出日期')),
                ('result', models.CharField(blank=True, choices=[('', '还没有答复'), ('adopted', '采纳'), ('partly', '部分采纳'), ('declined', '不采纳')], default='', max_length=10, verbose_name='处理')),
                ('reply', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('entered_at', models.DateTimeField(verbose_name='登记时间')),
            ],
            options={
                'verbose_name': '方案意见',
                'verbose_name_plural': '方案意见',
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='第几阶段')),
                ('name', models.CharField(max_length=100, verbose_name='阶段名称')),
                ('planned_on', models.DateField(verbose_name='计划完成日期')),
                ('completed_on', models.DateField(blank=True, null=True, verbose_name='实际完成日期')),
            ],
            options={
                'verbose_name': '阶段',
                'verbose_name_plural': '阶段',
            },
        ),
        migrations.CreateModel(
            name='UpwardReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('body', models.TextField(verbose_name='内容')),
                ('state', models.CharField(choices=[('draft', '起草'), ('sent', '已报送'), ('received', '已收到'), ('answered', '已答复')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='报送时间')),
                ('received_at', models.DateTimeField(blank=True, null=True, verbose_name='收到时间')),
                ('answer', models.TextField(blank=True, verbose_name='处理结果')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
            ],
            options={
                'verbose_name': '情况反映',
                'verbose_name_plural': '情况反映',
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_code', models.CharField(max_length=40, verbose_name='公开代码')),
                ('name', models.CharField(max_length=200, verbose_name='工作名称')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
            ],
            options={
                'verbose_name': '阶段性工作',
                'verbose_name_plural': '阶段性工作',
            },
        ),
        migrations.RemoveConstraint(
            model_name='duty',
            name='duty_once_a_period',
        ),
        migrations.RemoveConstraint(
            model_name='duty',
            name='duty_fulfilled_by_and_on',
        ),
        migrations.RemoveIndex(
            model_name='duty',
            name='duty_open_of_entry',
        ),
        migrations.AddField(
            model_name='duty',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='organizations.department', verbose_name='科室'),
        ),
        migrations.AddField(
            model_name='duty',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='不再需要的日期'),
        ),
        migrations.AddField(
            model_name='duty',
            name='ended_reason',
            field=models.CharField(blank=True, max_length=200, verbose_name='不再需要的原因'),
        ),
        migrations.AddField(
            model_name='duty',
            name='kind',
            field=models.CharField(choices=[('period', '周期公开'), ('stage', '阶段公开'), ('summary', '总结公开'), ('quota', '科室报送'), ('report', '报告')], default='period', max_length=10, verbose_name='种类'),
        ),
        migrations.AddField(
            model_name='item',
            name='archive_deadline',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='archived_item', to='deadlines.deadline', verbose_name='归档时限'),
        ),
        migrations.AddField(
            model_name='item',
            name='outside_after_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='到那一天自动向社会公开；不填就由人按按钮。', null=True, verbose_name='党内公开几天后向社会公开'),
        ),
        migrations.AddField(
            model_name='item',
            name='redisclosure_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redisclosures', to='catalog.item', verbose_name='再次公开的是'),
        ),
        migrations.AddField(
            model_name='item',
            name='redisclosure_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='再次公开的原因'),
        ),
        migrations.AlterField(
            model_name='duty',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='catalog.entry', verbose_name='目录事项'),
        ),
        migrations.AlterField(
            model_name='duty',
            name='entry_code',
            field=models.CharField(blank=True, max_length=40, verbose_name='公开代码'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='item',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='archive_record', to='catalog.item', verbose_name='公开事项'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archive_records', to='organizations.organization', verbose_name='党组织'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='packed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='归档人'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='audiences',
            field=models.ManyToManyField(blank=True, related_name='bulletins', to='organizations.audience', verbose_name='特定对象'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='organizations.organization', verbose_name='党组织'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发布人'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='saved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='保存人'),
        ),
        migrations.AddField(
            model_name='bulletinfile',
            name='bulletin',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='catalog.bulletin', verbose_name='通报公告'),
        ),
        migrations.AddField(
            model_name='bulletinfile',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人'),
        ),
        migrations.AddField(
            model_name='carrier',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carriers', to='organizations.organization', verbose_name='党组织'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='申请人'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clearances', to='catalog.version', verbose_name='版本'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='catalog.item', verbose_name='公开事项'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='recipient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to=settings.AUTH_USER_MODEL, verbose_name='告知的个人'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='told_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='告知人'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='announcement',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_change', to='catalog.bulletin', verbose_name='公布的说明'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='申请人'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='catalogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes_asked', to='catalog.catalogue', verbose_name='公开目录'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='catalog.entry', verbose_name='目录事项'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='new_catalogue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes_made', to='catalog.catalogue', verbose_name='新一版目录'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entry_changes', to='organizations.organization', verbose_name='申请组织'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='结束人'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='excuses', to='catalog.entry', verbose_name='目录事项'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='excuses', to='catalog.item', verbose_name='公开事项'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='excuses', to='organizations.organization', verbose_name='党组织'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='review_deadline',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='excuse', to='deadlines.deadline', verbose_name='复查时限'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='superior_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上级审定人'),
        ),
        migrations.AddField(
            model_name='duty',
            name='excuse',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='catalog.excuse', verbose_name='不予公开或暂缓'),
        ),
        migrations.AddField(
            model_name='filing',
            name='commented_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出意见的人'),
        ),
        migrations.AddField(
            model_name='filing',
            name='deadline',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='deadlines.deadline', verbose_name='时限'),
        ),
        migrations.AddField(
            model_name='filing',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='organizations.organization', verbose_name='报送组织'),
        ),
        migrations.AddField(
            model_name='filing',
            name='received_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签收人'),
        ),
        migrations.AddField(
            model_name='filing',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人'),
        ),
        migrations.AddField(
            model_name='filing',
            name='to_organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='上级组织'),
        ),
        migrations.AddField(
            model_name='excuse',
            name='filing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='excuse', to='catalog.filing', verbose_name='备案'),
        ),
        migrations.AddField(
            model_name='entrychange',
            name='filing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_change', to='catalog.filing', verbose_name='备案'),
        ),
        migrations.AddField(
            model_name='catalogue',
            name='filing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='catalogue', to='catalog.filing', verbose_name='备案报送'),
        ),
        migrations.AddField(
            model_name='duty',
            name='filing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duty', to='catalog.filing', verbose_name='完成它的报送'),
        ),
        migrations.AddField(
            model_name='item',
            name='work_plan_filing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='item', to='catalog.filing', verbose_name='工作方案备案'),
        ),
        migrations.AddField(
            model_name='formrecord',
            name='carrier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.carrier', verbose_name='公开载体'),
        ),
        migrations.AddField(
            model_name='formrecord',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核实人'),
        ),
        migrations.AddField(
            model_name='formrecord',
            name='deadline',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='form_record', to='deadlines.deadline', verbose_name='时限'),
        ),
        migrations.AddField(
            model_name='formrecord',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='form_records', to='catalog.item', verbose_name='公开事项'),
        ),
        migrations.AddField(
            model_name='formrecord',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='catalog.formrecord', verbose_name='落实记录'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='bulletin',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='catalog.bulletin', verbose_name='通报公告'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='reader',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to=settings.AUTH_USER_MODEL, verbose_name='读者'),
        ),
        migrations.AddField(
            model_name='schemedraft',
            name='adoption',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='catalog.adoption', verbose_name='施行'),
        ),
        migrations.AddField(
            model_name='schemedraft',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人'),
        ),
        migrations.AddField(
            model_name='schemedraft',
            name='filing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scheme_draft', to='catalog.filing', verbose_name='备案'),
        ),
        migrations.AddField(
            model_name='schemedraft',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签发人'),
        ),
        migrations.AddField(
            model_name='schemedraft',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scheme_drafts', to='organizations.organization', verbose_name='党组织'),
        ),
        migrations.AddField(
            model_name='schemedraft',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='catalog.scheme', verbose_name='按哪一种规则'),
        ),
        migrations.AddField(
            model_name='schemeopinion',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='catalog.schemedraft', verbose_name='方案'),
        ),
        migrations.AddField(
            model_name='schemeopinion',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='duty',
            name='stage',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duty', to='catalog.stage', verbose_name='阶段'),
        ),
        migrations.AddField(
            model_name='upwardreport',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人'),
        ),
        migrations.AddField(
            model_name='upwardreport',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人'),
        ),
        migrations.AddField(
            model_name='upwardreport',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_up', to='organizations.organization', verbose_name='反映组织'),
        ),
        migrations.AddField(
            model_name='upwardreport',
            name='received_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签收人'),
        ),
        migrations.AddField(
            model_name='upwardreport',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人'),
        ),
        migrations.AddField(
            model_name='upwardreport',
            name='to_organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_from_below', to='organizations.organization', verbose_name='上级组织'),
        ),
        migrations.AddField(
            model_name='work',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='work',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organizations.department', verbose_name='责任科室'),
        ),
        migrations.AddField(
            model_name='work',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='catalog.entry', verbose_name='目录事项'),
        ),
        migrations.AddField(
            model_name='work',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='organizations.organization', verbose_name='党组织'),
        ),
        migrations.AddField(
            model_name='stage',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='catalog.work', verbose_name='阶段性工作'),
        ),
        migrations.AddField(
            model_name='duty',
            name='work',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='catalog.work', verbose_name='阶段性工作'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(condition=models.Q(('ended_on__isnull', True), ('excuse__isnull', True), ('fulfilled_on__isnull', True)), fields=['organization', 'entry_code'], name='duty_open_of_entry'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['organization', 'starts_on'], name='duty_by_period'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['period', 'report'])), fields=('organization', 'entry_code', 'recurrence', 'starts_on'), name='duty_once_a_period', violation_error_message='这一周期的任务已经有了。'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'quota')), fields=('department', 'recurrence', 'starts_on'), name='quota_once_a_department_and_period', violation_error_message='这个科室这一周期的任务已经有了。'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'summary')), fields=('work', 'recurrence', 'starts_on'), name='summary_once_a_work_and_period', violation_error_message='这项工作的总结任务已经有了。'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('filing__isnull', True), ('fulfilled_by__isnull', True), ('fulfilled_on__isnull', True)), models.Q(('filing__isnull', True), ('fulfilled_by__isnull', False), ('fulfilled_on__isnull', False)), models.Q(('filing__isnull', False), ('fulfilled_by__isnull', True), ('fulfilled_on__isnull', False)), _connector='OR'), name='duty_fulfilled_by_and_on'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('excuse__isnull', True), ('fulfilled_on__isnull', True)), models.Q(('ended_on__isnull', True), ('fulfilled_on__isnull', True)), models.Q(('ended_on__isnull', True), ('excuse__isnull', True)), _connector='OR'), name='duty_ends_one_way'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('ended_reason', '')), models.Q(('ended_on__isnull', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='duty_ended_with_a_reason'),
        ),
        migrations.AddIndex(
            model_name='archiverecord',
            index=models.Index(fields=['organization', 'year', 'piece_number'], name='archive_by_year'),
        ),
        migrations.AddConstraint(
            model_name='archiverecord',
            constraint=models.UniqueConstraint(fields=('organization', 'year', 'retention', 'piece_number'), name='piece_number_once', violation_error_message='这个件号已经用过。'),
        ),
        migrations.AddIndex(
            model_name='bulletin',
            index=models.Index(fields=['organization', '-published_at', '-id'], name='bulletin_of_organization'),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.CheckConstraint(condition=models.Q(('scope', 'individual'), _negated=True), name='bulletin_is_not_for_one_person', violation_error_message='通报公告不能只发给个人。'),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('state__in', ['published', 'withdrawn']), _connector='OR'), name='bulletin_published_has_its_state'),
        ),
        migrations.AddConstraint(
            model_name='carrier',
            constraint=models.UniqueConstraint(fields=('organization', 'name'), name='carrier_name_once', violation_error_message='已有同名载体。'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.UniqueConstraint(fields=('version', 'kind', 'mask'), name='clearance_once'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='clearance_decided_by_another', violation_error_message='申请和同意要由两个人办理。'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('item', 'recipient'), name='delivery_once'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['organization', '-id'], name='filing_of_organization'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['to_organization', '-id'], name='filing_to_superior'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(('received_on__isnull', True), ('sent_on__isnull', False), _connector='OR'), name='filing_sent_before_received', violation_error_message='还没有报送，不能登记回执。'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('commented_at__isnull', True), ('commented_by__isnull', True)), models.Q(('commented_at__isnull', False), ('commented_by__isnull', False)), _connector='OR'), name='filing_commented_by_and_at'),
        ),
        migrations.AddIndex(
            model_name='excuse',
            index=models.Index(fields=['organization', 'entry_code', 'state'], name='excuse_of_entry'),
        ),
        migrations.AddConstraint(
            model_name='excuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'exemption'), ('review_on__isnull', False), ('until_on__isnull', True)), models.Q(('kind', 'deferral'), ('until_on__isnull', False)), _connector='OR'), name='excuse_has_an_end_or_a_review', violation_error_message='暂缓要写到哪天为止；不予公开要写哪天复查。'),
        ),
        migrations.AddConstraint(
            model_name='excuse',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='excuse_runs_forward', violation_error_message='暂缓的截止日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='excuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='excuse_approved_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='excuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_force'), _negated=True), ('approved_at__isnull', False), _connector='OR'), name='excuse_in_force_was_approved', violation_error_message='不予公开和暂缓要经批准。'),
        ),
        migrations.AddConstraint(
            model_name='excuse',
            constraint=models.CheckConstraint(condition=models.Q(('entry__isnull', False), ('item__isnull', False), _connector='OR'), name='excuse_is_about_something', violation_error_message='请选目录事项或公开事项。'),
        ),
        migrations.AddIndex(
            model_name='entrychange',
            index=models.Index(fields=['organization', 'entry_code'], name='change_of_entry'),
        ),
        migrations.AddConstraint(
            model_name='entrychange',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'submitted')), fields=('catalogue', 'entry_code'), name='one_open_change_an_entry', violation_error_message='这一事项已有待批准的变更申请。'),
        ),
        migrations.AddConstraint(
            model_name='entrychange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='change_decided_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='formrecord',
            constraint=models.UniqueConstraint(fields=('item', 'form'), name='form_record_once'),
        ),
        migrations.AddConstraint(
            model_name='formrecord',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), models.Q(('from_on__isnull', False), ('until_on__gte', models.F('from_on'))), _connector='OR'), name='form_record_runs_forward', violation_error_message='结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='formrecord',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by__isnull', True), ('recorded_at__isnull', False), _connector='OR'), name='form_recorded_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='formrecord',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='form_confirmed_by_another', violation_error_message='登记和核实要由两个人办理。'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('bulletin', 'reader'), name='receipt_once'),
        ),
        migrations.AddConstraint(
            model_name='schemedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(('issued_on__isnull', False), models.Q(('document_number', ''), _negated=True)), _connector='OR'), name='issued_scheme_has_day_and_number', violation_error_message='印发要有日期和文号。'),
        ),
        migrations.AddIndex(
            model_name='upwardreport',
            index=models.Index(fields=['organization', '-id'], name='report_up_of_organization'),
        ),
        migrations.AddIndex(
            model_name='upwardreport',
            index=models.Index(fields=['to_organization', '-id'], name='report_up_to_superior'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='work_runs_forward', violation_error_message='结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('work', 'number'), name='stage_number_once', violation_error_message='已有这个阶段。'),
        ),
    ]
