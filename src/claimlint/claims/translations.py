"""Two language versions of one text, paragraph by paragraph: the numbers of each stand against those of the other.

A pair is told by the names of the files (report.zh.md, report.en.md), by ``translation_of:`` in the front matter, or by
one document whose paragraphs come in both languages, each behind the other. Paragraphs are paired only where both
texts have as many, of the same kinds; and what is left over in them only where nearly all else meets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.editions import Elsewhere, of_one_kind
from claimlint.model.interval import Interval
from claimlint.model.quantity import LENIENT, Qualifier
from claimlint.model.text import Block, Document
from claimlint.model.unit import Kind

TRANSLATION = "translation_of"
_NAMED = compiled(r"(?P<stem>.*?)[._-](?P<language>zh|cn|chs|en|eng)(?:[-_](?:cn|hans|us|gb))?$", re.IGNORECASE)
_LANGUAGES = {"zh": "zh", "cn": "zh", "chs": "zh", "en": "en", "eng": "en"}
_HAN, _LETTERS = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]{2,}")
_ROLES = (Role.LEVEL, Role.CHANGE, Role.SHARE, Role.RATE, Role.MULTIPLE)
# 增长1.2倍 may become "more than doubled", and 近三年 a number of years.
_IDLE = (Kind.DURATION, Kind.PERIOD, Kind.ORDINAL, Kind.MULTIPLE)
_TRILLION = "\u5146"  # 10^12 in Taiwan, in old texts of the mainland 10^6
# So many numbers must meet for each that does not; a language has so many letters of a paragraph at least.
_EVIDENCE, _FEWEST_PAIRS = 2, 2
_POWERS = range(1, 13)


@dataclass(frozen=True)
class Version:
    """One document with its claims, as far as they are numbers that a translation repeats."""

    document: Document
    claims: tuple[Claim, ...]

    @cached_property
    def _blocks(self) -> list[int]:
        return [c.place.block for c in self.claims]

    def of(self, block: int) -> Sequence[Claim]:
        """The numbers of one block."""
        return self.claims[bisect_left(self._blocks, block) : bisect_left(self._blocks, block + 1)]


def version(document: Document, claims: Sequence[Claim]) -> Version:
    """The numbers of ``document`` in order of their blocks."""
    found = [
        c for c in claims if c.role in _ROLES and c.quantity.kind not in _IDLE and not c.states and not _is_spelt(c)
    ]
    return Version(document, tuple(sorted(found, key=lambda c: (c.place.block, c.quantity.span.start))))


def _is_spelt(claim: Claim) -> bool:
    """One set, more than one: a translator is free with a count in words, where its digits would be kept."""
    return claim.quantity.kind in (Kind.COUNT, Kind.NUMBER) and not any(map(str.isdigit, claim.quantity.text))


def name_in(path: str) -> tuple[str, str] | None:
    """What the versions of one text share in their names, and the language: report.en.md is ``report``, ``en``."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    found = _NAMED.fullmatch(stem)
    if not dot or found is None or not found["stem"]:
        return None
    return f"{folder}/{found['stem']}.{ending}", _LANGUAGES[found["language"].lower()]


def is_bilingual(document: Document) -> bool:
    """True where paragraphs of both languages stand in one document."""
    kinds = {_language(document, block) for block in document.blocks if block.kind == "paragraph"}
    return {"zh", "en"} <= kinds


def translated(source: Version, target: Version) -> Iterator[Elsewhere]:
    """The numbers of ``target`` that are not those of ``source``, which it translates."""
    yield from _proven([_Paired(source.of(one), target.of(other)) for one, other in _aligned(source, target)])


def in_both(text: Version) -> Iterator[Elsewhere]:
    """The same in one document, where every paragraph of a section is followed by the same in the other language.

    Lists are left out: an item in Chinese and one in English behind it may speak of two things.
    """
    document = text.document
    found = [n for n, b in enumerate(document.blocks) if b.kind == "paragraph" and _language(document, b)]
    pairs: list[_Paired] = []
    for _, run in groupby(found, key=lambda n: document.blocks[n].section):
        numbers = list(run)
        languages = [_language(document, document.blocks[n]) for n in numbers]
        turns = [(languages[n], languages[n + 1]) for n in range(0, len(numbers) - 1, 2)]
        if len(numbers) % 2 == 0 and len({*turns}) == 1 and turns[0][0] != turns[0][1]:
            pairs += [_Paired(text.of(n), text.of(m)) for n, m in zip(numbers[::2], numbers[1::2], strict=True)]
    yield from _proven([pair for pair in pairs if pair.met])


class _Paired:
    """Two paragraphs: how many numbers meet, and which do not."""

    def __init__(self, source: Sequence[Claim], target: Sequence[Claim]) -> None:
        left = list(source)
        self.other: list[Claim] = []
        self.met: list[tuple[Claim, Claim]] = []
        for claim in target:
            same = next((c for c in left if _meet(c, claim)), None)
            if same is None:
                self.other.append(claim)
            else:
                left.remove(same)
                self.met.append((same, claim))
        self.one = left

    def broken(self) -> Iterator[tuple[Claim, Claim]]:
        """A number with the same digits on another scale; or the one number on either side that is left over."""
        one, other = list(self.one), list(self.other)
        for claim in self.other:
            slip = next((c for c in one if _is_slip(c, claim)), None)
            if slip is not None:
                one.remove(slip)
                other.remove(claim)
                yield slip, claim
        if len(one) == len(other) == 1 and of_one_kind(one[0].quantity.unit, other[0].quantity.unit):
            told = {c.period.id for c in (*one, *other) if c.period is not None and "period-said" in c.cues}
            converted = one[0].quantity.kind is Kind.PHYSICAL and one[0].quantity.unit != other[0].quantity.unit
            alike = one[0].role is other[0].role and _is_plain(one[0], other[0])
            if alike and not converted and len(told) < len((*one, *other)):
                yield one[0], other[0]


