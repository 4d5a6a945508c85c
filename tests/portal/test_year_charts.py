"""Charts over the years."""

from __future__ import annotations

from archive.cells import Number
from archive.counting import outcome_cells
from archive.forms import FORMS, NEWEST
from portal.charts import Shape
from portal.year_charts import Years, form_breaks, outcomes_chart, requests_chart, usual_forms


def number(year: int, cells: tuple[str, ...]) -> Number | None:
    return None if year == 2021 else year + len(cells)


YEARS = Years((2020, 2021, 2022), number, {2020: "2019", 2022: "2021"}, behind={2020: 3, 2022: 5})


def test_a_form_that_is_new_after_a_missing_year_breaks_the_chart_there() -> None:
    (gap,) = form_breaks(YEARS.years, YEARS.forms)
    assert gap.before == "2022"
    assert NEWEST.title in gap.reason


def test_years_without_a_form_break_it_too() -> None:
    assert [gap.before for gap in form_breaks((2018, 2019), {2018: "", 2019: "2019"})] == ["2019"]
    assert "没有统一的表格" in form_breaks((2019, 2020), {2019: "2019", 2020: ""})[0].reason


def test_every_year_has_the_form_that_was_prescribed() -> None:
    assert usual_forms((2018, 2019, 2020, 2021, 2024)) == {
        2018: "",
        2019: "2019",
        2020: "2019",
        2021: "2021",
        2024: "2021",
    }
    assert set(usual_forms((2019, 2021)).values()) == set(FORMS)


def test_requests_stand_beside_each_other() -> None:
    chart = requests_chart(YEARS, "requests", "题", "来源", "/")
    assert (chart.shape, chart.behind) == (Shape.BARS, (3, 0, 5))
    assert [line.values for line in chart.lines] == [(2021, None, 2023)] * 3


def test_outcomes_stand_on_one_another_in_the_forms_order() -> None:
    chart = outcomes_chart(YEARS, "outcomes", "题", "来源", "/")
    assert chart.shape is Shape.STACKED
    assert [line.hue for line in chart.lines] == [f"outcome-{place}" for place in range(1, 7)]
    assert len(chart.lines) == len(outcome_cells("total"))
