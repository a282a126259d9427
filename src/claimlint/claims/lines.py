"""What the head of a column, the label of a row or a caption says: names, unit, period, the part its numbers play."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from claimlint.cache.compiled import compiled
from claimlint.claims.clock import Clock, resolve
from claimlint.claims.mentions import Mention, find_mentions
from claimlint.frozen import dataclass
from claimlint.lexicon.load import LANGUAGES, document, entries
from claimlint.lexicon.table import Table
from claimlint.model.period import Period, PeriodKind
from claimlint.model.text import Language, Span
from claimlint.model.unit import Kind
from claimlint.quantities.measures import Measure, measure_of, measure_of_part
from claimlint.quantities.periods import find_periods

# A longer text is prose: its words say nothing of every number beside it.
_LONGEST = 160
_BRACKETS = compiled(r"[(\[]([^()\[\]]{1,60})[)\]]")
_MARKS = compiled(
    r"(?:\s*(?:\((?:[0-9]{1,2}|[a-z])\)|\[[0-9a-z]{1,2}\]|[*#^\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]))+$"
    r"|(?<=[a-z)])[0-9]{1,2}$"
)
_BEHIND = compiled(r"[,/|:]\s*([^,/|:]{1,24})$")
_OPENING = compiled(r"^[\s\-\u00b7\u2022*+>]+")
_SIGN = compiled(r"[$\u20ac\u00a3]|000")
_WORDS = compiled(r"[a-z]+")
_MILLIONS = "m"
_HAN = compiled(r"[\u3400-\u9fff]")
_SPACE = compiled(r"\s+")
_CUES = frozenset({"yoy", "qoq", "cagr", "average-growth", "rise", "fall", "share", "share-of-whole", "rate"})
GROWTH = frozenset({"yoy", "qoq", "cagr", "average-growth", "rise", "fall"})
_RATES = frozenset({"yoy", "qoq", "cagr", "average-growth"})
_WORDED = ("change", "growth", "share")


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a head or label.

    ``name`` is its wording in small letters without unit, marks and period; ``periods`` those it names, in order;
    ``whole`` where its unit is not apart from its name, ``counts`` where it is the name of what is counted;
    ``words`` what ``tables.yaml`` says of it (total, less, change …), and ``bare`` where a word of a total is all.
    """

    name: str = ""
    periods: tuple[Period, ...] = ()
    measure: Measure | None = None
    whole: bool = False
    percent: bool = False
    cues: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    metric: str | None = None
    counts: bool = False
    direction: int = 0
    basis: str | None = None
    stance: str | None = None

    @property
    def unit(self) -> Measure | None:
        """The unit that is said of the numbers; "Cards" names cards, and their balances may be in dollars."""
        named = self.measure is not None and self.measure.unit.kind in _COUNTS and self.whole
        return None if named else self.measure

    @property
    def growth(self) -> bool:
        """It speaks of a change."""
        return self.rated or "change" in self.words

    @property
    def rated(self) -> bool:
        """It speaks of a rate of growth, not of an amount."""
        return bool(self.cues & _RATES) or "growth" in self.words

    @property
    def share(self) -> bool:
        """It speaks of a part of a whole."""
        return bool(self.cues & {"share", "share-of-whole"}) or "share" in self.words


EMPTY = Line()
_CHANGES = frozenset({"change", "growth"})
# What is counted has no currency, whatever the caption says of the table.
_COUNTED = frozenset({"headcount", "users", "stores", "sales_volume", "output", "capacity"})
_NUMBER_OF = ("", "\u6570", "\u6570\u91cf", "\u4eba\u6570", "\u603b\u6570", "number")
_COUNTS = (Kind.COUNT, Kind.PHYSICAL, Kind.DURATION)
# "Fiscal years ended July 31": a day without its year is no period.
_OF_A_YEAR = (PeriodKind.DAY, PeriodKind.MONTH)


