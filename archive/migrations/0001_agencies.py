import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("central", "国务院部门"),
                            ("vertical", "垂直管理机关"),
                            ("subdistrict", "街道办事处、地区办事处"),
                            ("township", "乡镇政府"),
                            ("zone", "开发区、园区管委会"),
                            ("gov_office", "政府办公厅（室）"),
                            ("government", "县级以上人民政府"),
                            ("branch", "派出机构"),
                            ("department", "政府部门"),
                            ("institution", "事业单位及公共企事业单位"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="机关类型",
                    ),
                ),
                (
                    "division_status",
                    models.CharField(
                        choices=[
                            ("certain", "certain"),
                            ("inferred", "inferred"),
                            ("ambiguous", "ambiguous"),
                            ("unknown", "unknown"),
                        ],
                        max_length=12,
                        verbose_name="地区的把握",
                    ),
                ),
                ("division_decided", models.BooleanField(default=False, verbose_name="地区已核定")),
                ("pinyin", models.CharField(blank=True, max_length=600, verbose_name="拼音")),
                ("initials", models.CharField(blank=True, max_length=150, verbose_name="拼音首字母")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="archive.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "机关",
                "verbose_name_plural": "机关",
            },
        ),
        migrations.CreateModel(
            name="AgencyKey",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False, verbose_name="同一性")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="archive.agency"
                    ),
                ),
            ],
            options={
                "verbose_name": "机关的同一性",
                "verbose_name_plural": "机关的同一性",
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("code", models.CharField(max_length=9, primary_key=True, serialize=False, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("full_name", models.CharField(max_length=200, verbose_name="全称")),
                ("pinyin", models.CharField(blank=True, max_length=600, verbose_name="拼音")),
                ("initials", models.CharField(blank=True, max_length=150, verbose_name="拼音首字母")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="archive.division",
                    ),
                ),
            ],
            options={
                "verbose_name": "地区",
                "verbose_name_plural": "地区",
            },
        ),
        migrations.AddField(
            model_name="agency",
            name="division",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agencies",
                to="archive.division",
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="township",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="archive.division",
            ),
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="archive.agency"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="precessions", to="archive.agency"
                    ),
                ),
            ],
            options={
                "verbose_name": "承继",
                "verbose_name_plural": "承继",
            },
        ),
        migrations.CreateModel(
            name="AgencyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("first_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最早年份")),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最晚年份")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="archive.agency"
                    ),
                ),
            ],
            options={
                "verbose_name": "机关名称",
                "verbose_name_plural": "机关名称",
                "indexes": [models.Index(fields=["name"], name="agency_any_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "name"), name="one_row_per_name_of_an_agency")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="division",
            index=models.Index(fields=["pinyin"], name="division_pinyin"),
        ),
        migrations.AddIndex(
            model_name="division",
            index=models.Index(fields=["initials"], name="division_initials"),
        ),
        migrations.AddIndex(
            model_name="agency",
            index=models.Index(fields=["name"], name="agency_name"),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="agency_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("predecessor", "successor"), name="one_succession_of_two_agencies"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("predecessor", models.F("successor")), _negated=True), name="nobody_succeeds_itself"
            ),
        ),
    ]
