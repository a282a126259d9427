"""The exact image of an expression over a box, also where a name occurs more than once (SEMANTICS §3).

In ``a / (a + b)`` a large ``a`` above the line cannot go with a small one below it.  Where the derivative with respect
to a repeated name keeps its sign, the extremes lie at that name's ends, and putting an end in leaves nothing to count
twice.  Where the sign changes, the name's interval is cut into parts; an unbounded end is left as it is.  All this
only ever narrows an outer bound: a set that is returned holds every possible result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from claimlint.model.expression import Box, Node
from claimlint.model.interval import Interval, Undefined
from claimlint.model.rational import Course, course, sign_of

PARTS = 32
# Node evaluations that one image may cost; it bounds what a long formula with many repeated names can take.
EFFORT = 1_000
Courses = Mapping[str, Course | None]


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
    return _image(node, box, {name: course(node, name) for name in repeated}, EFFORT // effort)


def _image(node: Node, box: Box, courses: Courses, parts: int) -> Interval:
    """``courses`` are those of the names that may still count twice, ``parts`` the boxes that may still be cut."""
    signs = {name: _sign(node, box, name, known) for name, known in courses.items()}
    steady = {name: sign for name, sign in signs.items() if sign}
    wild = {name: known for name, known in courses.items() if name not in steady}
    if steady:
        try:
            return _between_corners(node, box, steady, wild, parts)
        except Undefined:  # an end that is not a member itself may be where the expression has no value
            return node.value(box)
    cuttable = [name for name in wild if box[name].bounded]
    if not cuttable or parts < 2:
        return node.value(box)
    name, count = cuttable[0], min(PARTS, parts)
    # each round cuts another name: the one just cut goes last
    order = {other: known for other, known in wild.items() if other != name} | {name: wild[name]}
    return Interval.hull(_image(node, {**box, name: piece}, order, parts // count) for piece in _cut(box[name], count))


def _sign(node: Node, box: Box, name: str, known: Course | None) -> int:
    """See :meth:`Course.sign`; by interval derivatives where the expression is no quotient of polynomials."""
    if known is not None:
        return known.sign(box)
    try:
        return sign_of(node.slope(box, name)[1])
    except Undefined:
        return 0


def _between_corners(node: Node, box: Box, steady: Mapping[str, int], wild: Courses, parts: int) -> Interval:
    lowest, highest = dict(box), dict(box)
    low_open = high_open = False
    for name, sign in steady.items():
        whole = box[name]
        ends = [
            (whole if whole.low is None else Interval.point(whole.low), whole.low_open),
            (whole if whole.high is None else Interval.point(whole.high), whole.high_open),
        ]
        (lowest[name], opens_low), (highest[name], opens_high) = ends if sign > 0 else reversed(ends)
        if abs(sign) == 2:  # an open end is certainly not reached where the expression keeps moving
            low_open, high_open = low_open or opens_low, high_open or opens_high
    least, greatest = _image(node, lowest, wild, parts), _image(node, highest, wild, parts)
    return Interval(least.low, greatest.high, least.low_open or low_open, greatest.high_open or high_open)


def _cut(whole: Interval, count: int) -> list[Interval]:
    if whole.low is None or whole.high is None:
        return [whole]
    start, end = whole.low, whole.high
    step = (end - start) / count
    edges = [start + step * i for i in range(count)] + [end]
    return [
        Interval(low, high, whole.low_open and i == 0, whole.high_open and i == count - 1)
        for i, (low, high) in enumerate(pairwise(edges))
    ]
