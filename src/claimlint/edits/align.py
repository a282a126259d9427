"""Which elements of two sequences are the same: anchors that stand once in each, then what lies between them.

Linear but for sorting: difflib, which is quadratic and worse, is given nothing but small pieces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

# A piece without anchors is compared by difflib up to so many pairs, and left unmatched beyond.
_MOST_PAIRS = 90_000
_Piece = tuple[int, int, int, int]


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of indices of equal elements, rising in both."""
    found: list[tuple[int, int]] = []
    pieces: list[_Piece] = [(0, len(old), 0, len(new))]
    while pieces:
        first, last, start, end = pieces.pop()
        while first < last and start < end and old[first] == new[start]:
            found.append((first, start))
            first, start = first + 1, start + 1
        while first < last and start < end and old[last - 1] == new[end - 1]:
            last, end = last - 1, end - 1
            found.append((last, end))
        if first == last or start == end:
            continue
        anchors = _anchors(old, new, (first, last, start, end))
        if anchors:
            found += anchors
            pieces += _between(anchors, (first, last, start, end))
        elif (last - first) * (end - start) <= _MOST_PAIRS:
            matcher = SequenceMatcher(None, old[first:last], new[start:end], autojunk=False)
            for i, j, size in matcher.get_matching_blocks():
                found += [(first + i + k, start + j + k) for k in range(size)]
    return sorted(found)


def gaps(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[_Piece]:
    """What lies between matched pairs, in sequences that are ``old`` and ``new`` long; empty on one side, perhaps."""
    before = (0, 0)
    for i, j in (*pairs, (old, new)):
        if (i, j) != before:
            yield before[0], i, before[1], j
        before = (i + 1, j + 1)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], piece: _Piece) -> list[tuple[int, int]]:
    """The longest rising row of elements that stand once on each side."""
    first, last, start, end = piece
    once_old, once_new = Counter(old[first:last]), Counter(new[start:end])
    places = {new[j]: j for j in range(start, end) if once_new[new[j]] == 1}
    pairs = [(i, places[old[i]]) for i in range(first, last) if once_old[old[i]] == 1 and old[i] in places]
    tails: list[int] = []  # the least last place of a row of each length
    rows: list[int] = []  # the index of its pair
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(rows[length - 1] if length else -1)
        if length == len(tails):
            tails.append(j)
            rows.append(index)
        else:
            tails[length], rows[length] = j, index
    chain: list[tuple[int, int]] = []
    index = rows[-1] if rows else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _between(anchors: Sequence[tuple[int, int]], piece: _Piece) -> Iterator[_Piece]:
    first, last, start, end = piece
    for i, j in (*anchors, (last, end)):
        if first < i and start < j:
            yield first, i, start, j
        first, start = i + 1, j + 1
