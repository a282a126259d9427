"""A plot of speeds as SVG: bars on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

_LEFT, _WIDTH, _ROW, _TOP = 150, 420, 22, 30
_COLOURS = {
    "digits": "#9aa5b1",
    "ripgrep": "#9aa5b1",
    "reading": "#1f6f8b",
    "checking": "#1f6f8b",
    "markdown": "#1f6f8b",
}
_PEER = "#d08c3f"


def bars(speeds: Mapping[str, Mapping[str, float]]) -> str:
    """MB/s by group and name, drawn longest first within each group."""
    every = [speed for group in speeds.values() for speed in group.values()]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
    parts, y = [], _TOP
    for group, found in speeds.items():
        parts.append(f'<text x="8" y="{y}" font-weight="bold">{escape(group)}</text>')
        y += 8
        for name, speed in sorted(found.items(), key=lambda pair: -pair[1]):
            length = _WIDTH * (math.log10(speed) - low) / (high - low or 1)
            colour = _COLOURS.get(name, _PEER)
            parts.append(
                f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(name.replace("_", " "))}</text>'
            )
            parts.append(f'<rect x="{_LEFT}" y="{y + 3}" width="{max(length, 1):.0f}" height="14" fill="{colour}"/>')
            parts.append(f'<text x="{_LEFT + max(length, 1) + 6:.0f}" y="{y + 14}">{speed:.3g} MB/s</text>')
            y += _ROW
        y += _ROW
    size = f'width="{_LEFT + _WIDTH + 110}" height="{y}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    title = "<title>Speed of claimlint and its peers, MB of text per second of processor time (logarithmic)</title>"
    return "\n".join([head, title, f'<rect {size} fill="white"/>', *parts, "</svg>", ""])
