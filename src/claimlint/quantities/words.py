"""The word tables that reading needs, built once from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import LANGUAGES, Entry, document, entries
from claimlint.lexicon.table import Table
from claimlint.lexicon.variants import simplified
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.quantities.hits import hit_pattern
from claimlint.quantities.own_units import own_units
from claimlint.quantities.units import known_units

_OR = compiled("\u6216\u8005?")  # or


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale word; ``money`` ones count only beside a currency ($30m) or a unit (3m people).

    With ``unless`` they also count alone behind a decimal (downloads reached 13.5m), where none of those words follows.
    """

    factor: Fraction
    money: bool = False
    unless: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit word: the unit's id and kind; a ``symbol`` holds for both ends of a range ($30-60)."""

    unit: str
    kind: Kind | None = None
    symbol: bool = False

    @property
    def ratio(self) -> bool:
        """True for percent and points, which a range may print at both ends."""
        return self.kind in (Kind.PERCENT, Kind.POINTS)

    @property
    def divisible(self) -> bool:
        """True where 多 behind the unit means a part more of it (三年多, 2倍多)."""
        return self.kind in (Kind.MULTIPLE, Kind.DURATION)


@dataclass(frozen=True, slots=True)
class Connector:
    """What joins the ends of a range; ``change`` ones also join the ends of a change (从30%到36%)."""

    change: bool = False


@dataclass(frozen=True, slots=True)
class QualifierWord:
    """A qualifier and the longer words in which it is none."""

    qualifier: Qualifier
    exceptions: tuple[str, ...] = ()
    all_scale: bool = False  # only of a number that is all scale: 上万家
    core: bool = False  # a sign that belongs to the number itself: 500+
    not_of: frozenset[Kind] = frozenset()  # kinds beside which the word means something else (近三年)


@dataclass(frozen=True)
class Tables:
    """Every table of :mod:`claimlint.quantities.parse`."""

    hit: re.Pattern[str]
    scales: Table[Scale]
    units: Table[UnitWord]
    per_units: Table[UnitWord]
    currencies: Table[UnitWord]
    before: Table[QualifierWord]
    after: Table[QualifierWord]
    distant: Table[QualifierWord]
    compared: Table[tuple[tuple[str, Qualifier], ...]]
    hedges: Table[str]
    names: Table[bool]
    connectors: Table[Connector]
    between: Table[frozenset[str]]
    origins: Table[bool]
    amounts: Table[bool]
    tails: Table[bool]
    labels: Table[bool]
    magnitudes: Table[bool]
    orders: Table[bool]
    per: Table[bool]
    per_year: Table[bool]
    lists: Table[bool]
    paired: Table[bool]
    over_step: Table[bool]
    step_behind: Table[bool]
    portions: Table[Fraction]
    majorities: Table[Fraction]
    fractions: Table[bool]
    tenths: Table[bool]
    links: Table[bool]
    ordinals: Table[bool]
    places: Table[bool]
    minus: Table[bool]
    times: Table[Fraction]
    half: Table[bool]
    halved: Table[bool]
    half_of: Table[UnitWord]
    mixed: Table[bool]
    joints: Table[bool]
    both: Table[bool]
    closed: Table[Connector]
    discounts: Table[bool]
    discounts_of: Table[Fraction]
    multiples: Table[Fraction]