@lru_cache(maxsize=8192)
def read_line(text: str, language: Language, as_of: date | None = None) -> Line:
    """The folded ``text`` of a head, a label, or several heads above each other."""
    text = text[:_LONGEST]
    measure, bare = _measured(text, language)
    periods, name = _dated(bare, as_of)
    name = _MARKS.sub("", _OPENING.sub("", name).strip().rstrip(":\uff1a").strip())
    name = _SPACE.sub(" ", name.lower()).strip()
    if _HAN.search(name):
        name = name.replace(" ", "")
    mentions = _own(text.lower())
    cues = frozenset(str(m["cue"]) for x in mentions for m in x.meanings if m.get("cue") in _CUES)
    directions = {int(m["direction"]) for x in mentions for m in x.meanings if "direction" in m}
    metrics = [str(x.value("metric")) for x in mentions if x.value("metric")]
    return Line(
        name=name,
        periods=periods,
        measure=measure,
        whole=bare == text,
        percent="%" in text,
        cues=cues,
        words=_words_of(name) | ({"prior"} if _is_former(bare) else set()),
        metric=metrics[-1] if metrics else None,
        counts=bool(metrics) and metrics[-1] in _COUNTED and _ends_with_metric(name),
        direction=directions.pop() if len(directions) == 1 else 0,
        basis=next((str(x.value("basis")) for x in mentions if x.value("basis")), None),
        stance=next((str(x.value("stance")) for x in mentions if x.value("stance")), None),
    )


def _is_former(text: str) -> bool:
    """上期, 上年同期, last year: a head of what was before."""
    phrases = find_periods(text, 0, len(text))
    told = any(p.relative and (p.offset < 0 or p.relative == "same-last-year") for p in phrases if not p.measured)
    return told or any(m.value("prior") for m in find_mentions(text.lower(), 0, len(text)))


def _own(lower: str) -> list[Mention]:
    """The mentions in a text, without those inside a word for a change (the 比例 of 变动比例 is no share)."""
    changes = [(start, end) for kinds, start, end in _words().found.find(lower, 0, len(lower)) if _CHANGES & {*kinds}]
    found = find_mentions(lower, 0, len(lower))
    return [
        m
        for m in found
        if not any(a <= m.span.start and m.span.end <= b and b - a > m.span.end - m.span.start for a, b in changes)
    ]


def _ends_with_metric(name: str) -> bool:
    """Employees, 员工人数; not 人员薪酬."""
    last = [m for m in find_mentions(name.lower(), 0, len(name)) if m.value("metric")][-1:]
    return bool(last) and name[last[0].span.end :].strip() in _NUMBER_OF


def _measured(text: str, language: Language) -> tuple[Measure | None, str]:
    """The unit that a text names (in brackets, behind a comma or stroke, or as all of it), and the text without it."""
    for match in _BRACKETS.finditer(text):
        measure = measure_of(match[1], language) or _millions(match[1], text[: match.start()].strip(), language)
        if measure is not None:
            return measure, f"{text[: match.start()]} {text[match.end() :]}"
    without = _without_periods(text)
    dated = without != text.strip(" ()")
    measure = measure_of_part(without, language)
    if measure is not None and measure.unit.kind in _COUNTS:  # Stores, 用户: what is counted is the name, too
        return measure, text
    if measure is not None:
        return measure, text.replace(without, " ") if dated else ""
    behind = _BEHIND.search(text)
    measure = measure_of_part(behind[1], language) if behind else None
    if behind and measure is not None:
        return measure, text[: behind.start()]
    measure = measure_of(without, language)  # in millions, except per share amounts
    if measure is not None:
        return measure, text
    for word in without.split():  # 2018 $'000 restated
        measure = measure_of(word, language) if _SIGN.search(word) else None
        if measure is not None:
            return measure, text.replace(word, " ", 1)
    return None, text


