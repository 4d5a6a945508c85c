"""The search's parameters, the same for everything that can be narrowed by a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.kinds import Kind
from portal.api.parameters import Parameter, integer, one_of, text
from search.asking import LARGEST_PAGE, LAST_PAGE, LONGEST_VALUE, ask_of
from search.engines.base import Facet
from search.query.values import FINDING_NAMES, labels
from search.searching import ORDERS, Ask

LONGEST_QUERY = 500
QUERY = Parameter(
    "q",
    _("检索式，与检索页相同：词、“短语”、-不含、OR、title:、agency:、year:2021..2024、数据项>数。"),
    'A query as on the search page: words, "phrases", -not, OR, title:, agency:, year:2021..2024, cell>number.',
    text(LONGEST_QUERY),
    example="不予公开",
)
DISTRICT = Parameter(
    "district",
    _("地区代码：2 位是省，4 位是市，6 位是县；含下级。"),
    "Code of a division: 2 digits for a province, 4 for a city, 6 for a county; those below it included.",
    text(LONGEST_VALUE, r"^([0-9]{2}|[0-9]{4}|[0-9]{6})$"),
    many=True,
    example=["320813"],
)
KIND = Parameter("kind", _("机关类型。"), "Kind of agency.", one_of(kind.value for kind in Kind), many=True)
YEAR = Parameter("year", _("年报所述的年度。"), "The year reported on.", integer(2003, 2100), many=True, example=[2024])
OUTCOME = Parameter(
    "outcome",
    _("有这种办理结果的年报。"),
    "Reports with requests of this outcome.",
    one_of(labels(Facet.OUTCOME)),
    many=True,
)
FINDING = Parameter(
    "finding",
    _("有这类核对提示的年报。"),
    "Reports with findings of this kind.",
    one_of(FINDING_NAMES),
    many=True,
)
EXACT = Parameter("exact", _("1：不用同义词扩展。"), "1: without synonyms.", one_of(("0", "1")))
# Narrow what is listed, added up or downloaded.
NARROWING = (QUERY, DISTRICT, KIND, YEAR, OUTCOME, FINDING, EXACT)

REPORT = Parameter("report", _("年报编号。"), "Numbers of reports.", integer(1, 2**53), many=True)
AGENCY = Parameter("agency", _("机关编号。"), "Numbers of agencies.", integer(1, 2**53), many=True)

ORDER = Parameter("order", _("排序。"), "Order of the reports.", one_of(ORDERS))


def _kindly(parameter: Parameter) -> Parameter:
    """The search takes any value, as its page does: what makes no sense is told among its notices."""
    return replace(parameter, schema={"type": "string"}, example=None)


# What the search itself takes.
SEARCH = tuple(
    map(
        _kindly,
        (
            *NARROWING,
            ORDER,
            Parameter("page", _("第几页，从 1 起。"), "Number of the page.", integer(1, LAST_PAGE)),
            Parameter("size", _("每页多少条，最多 100。"), "Hits on a page, at most 100.", integer(1, LARGEST_PAGE)),
            Parameter("within", _("数哪个地区的下级。"), "The division whose parts are counted.", text(LONGEST_VALUE)),
        ),
    )
)


def narrowed(query: QueryDict, names: Iterable[Parameter] = NARROWING) -> Ask | None:
    """None where nothing narrows."""
    known = {parameter.name for parameter in names}
    return ask_of(query)[0] if known & set(query) else None
