"""What a text says about several numbers, or about the calendar: orders, trends, lengths of lists, dates.

These are claims too, but no neighbours of the others (``Claim.states``): they hold what they speak of in ``among``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from claimlint.claims.dates import calendar_claims
from claimlint.claims.extremes import Extreme, Extremes, extreme_places, extremes
from claimlint.claims.lists import list_claims
from claimlint.claims.ranked import Lists
from claimlint.claims.ranks import rank_claims
from claimlint.claims.sentences import Sentence
from claimlint.claims.terms import Heard
from claimlint.claims.trends import trend_claims, trend_places
from claimlint.model.claim import Claim
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document
from claimlint.quantities.periods import TimePhrase
from claimlint.quantities.times import Times


class Statements:
    """The statements of one document, gathered sentence by sentence."""

    def __init__(self, document: Document, lower: str, as_of: date | None, times: Times) -> None:
        self._document, self._lower, self._as_of, self._times = document, lower, as_of, times
        self._opened: dict[int, int] = {}  # the first sentence of each block
        self._orders: list[Claim] = []
        self._trends: list[Claim] = []
        self._extremes: list[Extreme] = []
        self._moving = trend_places(lower)
        self._high_and_low = extreme_places(lower)
        self._dates: list[Claim] = []
        self._heard: Heard | None = None  # the sentence that was heard last

    def hear(self, sentence: Sentence, inside: Sequence[Quantity]) -> None:
        """Take in a sentence with its numbers and periods."""
        self._opened.setdefault(sentence.block, sentence.index)
        cell = self._document.blocks[sentence.block].cell
        if cell is None or (cell.row and cell.column):  # 最低生活保障: what heads a row or a column only names it
            self._orders.extend(rank_claims(self._document, self._lower, sentence))
        if self._moving.any(sentence.span):
            self._trends.extend(trend_claims(self._document, self._lower, sentence))
        if self._high_and_low.any(sentence.span):
            self._extremes.extend(extremes(self._document, self._lower, sentence, self._phrases(sentence)))
        before = self._heard if self._heard is not None and self._heard.sentence.block == sentence.block else None
        self._dates.extend(calendar_claims(self._document, sentence, inside, before, self._phrases))
        self._heard = Heard(sentence, inside)

    def _phrases(self, sentence: Sentence) -> Sequence[TimePhrase]:
        return self._times.of_part(self._document.blocks[sentence.block].span, sentence.span)

    def about(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The statements, each with those of ``claims`` that it may speak of."""
        lists = Lists(self._document, claims)
        found = [replace(order, among=lists.near(order)) for order in self._orders]
        found += [replace(trend, among=lists.series(trend)) for trend in self._trends]
        values = Extremes(self._document, claims, lists) if self._extremes else None
        found += [values.told(extreme) for extreme in self._extremes if values is not None]
        yield from (claim for claim in found if claim.among)
        yield from self._dates
        if self._as_of is not None:
            from claimlint.claims.moods import Moods

            yield from Moods(self._document, self._lower, claims, self._as_of).untimely()
        yield from list_claims(self._document, self._lower, self._opened)
