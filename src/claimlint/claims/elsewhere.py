"""What a run remembers of each document to hold others against it: its facts, and its numbers where it has a twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from claimlint.claims.editions import PREVIOUS, Edition, edition, told_again
from claimlint.claims.translations import TRANSLATION, Version, in_both, is_bilingual, name_in, translated, version
from claimlint.model.claim import Claim
from claimlint.model.editions import Elsewhere
from claimlint.model.text import Document


class Named:
    """What the names of the files of a run say: that there are ``several``, and which are versions of one text."""

    def __init__(self, several: bool, sources: Mapping[str, str]) -> None:
        self.several = several
        self.sources = sources
        self.versions = frozenset((*sources, *sources.values()))


class Library:
    """The documents of one run, as far as another may tell the same."""

    def __init__(self, paths: Sequence[str], named: Named | None = None) -> None:
        self._named = named or Named(len(paths) > 1, _by_name(paths))
        self._sources = dict(self._named.sources) if named is None else {}  # of each translation what it is one of
        self._editions: dict[str, Edition] = {}
        self._versions: dict[str, Version] = {}
        self._inside: list[Elsewhere] = []

    def part(self) -> Library:
        """An empty one, for one document of this run: what it remembers of it depends on no other document."""
        return Library((), self._named)

    def named_of(self, path: str) -> tuple[bool, bool]:
        """What the names of the files say that :meth:`add` needs to know of the one at ``path``."""
        return self._named.several, path in self._named.versions

    def cut_off(self) -> None:
        """Forget what the names of the files say: nothing more is added."""
        self._named = Named(False, {})

    def join(self, part: Library) -> None:
        """Remember what ``part`` does."""
        self._sources |= part._sources
        self._editions |= part._editions
        self._versions |= part._versions
        self._inside += part._inside

    def add(self, document: Document, claims: Sequence[Claim], day: date | None) -> None:
        """Remember what ``document``, which speaks from ``day``, tells."""
        path, kin = document.path, document.kin
        if TRANSLATION in kin:
            self._sources[path] = kin[TRANSLATION]
        if self._named.several or kin:
            self._editions[path] = edition(document, claims, day)
        if TRANSLATION in kin or path in self._named.versions:
            self._versions[path] = version(document, claims)
        elif is_bilingual(document):
            self._inside.extend(in_both(version(document, claims)))

    def missing(self) -> tuple[str, ...]:
        """The documents that others name, and that are still to be read (or read again)."""
        named = {one.kin[PREVIOUS] for one in self._editions.values() if PREVIOUS in one.kin} - self._editions.keys()
        return tuple(sorted(named | {*self._sources.values()} - self._versions.keys()))

    def look_up(self, document: Document, claims: Sequence[Claim], day: date | None) -> None:
        """Remember a document that another one names."""
        self._editions.setdefault(document.path, edition(document, claims, day))
        self._versions.setdefault(document.path, version(document, claims))

    def pairs(self) -> Iterator[Elsewhere]:
        """Every number that is told elsewhere too."""
        yield from told_again(list(self._editions.values()))
        for path, source in self._sources.items():
            one, other = self._versions.get(source), self._versions.get(path)
            if one is not None and other is not None and one.document.language != other.document.language:
                yield from translated(one, other)
        yield from self._inside


def _by_name(paths: Sequence[str]) -> dict[str, str]:
    """report.en.md is a translation of report.zh.md; report.zh.md or report.en.md alone, one of report.md."""
    named: dict[str, dict[str, str]] = {}
    for path in paths:
        name = name_in(path)
        if name is not None:
            named.setdefault(name[0], {})[name[1]] = path
    known = {path.removeprefix("/"): path for path in paths}
    sources: dict[str, str] = {}
    for stem, versions in named.items():
        if len(versions) > 1:
            sources[versions["en"]] = versions["zh"]
        elif stem.removeprefix("/") in known:
            (only,) = versions.values()
            sources[only] = known[stem.removeprefix("/")]
    return sources
