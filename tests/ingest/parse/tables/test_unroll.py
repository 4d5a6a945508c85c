"""Reports that lost every break between label and number."""

from ingest.parse.tables import unroll
from tests.ingest.parse.tables.lines import document, tables, values

RUN_ON = (
    "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件6233440"
    "第二十条第（五）项信息内容本年处理决定数量行政许可4529第二十条第（六）项信息内容本年处理决定数量行政处罚1100行政强制65"
    "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费18651.06三、收到和处理政府信息公开申请情况"
)
STATISTICS = (
    "六、统计表 指标名称计量单位2013年度历年累计主动公开信息数条18535395其中：1.网站公开条171350172.政府公报公开条07"
    "受理依申请公开信息总数条00其中：1.当面申请数条0182.传真申请数条00"
)


def test_a_number_alone_between_two_labels_is_certain() -> None:
    assert values(RUN_ON, "proactive.licensing") == [4529]
    assert values(RUN_ON, "proactive.fees")[0] == tables(RUN_ON).cells["proactive.fees.amount"].value


def test_numbers_of_several_columns_run_together_are_not() -> None:
    assert values(RUN_ON, "proactive.normative") == ["uncertain"] * 3
    assert values(RUN_ON, "proactive.rules") == [0, 0, 0]


def test_places_lead_back_to_the_characters_of_the_line() -> None:
    locator = tables(RUN_ON).cells["proactive.coercion.decisions"].locator
    assert locator is not None
    assert RUN_ON[locator.start : locator.end] == "65"


def test_a_run_on_statistics_table_is_parted_only_where_zeros_force_it() -> None:
    found = {i.name: i.values for i in tables(STATISTICS).indicators}
    assert found == {
        "主动公开信息数": (None, None),
        "其中：1.网站公开": (None, None),
        "2.政府公报公开": (0, 7),
        "受理依申请公开信息总数": (0, 0),
        "其中：1.当面申请数": (0, 18),
        "2.传真申请数": (0, 0),
    }


def test_ordinary_lines_are_left_alone() -> None:

    plain = document("一、总体情况\n全年公开信息6条。")
    assert unroll(plain) is plain
