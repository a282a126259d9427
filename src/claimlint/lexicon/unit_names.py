"""What a unit is called in a reader's language: ``region`` is 地区 and "regions", ``USD/1e6 token`` has a name too.

The words by which a unit is read are also the words by which it is printed: the first that a language lists.
"""

from __future__ import annotations

from functools import cache

from claimlint.lexicon.load import Entry, document
from claimlint.model.text import Language

# So much of an English word stays when it gets its plural: company, companies.
_STEM = 3


@cache
def unit_name(unit: str, language: Language, *, one: bool = False) -> str | None:
    """The words for ``unit``, in English in the plural; None where the lexicon has none.  ``one``: as in USD/tonne.

    A rate has no name of its own.
    """
    divisors = _divisors(language).get(unit) if one else None
    found = divisors or _own(language).get(unit)
    if found is None:
        return None
    first, *others = found
    if one:
        return first
    if language == "zh":  # a noun with its classifier reads better, where the lexicon lists one
        with_classifier = (word for word in others if len(word) == len(first) + 1 and word.endswith(first))
        return next(with_classifier, first) if len(first) > 1 else first
    return next((word for word in others if word[:_STEM] == first[:_STEM] and word.endswith("s")), first)


def is_sign(name: str) -> bool:
    """True for what stands behind a number without a blank, as every Chinese unit does."""
    return not name[:1].isascii()


@cache
def _own(language: Language) -> dict[str, list[str]]:
    """The words of each unit: the language's own first, else the signs that all languages share."""
    found: dict[str, list[str]] = {}
    for entry in document(language, "units").get("entries", ()):
        found.setdefault(entry["unit"], _words(entry))
    for entry in document("common", "units").get("entries", ()):
        found.setdefault(entry["unit"], _words(entry))
    if language == "zh":  # in English the code says more: CHF 3m
        for entry in document("common", "currencies").get("entries", ()):
            for money in (entry, *entry.get("minor", {}).get("units", ())):
                found.setdefault(money["unit"], list(money.get("words", {}).get("zh", ())))
    return {unit: words for unit, words in found.items() if words}


@cache
def _divisors(language: Language) -> dict[str, list[str]]:
    """Words that are a unit only behind a slash: a month is 月 there, and 个月 elsewhere."""
    return {entry["unit"]: entry["per"] for entry in document(language, "units").get("entries", ()) if "per" in entry}


def _words(entry: Entry) -> list[str]:
    return [*entry.get("words", ()), *entry.get("symbols", ())]
