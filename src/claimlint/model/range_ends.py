"""Where the ends of a range stand around a number: a low and its high, the range beside it, one that was just told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.model.check import Binding
from claimlint.model.claim import Claim
from claimlint.model.quantity import Qualifier


def told_before(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """Guidance is $4.20 to $4.60, and was $4.00 to $4.50. The new midpoint, $4.40: of any range that was just told."""
    for span in near:
        apart = stated.place.sentence - span.place.sentence
        rising = span.quantity.qualifier is Qualifier.RANGE and not span.quantity.reversed
        if rising and 0 <= apart <= 1 and span.place.order < stated.place.order:
            yield Binding({"range": (span,)})


def pairs(near: Sequence[Claim]) -> Iterator[Binding]:
    """A low and the high that stands right by it: 最低…最高…, ranged from … to …."""
    for low in near:
        if "lowest" not in low.cues:
            continue
        for high in near:
            beside = abs(high.place.order - low.place.order) <= 2
            if beside and high is not low and ("highest" in high.cues or "to" in high.cues):
                yield Binding({"low": (low,), "high": (high,)})


def spans(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """The range that stands right in front of a number, or right behind it."""
    for span in near:
        beside = abs(span.place.order - stated.place.order) == 1
        if beside and span.quantity.qualifier is Qualifier.RANGE and not span.quantity.reversed:
            yield Binding({"range": (span,)})
