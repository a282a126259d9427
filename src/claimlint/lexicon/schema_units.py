"""The schemas of ``units.yaml``, ``currencies.yaml`` and ``unit_table.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field, field_validator, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, hold_exceptions, repeated


class UnitExample(Strict):
    """A number and its unit as a text prints them, and the id of the unit."""

    text: str
    unit: str


class UnitEntry(Strict):
    """Words that lead to one unit; ``kind: count`` marks things that are counted."""

    unit: Word
    kind: Literal["count"] | None = None
    words: list[Word] = []
    symbols: list[Word] = []
    per: list[Word] = []
    parts: dict[str, list[Word]] = {}
    bare: list[Word] = []
    level: list[Word] = []
    front: list[Word] = []
    near: list[Word] = []
    except_: list[Word] = Field(default=[], alias="except")

    @model_validator(mode="after")
    def _says_something(self) -> UnitEntry:
        if not (self.words or self.symbols or self.per or self.bare):
            raise ValueError("an entry needs words, symbols or per")
        hold_exceptions(self.except_, [*self.words, *self.symbols])
        return self


class UnitsFile(LexiconFile):
    """``units.yaml``."""

    classifiers: list[Word] = []
    entries: list[UnitEntry]
    examples: list[UnitExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice; a word of ``per`` may be another unit where it stands alone."""
        yield from repeated(
            (("entries", index, key), word)
            for index, entry in enumerate(self.entries)
            for key, spelled in (("words", entry.words), ("symbols", entry.symbols))
            for word in spelled
        )
        yield from repeated(
            (("entries", index, "per"), word) for index, entry in enumerate(self.entries) for word in entry.per
        )


class Names(Strict):
    """Words by language."""

    zh: list[Word] = []
    en: list[Word] = []


class Coin(Strict):
    """A part of a currency's unit: ``per`` of them make one."""

    unit: Word
    per: int = Field(gt=1)
    words: Names
    symbols: list[Word] = []
    behind: list[Word] = []  # words that mean the coin only behind an amount in the whole unit


class Minor(Strict):
    """The standard's number of decimals, and the coins that texts name."""

    digits: int = Field(ge=0, le=4)
    units: list[Coin] = []


class CurrencyEntry(Strict):
    """One currency, or one name that several countries share."""

    unit: Word
    words: Names = Names()
    symbols: list[Word] = []
    minor: Minor | None = None
    except_: list[Word] = Field(default=[], alias="except")

    @model_validator(mode="after")
    def _exceptions_fit(self) -> CurrencyEntry:
        coins = self.minor.units if self.minor else []
        names = [self.words, *(coin.words for coin in coins)]
        hold_exceptions(self.except_, [word for name in names for word in (*name.zh, *name.en)])
        return self


class CurrenciesFile(LexiconFile):
    """``currencies.yaml``."""

    entries: list[CurrencyEntry]
    examples: list[UnitExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A unit, or a word of one language, that is listed twice."""
        yield from repeated((("entries", index, "unit"), entry.unit) for index, entry in enumerate(self.entries))
        for language in ("zh", "en"):
            yield from repeated(
                (("entries", index), word.lower())
                for index, entry in enumerate(self.entries)
                for names in (entry.words, *(coin.words for coin in (entry.minor.units if entry.minor else [])))
                for word in getattr(names, language)
            )


class TableRow(Strict):
    """One measure: kind, dimension, exact factor to base units, and the expression it was made from."""

    unit: Word
    kind: Literal["physical", "duration"]
    dimension: Word
    factor: str
    pint: Word

    @field_validator("factor")
    @classmethod
    def _exact(cls, value: str) -> str:
        if Fraction(value) <= 0 or str(Fraction(value)) != value:
            raise ValueError("a factor is a positive fraction in lowest terms")
        return value


class UnitTableFile(LexiconFile):
    """``unit_table.yaml``, which a script makes."""

    entries: list[TableRow]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A unit that is listed twice."""
        yield from repeated((("entries", index, "unit"), row.unit) for index, row in enumerate(self.entries))
