"""How many members a list has: 甲、乙和丙, "retail, wholesale and online"."""

from __future__ import annotations

import re
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.scan import Scanner
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries

# A member that runs on for longer is a clause; commas then part more than members.
_LONGEST_HAN, _LONGEST_WORDS = 18, 8
_FEWEST_CLAUSES, _LONGEST_CLAUSE = 3, 160
_OPEN_BEHIND = 12  # "and others" may stand behind the last member
_BRACKETS = {"(": ")", "[": "]", "\u201c": "\u201d", "\u300a": "\u300b", "\u300c": "\u300d", "\uff08": "\uff09"}
_OPENING = compiled(f"[{re.escape(''.join(_BRACKETS))}]")
_STOP = "\u3001"
_HAN = compiled(r"[\u3400-\u9fff]")
_PERHAPS = compiled(r"[+/]")
_NARROWED = {0xFF0C: ",", 0xFF1B: ";"}


@dataclass(frozen=True, slots=True)
class Members:
    """How many members are listed: at least ``low``; at most ``high``, or None where the list is left open.

    ``end`` is where the list ends in its text; ``joined`` is True where a word may join its last two members.
    """

    low: int
    high: int | None
    end: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class ListWords:
    """Words of the lexicon that open, close and number lists, longest first, as patterns."""

    opener: Scanner[str]
    open: re.Pattern[str]
    ends: re.Pattern[str]
    last: re.Pattern[str]
    aside: re.Pattern[str]
    inner: re.Pattern[str]
    counter: re.Pattern[str]
    join: re.Pattern[str]
    final: re.Pattern[str]
    rows: re.Pattern[str]
    limit: re.Pattern[str]
    marks: tuple[tuple[str, ...], ...]
    digits: tuple[str, ...]


