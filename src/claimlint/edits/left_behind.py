"""Relations that an edit broke → findings: one for each changed number, none beside a finding that says it already."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from claimlint.edits.carried import Broken
from claimlint.edits.judged import Judged, Pair, changed
from claimlint.findings.make import make
from claimlint.frozen import dataclass
from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim
from claimlint.model.finding import EDIT, LEFT_BEHIND, Finding, Related, Severity
from claimlint.model.text import Document, Language, Location

_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
# A message names so many numbers that were left, and counts the others.
_MOST_NAMED = 3
_Place = tuple[str, int, int]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands in a finding for the rule."""

    id: str = LEFT_BEHIND
    why: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """The numbers that are still in their places, by these: the ``changes`` with what they were, and those ``kept``."""

    changes: Mapping[_Place, tuple[Claim, Claim]]
    kept: Mapping[_Place, Claim]
    accused: frozenset[_Place]  # of which a finding spoke before the edit


def fate(pairs: Iterable[Pair], others: Iterable[Judged], accused: Iterable[_Place]) -> Fate:
    """What became of the numbers; ``others`` are files that did not change, ``accused`` places of earlier findings."""
    changes: dict[_Place, tuple[Claim, Claim]] = {}
    kept = {_place(claim): claim for other in others for claim in other.claims}
    for pair in pairs:
        for old, new in pair.same_place():
            if changed(old, new):
                changes[_place(new)] = (old, new)
            else:
                kept[_place(new)] = new
    return Fate(changes, kept, frozenset(accused))


def with_left_behind(
    found: Sequence[Finding], broken: Iterable[Broken], numbers: Fate, documents: Mapping[str, Document]
) -> list[Finding]:
    """The findings ``found``, those that an edit caused with what it changed; and what it caused beside them."""
    kept = dict(enumerate(found))
    untold = dict(kept)
    named: dict[_Place, set[int]] = {}
    for index, finding in kept.items():
        for place in _named(finding):
            named.setdefault(place, set()).add(index)
    made: list[Finding] = []
    for group in _groups(broken):
        group = sorted(group, key=lambda each: (_GRAVITY.index(each.severity), each.case.fit))
        told = {index: kept[index] for each in group for index in _telling(each, named) if index in kept}
        if len(told) == 1:
            ((index, finding),) = told.items()
            kept[index] = _explained(finding, group, documents)
            untold.pop(index, None)
        else:
            made.append(_finding(group, list(told.values()), documents))
            kept = {index: finding for index, finding in kept.items() if index not in told}
    return [*(_caused(each, numbers, documents) if index in untold else each for index, each in kept.items()), *made]


def _caused(finding: Finding, numbers: Fate, documents: Mapping[str, Document]) -> Finding:
    """A finding of a relation that was not decided before, with what the edit changed of it."""
    places = [_at(finding.location), *(_at(related.location) for related in finding.related)]
    changes = [numbers.changes[place] for place in places if place in numbers.changes]
    left = [numbers.kept[place] for place in places if place in numbers.kept]
    if not changes or not left or places[0] in numbers.accused:
        return finding
    left = left[:1] if _place(left[0]) == places[0] else left
    said = _sentence(changes, left, documents, finding.language)
    was = {_place(new): old for old, new in changes}
    return replace(
        finding,
        message=phrases(finding.language).say("and", first=finding.message, second=said),
        related=tuple(_noted(each, was.get(_at(each.location)), finding.language) for each in finding.related),
    )


def _groups(broken: Iterable[Broken]) -> Iterator[list[Broken]]:
    """The relations by the changed number that broke them, the one that broke most first; each relation once."""
    once: dict[tuple[frozenset[_Place], frozenset[_Place]], Broken] = {}
    for each in broken:
        key = (frozenset(_place(new) for _, new in each.changes), frozenset(map(_place, each.left)))
        if key not in once or _GRAVITY.index(each.severity) < _GRAVITY.index(once[key].severity):
            once[key] = each
    by_place: dict[_Place, list[Broken]] = {}
    for each in once.values():
        for _, new in each.changes:
            by_place.setdefault(_place(new), []).append(each)
    done: set[int] = set()
    for _, group in sorted(by_place.items(), key=lambda item: (-len(item[1]), item[0])):
        left = [each for each in group if id(each) not in done]
        done |= {id(each) for each in left}
        if left:
            yield left


def _named(finding: Finding) -> set[_Place]:
    return {_at(finding.location), *(_at(related.location) for related in finding.related)}


def _telling(broken: Broken, named: Mapping[_Place, set[int]]) -> list[int]:
    """The findings that name the stated number and one that was changed."""
    changes = [named.get(_place(new), set()) for _, new in broken.changes]
    return sorted(named.get(_place(broken.case.stated), set()) & set().union(*changes))


def _explained(finding: Finding, group: Sequence[Broken], documents: Mapping[str, Document]) -> Finding:
    """A finding with what was changed, and every number that was left, beside its own message."""
    say = phrases(finding.language).say
    message = say(
        "and", first=finding.message, second=_sentence(_changes(group), _left(group), documents, finding.language)
    )
    known = _named(finding)
    more = [each for each in _related(group, documents, finding.language) if _at(each.location) not in known]
    was = {_place(new): old for old, new in _changes(group)}
    related = tuple(_noted(each, was.get(_at(each.location)), finding.language) for each in finding.related)
    others = [each for each in group if not _is_on(finding, each)]
    workings = _workings(others, documents, finding.language)
    return replace(finding, message=message, related=(*related, *more), notes=(*finding.notes, *workings))


