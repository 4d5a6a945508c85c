"""The four formats carry the same values, and each keeps the kinds of nothing apart."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd
import pytest
from django.conf import LazySettings
from pyarrow import parquet

from archive.cells import Cell, Status
from archive.forms import FORMS, NEWEST
from archive.locators import Locator
from archive.models import Report, Source
from portal.datasets.asking import Dataset, dataset_from
from portal.datasets.columns import Shape
from portal.datasets.formats import FORMATS
from portal.datasets.formats.csv import BOM
from portal.datasets.making import chunks_within
from tests.archive.filled_forms import filled
from tests.portal.datasets.reading import Rows, frame_of, metadata_of, rows_of, types
from tests.search.archived import public

pytestmark = pytest.mark.django_db

RECEIVED, CLOSED, DISCLOSED, PARTIAL = (
    f"requests.{row}.total" for row in ("received", "closed", "disclosed", "partial")
)
FEES, PROCUREMENT = "proactive.fees.amount", "proactive.procurement.amount"
EVERY = pytest.mark.parametrize("extension", list(FORMATS))
BOTH = pytest.mark.parametrize("shape", list(Shape))


def cells(**others: Cell) -> dict[str, Cell]:
    """0, a number, blank, not read, and a place that the file does not have."""
    made = filled(NEWEST, {RECEIVED: 0, CLOSED: 305, DISCLOSED: None, FEES: Decimal("12.34")})
    made[PARTIAL] = Cell(None, "1 或 7", Status.UNCERTAIN, Locator(page=2, line=4))
    del made["review.upheld"]
    return made | others


def written(extension: str, dataset: Dataset, *reports: Report) -> bytes:
    return b"".join(chunks_within(dataset, FORMATS[extension], [report.pk for report in reports]))


def read(extension: str, dataset: Dataset, *reports: Report) -> Rows:
    return rows_of(extension, written(extension, dataset, *reports), dataset.columns)


def of_cell(rows: Rows, code: str) -> dict[str, Any]:
    (row,) = [row for row in rows if row["cell"] == code]
    return row


@BOTH
def test_all_formats_say_the_same(shape: Shape) -> None:
    reports = [
        public(year=2024, cells=cells(), signed_on=date(2025, 1, 20)),
        public(year=2023, numbers={RECEIVED: 7, "requests.received.natural": 7}),
        public(agency="某县审计局", year=2020, cells=filled(FORMS["2019"], {PROCUREMENT: Decimal("1234567.89")})),
    ]
    dataset = Dataset(shape=shape, statuses=True)
    texts = {extension: read(extension, dataset, *reports) for extension in FORMATS}
    assert len(texts["csv"]) == (3 if shape is Shape.WIDE else 3 * len(dataset.cells))
    assert texts["csv"] == texts["jsonl"] == texts["parquet"] == texts["xlsx"]


@EVERY
def test_zero_blank_not_read_and_absent_are_four_things_in_a_wide_table(extension: str) -> None:
    dataset = Dataset(statuses=True, places=(RECEIVED, DISCLOSED, PARTIAL, "review.upheld"))
    (row,) = read(extension, dataset, public(cells=cells()))
    assert [row[code] for code in dataset.cells] == [0, None, None, None]
    assert [row[f"{code}.status"] for code in dataset.cells] == ["read", "blank", "uncertain", "absent"]
    assert row["states"] == "rbua"


@EVERY
def test_zero_blank_not_read_and_absent_are_four_things_in_a_long_table(extension: str) -> None:
    dataset = Dataset(shape=Shape.LONG, places=(RECEIVED, DISCLOSED, PARTIAL, "review.upheld"))
    rows = read(extension, dataset, public(cells=cells()))
    assert [(row["value"], row["status"]) for row in rows] == [
        (0, "read"),
        (None, "blank"),
        (None, "uncertain"),
        (None, "absent"),
    ]


@EVERY
def test_a_long_row_leads_back_to_the_source(extension: str) -> None:
    report = public(cells=cells())
    row = of_cell(read(extension, Dataset(shape=Shape.LONG), report), PARTIAL)
    assert report.published is not None
    assert row["source_sha256"] == report.published.source_id
    assert row["raw"] == "1 或 7"
    assert json.loads(row["locator"]) == {"page": 2, "line": 4}
    assert row["words"] == NEWEST.cells[PARTIAL].words


@EVERY
def test_a_number_whose_digits_are_its_text_has_that_text(extension: str) -> None:
    row = of_cell(read(extension, Dataset(shape=Shape.LONG), public(cells=cells())), CLOSED)
    assert (row["value"], row["raw"]) == (305, "305")


@EVERY
def test_amounts_are_in_the_unit_of_their_column(extension: str) -> None:
    printed = Cell(Decimal("1.5"), "1.5", Status.READ, unit="万元")
    report = public(agency="某县审计局", year=2020, cells=filled(FORMS["2019"]) | {PROCUREMENT: printed})
    (wide,) = read(extension, Dataset(places=(PROCUREMENT,)), report)
    row = of_cell(read(extension, Dataset(shape=Shape.LONG), report), PROCUREMENT)
    assert wide[PROCUREMENT] == row["value"] == 15_000
    assert (row["unit"], row["raw"], row["printed_unit"]) == ("元", "1.5", "万元")


def test_decimals_have_their_digits_in_csv_and_whole_amounts_no_point() -> None:
    report = public(cells=cells())
    assert b"12.34," in written("csv", Dataset(places=(FEES,)), report)
    whole = public(year=2022, numbers={FEES: Decimal("12.00")})
    assert b",12," in written("csv", Dataset(places=(FEES,)), whole)


def test_the_address_leads_to_the_report(settings: LazySettings) -> None:
    settings.PUBLIC_ADDRESS = "https://nianbao.example"
    report = public()
    assert read("csv", Dataset(), report)[0]["address"] == f"https://nianbao.example/reports/{report.pk}/"


# -- types --


@EVERY
def test_pandas_reads_the_types_of_the_codebook(extension: str) -> None:
    dataset = Dataset(places=(RECEIVED, DISCLOSED, FEES))
    frame = frame_of(extension, written(extension, dataset, public(cells=cells())), dataset.columns)
    again = frame.astype({name: kind for name, kind in types(dataset.columns).items() if name != "signed_on"})
    assert [str(again[code].dtype) for code in (RECEIVED, FEES)] == ["Int64", "Float64"]
    assert again[RECEIVED].tolist() == [0]
    assert again[DISCLOSED].isna().tolist() == [True]
    assert again["division"].tolist() == ["320813"]


def test_codes_are_texts_in_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", Dataset(), public())))
    head, first = book.worksheets[0].iter_rows(max_row=2)
    of_column = {name.value: place for name, place in zip(head, first, strict=True)}
    assert (of_column["division"].value, of_column["division"].data_type) == ("320813", "s")
    assert of_column["year"].data_type == "n"


def test_parquet_is_typed_and_keeps_words_once() -> None:
    data = written("parquet", Dataset(shape=Shape.LONG), public())
    schema = parquet.read_schema(io.BytesIO(data))
    assert str(schema.field("report").type) == "int64"
    assert str(schema.field("value").type) == "double"
    assert str(schema.field("status").type).startswith("dictionary<values=string")
    assert schema.field("status").metadata[b"en"] == b"read, blank, uncertain or absent"


# -- where it comes from --


def test_csv_tells_its_query_time_and_version_in_the_first_row() -> None:
    dataset = dataset_from("q=培训&year=2023,2024")
    frame = pd.read_csv(io.BytesIO(written("csv", dataset, public(), public(year=2023))), dtype="string")
    made = frame["dataset"]
    assert made.isna().tolist() == [False, True]
    assert made[0].startswith("检索“培训”；年份：2023、2024；")
    assert "由数据版本" in made[0]
    assert made[0].endswith("/datasets/?q=%E5%9F%B9%E8%AE%AD&year=2023,2024")


def test_json_lines_tell_it_in_the_first_line() -> None:
    lines = written("jsonl", Dataset(), public(), public(year=2023)).decode().splitlines()
    first, second = map(json.loads, lines)
    assert set(first["dataset"]) == {"query", "made_at", "data_version", "address"}
    assert "dataset" not in second


def test_parquet_tells_it_in_its_metadata() -> None:
    told = json.loads(metadata_of(written("parquet", Dataset(), public()))["dataset"])
    assert told["query"] == "全部年报"
    assert told["data_version"] > 0


def test_a_workbook_explains_itself() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", Dataset(), public())))
    assert book.sheetnames == ["数据", "说明"]
    explained = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True) if row[0]}
    assert explained["查询"] == "全部年报"
    assert explained["blank"] == "未填"
    assert explained[RECEIVED].endswith("总计")
    assert book["数据"].freeze_panes == "B2"


def test_csv_has_a_mark_for_excel_or_none() -> None:
    report = public()
    assert written("csv", Dataset(), report).startswith(BOM + b"report,")
    assert written("csv", Dataset(mark=False), report).startswith(b"report,")


def test_json_lines_have_the_texts() -> None:
    (line,) = written("jsonl", Dataset(), public("本机关开展了培训。")).decode().splitlines()
    assert json.loads(line)["sections"][0] == {"number": 1, "heading": "总体情况", "text": "本机关开展了培训。"}


# -- hostile and private texts --


@pytest.mark.parametrize("raw", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])
def test_no_text_is_a_formula_in_a_spreadsheet(raw: str) -> None:
    report = public(cells=cells(**{PARTIAL: Cell(None, raw, Status.UNCERTAIN)}))
    dataset = Dataset(shape=Shape.LONG, places=(PARTIAL,))
    as_csv = pd.read_csv(io.BytesIO(written("csv", dataset, report)), dtype="string")
    assert as_csv["raw"][0] == f"'{raw}"
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", dataset, report))).worksheets[0]
    place = next(place for place in sheet[2] if sheet.cell(1, place.column).value == "raw")
    assert place.data_type == "s"
    assert str(place.value).startswith("'")


def test_a_text_that_no_sheet_can_hold_is_cut_and_not_left_out() -> None:
    report = public(cells=cells(**{PARTIAL: Cell(None, "长" * 40_000, Status.UNCERTAIN)}))
    dataset = Dataset(shape=Shape.LONG, places=(PARTIAL,))
    (row,) = read("xlsx", dataset, report)
    assert row["raw"] == "长" * 32_766 + "…"


def test_the_states_are_no_formula_where_the_first_is_absent() -> None:
    report = public(cells=filled(FORMS["2019"]))
    row = read("csv", Dataset(), report)[0]
    assert not set(str(row["states"])) - set("ruba")


def test_a_hostile_query_is_no_formula_either() -> None:
    report = public()
    dataset = dataset_from("q=%3DHYPERLINK(1)")
    frame = pd.read_csv(io.BytesIO(written("csv", dataset, report)), dtype="string")
    assert frame["dataset"][0].startswith("检索“=")


def test_negative_numbers_stay_numbers() -> None:
    change = "proactive.licensing.change"
    report = public(agency="某县审计局", year=2020, cells=filled(FORMS["2019"], {change: -5}))
    dataset = Dataset(places=(change,))
    assert b",-5," in written("csv", dataset, report)
    assert read("xlsx", dataset, report)[0][change] == -5


@EVERY
def test_what_is_withheld_stays_masked(extension: str) -> None:
    report = public(
        "联系人手机13805231234。", cells=cells(**{PARTIAL: Cell(None, "电话13805231234", Status.UNCERTAIN)})
    )
    assert report.published is not None
    Source.objects.filter(pk=report.published.source_id).update(withheld=True)
    long = written(extension, Dataset(shape=Shape.LONG), report)
    wide = written(extension, Dataset(), report)
    assert of_cell(rows_of(extension, long, Dataset(shape=Shape.LONG).columns), PARTIAL)["raw"] == "电话***********"
    assert b"13805231234" not in wide


@EVERY
@BOTH
def test_no_reports_give_a_table_with_a_head_only(extension: str, shape: Shape) -> None:
    assert read(extension, Dataset(shape=shape)) == []
