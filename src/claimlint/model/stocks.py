"""A stock, what comes and goes in a while, and what is left of it.  Language-free: only what the claims carry.

年初6,580家，新开3,140家，关闭412家，期末9,308家; "began with 512; 64 joined and 41 left, so it ended with 535".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from claimlint.model import misprint
from claimlint.model.claim import Claim, Role
from claimlint.model.listing import Listing, in_common, is_near, sign, signed

# Words by which a level follows from those in front of it.
CONCLUDES = frozenset({"concludes"})
_TWO = 2
_FLOWS = frozenset({"entering", "leaving"})
_NO_END = frozenset({"together", "disjoint", "each", "from", "prior"})  # an increase of $1.4bn compared with $18.8bn
# Of so many flows the words may say nothing; what is left is within a factor of two of what was there.
_UNKNOWN, _MOST_ROLLED, _ROLLED = 3, 6, (Fraction(1, 2), Fraction(2))


def flows(total: Claim, run: Sequence[Claim]) -> Iterator[Listing]:
    """年初6,580家，新开3,140家，关闭412家，期末9,308家; 新开320家，关店85家，净增235家."""
    signs = [sign(c) for c in run]
    if 0 in signs[1:]:
        yield from rolled(total, run)
        return
    if not signs or 0 in signs[-1:] or total.stance in ("target", "guidance"):
        return
    flows = [c for c in run if sign(c)]
    start = len(run) - len(flows)
    both = min(signs) < 0 < max(signs)
    net = not start and (total.cues & CONCLUDES or "net" in total.label.split() or total.role is Role.CHANGE)
    if net and both and len(flows) == _TWO and total.direction <= 0:
        yield from _net(total, flows)
        return
    if total.role is Role.CHANGE or (not start and "rise" in total.cues):  # 净增
        if both and len(flows) > 1 and 0 not in signs[start:] and total.direction > 0:
            yield signed(flows, 1)
        return
    told = both or bool(total.cues & {"total", "group"})
    if start and told and 0 not in signs[start:] and is_near(total, run[start - 1 :]):
        yield signed(run[start - 1 :], 1)
    elif start == 1:
        yield from rolled(total, run)


def rolled(total: Claim, run: Sequence[Claim]) -> Iterator[Listing]:
    """Began with 512; 64 joined, 41 left and 6 retired, so it ended with 529: a stock, and what came or went.

    年初在租3,260套，新签1,140套、退租865套，年末在租3,535套: what no word calls a gain or a loss may be either.
    The stock is named alike at both ends, or the words say that the last follows.
    """
    added = "total" in total.cues and not total.cues & CONCLUDES  # "leaving" is a word of either
    if not 1 < len(run) <= _MOST_ROLLED or added or total.cues & _NO_END:
        return
    stock, *moves = run
    if total.cues & {"prior", "from"} or any(c.cues & {"than", "including", "of-which"} for c in moves):
        return  # a budget of £412m, £16m more than the £396m of last year; $112m, including $26m in China
    levels = total.role is Role.LEVEL is stock.role and not sign(stock) and total.stance == stock.stance
    follows = total.cues & CONCLUDES and all(misprint.base(c) * 2 < misprint.base(stock) for c in moves)
    # 自营门店1573家，净闭店18家，特许门店1291家: with one move only, the next of a list is named alike, too
    named = len(moves) > 1 and any(map(sign, moves)) and bool(in_common(stock.label, total.label))
    unknown = [c for c in moves if not sign(c)]
    if not levels or not (follows or named) or len(unknown) > _UNKNOWN or not is_near(total, [stock], *_ROLLED):
        return
    made: list[tuple[Fraction, Listing]] = []
    for signs in product(*((sign(c),) if sign(c) else (1, -1) for c in moves)):
        less = tuple(c for c, one in zip(moves, signs, strict=True) if one < 0)
        parts = (stock, *(c for c in moves if c not in less))
        off = sum(map(misprint.base, parts)) - sum(map(misprint.base, less)) - misprint.base(total)
        made.append((abs(off), Listing(parts, less, 1, whole=False)))
    yield from (one for _, one in sorted(made, key=lambda pair: pair[0]))


def _net(total: Claim, flows: Sequence[Claim]) -> Iterator[Listing]:
    """1.2 million arrived and 0.5 million left, so net migration was 0.7 million: the greater less the other."""
    less, more = sorted(flows, key=misprint.base)
    if misprint.is_near(abs(misprint.base(total)), misprint.base(more) - misprint.base(less)):
        yield Listing((more,), (less,), 1, whole=False)