def _is_on(finding: Finding, broken: Broken) -> bool:
    return _at(finding.location) == _place(broken.case.stated)


def _noted(related: Related, was: Claim | None, language: Language) -> Related:
    """A related number with what it was before the edit."""
    if was is None:
        return related
    note = phrases(language).say("edit_was", note=related.note or related.location.text, old=was.quantity.text)
    return replace(related, note=note)


def _finding(group: Sequence[Broken], told: Sequence[Finding], documents: Mapping[str, Document]) -> Finding:
    """The finding on what was left behind; where that is several numbers, on the one that was changed."""
    first = group[0]
    finding = make(_Rule(), first.check, first.case, first.verdict, first.severity, documents)
    language = finding.language
    severities = [*(each.severity for each in group), *(each.severity for each in told)]
    left = _left(group)
    related = _related(group, documents, language)
    if len(left) == 1 and first.case.stated not in left:  # what follows was changed, what it follows from was not
        location = _locate(left[0], documents)
    elif len(group) == 1:
        location = finding.location
    else:
        location = _locate(_changes(group)[0][1], documents)
    if location != finding.location:
        finding = replace(
            finding, label=_label(location, group, language), shown=None, shown_point=None, would_pass=None
        )
    return replace(
        finding,
        check=EDIT,
        severity=min(severities, key=_GRAVITY.index),
        message=_sentence(_changes(group), left, documents, language),
        location=location,
        related=tuple(each for each in related if each.location != location),
        working=finding.working if len(group) == 1 else None,
        likely_cause=None,
        notes=(
            *(_workings(group, documents, language) if len(group) > 1 else ()),
            *(note for each in told for note in each.notes),
        ),
        fails_too=tuple(dict.fromkeys(name for each in told for name in (each.rule, each.check, *each.fails_too))),
        fingerprint=_fingerprint(group),
    )


def _label(location: Location, group: Sequence[Broken], language: Language) -> str:
    """What stands below a place that is not the one that was recomputed."""
    say = phrases(language).say
    for old, new in _changes(group):
        if _place(new) == _at(location):
            return say("edit_was", note=location.text, old=old.quantity.text)
    return say("edit_kept", text=location.text)


def _workings(group: Sequence[Broken], documents: Mapping[str, Document], language: Language) -> Iterator[str]:
    """Of several relations the working of each."""
    for each in group:
        made = make(_Rule(), each.check, each.case, each.verdict, each.severity, documents)
        if made.working:
            working = made.working if made.shown is None else f"{made.working} = {made.shown}"
            yield phrases(language).say("breaks", rule=each.case.rule, text=made.location.text, working=working)


def _sentence(
    changes: Sequence[tuple[Claim, Claim]],
    left: Sequence[Claim],
    documents: Mapping[str, Document],
    language: Language,
) -> str:
    """12.3亿元 became 13.3亿元 at report.md:3, but 18.6% at report.md:9 was left as it was."""
    words = phrases(language)
    named_changes = [
        words.say("edit_change", old=old.quantity.text, new=new.quantity.text, place=_said(new, documents))
        for old, new in _few(changes)
    ]
    named = [words.say("edit_kept_at", text=each.quantity.text, place=_said(each, documents)) for each in _few(left)]
    if len(left) > len(named):
        named.append(words.say("edit_more", count=len(left) - len(named)))
    return words.say("edit_behind", count=len(left), changes=words.listed(named_changes), left=words.listed(named))


def _few(items: Sequence[_Item]) -> Sequence[_Item]:
    return items[:_MOST_NAMED]


def _related(group: Sequence[Broken], documents: Mapping[str, Document], language: Language) -> tuple[Related, ...]:
    """Every number that takes part, each once: what was changed with what it was, then what was left."""
    say = phrases(language).say
    found: dict[_Place, Related] = {}
    for old, new in _changes(group):
        note = say("edit_was", note=new.quantity.text, old=old.quantity.text)
        found[_place(new)] = Related("changed", _locate(new, documents), note)
    for each in group:
        for slot, claim in each.case.claims():
            note = say("edit_kept", text=claim.quantity.text)
            found.setdefault(_place(claim), Related(slot, _locate(claim, documents), note))
    return tuple(found.values())


def _changes(group: Sequence[Broken]) -> list[tuple[Claim, Claim]]:
    """What was changed, each number once; first what has a part in most of the relations."""
    found = {_place(new): (old, new) for each in group for old, new in each.changes}
    counts = Counter(_place(new) for each in group for _, new in each.changes)
    return sorted(found.values(), key=lambda change: -counts[_place(change[1])])


def _left(group: Sequence[Broken]) -> list[Claim]:
    """The numbers to look at: what is stated where it was not changed, else what it was stated of."""
    found: dict[_Place, Claim] = {}
    for each in group:
        stated = each.case.stated
        for claim in (stated,) if any(claim is stated for claim in each.left) else each.left:
            found[_place(claim)] = claim
    return list(found.values())


def _said(claim: Claim, documents: Mapping[str, Document]) -> str:
    where = _locate(claim, documents)
    return f"{where.path}:{where.line}"


def _locate(claim: Claim, documents: Mapping[str, Document]) -> Location:
    return documents[claim.path].locate(claim.quantity.span)


def _place(claim: Claim) -> _Place:
    return claim.path, claim.quantity.span.start, claim.quantity.span.end


def _at(location: Location) -> _Place:
    return location.path, location.start, location.end


def _fingerprint(group: Sequence[Broken]) -> str:
    parts = [LEFT_BEHIND, *(f"{old.quantity.text} {new.quantity.text}" for old, new in _changes(group))]
    parts += [claim.quantity.text for claim in _left(group)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
