import django.db.models.deletion
from django.db import migrations, models

# One column for each cell of the forms of 2019 and 2021.
COLUMNS = """
requests_received_total requests_carried_in_total requests_disclosed_total requests_partial_total
requests_withheld_state_secret_total requests_withheld_law_forbids_total requests_withheld_security_stability_total
requests_withheld_third_party_total requests_withheld_internal_total requests_withheld_deliberative_total
requests_withheld_enforcement_file_total requests_withheld_admin_query_total requests_unavailable_not_held_total
requests_unavailable_needs_creation_total requests_unavailable_still_unclear_total requests_unprocessed_petition_total
requests_unprocessed_repeat_total requests_unprocessed_publication_total requests_unprocessed_excessive_total
requests_unprocessed_reconfirm_total requests_other_uncorrected_total requests_other_unpaid_total
requests_other_rest_total requests_closed_total requests_carried_out_total review_total suit_direct_total
suit_after_review_total requests_other_all_total proactive_rules_issued proactive_rules_repealed
proactive_rules_in_force proactive_normative_issued proactive_normative_repealed proactive_normative_in_force
proactive_licensing_decisions proactive_penalty_decisions proactive_coercion_decisions proactive_fees_amount
requests_received_natural requests_received_business requests_received_research requests_received_nonprofit
requests_received_legal requests_received_other requests_carried_in_natural requests_carried_in_business
requests_carried_in_research requests_carried_in_nonprofit requests_carried_in_legal requests_carried_in_other
requests_disclosed_natural requests_disclosed_business requests_disclosed_research requests_disclosed_nonprofit
requests_disclosed_legal requests_disclosed_other requests_partial_natural requests_partial_business
requests_partial_research requests_partial_nonprofit requests_partial_legal requests_partial_other
requests_withheld_state_secret_natural requests_withheld_state_secret_business requests_withheld_state_secret_research
requests_withheld_state_secret_nonprofit requests_withheld_state_secret_legal requests_withheld_state_secret_other
requests_withheld_law_forbids_natural requests_withheld_law_forbids_business requests_withheld_law_forbids_research
requests_withheld_law_forbids_nonprofit requests_withheld_law_forbids_legal requests_withheld_law_forbids_other
requests_withheld_security_stability_natural requests_withheld_security_stability_business
requests_withheld_security_stability_research requests_withheld_security_stability_nonprofit
requests_withheld_security_stability_legal requests_withheld_security_stability_other
requests_withheld_third_party_natural requests_withheld_third_party_business requests_withheld_third_party_research
requests_withheld_third_party_nonprofit requests_withheld_third_party_legal requests_withheld_third_party_other
requests_withheld_internal_natural requests_withheld_internal_business requests_withheld_internal_research
requests_withheld_internal_nonprofit requests_withheld_internal_legal requests_withheld_internal_other
requests_withheld_deliberative_natural requests_withheld_deliberative_business requests_withheld_deliberative_research
requests_withheld_deliberative_nonprofit requests_withheld_deliberative_legal requests_withheld_deliberative_other
requests_withheld_enforcement_file_natural requests_withheld_enforcement_file_business
requests_withheld_enforcement_file_research requests_withheld_enforcement_file_nonprofit
requests_withheld_enforcement_file_legal requests_withheld_enforcement_file_other
requests_withheld_admin_query_natural requests_withheld_admin_query_business requests_withheld_admin_query_research
requests_withheld_admin_query_nonprofit requests_withheld_admin_query_legal requests_withheld_admin_query_other
requests_unavailable_not_held_natural requests_unavailable_not_held_business requests_unavailable_not_held_research
requests_unavailable_not_held_nonprofit requests_unavailable_not_held_legal requests_unavailable_not_held_other
requests_unavailable_needs_creation_natural requests_unavailable_needs_creation_business
requests_unavailable_needs_creation_research requests_unavailable_needs_creation_nonprofit
requests_unavailable_needs_creation_legal requests_unavailable_needs_creation_other
requests_unavailable_still_unclear_natural requests_unavailable_still_unclear_business
requests_unavailable_still_unclear_research requests_unavailable_still_unclear_nonprofit
requests_unavailable_still_unclear_legal requests_unavailable_still_unclear_other
requests_unprocessed_petition_natural requests_unprocessed_petition_business requests_unprocessed_petition_research
requests_unprocessed_petition_nonprofit requests_unprocessed_petition_legal requests_unprocessed_petition_other
requests_unprocessed_repeat_natural requests_unprocessed_repeat_business requests_unprocessed_repeat_research
requests_unprocessed_repeat_nonprofit requests_unprocessed_repeat_legal requests_unprocessed_repeat_other
requests_unprocessed_publication_natural requests_unprocessed_publication_business
requests_unprocessed_publication_research requests_unprocessed_publication_nonprofit
requests_unprocessed_publication_legal requests_unprocessed_publication_other requests_unprocessed_excessive_natural
requests_unprocessed_excessive_business requests_unprocessed_excessive_research
requests_unprocessed_excessive_nonprofit requests_unprocessed_excessive_legal requests_unprocessed_excessive_other
requests_unprocessed_reconfirm_natural requests_unprocessed_reconfirm_business requests_unprocessed_reconfirm_research
requests_unprocessed_reconfirm_nonprofit requests_unprocessed_reconfirm_legal requests_unprocessed_reconfirm_other
requests_other_uncorrected_natural requests_other_uncorrected_business requests_other_uncorrected_research
requests_other_uncorrected_nonprofit requests_other_uncorrected_legal requests_other_uncorrected_other
requests_other_unpaid_natural requests_other_unpaid_business requests_other_unpaid_research
requests_other_unpaid_nonprofit requests_other_unpaid_legal requests_other_unpaid_other requests_other_rest_natural
requests_other_rest_business requests_other_rest_research requests_other_rest_nonprofit requests_other_rest_legal
requests_other_rest_other requests_closed_natural requests_closed_business requests_closed_research
requests_closed_nonprofit requests_closed_legal requests_closed_other requests_carried_out_natural
requests_carried_out_business requests_carried_out_research requests_carried_out_nonprofit requests_carried_out_legal
requests_carried_out_other review_upheld review_corrected review_other review_pending suit_direct_upheld
suit_direct_corrected suit_direct_other suit_direct_pending suit_after_review_upheld suit_after_review_corrected
suit_after_review_other suit_after_review_pending requests_other_all_natural requests_other_all_business
requests_other_all_research requests_other_all_nonprofit requests_other_all_legal requests_other_all_other
proactive_rules_made proactive_rules_published proactive_rules_published_total proactive_normative_made
proactive_normative_published proactive_normative_published_total proactive_licensing_items_last_year
proactive_licensing_change proactive_services_items_last_year proactive_services_change proactive_services_decisions
proactive_penalty_items_last_year proactive_penalty_change proactive_coercion_items_last_year
proactive_coercion_change proactive_fees_items_last_year proactive_fees_change proactive_procurement_items
proactive_procurement_amount
""".split()


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_reports")]

    operations = [
        migrations.CreateModel(
            name="Counts",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="counts",
                        serialize=False,
                        to="archive.report",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("kind", models.CharField(max_length=20, verbose_name="机关类型")),
                ("province", models.CharField(blank=True, max_length=2, verbose_name="省")),
                ("city", models.CharField(blank=True, max_length=4, verbose_name="市")),
                ("county", models.CharField(blank=True, max_length=6, verbose_name="县")),
                ("form", models.CharField(blank=True, max_length=12, verbose_name="格式")),
                ("findings", models.PositiveSmallIntegerField(default=0, verbose_name="核对提示")),
                ("states", models.CharField(max_length=400, verbose_name="状态")),
                *((column, models.BigIntegerField(blank=True, null=True)) for column in COLUMNS),
            ],
            options={
                "verbose_name": "数据",
                "verbose_name_plural": "数据",
                "indexes": [
                    models.Index(fields=["province", "city", "year"], name="counts_group"),
                    models.Index(fields=["city", "year"], name="counts_city_year"),
                    models.Index(fields=["county", "year"], name="counts_county_year"),
                    models.Index(fields=["year", "kind"], name="counts_year_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountSums",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("kind", models.CharField(max_length=20, verbose_name="机关类型")),
                ("province", models.CharField(blank=True, max_length=2, verbose_name="省")),
                ("city", models.CharField(blank=True, max_length=4, verbose_name="市")),
                ("reports", models.PositiveIntegerField(verbose_name="年报数")),
                *((column, models.BigIntegerField(blank=True, null=True)) for column in COLUMNS),
            ],
            options={
                "verbose_name": "数据之和",
                "verbose_name_plural": "数据之和",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("province", "city", "year", "kind"), name="one_row_of_sums_for_a_group"
                    )
                ],
            },
        ),
    ]
