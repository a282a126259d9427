"""Why a number was read as it was, and why another was not: worked out afterwards, for whoever asks."""

from __future__ import annotations

from enum import StrEnum

from claimlint.frozen import dataclass
from claimlint.model.text import Span


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word in or beside a number, with what it was taken for and the line of the lexicon that says so.

    ``role`` is the key of the lexicon (``scale``, ``unit``, ``qualifier`` …), ``meaning`` its value (``100000000``,
    ``USD``, ``more_than``; empty where the role says all), ``place`` reads ``lexicon/zh/qualifiers.yaml:12``.
    """

    span: Span
    text: str
    role: str
    meaning: str
    place: str


class WhenFrom(StrEnum):
    """How a number came by its period."""

    SAID = "said"  # 2024年 in its own sentence
    RELATIVE = "relative"  # 去年, counted from a period said before
    COUNTED = "counted"  # 去年, counted from the document's as_of
    CARRIED = "carried"  # the last period said before its sentence
    WORKED_OUT = "worked_out"  # the years between which a rate lies, a row of a table


@dataclass(frozen=True, slots=True)
class When:
    """Where the period of a number stands; ``span`` is None where no phrase of its block says it."""

    source: WhenFrom
    span: Span | None = None


class NotRead(StrEnum):
    """Why a number that stands in the text is no quantity."""

    IDENTIFIER = "identifier"  # GPT-4, 600519.SH, ISO 9001
    DAMAGED = "damaged"  # 1,35212.5433.80: cells run together
    SECTION = "section"  # 2.1 at the margin
    ORDINAL = "ordinal"  # 第三
    WORD = "word"  # 一般, 百度
    DENOMINATOR = "denominator"  # per 1,000 people
    MALFORMED = "malformed"  # 00700, 123456789012
    VAGUE = "vague"  # 一个: a word more than a number
    BARE = "bare"  # nothing links it to anything


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that was left alone: where it stands, with the letters grown together with it, and why."""

    span: Span
    text: str
    reason: NotRead
    place: str = ""  # the line of the lexicon that knows it as a name


@dataclass(frozen=True, slots=True)
class Why:
    """Why one number was read so: the words that were known, and where its period comes from."""

    words: tuple[KnownWord, ...] = ()
    when: When | None = None
