"""How requests end: the six categories, what each means, and how many requests of the archive ended so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from archive.cells import Number
from archive.forms import explained
from portal.charts import outcome_hue
from portal.pages.front_districts import by_outcome
from search.query.measures import outcome_labels


@dataclass(frozen=True, slots=True)
class Outcome:
    """``address`` leads to the reports that have such requests."""

    label: str
    hue: str
    says: str
    requests: Number
    address: str


def outcomes(numbers: Mapping[str, Number]) -> list[Outcome]:
    return [
        Outcome(
            outcome_labels()[code],
            outcome_hue(code),
            explained.OUTCOMES[code],
            requests,
            f"{reverse('search_page')}?{urlencode({'outcome': code})}",
        )
        for code, requests in by_outcome(numbers).items()
    ]
