"""For people: why each number was read so, from its digits out to its period."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.lexicon.number import interval
from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.claim import Claim
from claimlint.model.interval import exact_string
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.reporters.extract import Extracted, period_of
from claimlint.reporters.terminal.cells import printable

_DIGITS = 8  # so many that what was printed is not rounded
_INDENT = "  "


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """A paragraph for each number: numeral and scale, unit, the words beside it, the rule they mean, the period."""
    paragraphs = []
    for claim in value.claims:
        source = value.documents[claim.path]
        line, column = source.position(claim.quantity.span.start)
        words = _text(source, claim.quantity.extended)
        head = printable(f"{claim.path}:{line}:{column}: {words}")
        paragraphs.append("\n".join([head, *(_INDENT + printable(said) for said in _reasons(claim, source))]) + "\n")
    return "\n".join(paragraphs)


def _text(source: Document, span: Span) -> str:
    return source.text[span.start : span.end]


def _reasons(claim: Claim, source: Document) -> Iterator[str]:
    quantity, words = claim.quantity, phrases(source.language)
    if quantity.kind is Kind.PERIOD:
        yield words.say("why_period", period=period_of(claim) or "")
        return
    if quantity.kind is Kind.ORDINAL:
        yield words.say("why_ordinal")
        return
    yield from _numeral(quantity, words)
    yield words.say("why_unit" if quantity.unit.id else "why_no_unit", unit=quantity.unit.id, kind=quantity.kind.value)
    yield from _qualifier(quantity, source, words)
    yield from _sets(quantity, source, words)
    yield _when(claim, words)
    about = " · ".join(part for part in (claim.subject, claim.metric) if part)
    if about:
        yield words.say("why_about", about=about, role=claim.role.value)


def _numeral(quantity: Quantity, words: Phrases) -> Iterator[str]:
    printed = quantity.printed
    if printed is None:
        yield words.say("why_numeral", digits=quantity.text)
    elif printed.scale == 1:
        yield words.say("why_numeral", digits=printed.digits)
    else:
        yield words.say("why_scaled", digits=printed.digits, scale=f"{exact_string(printed.scale)}")
    if quantity.ulp is not None and not quantity.exact:
        yield words.say("why_last_digit", ulp=exact_string(quantity.ulp))


def _qualifier(quantity: Quantity, source: Document, words: Phrases) -> Iterator[str]:
    """The words that belong to the number without being a part of it, and what they mean."""
    outer, inner = quantity.extended, quantity.span
    beside = (_text(source, Span(outer.start, inner.start)), _text(source, Span(inner.end, outer.end)))
    said = " … ".join(part.strip() for part in beside if part.strip())
    rule = "exact" if quantity.exact and quantity.qualifier.value == "none" else quantity.qualifier.value
    meaning = words.say(f"rule_{rule}")
    yield words.say("why_words", words=said, rule=meaning) if said else words.say("why_no_words", rule=meaning)
    if quantity.hedge:
        yield words.say("why_hedge", hedge=quantity.hedge)


def _sets(quantity: Quantity, source: Document, words: Phrases) -> Iterator[str]:
    unit, language = quantity.unit.id, source.language
    stated, wider = (interval(values, unit, language, _DIGITS) for values in (quantity.stated, quantity.interval))
    yield (
        words.say("why_same", stated=stated)
        if stated == wider
        else words.say("why_sets", stated=stated, interval=wider)
    )
    for reading, values in quantity.lenient:
        yield words.say(
            "why_lenient", name=words.reading(reading.value), values=interval(values, unit, language, _DIGITS)
        )


def _when(claim: Claim, words: Phrases) -> str:
    period = period_of(claim)
    if period is None:
        return words.say("why_no_period")
    return words.say("why_said" if "period-said" in claim.cues else "why_carried", period=period)
