"""Folding: what differs only in width, typography or variant is made equal, one code point for one code point.

Because the length never changes, a span found in folded text is valid in the raw text (HOUSE, decision 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.lexicon.variants import simplified
from claimlint.model.text import Span

# Full-width ！ ， ； ？ keep their width: they end sentences and separate clauses, which their ASCII twins need not do.
_KEPT = frozenset({0xFF01, 0xFF0C, 0xFF1B, 0xFF1F})
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0x0085)
_HYPHENS = (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE58, 0xFE63)
_TILDES = (0x301C, 0x223C, 0x02DC)

_TABLE: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _KEPT},
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_TILDES, "~"),
    0xFFE0: "\u00a2",  # ￠
    0xFFE1: "\u00a3",  # ￡
    0xFFE5: "\u00a5",  # ￥
    0xFFE6: "\u20a9",  # ￦
    0xFE6A: "%",
    0xFE62: "+",
    0xFF61: "\u3002",  # the half-width ideographic stop
    0xFF64: "\u3001",  # and the half-width enumeration comma
}

# １，２３４: between full-width digits, with exactly three behind it, the comma groups digits.
_GROUPING = compiled(r"(?<=[\uff10-\uff19])\uff0c(?=[\uff10-\uff19]{3}(?![\uff10-\uff19]))")
# 增至230万人.另有…: where a text sets no ideographic stop at all, a full stop between Chinese words is one; behind a
# numeral it numbers a heading (二.收入).
_STOP = "\u3002"
_FULL_STOP = compiled(
    "(?<=[\u4e00-\u9fff%])(?<![\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341])\\.(?=[\u4e00-\u9fff])"
)
# An address printed as such: its digits are not quantities.
# What a template puts in later is no number yet: {{ revenue }}, {{< meta m24 >}}, {% … %}, <%= x %>, {x:.1f}.
PLACEHOLDER = compiled(
    r"\{\{[^{}\n]{1,200}+\}\}|\{%[^%\n]{1,200}+%\}|<%[^%\n]{1,200}+%>"
    r"|\$?\{(?=[^{}\n]{0,100}[0-9])[A-Za-z_\u3400-\u9fff][\w.]{0,60}+(?:\[[^\[\]{}\n]{1,40}+\])?(?::[^{}\n]{0,20}+)?\}"
)
URL = compiled(r"(?:https?://|www\.)[!-'*-;=?-Z\\_a-z~]++", re.ASCII)


def fold(text: str) -> str:
    """``text`` with full-width letters, digits and signs as ASCII and odd spaces as spaces; the length is the same.

    En and em dash, minus and the hyphens fold to ``-``, the wave dashes to ``~``.  The full-width comma stays (it
    separates clauses) unless it groups full-width digits.  Traditional characters fold to simplified ones, so that the
    lexicon lists each word once.  Where a text has no ideographic stop, a full stop between Chinese words
    becomes one.
    """
    if text.isascii():
        return text
    if "\uff0c" in text:
        text = _GROUPING.sub(",", text)
    text = text.translate(_table())
    return text if _STOP in text else _FULL_STOP.sub(_STOP, text)


@cache
def _table() -> dict[int, str]:
    return {**simplified(), **_TABLE}


def blank(text: str, spans: Iterable[Span]) -> str:
    """``text`` with the stretches ``spans`` (in any order, overlapping or not) as spaces; line breaks stay."""
    pieces: list[str] = []
    done = 0
    for span in sorted(spans):
        start, end = max(span.start, done), min(span.end, len(text))
        if start >= end:
            continue
        pieces.append(text[done:start])
        pieces.append(_spaces(text[start:end]))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def outside(spans: Iterable[Span], length: int) -> list[Span]:
    """What ``spans`` (in order, disjoint) leave uncovered of a text of ``length`` code points."""
    gaps: list[Span] = []
    done = 0
    for span in spans:
        if span.start > done:
            gaps.append(Span(done, span.start))
        done = max(done, span.end)
    if done < length:
        gaps.append(Span(done, length))
    return gaps


def _spaces(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return " " * len(text)
    return _NOT_BREAK.sub(_as_spaces, text)


_NOT_BREAK = compiled(r"[^\r\n]+")


def _as_spaces(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())
