"""Is what a report quotes in its source?  Passages and marked numbers are looked up; what is missing is a finding.

Both texts are normalised once (:mod:`.normal`), then every look-up is a search for a string.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from claimlint.cache.compiled import compiled
from claimlint.claims.nearest import LONGEST, Nearest, nearest
from claimlint.claims.normal import Normal, normalise
from claimlint.claims.similar import Change, changes
from claimlint.frozen import dataclass
from claimlint.lexicon.load import document as lexicon
from claimlint.model.finding import Finding, Related, Severity
from claimlint.model.text import Block, Document, Mark, Span

RULE = "quote"

_SENTENCE_END = compiled("[\u3002!?;]|(?<![0-9])[.]")
_SENTENCE_REACH = 60  # code points by which a nearest passage grows at most, to end where its sentence does
_CONTEXT = 6
_NUMBER = compiled(r"[0-9](?:[0-9.,]*[0-9])?%?")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage or a marked number of the report, and every place in the source where it stands."""

    span: Span
    mark: str | None
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The outcome of a look-up: all quotes in the order of the report, and a finding for every missing passage."""

    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...]


def find_quotes(report: Document, source: Document) -> Quotes:
    """Look up every block and every mark of ``report`` (a report.yaml's document) in ``source``.

    A mark inside a passage that was found stands at its place in it; otherwise it is looked up by itself.
    """
    haystack = normalise(source)
    quotes: list[Quote] = []
    missing: list[tuple[Block, Normal, Sequence[Mark]]] = []
    marks = _marks_by_block(report)
    for index, block in enumerate(report.blocks):
        needle = normalise(report, block.span)
        starts = _everywhere(needle.text, haystack.text)
        quotes.append(Quote(block.span, None, tuple(haystack.raw(at, at + len(needle.text)) for at in starts)))
        quotes.extend(_bind(report, mark, needle, starts, haystack) for mark in marks.get(index, ()))
        if not starts and needle.text:
            missing.append((block, needle, marks.get(index, ())))
    near = nearest([needle.text for _, needle, _ in missing], haystack.text) if missing else []
    findings = [
        _finding(report, source, block, needle, haystack, found, inside)
        for (block, needle, inside), found in zip(missing, near, strict=True)
    ]
    return Quotes(tuple(quotes), tuple(findings))


def with_places(findings: Iterable[Finding], quotes: Quotes, report: Document, source: Document) -> Iterator[Finding]:
    """The findings on marked numbers of ``report``, each with every place where its number stands in ``source``."""
    note: str = lexicon(report.language, "quotes")["phrases"]["here"]
    places = {quote.span: quote.places for quote in quotes.quotes if quote.mark is not None}
    starts = sorted(places)
    for finding in findings:
        span = Span(finding.location.start, finding.location.end)
        before = bisect_right(starts, Span(span.start, len(report.text))) - 1
        here = places[starts[before]] if before >= 0 and starts[before].overlaps(span) else ()
        if finding.location.path == report.path and here:
            also = (Related("source", source.locate(place), note) for place in here)
            finding = replace(finding, related=(*finding.related, *also))
        yield finding


# -- looking up ---------------------------------------------------------------------------------------------------


def _everywhere(needle: str, text: str) -> list[int]:
    """Every place of ``needle``, none overlapping."""
    places: list[int] = []
    at = text.find(needle) if needle else -1
    while at >= 0:
        places.append(at)
        at = text.find(needle, at + len(needle))
    return places


def _bind(report: Document, mark: Mark, passage: Normal, starts: Sequence[int], source: Normal) -> Quote:
    first, last = passage.offset(mark.span.start), passage.offset(mark.span.end)
    if starts and first < last:
        return Quote(mark.span, mark.id, tuple(source.raw(at + first, at + last) for at in starts))
    words = normalise(report, mark.span).text
    places = [at for at in _everywhere(words, source.text) if _stands_alone(source.text, at, at + len(words))]
    return Quote(mark.span, mark.id, tuple(source.raw(at, at + len(words)) for at in places))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False for 5% inside 15% or 2.5%, and for 10 inside 10.5."""
    before, first, last, after = text[max(0, start - 1) : start], text[start], text[end - 1], text[end : end + 2]
    joined_left = first.isdigit() and (before.isdigit() or before in (".", ","))
    joined_right = last.isdigit() and (after[:1].isdigit() or (after[:1] in (".", ",") and after[1:].isdigit()))
    return not joined_left and not joined_right


def _marks_by_block(document: Document) -> Mapping[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    starts = [block.span.start for block in document.blocks]
    for mark in document.marks:
        found.setdefault(bisect_right(starts, mark.span.start) - 1, []).append(mark)
    return found


# -- what is missing ----------------------------------------------------------------------------------------------


def _finding(
    report: Document,
    source: Document,
    block: Block,
    needle: Normal,
    haystack: Normal,
    found: Nearest | None,
    marks: Sequence[Mark],
) -> Finding:
    words: Mapping[str, str] = lexicon(report.language, "quotes")["phrases"]
    if found is None:
        place = report.locate(block.span)
        return Finding(
            RULE,
            RULE,
            Severity.ERROR,
            words["missing"],
            report.language,
            place,
            manual=RULE,
            fingerprint=_fingerprint(needle),
        )
    passage = haystack.text[found.start : found.end]
    raw = haystack.raw(*_whole_sentence(haystack.text, found.start, found.end))
    differing = list(changes(needle.text[:LONGEST], passage))
    numbers = list(dict.fromkeys(_changed_numbers(needle, passage, differing, marks)))
    pairs = [(ours, theirs) for ours, theirs, _ in numbers] or list(_changed_words(needle.text, passage, differing))[:1]
    said = [words["digits"].format(source=theirs, report=ours) for ours, theirs in pairs]
    main = numbers[0][2] if numbers else block.span
    return Finding(
        rule=RULE,
        check=RULE,
        severity=Severity.ERROR,
        message=words["joined"].format(head=words["differs"], detail=said[0]) if said else words["missing"],
        language=report.language,
        location=report.locate(main),
        related=(Related("source", source.locate(raw), words["nearest"]),),
        notes=tuple(said[1:]),
        manual=RULE,
        fingerprint=_fingerprint(needle),
    )


def _fingerprint(needle: Normal) -> str:
    """Stable under edits elsewhere, and of white space: the words of the quote."""
    return hashlib.sha256(f"{RULE}\0{needle.text}".encode()).hexdigest()[:16]


def _changed_numbers(
    needle: Normal, passage: str, differing: Sequence[Change], marks: Sequence[Mark]
) -> Iterator[tuple[str, str, Span]]:
    """Every number that was changed: as quoted, as in the source, and where the quote has it."""
    bounds = [(needle.offset(mark.span.start), needle.offset(mark.span.end)) for mark in marks]
    ours = [match.span() for match in _NUMBER.finditer(needle.text)]
    for change in differing:
        span = _around(bounds, change) or _around(ours, change)
        if span is None or not any(char.isdigit() for char in needle.text[span[0] : span[1]]):
            continue
        start, end = _there(span[0], differing), _there(span[1], differing)
        start, end = _whole_number(passage, start, end)
        theirs, mine = passage[start:end], needle.text[span[0] : span[1]]
        if theirs != mine and theirs:
            yield mine, theirs, needle.raw(*span)


def _changed_words(ours: str, theirs: str, differing: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """What differs, with a little of what stands around it."""
    # The nearest passage is cut to the quote's length, so that the edges say little.
    inner = [change for change in differing if change.start > 0 and change.end < len(ours)]
    for change in inner or differing:
        start, other = max(0, change.start - _CONTEXT), max(0, change.other_start - _CONTEXT)
        yield ours[start : change.end + _CONTEXT], theirs[other : change.other_end + _CONTEXT]


def _around(spans: Sequence[tuple[int, int]], change: Change) -> tuple[int, int] | None:
    return next((span for span in spans if span[0] <= change.end and change.start <= span[1]), None)


def _there(offset: int, differing: Sequence[Change]) -> int:
    """The place in the other text that lies beside ``offset``."""
    shift = 0
    for change in differing:
        if change.end > offset or (
            change.end == offset and change.start == offset and change.other_end > change.other_start
        ):
            break
        shift = change.other_end - change.end
    return offset + shift


def _whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow the stretch to the ends of its sentence, where these are near."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - _SENTENCE_REACH), start)]
    begin = ends[-1] if ends else start
    if _SENTENCE_END.match(text, end - 1, end):
        return begin, end
    after = _SENTENCE_END.search(text, end, min(len(text), end + _SENTENCE_REACH))
    return begin, after.end() if after else end


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow the stretch until it cuts no number in two."""
    for match in _NUMBER.finditer(text, max(0, start - 40), min(len(text), end + 40)):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    return start, end
