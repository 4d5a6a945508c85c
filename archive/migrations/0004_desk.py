import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("archive", "0003_counts")]

    operations = [
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("length", models.PositiveBigIntegerField(default=0, verbose_name="条数")),
                ("last_seal", models.CharField(blank=True, max_length=64, verbose_name="最后的校验")),
            ],
            options={
                "verbose_name": "操作记录的末端",
                "verbose_name_plural": "操作记录的末端",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_audit_chain")],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "through",
                    models.CharField(
                        choices=[("desk", "工作台"), ("command", "命令"), ("api", "接口"), ("sample", "样例")],
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "uploader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "批次",
                "verbose_name_plural": "批次",
                "ordering": ("-created_at",),
            },
        ),
        migrations.CreateModel(
            name="PublishingRule",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("enabled", models.BooleanField(default=False, verbose_name="符合条件的自动发布")),
                ("allow_inferred_division", models.BooleanField(default=False, verbose_name="地区为推断的也发布")),
                ("allow_notices", models.BooleanField(default=False, verbose_name="正文与表格不一致等提示不阻止发布")),
                ("allow_blanks", models.BooleanField(default=True, verbose_name="有未填项的也发布")),
            ],
            options={
                "verbose_name": "自动发布规则",
                "verbose_name_plural": "自动发布规则",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_publishing_rule")
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=500, verbose_name="文件名")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "排队中"),
                            ("working", "处理中"),
                            ("review", "待审核"),
                            ("published", "已发布"),
                            ("duplicate", "重复"),
                            ("refused", "拒收"),
                            ("quarantined", "隔离"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("received", "已收到"),
                            ("stored", "已读取、核对、入库"),
                            ("segmented", "已分词"),
                            ("settled", "已有结果"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="阶段",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="原因代码")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("given_agency", models.CharField(blank=True, max_length=120, verbose_name="补充的机关名称")),
                ("given_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="补充的年份")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="尝试次数")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="收到时间")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="最近改动")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="archive.batch"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="archive.report",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="archive.revision",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="archive.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "上传",
                "verbose_name_plural": "上传",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("actor_name", models.CharField(max_length=150, verbose_name="操作人")),
                ("action", models.CharField(max_length=40, verbose_name="操作")),
                ("object_type", models.CharField(max_length=20, verbose_name="对象")),
                ("object_id", models.CharField(max_length=64, verbose_name="编号")),
                ("summary", models.CharField(max_length=500, verbose_name="说明")),
                ("data", models.JSONField(default=dict, verbose_name="内容")),
                ("previous_seal", models.CharField(max_length=64, unique=True)),
                ("seal", models.CharField(max_length=64, unique=True, verbose_name="校验")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="archive.auditevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "操作记录",
                "verbose_name_plural": "操作记录",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["object_type", "object_id"], name="audit_object"),
                    models.Index(fields=["action"], name="audit_action"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["state", "changed_at"], name="upload_state"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(fields=("batch", "name"), name="a_file_once_in_a_batch"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("refused", "quarantined", "duplicate")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_was_not_taken_in_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("review", "published")), _negated=True),
                    ("revision__isnull", False),
                    _connector="OR",
                ),
                name="what_was_taken_in_has_its_revision",
            ),
        ),
    ]
