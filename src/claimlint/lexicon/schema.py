"""What a lexicon file must look like.  Tests hold every file to it; no run of the linter imports this module.

:func:`validate_file` names file, line and column of each fault, so that somebody who knows the words but no Python can
repair an entry.  To give another kind of file a schema, derive its entry from :class:`Strict`, its file from
:class:`LexiconFile`, and list the file's name in :data:`MODELS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from claimlint.model.finding import Failure

Word = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^\S(?:.*\S)?$")]
Place = tuple[str | int, ...]  # the way to a node: ("entries", 3, "words")


class Strict(BaseModel):
    """No unknown keys, no silent conversions: a bare ``no`` in YAML is a boolean, and is refused as a word."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LexiconFile(Strict):
    """What all lexicon files share: what the file is about, and texts in which its words must not be found."""

    about: str
    not_: list[str] = Field(default=[], alias="not")

    def faults(self) -> Iterator[tuple[Place, str]]:
        """Faults that only show when entries are compared: where, and what."""
        yield from ()


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
    except_: list[Word] = Field(default=[], alias="except")

    @model_validator(mode="after")
    def _says_something(self) -> UnitEntry:
        if not (self.words or self.symbols or self.per):
            raise ValueError("an entry needs words, symbols or per")
        _hold_exceptions(self.except_, [*self.words, *self.symbols])
        return self


class UnitsFile(LexiconFile):
    """``units.yaml``."""

    entries: list[UnitEntry]
    examples: list[UnitExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice; a word of ``per`` may be another unit where it stands alone."""
        yield from _repeated(
            (("entries", index, key), word)
            for index, entry in enumerate(self.entries)
            for key, spelled in (("words", entry.words), ("symbols", entry.symbols))
            for word in spelled
        )
        yield from _repeated(
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
        _hold_exceptions(self.except_, [word for name in names for word in (*name.zh, *name.en)])
        return self


class CurrenciesFile(LexiconFile):
    """``currencies.yaml``."""

    entries: list[CurrencyEntry]
    examples: list[UnitExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A unit, or a word of one language, that is listed twice."""
        yield from _repeated((("entries", index, "unit"), entry.unit) for index, entry in enumerate(self.entries))
        for language in ("zh", "en"):
            yield from _repeated(
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
        yield from _repeated((("entries", index, "unit"), row.unit) for index, row in enumerate(self.entries))


MODELS: Mapping[str, type[LexiconFile]] = {
    "units.yaml": UnitsFile,
    "currencies.yaml": CurrenciesFile,
    "unit_table.yaml": UnitTableFile,
}


def validate_file(path: Path) -> tuple[Failure, ...]:
    """Every fault of one lexicon file, with line and column; nothing where the file is sound.

    The schema goes by the file's name (:data:`MODELS`).
    """
    model = MODELS.get(path.name)
    if model is None:
        return (Failure(str(path), f"no schema for a file of this name; known: {', '.join(MODELS)}"),)
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        return (Failure(str(path), f"cannot be read: {error}"),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = (None, None) if mark is None else (mark.line + 1, mark.column + 1)
        return (Failure(str(path), f"is no YAML: {error.problem or error}", *where),)
    except yaml.YAMLError as error:  # a character that YAML forbids
        return (Failure(str(path), f"is no YAML: {error}"),)
    repeated = [_failure(path, key, f"the key {key.value!r} is given twice") for key in _repeated_keys(root)]
    try:
        found = list(model.model_validate(data).faults())
    except ValidationError as error:
        found = [(tuple(fault["loc"]), fault["msg"]) for fault in error.errors()]
    return (*repeated, *(_failure(path, _node_at(root, place), message, place) for place, message in found))


def _failure(path: Path, node: yaml.Node | None, message: str, place: Place = ()) -> Failure:
    spelled = ".".join(str(part) for part in place)
    text = f"{spelled}: {message}" if spelled else message
    if node is None:
        return Failure(str(path), text)
    return Failure(str(path), text, node.start_mark.line + 1, node.start_mark.column + 1)


def _node_at(node: yaml.Node | None, place: Place) -> yaml.Node | None:
    """The node at ``place``, or the last one on the way to it (a key that is missing has no node)."""
    shown = node
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                return shown
            shown, node = pair
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            shown = node = node.value[part]
        else:
            return shown
    return shown


def _repeated_keys(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The keys that are given again: YAML keeps the last of two and says nothing."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _repeated_keys(value)


def _repeated(words: Iterable[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    seen: dict[str, Place] = {}
    for place, word in words:
        if word in seen:
            yield place, f"{word!r} is listed twice (also at {'.'.join(str(part) for part in seen[word])})"
        seen.setdefault(word, place)


def _hold_exceptions(exceptions: list[str], words: list[str]) -> None:
    """An exception that begins with no word of its entry can never matter: it is a slip."""
    for exception in exceptions:
        if not any(exception.lower().startswith(word.lower()) for word in words):
            raise ValueError(f"the exception {exception!r} begins with none of the entry's words")
