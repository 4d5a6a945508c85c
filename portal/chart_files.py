"""The data of a chart as a file: what its picture and its table show.

A page says ``charts = with_data(charts)``, and answers with ``chart_file(request, charts)`` unless that is None.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.cells import Number
from portal.charts import Chart
from portal.neutral import neutral_words

# Excel takes a file without it for one in the local encoding.
_BYTE_ORDER_MARK = "\ufeff"


def with_data(charts: Iterable[Chart]) -> list[Chart]:
    """The same charts, each with the address of its data."""
    return [replace(chart, data=_data_address(chart)) for chart in charts]


def _data_address(chart: Chart) -> str:
    return f"{chart.address}{'&' if '?' in chart.address else '?'}{urlencode({'chart': chart.name, 'format': 'csv'})}"


def chart_file(request: HttpRequest, charts: Iterable[Chart]) -> HttpResponse | None:
    """The chart that ``?chart=<name>&format=csv`` asks for; None where the page itself is asked for."""
    if request.GET.get("format") != "csv":
        return None
    asked = request.GET.get("chart", "")
    chart = next((chart for chart in charts if chart.name == asked), None)
    if chart is None:
        return HttpResponse(_("没有这张图。"), status=404, content_type="text/plain; charset=utf-8")
    response = HttpResponse(chart_csv(chart), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{chart.name}.csv"'
    return response


def chart_csv(chart: Chart) -> str:
    """A head, a line for each category, and below them what must be known to use them."""
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(_lines(chart))
    return _BYTE_ORDER_MARK + file.getvalue()


def _lines(chart: Chart) -> Iterator[list[str]]:
    head = [chart.axis or _("年度"), *([_("年报数")] if chart.behind else [])]
    yield [*head, *(neutral_words(f"{line.name}（{chart.unit}）") for line in chart.lines)]
    for row in chart.rows:
        behind = [] if row.behind is None else [str(row.behind)]
        yield [neutral_words(row.category), *behind, *(_number(value) for value in row.values)]
    yield []
    for words in (chart.title, chart.note, *(gap.reason for gap in chart.breaks), chart.source, chart.address):
        if words:
            yield [neutral_words(words)]


def _number(value: Number | None) -> str:
    return "" if value is None else str(value)