def _millions(text: str, name: str, language: Language) -> Measure | None:
    """Passengers (m), overnight stays (m): metres are meant only of what has an extent."""
    if text != _MILLIONS or not name or set(_WORDS.findall(name.lower())) & _extents():
        return None
    return measure_of("million", "en")


@cache
def _extents() -> frozenset[str]:
    return frozenset(word for entry in entries("tables") if entry.get("extent") for word in entry["words"])


def _without_periods(text: str) -> str:
    pieces, done = [], 0
    for phrase in find_periods(text, 0, len(text)):
        pieces.append(text[done : phrase.span.start])
        done = phrase.span.end
    return " ".join([*pieces, text[done:]]).strip(" ()")


def _dated(text: str, as_of: date | None) -> tuple[tuple[Period, ...], str]:
    """The periods that a head names, a quarter under its year; and the head without their words."""
    clock = Clock(as_of)
    found: list[Period] = []
    holes: list[Span] = []
    for phrase in find_periods(text, 0, len(text)):
        if phrase.measured:
            continue
        moment = resolve(phrase, clock)
        if moment.period is not None or phrase.relative is None:  # 本期 stays a name
            holes.append(phrase.span)
        if moment.period is not None and (moment.period.year > 0 or moment.period.kind not in _OF_A_YEAR):
            clock = Clock(as_of, moment.period, moment.period)
            found.append(moment.period)
    pieces, done = [], 0
    for hole in holes:
        pieces.append(text[done : hole.start])
        done = hole.end
    return tuple(_finest(found)), " ".join([*pieces, text[done:]])


def _finest(periods: list[Period]) -> list[Period]:
    """Without the year that only says which one a quarter is of."""
    return [p for p in periods if not any(q is not p and _within(q, p) for q in periods)]


def _within(inner: Period, outer: Period) -> bool:
    if inner.end is None or outer.end is None or inner == outer:
        return False
    return outer.start <= inner.start and inner.end <= outer.end and inner.end - inner.start < outer.end - outer.start


@dataclass(frozen=True, slots=True)
class _Words:
    total: tuple[str, ...]
    subtotal: tuple[str, ...]
    total_of: tuple[str, ...]
    whole_year: tuple[str, ...]
    of_which: tuple[str, ...]
    found: Table[tuple[str, ...]]


@cache
def _words() -> _Words:
    entries = [entry for place in LANGUAGES for entry in document(place, "tables").get("entries", ())]
    rows = {row: tuple(w.lower() for e in entries if e.get("row") == row for w in e["words"]) for row in _ROWS}
    meanings: dict[str, list[str]] = {}
    for entry in entries:
        kinds = [entry["row"]] if entry.get("row") in _INSIDE else [key for key in _WORDED if entry.get(key)]
        for word in entry["words"] if kinds else ():
            meanings.setdefault(word.lower(), []).extend(kinds)
    return _Words(
        rows["total"],
        rows["subtotal"],
        rows["total-of"],
        rows["whole-year"],
        rows["of-which"],
        Table((word, tuple(kinds)) for word, kinds in meanings.items()),
    )


_ROWS = ("total", "subtotal", "total-of", "whole-year", "of-which")
_INSIDE = ("less", "mean", "each", "apart", "main", "some")


def _words_of(name: str) -> frozenset[str]:
    words = _words()
    lower = name
    found = {kind for kinds, _, _ in words.found.find(lower, 0, len(lower)) for kind in kinds}
    bare = name.strip("*: ")
    if bare in words.total:
        return frozenset(found | {"total", "bare"})
    if any(bare.endswith(word) or bare.startswith(word) for word in words.subtotal):
        found |= {"total", "bare"}
    for word in words.total:
        if bare.endswith(word) if not word.isascii() else bare.startswith(f"{word} ") or bare.endswith(f" {word}"):
            found.add("total")
    if bare in words.total_of:
        found.add("total")
    if bare in words.whole_year:
        found.add("whole-year")
    if any(bare.startswith(word) for word in words.of_which):
        found.add("of-which")
    return frozenset(found)
