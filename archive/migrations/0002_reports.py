import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("archive", "0001_agencies")]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("needs_review", models.BooleanField(default=True, verbose_name="待审核")),
                ("doubt", models.PositiveIntegerField(default=0, verbose_name="存疑程度")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="收录时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最近改动")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="archive.agency"
                    ),
                ),
                (
                    "folded_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folded",
                        to="archive.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "年报",
                "verbose_name_plural": "年报",
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, verbose_name="标识")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("confirmed", "属实"), ("explained", "可以解释"), ("dismissed", "不成立")],
                        max_length=10,
                        verbose_name="决定",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("at", models.DateTimeField(auto_now=True, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="archive.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "对提示的决定",
                "verbose_name_plural": "对提示的决定",
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                (
                    "by",
                    models.CharField(
                        choices=[("parser", "程序"), ("person", "人工")], max_length=6, verbose_name="来自"
                    ),
                ),
                ("parser_version", models.CharField(max_length=20, verbose_name="解析程序版本")),
                ("reason", models.CharField(max_length=500, verbose_name="理由")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                ("title", models.CharField(max_length=300, verbose_name="题名")),
                ("agency_name", models.CharField(blank=True, max_length=120, verbose_name="机关名称")),
                ("printed_agency", models.CharField(blank=True, max_length=200, verbose_name="印刷的机关名称")),
                ("division", models.JSONField(default=dict, verbose_name="地区线索")),
                ("form", models.CharField(blank=True, max_length=12, verbose_name="格式")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="落款日期")),
                ("signed_as", models.CharField(blank=True, max_length=200, verbose_name="落款")),
                ("cells", models.JSONField(default=dict, verbose_name="数据项")),
                ("corrections", models.JSONField(default=dict, verbose_name="更正")),
                ("indicators", models.JSONField(default=list, verbose_name="其他指标")),
                ("claims", models.JSONField(default=list, verbose_name="正文中的数字")),
                ("warnings", models.JSONField(default=list, verbose_name="说明")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="内容指纹")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="archive.revision",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="archive.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "版本",
                "verbose_name_plural": "版本",
                "ordering": ("number",),
            },
        ),
        migrations.AddField(
            model_name="report",
            name="latest",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="archive.revision",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="published",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="published_report",
                to="archive.revision",
            ),
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, verbose_name="标识")),
                ("rule", models.CharField(max_length=80, verbose_name="规则")),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "error"), ("notice", "notice")], max_length=8, verbose_name="程度"
                    ),
                ),
                ("message", models.CharField(max_length=1000, verbose_name="说明")),
                ("cells", models.JSONField(default=list, verbose_name="数据项")),
                ("quotes", models.JSONField(default=list, verbose_name="引文")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="archive.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "核对提示",
                "verbose_name_plural": "核对提示",
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("number", models.PositiveSmallIntegerField(verbose_name="章节号")),
                ("heading", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                ("text", models.TextField(verbose_name="正文")),
                ("tokens", models.TextField(blank=True, verbose_name="分词")),
                ("segmenter", models.CharField(blank=True, max_length=20, verbose_name="分词版本")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="archive.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "章节",
                "verbose_name_plural": "章节",
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
                ("format", models.CharField(max_length=12, verbose_name="文件类型")),
                ("name", models.CharField(max_length=300, verbose_name="文件名")),
                ("origin_url", models.URLField(blank=True, max_length=1000, verbose_name="来源网址")),
                ("retrieved_on", models.DateField(blank=True, null=True, verbose_name="取得日期")),
                ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="收到时间")),
                ("withheld", models.BooleanField(default=False, verbose_name="原件不公开")),
                ("withheld_decided", models.BooleanField(default=False, verbose_name="是否公开已核定")),
                (
                    "uploader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "原件",
                "verbose_name_plural": "原件",
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="archive.source"
            ),
        ),
        migrations.AddConstraint(
            model_name="findingdecision",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="one_decision_on_a_finding"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("needs_review", True)), fields=["-doubt", "id"], name="review_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("published__isnull", False)), fields=["-published_at"], name="report_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("agency", "year"), name="one_report_of_an_agency_and_year"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2003), ("year__lte", 2100)), name="report_year_is_possible"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("published__isnull", True), ("published_at__isnull", False), _connector="OR"),
                name="published_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("folded_into__isnull", True),
                    models.Q(("needs_review", False), ("published__isnull", True)),
                    _connector="OR",
                ),
                name="what_went_into_another_report_rests",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["rule"], name="finding_rule"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("revision", "key"), name="a_finding_once_in_a_revision"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("revision", "position"), name="sections_stand_in_order"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="revision_numbers_run_once"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", "parser"), ("author__isnull", False), _connector="OR"),
                name="a_persons_revision_has_its_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="every_revision_has_its_reason"
            ),
        ),
    ]
