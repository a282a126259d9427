"""Where a word comes from: the file and line of the lexicon that list it, and as what.

Reading uses tables of bare words (:mod:`.table`); this is for explaining a reading afterwards, and only then are the
files read a second time, for their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimlint.frozen import dataclass
from claimlint.lexicon.load import FOLDER, LANGUAGES
from claimlint.lexicon.variants import simplified

if TYPE_CHECKING:
    import yaml

_FILES = ("numerals", "units", "currencies", "qualifiers", "ranges", "names")
# The keys of an entry that hold its words; what `except` holds are words in which they are none.
_WORDS = frozenset({"words", "symbols", "before", "after", "per", "bare", "behind"})
_NESTED = frozenset({"minor"})


@dataclass(frozen=True, slots=True)
class Origin:
    """An entry that lists a word: its place (``lexicon/zh/qualifiers.yaml:12``), its role and what it means.

    The role is the first key of the entry (``qualifier``, ``scale``, ``unit``), the meaning that key's value.
    """

    place: str
    language: str
    role: str
    meaning: str = ""
    after_digits: bool = False


def origins_of(word: str) -> tuple[Origin, ...]:
    """The entries that list ``word``, which is compared as reading compares it."""
    return origins().get(word.lower(), ())


@cache
def longest() -> int:
    """The length of the longest word."""
    return max(map(len, origins()))


@cache
def origins() -> Mapping[str, tuple[Origin, ...]]:
    """Every word of numbers, units and qualifiers, in lower case and simplified, with the entries that list it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[Origin, None]] = {}
    for language in LANGUAGES:
        for name in _FILES:
            path = FOLDER / language / f"{name}.yaml"
            if not path.is_file():
                continue
            root = yaml.compose(path.read_text("utf-8"), Loader=loader)
            if root is None:  # an empty file
                continue
            for word, origin in _listed(root, f"lexicon/{language}/{path.name}", language):
                found.setdefault(word.translate(simplified()).lower(), {})[origin] = None
    return MappingProxyType({word: tuple(places) for word, places in found.items()})


def _listed(root: yaml.Node, file: str, language: str) -> Iterator[tuple[str, Origin]]:
    for key, value in root.value:
        if key.value == "entries":
            for entry in value.value:
                yield from _entry(entry, file, language)
        elif key.value == "hedges":
            for word in value.value:
                yield word.value, Origin(f"{file}:{word.start_mark.line + 1}", language, "hedge", word.value)


def _entry(entry: yaml.Node, file: str, language: str) -> Iterator[tuple[str, Origin]]:
    first, said = entry.value[0]
    role, meaning = ("name", "") if first.value == "words" else (first.value, _meaning(said))
    after_digits = any(key.value == "after_digits" for key, _ in entry.value)
    for key, value in entry.value:
        if key.value in _NESTED:
            yield from _coins(value, file, language)
        elif key.value in _WORDS and key.value != role:
            for word in _scalars(value):
                place = f"{file}:{word.start_mark.line + 1}"
                yield word.value, Origin(place, language, role, meaning, after_digits)


def _coins(node: yaml.Node, file: str, language: str) -> Iterator[tuple[str, Origin]]:
    for key, value in node.value:
        for coin in value.value if key.value == "units" else ():
            yield from _entry(coin, file, language)


def _meaning(node: yaml.Node) -> str:
    if isinstance(node.value, str):
        return "" if node.value == "true" else node.value
    return "-".join(str(part.value) for part in node.value)


def _scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    """The words of a list, or of the lists of a mapping by language."""
    if isinstance(node.value, str):
        return
    for part in node.value:
        if isinstance(part, tuple):
            yield from _scalars(part[1])
        else:
            yield part