@cache
def tables(language: str = "zh", *, bare: bool = False) -> Tables:
    """The tables for a document in ``language``, whose own words go first; ``bare`` adds what only a bare number is."""
    units, per_units = _units(language, bare=bare)
    ranges = entries("ranges")
    return Tables(
        hit=hit_pattern(bare=bare),
        scales=_scales(bare=bare),
        units=units,
        per_units=per_units,
        currencies=_currencies(language),
        before=_qualifiers("before", distant=False),
        after=_qualifiers("after", distant=False),
        distant=_qualifiers("before", distant=True),
        compared=_compared(),
        hedges=Table((word, word) for place in LANGUAGES for word in document(place, "qualifiers").get("hedges", ())),
        names=_flag("names", "words"),
        connectors=_connectors(ranges),
        between=Table((w, frozenset(e["connector"])) for e in ranges if "between" in e for w in e["words"]),
        origins=_flagged(ranges, "from"),
        amounts=_flagged(ranges, "by"),
        tails=_flagged(ranges, "tail"),
        labels=_flagged(ranges, "label"),
        magnitudes=_flagged(ranges, "magnitude"),
        orders=_flagged(ranges, "order_of_magnitude"),
        per=_flagged(ranges, "per"),
        per_year=_flagged(ranges, "per_year"),
        lists=_flagged(ranges, "enumeration"),
        paired=_flagged(entries("links"), "paired"),
        over_step=_flagged(entries("numerals"), "over_step"),
        step_behind=_flagged(entries("numerals"), "step_behind"),
        portions=_valued("portion", "glyph"),
        majorities=_valued("majority"),
        fractions=_flagged(entries("numerals"), "fraction"),
        tenths=_flagged(entries("numerals"), "tenths"),
        links=_flagged(entries("links"), "link"),
        ordinals=_flagged(entries("links"), "ordinal"),
        places=_flagged(entries("numerals"), "place_mark"),
        minus=_flagged(entries("numerals"), "minus"),
        times=_valued("times"),
        half=_flagged(entries("numerals"), "half"),
        halved=_flagged(entries("numerals"), "halved"),
        half_of=Table((w, unit_word(e["half_of"])) for e in entries("numerals") if "half_of" in e for w in e["words"]),
        mixed=_flagged(entries("numerals"), "mixed"),
        joints=_flagged(ranges, "joint"),
        both=_flagged(ranges, "both"),
        closed=Table((word, Connector()) for entry in ranges if entry.get("closed") for word in entry["words"]),
        discounts=_flagged(entries("numerals"), "discount"),
        discounts_of=_valued("discount_of"),
        multiples=_valued("multiple"),
    )


def _flagged(found: tuple[Entry, ...], key: str) -> Table[bool]:
    chosen = [entry for entry in found if entry.get(key) is True]
    return Table(
        ((word, True) for entry in chosen for word in entry["words"]),
        exceptions=[word for entry in chosen for word in entry.get("except", ())],
    )


def _valued(*keys: str) -> Table[Fraction]:
    chosen = [(entry, key) for entry in entries("numerals") for key in keys if key in entry]
    return Table(
        ((word, Fraction(entry[key])) for entry, key in chosen for word in entry["words"]),
        exceptions=[word for entry, _ in chosen for word in entry.get("except", ())],
    )


def _connectors(ranges: tuple[Entry, ...]) -> Table[Connector]:
    return Table(
        (word, Connector(entry.get("change", False)))
        for entry in ranges
        if entry.get("connector") is True
        for word in entry["words"]
    )


def _flag(name: str, key: str) -> Table[bool]:
    return Table((word, True) for entry in entries(name) for word in entry.get(key, ()))


def _scales(*, bare: bool) -> Table[Scale]:
    words: list[tuple[str, Scale]] = []
    symbols: list[tuple[str, Scale]] = []
    for entry in entries("numerals"):
        if "scale" not in entry or (entry.get("bare") and not bare):
            continue
        factor = Fraction(entry["scale"])
        words += [(word, Scale(factor)) for word in entry.get("words", ())]
        unless = tuple(entry["unless"]) if "unless" in entry else None
        symbols += [(symbol, Scale(factor, entry.get("money", False), unless)) for symbol in entry.get("symbols", ())]
    return Table(words, symbols)


def _ordered(name: str, language: str) -> list[Entry]:
    """The entries of ``name``, those of the document's own language first: where two languages differ, its own wins."""
    return sorted(entries(name), key=lambda e: (e["language"] != language, e["language"] != "common"))


