"""The exact image of an expression over a box, also where a name occurs more than once (SEMANTICS §3).

In ``a / (a + b)`` a large ``a`` above the line cannot go with a small one below it.  Where the derivative with respect
to a repeated name keeps its sign, the extremes lie at that name's ends, and putting the ends in makes it occur once.
Where the sign changes, the name's interval is cut into parts.  Both only ever narrow an outer bound: a set that is
returned holds every possible result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from claimlint.model.expression import Box, Node
from claimlint.model.interval import Interval, Undefined

PARTS = 32
# Node evaluations that one image may cost; it bounds what a long formula with many repeated names can take.
EFFORT = 8_000


def image(node: Node, box: Box) -> Interval:
    """The set of values of ``node`` over ``box``.

    Exact where each name occurs once or the value only rises or falls with it (if need be, part by part).  Raises
    :class:`Undefined` where an operation has no value.
    """
    occurrences = Counter(node.names())
    repeated = [name for name, count in occurrences.items() if count > 1 and box[name].width != 0]
    if not repeated:
        return node.value(box)
    effort = sum(occurrences.values()) * len(repeated)
    return _image(node, box, repeated, EFFORT // effort)


def _image(node: Node, box: Box, repeated: Sequence[str], parts: int) -> Interval:
    """``parts`` is the number of boxes that may still be cut."""
    signs = {name: _sign(node, box, name) for name in repeated if box[name].bounded}
    steady = {name: sign for name, sign in signs.items() if sign}
    wild = [name for name in repeated if name not in steady]
    if steady:
        try:
            return _between_corners(node, box, steady, wild, parts)
        except Undefined:  # an end that is not a member itself may be where the expression has no value
            return node.value(box)
    cuttable = [name for name in wild if box[name].bounded]
    if not cuttable or parts < 2:
        return node.value(box)
    count = min(PARTS, parts)
    name = cuttable[0]
    # the other names first where they come after it in the next round: each round cuts another one
    order = [other for other in wild if other != name] + [name]
    pieces = _cut(box[name], count)
    return Interval.hull(_image(node, {**box, name: piece}, order, parts // count) for piece in pieces)


def _sign(node: Node, box: Box, name: str) -> int:
    """+1 or −1 where the expression only rises or only falls with ``name``, ±2 where it does so strictly, else 0."""
    try:
        _, rise = node.slope(box, name)
    except Undefined:
        return 0
    strict = 1 if 0 in rise else 2
    if rise.low is not None and rise.low >= 0:
        return strict
    return -strict if rise.high is not None and rise.high <= 0 else 0


def _between_corners(node: Node, box: Box, steady: dict[str, int], wild: Sequence[str], parts: int) -> Interval:
    lowest, highest = dict(box), dict(box)
    low_open = high_open = False
    for name, sign in steady.items():
        whole = box[name]
        low, high = _ends(whole)
        ends = [(Interval.point(low), whole.low_open), (Interval.point(high), whole.high_open)]
        (lowest[name], opens_low), (highest[name], opens_high) = ends if sign > 0 else reversed(ends)
        if abs(sign) == 2:  # an open end is certainly not reached where the expression keeps moving
            low_open, high_open = low_open or opens_low, high_open or opens_high
    least, greatest = _image(node, lowest, wild, parts), _image(node, highest, wild, parts)
    return Interval(least.low, greatest.high, least.low_open or low_open, greatest.high_open or high_open)


def _cut(whole: Interval, count: int) -> list[Interval]:
    start, end = _ends(whole)
    step = (end - start) / count
    edges = [start + step * i for i in range(count)] + [end]
    return [
        Interval(low, high, whole.low_open and i == 0, whole.high_open and i == count - 1)
        for i, (low, high) in enumerate(pairwise(edges))
    ]


def _ends(whole: Interval) -> tuple[Fraction, Fraction]:
    if whole.low is None or whole.high is None:
        raise Undefined("unbounded")
    return whole.low, whole.high
