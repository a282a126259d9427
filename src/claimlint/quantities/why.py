"""Why a number was read so: the words of the lexicon in and beside it, found again from its spans.

Reading itself keeps no record of the words that it met; what is worked out here costs nothing unless it is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from claimlint.cache.compiled import compiled
from claimlint.lexicon.origin import Origin, longest, origins_of
from claimlint.model.period import Period
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.model.why import KnownWord, When, WhenFrom, Why
from claimlint.quantities.own_units import own_units
from claimlint.quantities.parse import time_phrases
from claimlint.quantities.periods import TimePhrase

Counted = Callable[[TimePhrase], Period | None]

# What a word may be, by where it stands: in the number, in the rest of its span, beside it.
_IN_NUMBER = frozenset(
    {"scale", "vague", "over_step", "half", "fraction", "minus", "times", "tenths", "discount", "discount_of",
     "portion", "multiple", "glyph", "mixed", "part"}
)  # fmt: skip
_IN_SPAN = _IN_NUMBER | {
    "unit",
    "connector",
    "between",
    "tail",
    "per",
    "both",
    "closed",
    "joint",
    "step_behind",
    "qualifier",
}
_BESIDE = frozenset({"qualifier", "hedge", "magnitude", "order_of_magnitude", "tail", "per", "per_year", "step_behind"})
_RATE_ROLES = frozenset({"per", "per_year"})
# The blanks that may stand between digits and a scale word.
_BLANK = 3
# How many phrases of time in front of a number, and behind it, are looked at.
_NEAR = 20
# The parts of a unit's id that are no units: 1e6, 0.5.
_NUMBER = compiled(r"[0-9][0-9.e]*")


def whys(document: Document, dated: Sequence[tuple[Quantity, Period | None, bool]], counted: Counted) -> Iterator[Why]:
    """Why each quantity was read so; with it come its period, and whether its own sentence says that.

    ``counted`` tells which period a relative phrase means when it counts from the document's day.
    """
    edges = [block.span.start for block in document.blocks]
    phrases: dict[int, tuple[TimePhrase, ...]] = {}
    for quantity, period, said in dated:
        block = bisect_right(edges, quantity.span.start) - 1
        if block not in phrases:
            span = document.blocks[block].span
            phrases[block] = time_phrases(document, span.start, span.end)
        when = None if quantity.kind is Kind.PERIOD else when_of(quantity, period, phrases[block], counted, said=said)
        yield Why(words_of(document, quantity), when)


def words_of(document: Document, quantity: Quantity) -> tuple[KnownWord, ...]:
    """The words in and beside ``quantity`` that the lexicon lists, from left to right, each with its place there."""
    inner, outer = quantity.span, quantity.extended
    zones: list[tuple[Span, frozenset[str]]] = [(Span(outer.start, inner.start), _BESIDE)]
    position = inner.start
    for number in sorted(quantity.numerals):
        zones.append((Span(position, number.start), _IN_SPAN))
        zones.append((number, _IN_NUMBER))
        position = max(position, number.end)
    zones += [(Span(position, inner.end), _IN_SPAN), (Span(inner.end, outer.end), _BESIDE)]
    return tuple(word for zone, roles in zones for word in _words(document, quantity, zone, roles))


def _words(document: Document, quantity: Quantity, zone: Span, roles: frozenset[str]) -> Iterator[KnownWord]:
    """The longest fitting word at each place of ``zone``."""
    text, position = document.folded, zone.start
    while position < zone.end:
        found = _word_at(document, quantity, Span(position, zone.end), roles)
        if found is None:
            position += 1
            continue
        origin, end = found
        span = Span(position, end)
        yield KnownWord(span, document.text[position:end], origin.role, origin.meaning, origin.place)
        position = end
        while position < zone.end and text[position] == " ":
            position += 1


def _word_at(document: Document, quantity: Quantity, zone: Span, roles: frozenset[str]) -> tuple[Origin, int] | None:
    text, start = document.folded, zone.start
    if _is_latin(text[start]) and start and _is_latin(text[start - 1]):
        return None
    for end in range(min(zone.end, start + longest()), start, -1):
        if _is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]):
            continue
        listed = (*_own(text[start:end]), *origins_of(text[start:end]))
        fitting = [origin for origin in listed if origin.role in roles and _fits(origin, quantity, text, start)]
        if fitting:  # 100 t are tonnes where a unit may stand; then the document's own language first, as in reading
            return min(fitting, key=lambda o: (o.role != "unit", o.language != document.language)), end
    return None


def _own(word: str) -> Iterator[Origin]:
    """The units of a user that ``word`` names."""
    for name, own in own_units().items():
        if word.lower() in (spoken.lower() for spoken in own.words):
            yield Origin(own.place, "", "unit", name)


def _fits(origin: Origin, quantity: Quantity, text: str, start: int) -> bool:
    """Whether the word can have meant here what its entry says, given what came of it."""
    if origin.role == "unit":
        return origin.meaning.partition("-")[0] in _units(quantity)
    if origin.role == "qualifier":
        said = quantity.qualifier
        return said is Qualifier.RANGE or origin.meaning in (said.value, Qualifier.ABOUT.value)
    if origin.role == "hedge":
        return origin.meaning == quantity.hedge
    if origin.role in _RATE_ROLES:
        return "/" in quantity.unit.id
    if not origin.after_digits:
        return True
    # 3千万 is three 千万, but 三千万 is 三千 times 万
    before = origins_of(text[max(0, start - _BLANK) : start].rstrip(" ")[-1:])
    return not any(listed.role in ("digit", "place") for listed in before)


def _units(quantity: Quantity) -> set[str]:
    """The units that the id of a quantity's unit is made of, coins without their currency's name for them."""
    parts = re.split(r"[/ ]", quantity.unit.id)
    return {quantity.unit.id, *(part.partition("-")[0] for part in parts if not _NUMBER.fullmatch(part))}


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def when_of(
    quantity: Quantity, period: Period | None, phrases: Sequence[TimePhrase], counted: Counted, *, said: bool
) -> When | None:
    """Where ``period`` comes from: ``phrases`` are those of its block in order, ``said`` whether its sentence has it.

    None for a number without a period.
    """
    if period is None:
        return None
    here = quantity.span.start
    index = bisect_left(phrases, here, key=lambda phrase: phrase.span.start)
    around = [*reversed(phrases[max(0, index - _NEAR) : index]), *phrases[index : index + _NEAR]]
    named = next((phrase for phrase in around if phrase.period is not None and phrase.period.id == period.id), None)
    if named is not None:
        return When(WhenFrom.SAID if said else WhenFrom.CARRIED, named.span)
    relative = [phrase for phrase in around if phrase.relative or phrase.bare]
    named = next((phrase for phrase in relative if counted(phrase) == period), None)
    if named is not None:
        return When(WhenFrom.COUNTED if said else WhenFrom.CARRIED, named.span)
    before = next((phrase for phrase in relative if phrase.span.start <= here), None)
    if before is not None and said:
        return When(WhenFrom.RELATIVE, before.span)
    return When(WhenFrom.WORKED_OUT)
