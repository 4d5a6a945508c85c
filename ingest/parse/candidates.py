"""Chooses among divisions that bear one name, by what the file says; leaves open what it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from archive.divisions import CITY_DIGITS, Candidate, Certainty, DivisionMatch, Township, label_of, table
from ingest.parse.cues import Cues, mentions


@dataclass(frozen=True, slots=True)
class Option:
    """A division that a name can mean: ``code`` down to the county, and the township below it."""

    code: str
    township: Township | None = None

    @property
    def full_name(self) -> str:
        return table().full_name(self.code) + (self.township.name if self.township else "")


@dataclass(frozen=True, slots=True)
class Vote:
    """What one cue says for each of the options, by code, that it speaks for."""

    words: dict[str, str]


def settled(option: Option, status: Certainty, cue: str, others: Sequence[Option] = ()) -> DivisionMatch:
    candidates = tuple(Candidate(_code(other), table().names_of(other.code)) for other in others)
    return DivisionMatch(status, option.code, table().names_of(option.code), option.township, candidates, cue)


def decide(options: Sequence[Option], printed: str, cues: Cues) -> DivisionMatch:
    """The option that the file decides for; all of them where it decides for none.

    ``printed``: the agency's name from the ambiguous division on (朝阳区财政局) or the township alone (郭店镇).
    """
    if named := named_in_full(options, printed, cues):
        return named
    votes = [vote for vote in (_by_words(options, cues), _by_address(options, cues)) if vote]
    left = [option for option in options if votes and all(option.code in vote.words for vote in votes)]
    if len(left) != 1:
        return _left_open(options, printed, votes, cues)
    cue = "；".join(vote.words[left[0].code] for vote in votes)
    return settled(left[0], Certainty.INFERRED, cue, options)


def named_in_full(options: Sequence[Option], printed: str, cues: Cues) -> DivisionMatch | None:
    """The one option whose divisions the file prints in front of the name."""
    named = [(option, words) for option in options if (words := _words_in_full(option, printed, cues))]
    if len(named) != 1:
        return None
    option, words = named[0]
    return settled(option, Certainty.CERTAIN, f"文中写作“{words}”")


def _left_open(options: Sequence[Option], printed: str, votes: Sequence[Vote], cues: Cues) -> DivisionMatch:
    candidates = tuple(
        Candidate(_code(option), table().names_of(option.code), _words_about(option, votes, cues)) for option in options
    )
    cue = f"名为“{printed}”的有{len(options)}处，文中线索不足以确定"
    return DivisionMatch(Certainty.AMBIGUOUS, candidates=candidates, cue=cue)


def _code(option: Option) -> str:
    return option.township.code if option.township else option.code


def _words_in_full(option: Option, printed: str, cues: Cues) -> str:
    *above, own = table().names_of(option.code)
    leads = (own,) if option.township else tuple(reversed(above))
    return next((lead + printed for lead in leads if lead + printed in cues.everything), "")


def _by_words(options: Sequence[Option], cues: Cues) -> Vote | None:
    return _narrowest(options, lambda code: f"文中提到{table().names[code]}" if mentions(cues.everything, code) else "")


def _by_address(options: Sequence[Option], cues: Cues) -> Vote | None:
    def words(code: str) -> str:
        label = label_of(code, cues.address) if cues.address else None
        return f"网址中的“{label}”与{table().names_of(code)[-1]}相符" if label else ""

    return _narrowest(options, words)


def _narrowest(options: Sequence[Option], about: Callable[[str], str]) -> Vote | None:
    """What a cue says about the counties, or else about the cities, or else about the provinces."""
    said = cache(about)
    for depth in range(3):
        words = {option.code: words for option in options if (words := said(_around(option.code)[depth]))}
        if words and len(words) < len(options):
            return Vote(words)
    return None


def _around(code: str) -> tuple[str, str, str]:
    """The county, its city and its province; the city of a county right under its province is the province."""
    province, city = code[:2], code[:CITY_DIGITS]
    return code, province if table().names_of(city) == table().names_of(province) else city, province


def _words_about(option: Option, votes: Sequence[Vote], cues: Cues) -> str:
    spoken = [vote.words[option.code] for vote in votes if option.code in vote.words]
    return "；".join(spoken or [_by_level(option, cues)])


def _by_level(option: Option, cues: Cues) -> str:
    """Whether the report calls the government above it as this division would."""
    names = table().names_of(option.code)
    name = names[-1] if option.township else names[max(0, len(names) - 2)]
    if not option.township or not cues.government_above:
        return f"文中没有提到{name}"
    agrees = "相符" if name[-1] == cues.government_above[0] else "不符"
    return f"文中称“{cues.government_above}”，与{name}{agrees}；没有提到{name}"
