"""With which words, signs and numbers a template may begin, so that only templates that may match are tried.

A text is seen in atoms: a run of digits, a word of Latin letters, any other character; blanks are passed over.  Two
hundred templates begin with a year; the two atoms behind it (年 and a digit, 年 and a comma) leave a dozen of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from claimlint.cache.compiled import compiled
from claimlint.lexicon.openings import RULES, Parts

Head = tuple[str, ...]
DEPTH = 3
_RUN = r"([0-9]+|[A-Za-z]+|[^ ])"
_ATOMS = compiled(rf"{_RUN}(?: *{_RUN}(?: *{_RUN})?)?", re.S)
_ATOM = compiled(_RUN, re.S)
_NUMBER = "0"

# More beginnings of one template are not told apart: it would cost more than it spares.
_MOST = 60


class _Begun(NamedTuple):
    """What a template may begin with so far; ``grows`` says that the last atom may go on in what follows."""

    atoms: Head
    grows: bool


_BLANK = _Begun((), grows=False)


def head_of(text: str, start: int, end: int) -> Head:
    """The atoms at a place of a text."""
    match = _ATOMS.match(text, start, end)
    return () if match is None else tuple([_named(atom) for atom in match.groups() if atom])


class Heads:
    """What templates may begin with, whose slots are filled by the words of ``slots``."""

    def __init__(self, slots: Mapping[str, Mapping[str, Any]]) -> None:
        self._slots = slots
        self._words: dict[tuple[str, int], set[_Begun] | None] = {}

    def of(self, parts: Parts, *, latin: bool, closed: bool) -> Iterator[Head]:
        """The heads of what a template matches; one that is shorter than ``DEPTH`` says nothing of what follows.

        ``latin`` templates have a blank where they print one; behind a ``closed`` one no letter or digit may follow.
        """
        begun = {_Begun((), grows=False)}
        for place, part in enumerate(parts):
            if part[3] == "?":
                continue
            optional = place + 1 < len(parts) and parts[place + 1][3] == "?"
            grown = set(begun) if optional else set()
            for some in begun:
                options = self._options(part, DEPTH - len(some.atoms) + some.grows, latin=latin)
                if options is None:
                    yield _settled(some)
                else:
                    grown.update(_with(some, option) for option in options)
            if len(grown) > _MOST:
                yield from map(_settled, begun)
                return
            full = {some for some in grown if len(some.atoms) >= DEPTH + some.grows}
            yield from {some.atoms[:DEPTH] for some in full}
            begun = grown - full
        for some in begun:
            yield some.atoms if closed else _settled(some)

    def _options(self, part: tuple[str, str, str, str], atoms: int, *, latin: bool) -> Iterable[_Begun] | None:
        """What a part of a template may be, as far as so many ``atoms``; None where that is not known."""
        slot, signs, blank, char = part
        if slot:
            if (slot, atoms) not in self._words:
                self._words[slot, atoms] = _words(self._slots[slot], atoms)
            return self._words[slot, atoms]
        if signs:
            inner = signs.removesuffix("?")[1:-1]
            if "-" in inner[1:-1] or "\\" in inner or inner[0] == "^":
                return None
            return [*map(_begun, inner), *([_Begun((), grows=True)] if signs.endswith("?") else ())]
        if blank:
            return [_BLANK] if latin else [_Begun((), grows=True), _BLANK]
        return [_begun(char)]


def _words(values: Mapping[str, Any], atoms: int) -> set[_Begun] | None:
    """The beginnings of the words of a slot."""
    if "han_digits" in values:
        return None
    words = [*(word for word in values if word not in RULES), *([_NUMBER] if "digits" in values else ())]
    return {_Begun(some.atoms[:atoms], some.grows and len(some.atoms) <= atoms) for some in map(_begun, words)}


def _begun(text: str) -> _Begun:
    return _Begun(tuple(_named(atom) for atom in _ATOM.findall(text)), grows=text == "" or _is_run(text[-1]))


def _settled(some: _Begun) -> Head:
    return some.atoms[:-1] if some.grows else some.atoms


def _with(some: _Begun, option: _Begun) -> _Begun:
    """``option`` behind ``some``; an option without atoms is a blank, or (it grows) nothing at all."""
    if not option.atoms:
        return some if option.grows else some._replace(grows=False)
    first, before = option.atoms[0], some.atoms
    if some.grows and _goes_on(before[-1], first):
        first, before = _NUMBER if first == _NUMBER else before[-1] + first, before[:-1]
    return _Begun((*before, first, *option.atoms[1:]), option.grows)


def _goes_on(atom: str, following: str) -> bool:
    return (atom == _NUMBER) == (following == _NUMBER) and _is_run(atom) and _is_run(following)


def _is_run(atom: str) -> bool:
    return atom.isascii() and atom.isalnum()


def _named(atom: str) -> str:
    return _NUMBER if "0" <= atom[0] <= "9" else atom.lower()


def by_head(all_heads: Iterable[Iterable[Head]]) -> dict[Head, list[int]]:
    """For each head the numbers of the templates that may begin so, in order."""
    found: dict[Head, list[int]] = {}
    for number, of_one in enumerate(all_heads):
        for head in of_one:
            found.setdefault(head, []).append(number)
    return found
