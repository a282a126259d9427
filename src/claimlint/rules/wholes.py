"""Wholes that were told long before: 占进出口总值的52.7%, of a total that the first paragraph states.

A share names its whole in the words that the total was named with, and these close the total's own name; or it is of
the same metric, and both names close alike (占外贸总值 of 进出口总值).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimlint.model.claim import Claim, Role
from claimlint.model.text import Document
from claimlint.model.unit import Kind

# Shorter names (收入, 总量) are those of many things; so much of a name says that it is a total (总值, 总额).
_LEAST, _CLOSE = 4, 2
_KINDS = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL)
_OTHERS = frozenset({"prior", "from", "each", "paired", "per-one", "mean", "average", "aside"})
_Key = tuple[str | None, str]


class Wholes:
    """The levels of a document by the end of their names."""

    def __init__(self, claims: Sequence[Claim], document: Document) -> None:
        self._document = document
        self._named: dict[_Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            plain = claim.role is Role.LEVEL and claim.quantity.kind in _KINDS and not claim.cues & _OTHERS
            if plain and "named" in claim.cues and len(claim.label) >= _LEAST and not claim.place.cell:
                self._named[None, claim.label[-_LEAST:]].append(claim)
                if claim.metric is not None:
                    self._named[claim.metric, claim.label[-_CLOSE:]].append(claim)

    def of(self, share: Claim) -> Sequence[Claim]:
        """The level in front of ``share`` whose name is that of its whole, where there is but one."""
        name = share.of or ""
        if share.role is not Role.SHARE or len(name) < _LEAST or name.isascii():
            return ()
        keys = [(None, name[-_LEAST:]), *([(share.metric, name[-_CLOSE:])] if share.metric else [])]
        for key in keys:
            found = self._one(share, key, name)
            if found is not None:
                return (found,)
        return ()

    def _one(self, share: Claim, key: _Key, name: str) -> Claim | None:
        """全国、城镇和农村居民可支配收入 all close with 可支配收入: of which one a share is, the words do not say."""
        one: Claim | None = None
        for claim in self._before(share, key):
            if key[0] is None and not claim.label.endswith(name):
                continue
            if one is not None and (claim.label, _size(claim)) != (one.label, _size(one)):
                return None
            one = claim
        return one if one is not None and one.metric == share.metric else None

    def _before(self, share: Claim, key: _Key) -> Iterator[Claim]:
        found = self._named.get(key, ())
        section = self._document.blocks[share.place.block].section
        for at in range(bisect_left(found, share.place.order, key=lambda c: c.place.order) - 1, -1, -1):
            claim = found[at]
            if self._document.blocks[claim.place.block].section != section:
                return
            if None in (claim.period, share.period) or claim.period == share.period:
                yield claim


def _size(claim: Claim) -> object:
    return claim.quantity.value, claim.quantity.unit.id
