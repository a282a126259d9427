"""For people: why each number was read so, from its digits out to its period; and why others were left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from claimlint.frozen import dataclass
from claimlint.lexicon.number import interval
from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.claim import Claim
from claimlint.model.interval import exact_string
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.model.why import KnownWord, Unread, When, Why
from claimlint.reporters.explain import Explained
from claimlint.reporters.extract import period_of
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Segment, painted

_DIGITS = 8  # so many that what was printed is not rounded
_INDENT, _HANGING = "  ", "    "
# Their readings are no sets that anything is computed with.
_PLAIN = (Kind.PERIOD, Kind.ORDINAL)
# Shares in words have a rounding of their own.
_PORTIONS = {"tenths": "tenths", "fraction": "portion", "portion": "portion"}


@dataclass(frozen=True, slots=True)
class _Look:
    """How it is printed, and from which day the run counts."""

    color: bool
    width: int
    as_of: date | None


def report(value: Explained, *, color: bool, width: int, quiet: bool = False) -> str:
    """A paragraph for each number, and for each file one line for each number that was not read."""
    whys, look = iter(value.whys), _Look(color, width, value.as_of)
    lines: list[str] = []
    read = {path: list(claims) for path, claims in groupby(value.claims, key=lambda claim: claim.path)}
    for path, source in value.documents.items():
        for claim in read.get(path, ()):
            lines += _paragraph(claim, next(whys), source, look)
        lines += _left(path, value.unread.get(path, ()), source, look)
    return "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n" if lines else ""


def _paragraph(claim: Claim, why: Why, source: Document, look: _Look) -> Iterator[str]:
    line, column = source.position(claim.quantity.span.start)
    words = source.text[claim.quantity.extended.start : claim.quantity.extended.end]
    where = Segment(f"{printable(claim.path)}:{line}:{column}: ", "gutter")
    yield painted((where, Segment(printable(words), "title")), color=look.color)
    for said in _reasons(claim, why, source, look.as_of):
        first, *others = fill(printable(said), look.width - len(_HANGING))
        yield _INDENT + first
        yield from (_HANGING + other for other in others)
    yield ""


def _reasons(claim: Claim, why: Why, source: Document, as_of: date | None) -> Iterator[str]:
    quantity, words = claim.quantity, phrases(source.language)
    if quantity.kind in _PLAIN:
        yield words.say(f"why_{quantity.kind.value}", period=period_of(claim) or "")
        return
    yield from _numeral(quantity, why, words)
    for word in why.words:
        yield _word(word, words)
    unit = quantity.unit.id
    kind = words.say(f"kind_{quantity.kind.value}")
    yield words.say("why_unit", unit=unit, kind=kind) if unit else words.say("why_no_unit", kind=kind)
    yield from _sets(quantity, why, source, words)
    yield _when(claim, why.when, source, words, as_of)
    about = " · ".join(part for part in (claim.subject, claim.metric) if part)
    role = words.say(f"role_{claim.role.value}")
    yield words.say("why_about", about=about, role=role) if about else words.say("why_role", role=role)


def _numeral(quantity: Quantity, why: Why, words: Phrases) -> Iterator[str]:
    """The numeral as it stands, and what it is worth in the unit."""
    digits = quantity.printed.digits if quantity.printed is not None else quantity.text
    value = quantity.value
    if value is None:
        yield words.say("why_numeral", digits=digits)
    else:
        yield words.say("why_value", digits=digits, value=exact_string(value))
    if quantity.ulp is not None and not quantity.exact:
        yield words.say("why_last_digit", ulp=exact_string(quantity.ulp))


def _word(word: KnownWord, words: Phrases) -> str:
    role = words.say(f"word_{word.role}")
    meaning = f"{role} {word.meaning}" if word.meaning and word.meaning != word.text else role
    return words.say("why_word", text=word.text, meaning=meaning, place=word.place)


def _sets(quantity: Quantity, why: Why, source: Document, words: Phrases) -> Iterator[str]:
    """What is stated, and by which rule it becomes the interval."""
    unit, language = quantity.unit.id, source.language
    stated, wider = (interval(values, unit, language, _DIGITS) for values in (quantity.stated, quantity.interval))
    rule = words.say(f"rule_{_rule(quantity, why)}")
    yield (
        words.say("why_same", stated=stated, rule=rule)
        if stated == wider
        else words.say("why_sets", stated=stated, interval=wider, rule=rule)
    )
    for reading, values in quantity.lenient:
        said = interval(values, unit, language, _DIGITS)
        yield words.say("why_lenient", name=words.reading(reading.value), values=said)


def _rule(quantity: Quantity, why: Why) -> str:
    """The rule by which the interval was made; phrases ``rule_…`` word it."""
    qualifier = quantity.qualifier
    if qualifier in (Qualifier.NONE, Qualifier.ABOUT):
        portion = next((_PORTIONS[word.role] for word in why.words if word.role in _PORTIONS), None)
        if portion is not None and quantity.printed is not None:
            return portion
    if qualifier is Qualifier.NONE and quantity.exact:
        return "exact"
    if qualifier is Qualifier.ABOUT and quantity.stated.width:
        return "range_about"
    return qualifier.value


def _when(claim: Claim, when: When | None, source: Document, words: Phrases, as_of: date | None) -> str:
    period = period_of(claim)
    if period is None or when is None:
        return words.say("why_no_period")
    if when.span is None:
        return words.say("why_worked_out", period=period)
    line, _ = source.position(when.span.start)
    day = as_of or source.as_of
    text = source.text[when.span.start : when.span.end]
    return words.say(f"why_{when.source.value}", period=period, text=text, line=line, day=day)


def _left(path: str, unread: tuple[Unread, ...], source: Document, look: _Look) -> Iterator[str]:
    words = phrases(source.language)
    for left in unread:
        line, column = source.position(left.span.start)
        where = f"{printable(path)}:{line}:{column}: "
        place = words.say("why_listed", place=left.place) if left.place else ""
        reason = words.say("not_read", reason=words.say(f"not_read_{left.reason.value}") + place)
        head = painted((Segment(where, "gutter"), Segment(printable(left.text))), color=look.color)
        yield f"{head}  {painted((Segment(reason, 'dim'),), color=look.color)}"
    if unread:
        yield ""
