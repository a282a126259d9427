"""Which rules run, and how grave they are: ``select``, ``ignore`` and ``severity`` of every layer, resolved to ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from claimlint.frozen import dataclass
from claimlint.model.finding import Severity
from claimlint.settings.layers import Layer, last

ALL = "all"


class Named(Protocol):
    """What is asked of a rule here."""

    @property
    def id(self) -> str:
        """Its own name."""
        ...

    @property
    def check(self) -> str:
        """The check that it goes to."""
        ...

    @property
    def pack(self) -> str:
        """The pack that states it."""
        ...

    @property
    def preview(self) -> bool:
        """True where it runs only for those who ask for it."""
        ...


@dataclass(frozen=True)
class Catalogue:
    """The rules that there are, and the words by which they are called."""

    rules: Sequence[Named]

    @cached_property
    def _called(self) -> Mapping[str, tuple[int, frozenset[str]]]:
        """What each word stands for, and how exactly it says so: 3 an id, 2 a check, 1 a pack, 0 all."""
        called: dict[str, tuple[int, frozenset[str]]] = {ALL: (0, frozenset(rule.id for rule in self.rules))}
        for grade, words in enumerate(("pack", "check", "id"), 1):
            inside: dict[str, set[str]] = {}
            for rule in self.rules:
                if getattr(rule, words):  # what is no rule of a pack has none
                    inside.setdefault(getattr(rule, words), set()).add(rule.id)
            called |= {word: (grade, frozenset(ids)) for word, ids in inside.items()}
        return called

    @property
    def in_preview(self) -> frozenset[str]:
        """The ids of the rules that run only for those who ask for them."""
        return frozenset(rule.id for rule in self.rules if rule.preview)

    def grade(self, word: str) -> int:
        """How exactly ``word`` names rules."""
        return self._called[word][0]

    def meant(self, word: str) -> frozenset[str]:
        """The ids that ``word`` stands for."""
        return self._called[word][1]

    def __contains__(self, word: str) -> bool:
        return word in self._called

    def words(self) -> list[str]:
        """Every word by which rules are called."""
        return sorted(self._called)

    def check(self, layer: Layer, key: tuple[str | int, ...], word: str) -> str:
        """``word``, which must name rules.  Raises :class:`InputError` at its place where it does not."""
        if word not in self:
            from claimlint.settings.nearest import hint

            layer.refuse(key, f"there is no rule {word!r}{hint(word, self.words())}")
        return word


def selected(layers: Sequence[Layer], catalogue: Catalogue) -> frozenset[str]:
    """The ids of the rules that run.

    Each layer changes what the ones before it left; ``select`` begins anew.  Within a layer the more exact word wins
    (an id over its check, a check over its pack, a pack over all), and of two alike ``ignore``.
    """
    held_back = frozenset() if last(layers, "preview", False) else catalogue.in_preview
    chosen = {rule.id for rule in catalogue.rules} - held_back
    for layer in layers:
        if "select" in layer.said:
            chosen = set()
        for _, added, word in sorted(_changes(layer, catalogue), key=lambda change: (change[0], not change[1])):
            if not added:
                chosen -= catalogue.meant(word)
            elif catalogue.grade(word) == _EXACT:  # who names a rule of the preview wants it
                chosen.add(word)
            else:
                chosen |= catalogue.meant(word) - held_back
    return frozenset(chosen)


_EXACT = 3


def _changes(layer: Layer, catalogue: Catalogue) -> Iterator[tuple[int, bool, str]]:
    """How exactly, whether to add or to take away, and which rules."""
    for key, added in (("select", True), ("extend-select", True), ("ignore", False)):
        for index, word in enumerate(layer.said.get(key) or ()):
            yield catalogue.grade(catalogue.check(layer, (key, index), word)), added, word


def severities(layers: Sequence[Layer], catalogue: Catalogue) -> Mapping[str, Severity]:
    """How grave the findings of rules are, by id, for those of which a layer speaks."""
    found: dict[str, Severity] = {}
    for layer in layers:
        said: Mapping[str, str] = layer.said.get("severity") or {}
        for word in said:
            catalogue.check(layer, ("severity", word), word)
        for word in sorted(said, key=catalogue.grade):
            found |= dict.fromkeys(catalogue.meant(word), Severity(said[word]))
    return found


def meant_by(words: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """The ids that any of ``words`` stands for."""
    return frozenset().union(*(catalogue.meant(word) for word in words))
