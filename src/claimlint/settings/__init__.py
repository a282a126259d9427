"""What one run is asked to do; and the files, options and defaults from which that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import Protocol

from claimlint.frozen import dataclass
from claimlint.model.finding import Severity
from claimlint.model.policy import USUAL, Policy
from claimlint.model.text import Document, Language
from claimlint.sources.find import EVERYTHING, Choice

_NOTHING: Mapping[str, Severity] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run, or of one file in it; every field has a default, so ``Settings()`` is a plain check.

    ``facts`` are files of reference values; ``as_of`` is the day on which facts must be
    fresh, and from which relative words count (last year), whatever a document says, ``usual_as_of`` that of documents
    that do not say; ``fail_on`` the least severity that fails the run; ``select`` the ids of the rules to run (empty:
    all but those in preview), ``ignore`` of rules not to run; ``severity`` how grave the findings of a rule are, by its
    id; ``packs`` are files of rules of the user's own; ``units`` are files of unit
    definitions (pint's format); ``bare`` also extracts what nothing links to anything (bare numbers, ordinals);
    ``language`` is that of the documents (None: found out); ``policy`` how they print numbers; ``baseline`` the file
    of findings that are known; ``min_checked`` how many numbers must have been checked for a run to pass.
    """

    facts: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: Severity = Severity.ERROR
    select: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bare: bool = False
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=lambda: _NOTHING)
    packs: tuple[str, ...] = ()
    language: Language | None = None
    policy: Policy = USUAL
    baseline: str | None = None
    min_checked: int = 0
    usual_as_of: date | None = None

    def runs(self, rule: str, *, preview: bool = False) -> bool:
        """True where the rule of this id is to run; one in ``preview`` only where it is selected."""
        return (rule in self.select if self.select else not preview) and rule not in self.ignore

    def day(self, document: Document) -> date | None:
        """The day from which ``document`` speaks."""
        return self.as_of or document.as_of or self.usual_as_of


class Configured(Protocol):
    """Settings that differ from file to file."""

    @property
    def settings(self) -> Settings:
        """Those of the run: where it fails, its baseline, its units."""
        ...

    def of(self, path: str) -> Settings:
        """Those of one file.  Raises :class:`InputError` for a configuration file that is wrong."""
        ...

    def choice(self, folder: str) -> Choice:
        """Which files of a folder are wanted.  Raises :class:`InputError` likewise."""
        ...


@dataclass(frozen=True, slots=True)
class Uniform:
    """The same settings for every file."""

    settings: Settings

    def of(self, path: str) -> Settings:
        """The settings, whatever the path."""
        return self.settings

    def choice(self, folder: str) -> Choice:
        """Whatever claimlint reads."""
        return EVERYTHING


def configured(settings: Settings | Configured | None) -> Configured:
    """Settings in the form in which the stages ask for them."""
    if settings is None or isinstance(settings, Settings):
        return Uniform(settings or Settings())
    return settings