def _folded(words: Iterable[str]) -> list[str]:
    """Unit files list traditional words too; documents are folded, so the tables are."""
    return [word.translate(simplified()) for word in words]


def _units(language: str, *, bare: bool) -> tuple[Table[UnitWord], Table[UnitWord]]:
    """Units behind a number, and those that count only behind "per" (元/月)."""
    words: list[tuple[str, UnitWord]] = []
    symbols: list[tuple[str, UnitWord]] = []
    per: list[tuple[str, UnitWord]] = []
    exceptions: list[str] = []
    for name, own in own_units().items():
        words += [(word, unit_word(name)) for word in _folded(own.words)]
    for entry in _ordered("units", language):
        unit = unit_word(entry["unit"])
        words += [(word, unit) for word in _folded(entry.get("words", ()))]
        symbols += [(symbol, replace(unit, symbol=True)) for symbol in entry.get("symbols", ())]
        symbols += [(symbol, replace(unit, symbol=True)) for symbol in entry.get("bare", ()) if bare]
        per += [(word, unit) for word in _folded(entry.get("per", ()))]
        exceptions += _folded(entry.get("except", ()))
    return Table(words, symbols, exceptions), Table([*per, *words], symbols)


def unit_word(unit: str) -> UnitWord:
    """The word for the unit with the id ``unit``."""
    known = known_units().get(unit)
    return UnitWord(unit, None if known is None else known.kind)


def _currencies(language: str) -> Table[UnitWord]:
    words: list[tuple[str, UnitWord]] = []
    symbols: list[tuple[str, UnitWord]] = []
    exceptions: list[str] = []
    other = "en" if language == "zh" else "zh"
    found = entries("currencies")
    coins = [coin for entry in found for coin in entry.get("minor", {}).get("units", ())]
    for named in (language, other):
        for entry in (*found, *coins):
            unit = UnitWord(entry["unit"], Kind.MONEY)
            said = _folded(entry.get("words", {}).get(named, ()))
            # ¥ is a sign, though each language gives it to a currency of its own
            words += [(word, unit if word[0].isalnum() else replace(unit, symbol=True)) for word in said]
    for entry in (*found, *coins):
        unit = UnitWord(entry["unit"], Kind.MONEY, symbol=True)
        symbols += [(symbol, unit) for symbol in entry.get("symbols", ())]
        exceptions += _folded(entry.get("except", ()))
    return Table(words, symbols, exceptions)


def _qualifiers(side: str, *, distant: bool) -> Table[QualifierWord]:
    found: list[tuple[str, QualifierWord]] = []
    for entry in entries("qualifiers"):
        if "around" not in entry and (entry.get("reach") == "clause") is distant:
            word = QualifierWord(
                Qualifier(entry["qualifier"]),
                tuple(entry.get("except", ())),
                entry.get("round", False),
                entry.get("core", False),
                frozenset(Kind(kind) for kind in entry.get("not_of", ())),
            )
            found += [(spelling, word) for said in entry.get(side, ()) for spelling in _spellings(said)]
    return Table(found)


def _spellings(word: str) -> tuple[str, ...]:
    """小于或等于 is printed as 小于 或 等于 too."""
    loose = _OR.sub(r" \g<0> ", word)
    return (word,) if loose == word or loose.startswith(" ") else (word, loose)


def _compared() -> Table[tuple[tuple[str, Qualifier], ...]]:
    """The words in front of a number that a word behind it completes, with those: 比5%低."""
    found: dict[str, list[tuple[str, Qualifier]]] = {}
    for entry in entries("qualifiers"):
        for word in entry.get("around", ()):
            found.setdefault(word, []).extend((closing, Qualifier(entry["qualifier"])) for closing in entry["after"])
    return Table((word, tuple(closing)) for word, closing in found.items())
