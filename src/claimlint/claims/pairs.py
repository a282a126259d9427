"""Lists told one by one: 2022、2023年分别为A、B, and "$1bn and $2bn in 2022 and 2023, respectively"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from claimlint.cache.compiled import compiled
from claimlint.claims.sentences import Sentence
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.period import Period, PeriodKind, of_year
from claimlint.model.quantity import Quantity
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.periods import TimePhrase

_T = TypeVar("_T")
# More years than these are not told one by one.
_LONGEST = 12
# So many members of two lists go together without a word that says so.
_CONCLUSIVE = 3
_RATES = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})
_SPACED = 4  # the longest blank between two members of a list


@cache
def _words() -> tuple[Table[bool], re.Pattern[str]]:
    """The words that pair two lists, and what stands between the members of one."""
    pairing = Table((w, True) for e in entries("links") if e.get("paired") for w in e["words"])
    joins = sorted((w for e in entries("links") if e.get("join") for w in e["words"]), key=len, reverse=True)
    return pairing, compiled(rf"\s{{0,{_SPACED}}}(?:(?:{'|'.join(map(re.escape, joins))})\s{{0,{_SPACED}}}){{1,2}}")


def paired(
    text: str,
    sentence: Sentence,
    phrases: Sequence[TimePhrase],
    numbers: Sequence[Quantity],
    period_of: Callable[[TimePhrase], Period | None],
) -> Mapping[Span, Period]:
    """The period of each number of ``sentence`` that a list of periods gives it one by one (``period_of`` a phrase).

    A word must say so (分别, respectively), and the lists must be as long as each other.  Lists of three or more need
    no word (2021、2022、2023年EPS为1.1、1.2、1.3元), but a rate may be of the whole of a range (2021-2023年CAGR).
    """
    if len(numbers) < 2 or not phrases:
        return {}
    pairing, _ = _words()
    said = any(pairing.find(text, sentence.span.start, sentence.span.end))
    if not said and len(numbers) < _CONCLUSIVE:
        return {}
    told = _told(text, phrases, period_of)
    ranges = {phrase.span for phrase in phrases}  # a list of one phrase is a range
    found: dict[Span, Period] = {}
    levels: set[Span] = set()
    for run in _runs(text, [(q.extended, q) for q in numbers if q.kind is not Kind.PERIOD]):
        start, rates = run[0][0].start, run[0][1].kind in _RATES
        fitting = [(span, periods) for span, periods in told if len(periods) == len(run)]
        if not said:
            sure = [(span, p) for span, p in fitting if len(p) >= _CONCLUSIVE]
            fitting = [(span, p) for span, p in sure if not rates or span not in ranges or span in levels]
        before = [pair for pair in fitting if pair[0].end <= start]
        behind = [pair for pair in fitting if pair[0].start >= run[-1][0].end]
        chosen = before[-1] if before else behind[0] if behind else None
        if chosen is not None:
            levels |= set() if rates else {chosen[0]}
            found.update((quantity.span, period) for (_, quantity), period in zip(run, chosen[1], strict=True))
    return found


def again(
    text: str, phrases: Sequence[TimePhrase], numbers: Sequence[Quantity], earlier: Sequence[Period]
) -> Mapping[Span, Period]:
    """同期数字为A和B behind a sentence that gave a number for each of two years: A is of the first, B of the second."""
    if len(earlier) < 2 or not any(phrase.relative == "same" for phrase in phrases):
        return {}
    start = next(phrase.span.end for phrase in phrases if phrase.relative == "same")
    for run in _runs(text, [(q.extended, q) for q in numbers if q.kind not in (Kind.PERIOD, *_RATES)]):
        if run[0][0].start >= start and len(run) == len(earlier):
            return {quantity.span: period for (_, quantity), period in zip(run, earlier, strict=True)}
    return {}


def _told(
    text: str, phrases: Sequence[TimePhrase], period_of: Callable[[TimePhrase], Period | None]
) -> list[tuple[Span, tuple[Period, ...]]]:
    """Every list of periods: several of one kind in a row, or the years of a range (2020-2022年EPS分别为…)."""
    lists = []
    for run in _runs(text, [(p.span, p) for p in phrases]):
        periods = [period for _, phrase in run if (period := period_of(phrase)) is not None]
        if len(run) == 1 and periods and periods[0].kind is PeriodKind.RANGE:
            first, last = periods[0].year, periods[0].last_year
            if periods[0].id == f"{first}/{last}" and last - first < _LONGEST:
                lists.append((run[0][0], tuple(of_year(year) for year in range(first, last + 1))))
        elif len(run) > 1 and len(periods) == len(run) and len({p.kind for p in periods}) == 1:
            lists.append((Span(run[0][0].start, run[-1][0].end), tuple(periods)))
    return lists


def _runs(text: str, members: Sequence[tuple[Span, _T]]) -> list[list[tuple[Span, _T]]]:
    """Members in order of place, grouped where only the signs and words of a list stand between them."""
    _, join = _words()
    runs: list[list[tuple[Span, _T]]] = []
    for span, member in members:
        if runs and join.fullmatch(text, runs[-1][-1][0].end, span.start):
            runs[-1].append((span, member))
        else:
            runs.append([(span, member)])
    return runs