@cache
def list_words() -> ListWords:
    """The patterns, compiled once."""
    found = entries("lists")
    words = {
        key: [w for e in found if key in e for w in e["words"]]
        for key in ("open", "ends", "last", "aside", "inner", "counter", "join", "final", "digits", "rows", "limit")
    }
    return ListWords(
        opener=Scanner((w, e["opener"]) for e in found if "opener" in e for w in e["words"]),
        open=_any(words["open"]),
        ends=_any(words["ends"]),
        last=_any(words["last"]),
        aside=_any(words["aside"]),
        inner=_any(words["inner"]),
        counter=_any(words["counter"]),
        join=_any(words["join"] + words["final"]),
        final=_any(words["final"]),
        rows=_any(words["rows"]),
        limit=_any(words["limit"]),
        marks=tuple(tuple(e["words"]) for e in found if "marks" in e),
        digits=tuple(words["digits"]),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return compiled("|".join(_spelled(word) for word in ordered), re.IGNORECASE)


def _spelled(word: str) -> str:
    """A Latin word does not run on into another one."""
    left = r"(?<![A-Za-z])" if word[0].isascii() else ""
    right = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{left}{re.escape(word)}{right}"


def members(text: str) -> Members | None:
    """The members of the list that begins with ``text`` (folded, up to the end of its sentence); None for no list."""
    bare = _without_brackets(text.translate(_NARROWED))
    if list_words().ends.match(bare.lstrip()) or _led(bare, 0):
        return None
    first = bare.partition(";")[0]
    if ";" in bare:
        told = _told_in_clauses(bare)
        if told is None or _STOP not in first:
            return told
        named = _of_names(first, _STOP)  # 甲、乙、丙；其中…: either sign may part the members
        return told if named is None else Members(min(told.low, named.low), _greater(told, named), named.end)
    if _STOP in bare:
        return _of_names(bare, _STOP)
    return _of_clauses(bare) if _HAN.search(bare) else _of_words(bare)


def _greater(first: Members, second: Members) -> int | None:
    return None if first.high is None or second.high is None else max(first.high, second.high)


def _without_brackets(text: str) -> str:
    """``text`` with what stands in brackets or quotation marks blank; of equal length."""
    if _OPENING.search(text) is None:
        return text
    closing: list[str] = []
    chars = []
    for char in text:
        inside = bool(closing)
        if closing and char == closing[-1]:
            closing.pop()
        elif char in _BRACKETS:
            closing.append(_BRACKETS[char])
        chars.append("\u00b7" if inside or closing else char)
    return "".join(chars)


def _told_in_clauses(text: str) -> Members | None:
    pieces = [piece for piece in text.split(";") if piece.strip()]
    if len(pieces) < _FEWEST_CLAUSES or any(len(piece) > _LONGEST_CLAUSE for piece in pieces):
        return None
    return Members(len(pieces), len(pieces), len(text.rstrip()))


def _of_names(text: str, sign: str) -> Members | None:
    """甲、乙、丙和丁: the sign parts members for certain, a joining word perhaps."""
    end = _end_of_names(text)
    if "," in text[: text.index(sign)] or ":" in text[:end]:
        return None
    pieces = [piece.strip() for piece in text[:end].split(sign)]
    if len(pieces) < 2 or not all(pieces) or any(len(_HAN.findall(p)) > _LONGEST_HAN for p in pieces):
        return None
    # 12家企业（6家上调、4家下调、2家持平）: these count themselves; 27个省（市、自治区）: one name for all
    if all(piece[0].isdigit() for piece in pieces) or list_words().counter.fullmatch(pieces[0]):
        return None
    joins = sum(map(_joins, pieces))
    certain = len(pieces) + (list_words().final.search(pieces[-1], 1) is not None)  # 甲、乙和丙 are three
    high = None if list_words().open.search(text, end - len(pieces[-1]), end + _OPEN_BEHIND) else len(pieces) + joins
    return Members(len(pieces) if high is None else certain, high, end)


def _end_of_names(text: str) -> int:
    """The first comma that ends the list: one behind a 、, unless a joining word goes on with it."""
    first = text.index(_STOP)
    end = text.find(",", first)
    while end >= 0 and _led(text, end + 1):
        end = text.find(",", end + 1)
    return len(text.rstrip()) if end < 0 else end


def _of_clauses(text: str) -> Members | None:
    """甲和乙，丙: without a 、 commas may part members, or begin another clause."""
    pieces = [piece.strip() for piece in text.split(",")]
    joins = [_joins(piece) for piece in pieces]
    if sum(joins) + len(pieces) < 3 or ":" in text or any(_is_clause(piece) for piece in pieces):
        return None
    end = len(text.rstrip())
    return Members(1 + (joins[0] > 0), None if list_words().open.search(text) else len(pieces) + sum(joins), end)


def _of_words(text: str) -> Members | None:
    """Of "retail, wholesale and online": commas part members, the last two are joined by a word."""
    pieces, end = _cut(text)
    if not pieces or any(_is_clause(piece) for piece in pieces):
        return None
    last = pieces[-1]
    led = _led(last, 0) if len(pieces) > 1 else 0
    joins = [_joins(p) for p in (*pieces[:-1], last[led:])]
    if ":" in text[:end]:
        return None
    if not led and list_words().final.search(last):  # "A, B and C" has three members
        certain = len(pieces) + 1
        high = certain + sum(joins) - 1
    else:
        certain = len(pieces)
        high = certain + sum(joins)
    if certain < 2:
        return None
    if list_words().open.search(text, 0, end + 2 * _OPEN_BEHIND):
        return Members(certain - 1, None, end)
    return Members(certain, high, end, joined=not led and certain > len(pieces))


def _joins(piece: str) -> int:
    """How often ``piece`` may hold two members."""
    return len(list_words().join.findall(piece)) + len(_PERHAPS.findall(piece))


def _led(text: str, at: int) -> int:
    """Where the joining word ends that stands at ``at``, or 0."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    found = list_words().join.match(text, start)
    return found.end() if found else 0


def _cut(text: str) -> tuple[list[str], int]:
    """The pieces between commas up to the first that a closing word begins, and where the last one ends."""
    pieces: list[str] = []
    position = 0
    ends = list_words().ends
    while position <= len(text):
        comma = text.find(", ", position)
        stop = len(text.rstrip()) if comma < 0 else comma
        piece = text[position:stop]
        if pieces and ends.match(piece.strip()):
            break
        pieces.append(piece.strip())
        position = stop + 2
        if comma < 0:
            break
    return (pieces if all(pieces) else []), min(max(position - 2, 0), len(text.rstrip()))


def _is_clause(piece: str) -> bool:
    return len(piece.split()) > _LONGEST_WORDS or len(_HAN.findall(piece)) > _LONGEST_HAN
