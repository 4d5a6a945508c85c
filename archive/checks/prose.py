"""What the prose claims against what the table says, and the prose against itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.cells import Cell, Number
from archive.checks.claims import Claim, CountClaim, PartsClaim, ShareClaim, add
from archive.checks.quoting import amount, cell_name, quote_cells
from archive.checks.readings import Figures, Terms, Unjudged
from archive.findings import Finding, Severity
from archive.forms.schema import Form
from archive.forms.spoken import COUNTS

# Smaller counts agree by chance in two years.
_TELLING = 10
_COMPARED = re.compile(r"较|比|同期|持平|增[长加]|减少|下降|上升")


def check_prose(
    claims: Sequence[Claim], cells: Mapping[str, Cell], year: int | None, form: Form | None
) -> list[Finding]:
    """Notices only: prose often counts otherwise in good faith.  ``form`` is None where the report has no cells."""
    counts = [claim for claim in claims if isinstance(claim, CountClaim) and _is_known(claim)]
    figures = Figures(form.as_printed({code.rpartition(".")[0] for code in cells}), cells) if form and cells else None
    return [
        *(_disagreements([claim for claim in counts if claim.year in {None, year}], figures) if figures else ()),
        *_other_years(counts, year),
        *_parts(claims),
        *_shares(claims, figures),
    ]


def _is_known(claim: CountClaim) -> bool:
    """Claims are kept with a report; a count that is no longer told apart is no longer checked."""
    return all(code in COUNTS for choice in (*claim.choices, claim.beside) for code in choice)


def _disagreements(claims: Sequence[CountClaim], figures: Figures) -> Iterator[Finding]:
    verdicts = [(claim, _agrees(claim, figures)) for claim in claims]
    agreeing = {(claim.counts, claim.section) for claim, agrees in verdicts if agrees}
    told: set[tuple[tuple[str, ...], Number, Number | None]] = set()
    for claim, agrees in verdicts:
        key = (claim.counts, claim.bound.low, claim.bound.high)
        # The same count given twice in one section: the other is of something smaller.
        part = (claim.counts, claim.section) in agreeing and not claim.of_all
        if agrees is False and not part and key not in told:
            told.add(key)
            yield _disagreement(claim, figures)


def _agrees(claim: CountClaim, figures: Figures) -> bool | None:
    """None where nothing can be said: the form has no such cell, or the cells were not read for certain."""
    at_least = all(COUNTS[code].at_least for code in claim.counts)
    judged = None
    try:
        for value in _admissible(claim, figures):
            if claim.bound.admits(value) or (at_least and claim.bound.low >= value):
                return True
            judged = False
    except Unjudged:
        return None
    return judged


def _admissible(claim: CountClaim, figures: Figures) -> Iterator[Number]:
    for choice in claim.choices:
        for value in figures.values(choice):
            yield value
            for code in claim.beside:
                yield from (value - other for other in figures.values((code,)))


def _disagreement(claim: CountClaim, figures: Figures) -> Finding:
    terms = figures.primary(claim.counts)
    label = "与".join(dict.fromkeys(COUNTS[code].label for code in claim.counts))
    value = figures.value(terms)
    middle = "少于表中" if all(COUNTS[code].at_least for code in claim.counts) else "表中"
    message = f"正文写“{claim.words}”，{middle}“{label}”{'的' if middle != '表中' else '为'}{amount(value)}。"
    return Finding(
        f"prose.{COUNTS[claim.counts[0]].rule}",
        Severity.NOTICE,
        message + _slip(claim, figures),
        tuple(code for code, _ in terms),
        (claim.quote, *quote_cells(figures, terms)),
    )


def _slip(claim: CountClaim, figures: Figures) -> str:
    """How the number in the prose may have come about."""
    for code in claim.counts if len(claim.counts) == 1 else ():
        for reading, words in COUNTS[code].slips:
            terms = figures.terms(reading)
            try:
                fits = bool(terms) and claim.bound.exact == figures.value(terms)
            except Unjudged:
                continue
            if fits:
                return f"{amount(claim.bound.low)}{_equation(terms, figures)}{words}。"
    return ""


def _equation(terms: Terms, figures: Figures) -> str:
    """ "＝本年新收125－结转下年13，"; nothing for a single cell."""
    if len(terms) == 1:
        return ""
    pieces = [
        f"{'－' if sign < 0 else '＋'}{cell_name(figures, code)}{amount(figures.value(((code, 1),)))}"
        for code, sign in terms
    ]
    return f"＝{''.join(pieces).removeprefix('＋')}，"


def _other_years(claims: Sequence[CountClaim], year: int | None) -> Iterator[Finding]:
    """Counts under another year's heading that are this year's elsewhere."""
    if year is None:
        return
    ours = {(claim.counts, claim.bound.exact): claim for claim in reversed(claims) if claim.year == year}
    told: set[tuple[int, int]] = set()
    for claim in claims:
        twin = ours.get((claim.counts, claim.bound.exact))
        key = (claim.year or 0, claim.section)
        if twin and claim.year not in {None, year} and key not in told and _telling(claim, year):
            told.add(key)
            message = (
                f"“{claim.words}”写在{claim.year}年之下，而同一数字在别处是{year}年的（“{twin.words}”），年份可能有误。"
            )
            yield Finding("prose.year", Severity.NOTICE, message, (), (claim.quote, twin.quote))


def _telling(claim: CountClaim, year: int) -> bool:
    text = claim.quote.text
    large = claim.bound.exact is not None and claim.bound.exact >= _TELLING
    return large and f"{year}年" not in text and not _COMPARED.search(text)


def _parts(claims: Iterable[Claim]) -> Iterator[Finding]:
    for claim in claims:
        if not isinstance(claim, PartsClaim):
            continue
        added = add(claim.parts)
        if added != claim.total:
            sums = "＋".join(map(amount, claim.parts))
            difference = added - claim.total if added > claim.total else claim.total - added
            message = (
                f"正文写总数{amount(claim.total)}，而所列各项之和为{sums}＝{amount(added)}，相差{amount(difference)}。"
            )
            yield Finding("prose.parts", Severity.NOTICE, message, (), (claim.quote, claim.parts_quote))


def _shares(claims: Iterable[Claim], figures: Figures | None) -> Iterator[Finding]:
    for claim in claims:
        if isinstance(claim, ShareClaim) and not any(map(claim.fits, (claim.whole, *claim.wholes))):
            right = f"{float(claim.part) * 100 / float(claim.whole):.2f}" if claim.whole else ""
            message = (
                f"正文写{amount(claim.part)}占{claim.percent}%，"
                f"而{amount(claim.part)}占总数{amount(claim.whole)}的{right}%。"
            )
            yield Finding("prose.percentage", Severity.NOTICE, message, (), (claim.quote, claim.whole_quote))