def _proven(pairs: Sequence[_Paired]) -> Iterator[Elsewhere]:
    broken = [found for pair in pairs for found in pair.broken()]
    met = [found for pair in pairs for found in pair.met]
    if len(met) < _EVIDENCE * len(broken):
        return
    for one, other in (*(pair for pair in met if _are_equal(*pair)), *broken):
        yield Elsewhere("languages", other, Binding({"earlier": (one,)}))


def _aligned(source: Version, target: Version) -> Iterator[tuple[int, int]]:
    """Block by block, where both texts have the same kinds in the same order; else section by section."""
    one, other = (_shape(v.document, range(len(v.document.blocks))) for v in (source, target))
    if [kind for kind, _ in one] == [kind for kind, _ in other]:
        yield from zip((n for _, n in one), (n for _, n in other), strict=True)
        return
    parts = [_sections(v.document) for v in (source, target)]
    if len(parts[0]) != len(parts[1]):
        return
    for first, second in zip(*parts, strict=True):
        one, other = _shape(source.document, first), _shape(target.document, second)
        if [kind for kind, _ in one] == [kind for kind, _ in other]:
            yield from zip((n for _, n in one), (n for _, n in other), strict=True)


def _shape(document: Document, numbers: Sequence[int]) -> list[tuple[object, int]]:
    """The kinds of the blocks that are not empty, cells with their places."""
    tables: dict[int, int] = {}
    found: list[tuple[object, int]] = []
    for number in numbers:
        block = document.blocks[number]
        cell = block.cell
        if cell is not None:
            found.append(((tables.setdefault(cell.table, len(tables)), cell.row, cell.column), number))
        elif document.folded[block.span.start : block.span.end].strip():
            found.append((block.kind, number))
    return found


def _sections(document: Document) -> list[range]:
    heads = [n for n, block in enumerate(document.blocks) if block.kind == "heading"]
    ends = [*heads[1:], len(document.blocks)]
    return [range(start, end) for start, end in zip(heads, ends, strict=True)]


def _language(document: Document, block: Block) -> str:
    """That of a paragraph; a Chinese one has Chinese characters, an English one words and none."""
    text = document.folded[block.span.start : block.span.end]
    if _HAN.search(text):
        return "zh"
    return "en" if len(_LETTERS.findall(text)) >= _FEWEST_PAIRS else ""


def _are_equal(one: Claim, other: Claim) -> bool:
    """True where no lenient reading is wanted: 342.1 for 342.16 is let pass, but not called right."""
    return _is_alike(one, other) or _size(one, None).meets(_size(other, None))


def _meet(one: Claim, other: Claim) -> bool:
    """True where two printings may be of one number, a fall with its sign or without."""
    if not of_one_kind(one.quantity.unit, other.quantity.unit):
        return False
    readings = [None, *LENIENT]
    first = [_size(one, reading) for reading in readings]
    second = [_size(other, reading) for reading in readings]
    if _is_alike(one, other):
        return first[0].middle == second[0].middle
    return any(a.meets(second[0]) for a in first) or any(first[0].meets(b) for b in second)


def _size(claim: Claim, reading: object) -> Interval:
    values = claim.quantity.interval
    for name, found in claim.quantity.lenient:
        values = found if name is reading else values
    values = values * claim.quantity.unit.factor
    return -values if values.high is not None and values.high < 0 else values


def _is_alike(one: Claim, other: Claim) -> bool:
    """True where both are printed to the same place, so that their digits must be equal."""
    first, second = one.quantity, other.quantity
    places = [q.ulp * q.unit.factor if q.ulp is not None else None for q in (first, second)]
    return _is_plain(one, other) and places[0] is not None and places[0] == places[1]


def _is_plain(one: Claim, other: Claim) -> bool:
    return one.quantity.qualifier is other.quantity.qualifier is Qualifier.NONE


def _is_slip(one: Claim, other: Claim) -> bool:
    """22亿 and 22 billion: the same digits, on scales that are a power of ten apart."""
    if not of_one_kind(one.quantity.unit, other.quantity.unit) or _TRILLION in one.quantity.text + other.quantity.text:
        return False
    if one.role is not other.role or one.quantity.qualifier is not other.quantity.qualifier:
        return False
    ratios = {
        abs(first * one.quantity.unit.factor / (second * other.quantity.unit.factor))
        for first, second in zip(_ends(one), _ends(other), strict=True)
        if first and second
    }
    return len(ratios) == 1 and any(ratios in ({Fraction(10) ** power}, {Fraction(1, 10**power)}) for power in _POWERS)


def _ends(claim: Claim) -> tuple[Fraction | None, Fraction | None]:
    """The ends of what is stated, both the same for a point."""
    return claim.quantity.stated.low, claim.quantity.stated.high
