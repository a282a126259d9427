"""The stated set drawn against the recomputed one, as inline SVG.

Positions are tenths of a pixel, computed exactly and rounded last: a picture shows a verdict, and makes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from claimlint.frozen import dataclass
from claimlint.lexicon.number import interval, number
from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Finding
from claimlint.model.interval import Interval
from claimlint.reporters.markup import escaped

_WIDTH, _LEFT, _RIGHT = 420, 14, 406
_TOP, _BOTTOM, _AXIS, _BAR = 30, 76, 98, 10
_MARGIN = Fraction(1, 8)  # of what is shown, on each side
_TICKS = 4
_LEAST = 3  # pixels of a bar that would be thinner
_LABEL = 13  # characters of a tick's label; a longer one stands without its unit
_UNMEASURED = ("calendar",)  # a weekday or a date is right or wrong, and lies nowhere


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to pixels."""

    low: Fraction
    high: Fraction

    def x(self, value: Fraction) -> Fraction:
        """The place of ``value``."""
        return _LEFT + (value - self.low) / (self.high - self.low) * (_RIGHT - _LEFT)


def drawing(finding: Finding) -> str:
    """The picture of a finding, or nothing for one without two sets that differ."""
    stated, recomputed = finding.stated, finding.recomputed
    if stated is None or recomputed is None or stated == recomputed or finding.unit in _UNMEASURED:
        return ""
    scale = _scale([stated.low, stated.high, recomputed.low, recomputed.high, finding.point])
    if scale is None:
        return ""
    words = phrases(finding.language)
    follows = finding.shown or interval(recomputed, finding.unit, finding.language)
    rows = (
        (_TOP, "stated", words.say("page_stated", value=finding.location.text), stated),
        (_BOTTOM, "recomputed", words.say("page_recomputed", value=follows), recomputed),
    )
    said = words.say("list_separator").join(label for _, _, label, _ in rows)
    parts = [f'<svg class="drawing" role="img" viewBox="0 0 {_WIDTH} 122" aria-label="{escaped(said)}">']
    parts += _axis(scale, finding)
    parts += _gap(scale, stated, recomputed)
    for y, kind, label, values in rows:
        parts += _bar(scale, values, y, kind)
        parts.append(_caption(scale, values, y - 8, kind, label))
    if finding.point is not None and recomputed.width != 0:
        x = _px(scale.x(finding.point))
        parts.append(f'<line class="point" x1="{x}" x2="{x}" y1="{_BOTTOM - 4}" y2="{_BOTTOM + _BAR + 4}"/>')
    return "".join((*parts, "</svg>"))


def _scale(ends: list[Fraction | None]) -> Scale | None:
    bounded = [end for end in ends if end is not None]
    if not bounded:
        return None
    low, high = min(bounded), max(bounded)
    margin = (high - low) * _MARGIN or abs(low) / 10 or Fraction(1)
    return Scale(low - margin, high + margin)


def _px(value: Fraction) -> str:
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _ends(scale: Scale, values: Interval) -> tuple[Fraction, Fraction]:
    """The pixels at which a set begins and ends; an unbounded one runs to the edge."""
    first = Fraction(_LEFT) if values.low is None else scale.x(values.low)
    last = Fraction(_RIGHT) if values.high is None else scale.x(values.high)
    return first, last


def _bar(scale: Scale, values: Interval, y: int, kind: str) -> Iterator[str]:
    first, last = _ends(scale, values)
    middle = (first + last) / 2
    if last - first < _LEAST:
        first, last = middle - Fraction(_LEAST, 2), middle + Fraction(_LEAST, 2)
    yield (f'<rect class="bar {kind}" x="{_px(first)}" y="{y}" width="{_px(last - first)}" height="{_BAR}" rx="2"/>')
    tip = y + Fraction(_BAR, 2)
    for edge, unbounded, way in ((first, values.low is None, -1), (last, values.high is None, 1)):
        if unbounded:  # an arrow head: it goes on
            back = edge - 4 * way
            points = f"{_px(back)},{y - 4} {_px(edge + 6 * way)},{_px(tip)} {_px(back)},{y + _BAR + 4}"
            yield f'<polygon class="bar {kind}" points="{points}"/>'


def _caption(scale: Scale, values: Interval, y: int, kind: str, label: str) -> str:
    """The words above a bar, kept inside the picture."""
    first, last = _ends(scale, values)
    middle = (first + last) / 2
    third = Fraction(_WIDTH, 3)
    if middle < third:
        anchor, x = "start", max(first, Fraction(_LEFT))
    elif middle > 2 * third:
        anchor, x = "end", min(last, Fraction(_RIGHT))
    else:
        anchor, x = "middle", middle
    return f'<text class="{kind}" x="{_px(x)}" y="{y}" text-anchor="{anchor}">{escaped(label)}</text>'


def _gap(scale: Scale, stated: Interval, recomputed: Interval) -> Iterator[str]:
    """What lies between two sets that do not meet."""
    left, right = (stated, recomputed) if stated.before(recomputed) else (recomputed, stated)
    if not left.before(right) or left.high is None or right.low is None:
        return
    first, last = scale.x(left.high), scale.x(right.low)
    height = _BOTTOM + _BAR - _TOP
    if last > first:
        yield f'<rect class="gap" x="{_px(first)}" y="{_TOP}" width="{_px(last - first)}" height="{height}"/>'
    for x in (first, last):
        yield f'<line class="edge" x1="{_px(x)}" x2="{_px(x)}" y1="{_TOP}" y2="{_TOP + height}"/>'


def _axis(scale: Scale, finding: Finding) -> Iterator[str]:
    yield f'<line class="axis" x1="{_LEFT}" x2="{_RIGHT}" y1="{_AXIS}" y2="{_AXIS}"/>'
    values = list(_ticks(scale))
    labels = [number(value, finding.unit, finding.language) for value in values]
    if any(len(label) > _LABEL for label in labels):
        labels = [number(value, "", finding.language) for value in values]
    for value, label in zip(values, labels, strict=True):
        x = _px(scale.x(value))
        yield f'<line class="axis" x1="{x}" x2="{x}" y1="{_AXIS}" y2="{_AXIS + 4}"/>'
        yield f'<text class="tick" x="{x}" y="{_AXIS + 17}" text-anchor="middle">{escaped(label)}</text>'


def _ticks(scale: Scale) -> Iterator[Fraction]:
    """Round values, about four of them, not so near to an edge that their labels would be cut."""
    step = _step((scale.high - scale.low) / _TICKS)
    inset = (scale.high - scale.low) / 20
    for count in range(ceil((scale.low + inset) / step), floor((scale.high - inset) / step) + 1):
        yield count * step


def _step(least: Fraction) -> Fraction:
    """The least of 1, 2, 5, 10 … (and their tenths) that is no less than ``least``."""
    power = Fraction(10) ** (len(str(floor(least))) - 1 if least >= 1 else -len(str(floor(1 / least))))
    return next(factor * power for factor in (1, 2, 5, 10, 20, 50, 100) if factor * power >= least)
