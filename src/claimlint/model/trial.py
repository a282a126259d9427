"""What became of the examples by which a rule is tried: texts that must hold, and texts that must break."""

from __future__ import annotations

import re
from typing import Literal

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, Finding

_FILE = compiled(r"^=== (\S+)\n", re.MULTILINE)


def texts_in(example: str, name: str) -> dict[str, str]:
    """The files of an example: one called ``name``, or several, each behind a line with its own (=== report.en.md)."""
    if not example.startswith("=== "):
        return {name: example}
    parts = _FILE.split(example)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Example:
    """One example and its outcome: ``faults`` say in a line each what is not as it should be; none where it is.

    ``line`` and ``column`` are those of the text in the rule pack, ``found`` is everything that was found in it.
    """

    kind: Literal["holds", "breaks"]
    text: str
    line: int
    column: int
    found: tuple[Finding, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule of a pack, tried by all its examples."""

    rule: str
    path: str
    line: int
    examples: tuple[Example, ...]

    @property
    def passed(self) -> bool:
        """True where every example is as it should be."""
        return not any(example.faults for example in self.examples)


@dataclass(frozen=True, slots=True)
class Trials:
    """The rules that were tried, in the order of their files; and the files that could not be read."""

    trials: tuple[Trial, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def passed(self) -> bool:
        """True where every rule keeps its word."""
        return all(trial.passed for trial in self.trials)
