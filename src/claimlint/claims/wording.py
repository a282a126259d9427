"""What a stretch of text names: its words without those that carry no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import LANGUAGES, document

WORD = compiled(r"[A-Za-z][\w'&.-]*|[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Stop:
    """Words that carry no name: at either edge of a Chinese word (by their own outer character), and English ones.

    A clause that ends with one of the ``reckoned`` words says how a number behind it was made, or who says so, as does
    one that begins with one of ``sources``; the words that stand ``alone`` carry no name where they are all that is
    left.
    """

    ahead: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, tuple[str, ...]]
    latin: frozenset[str]
    reckoned: tuple[str, ...]
    sources: tuple[str, ...]
    alone: frozenset[str]
    pronouns: frozenset[str]


@cache
def stop() -> Stop:
    """The words of both languages."""
    found = [document(language, "labels") for language in LANGUAGES]
    words = [word for place in found for word in place.get("stop", ())]
    edges = sorted((w for w in words if not w.isascii()), key=len, reverse=True)
    behind = [*edges, *(word for place in found for word in place.get("stop_behind", ()))]
    pronouns = frozenset(word for place in found for word in place.get("pronouns", ()))
    reckoned = tuple(word for place in found for word in place.get("reckoned", ()))
    sources = tuple(word for place in found for word in place.get("sources", ()))
    latin = frozenset(w for w in words if w.isascii())
    alone = frozenset(word for place in found for word in place.get("alone", ()))
    return Stop(_by_character(edges, 0), _by_character(behind, -1), latin, reckoned, sources, alone, pronouns)


def _by_character(words: Iterable[str], place: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[place]] = (*found.get(word[place], ()), word)
    return found


def normalise(text: str) -> str:
    """The words of ``text`` that carry a name, lower-cased and joined."""
    latin = stop().latin
    words = []
    for word in WORD.findall(text):
        if not word.isascii():
            word = _stripped(word)
        elif word.lower() in latin or _is_verb(word):
            continue
        elif word.partition("-")[0].lower() in latin and "-" in word:  # peak-sales is peak sales
            word = word.partition("-")[2]
        if word:
            words.append(word.rstrip(".") if word.islower() else word.lower())
    return "".join(words) if all(not w.isascii() for w in words) else " ".join(words)


def _is_verb(word: str) -> bool:
    """A small word that ends like a participle (sliding, ended) says what happened, not to what."""
    return word.islower() and len(word) > 4 and word.endswith(("ing", "ed"))


def _stripped(word: str) -> str:
    """Without the function words at its edges; those inside stay (the 为 of 华为 is a name)."""
    words = stop()
    while True:
        head = next((w for w in words.ahead.get(word[:1], ()) if word.startswith(w)), "")
        tail = (
            next((w for w in words.behind.get(word[-1:], ()) if word.endswith(w)), "") if len(word) > len(head) else ""
        )
        if not head and not tail:
            return "" if word in words.alone else word
        word = word[len(head) : len(word) - len(tail)]
