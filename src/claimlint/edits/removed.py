"""Marked numbers, rules, facts and sources that an edit took away, so that no gate opens by losing what it checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from claimlint.edits.judged import Judged, Pair
from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim
from claimlint.model.finding import EDIT, REMOVED, Finding, Severity
from claimlint.model.text import Document, Mark, Span
from claimlint.sources.report import ReportRule


def removed(pair: Pair, marked: frozenset[str]) -> Iterator[Finding]:
    """What the new version of a file no longer has; ``marked`` are the ids of marks that other files have now."""
    yield from _marks(pair, marked)
    yield from _rules(pair)
    yield from _facts(pair)
    before, after = pair.old.report, pair.new.report
    if before is not None and after is not None and before.source is not None and after.source is None:
        span = before.named.get(before.source, Span(0, 0))
        yield _finding(pair, span.start, "source", before.source)
    gone = pair.old.document.kin.keys() - pair.new.document.kin.keys() - {"supersedes"}  # which only ever excuses
    for key in sorted(gone):
        yield _finding(pair, 0, "kin", key, pair.old.document.kin[key])


def deleted(old: Judged, marked: frozenset[str]) -> Iterator[Finding]:
    """A file that is gone with its marks and rules; told at its beginning, as it was."""
    marks = [mark for mark in old.document.marks if mark.id not in marked]
    rules = old.report.rules if old.report is not None else ()
    if marks or rules:
        say = phrases(old.document.language).say
        counts = (say("edit_marks", count=len(marks)), say("edit_rules", count=len(rules)))
        what = say("edit_deleted", path=old.document.path, marks=counts[0], rules=counts[1])
        yield about(REMOVED, old.document, Span(0, 0), what, old.document.path)


def _marks(pair: Pair, marked: frozenset[str]) -> Iterator[Finding]:
    old, new = pair.old.document, pair.new.document
    there = {mark.id for mark in new.marks} | marked
    for mark in old.marks:
        if mark.id not in there and not _is_renamed(pair, mark):
            yield _finding(
                pair, mark.outer.start, "mark", mark.id, old.text[mark.span.start : mark.span.end], mark.span
            )


def _is_renamed(pair: Pair, mark: Mark) -> bool:
    """True where its number has a mark of another name now."""
    now = pair.inside(mark.span)
    return now is not None and any(each.span.covers(now) for each in pair.new.document.marks)


def _rules(pair: Pair) -> Iterator[Finding]:
    """A rule is the same by its formula, or else by the id that its author gave it."""
    old = pair.old.report.rules if pair.old.report is not None else ()
    new = pair.new.report.rules if pair.new.report is not None else ()
    asked = {_plain(rule) for rule in new}
    left = {rule.id for rule in new if _plain(rule) not in {_plain(each) for each in old}}
    for rule in old:
        if _plain(rule) not in asked and rule.id not in left:
            yield _finding(pair, rule.span.start, "rule", rule.id, rule.expect)


def _plain(rule: ReportRule) -> str:
    return "".join(rule.expect.split())


def _facts(pair: Pair) -> Iterator[Finding]:
    """A file of facts that is gone is one finding, as is each fact of one that is still there."""
    there = {fact.id for fact in pair.new.facts}
    files = {fact.path for fact in pair.new.facts}
    gone: dict[str, list[Claim]] = {}
    for fact in pair.old.facts:
        if fact.id not in there:
            gone.setdefault(fact.path, []).append(fact)
    for path, facts in gone.items():
        span = pair.old.report.named.get(path) if pair.old.report is not None else None
        place = 0 if span is None else span.start
        if path in files or path == pair.old.document.path:
            for fact in facts:
                offset = fact.quantity.span.start if path == pair.old.document.path else place
                yield _finding(pair, offset, "fact", str(fact.id), fact.quantity.text)
        else:
            yield _finding(pair, place, "facts", path, str(len(facts)))


def _finding(pair: Pair, offset: int, kind: str, name: str, text: str = "", number: Span | None = None) -> Finding:
    """``offset`` is where it stood in the old text; a marked number that is still there is shown itself."""
    old, new = pair.old.document, pair.new.document
    span = None if number is None else pair.inside(number)
    if span is None:
        place = min(pair.changes.place(offset), max(len(new.text) - 1, 0))
        span = Span(place, place)
    line = old.position(offset)[0]
    what = phrases(new.language).say(f"edit_no_{kind}", name=name, text=" ".join(text.split()), line=line)
    return about(REMOVED, new, span, what, f"{kind} {name}")


def about(rule: str, document: Document, span: Span, message: str, identity: str) -> Finding:
    """A finding that recomputes nothing."""
    said = f"{rule}\0{document.path}\0{identity}"
    return Finding(
        rule=rule,
        check=EDIT,
        severity=Severity.ERROR,
        message=message,
        language=document.language,
        location=document.locate(span),
        manual=rule,
        fingerprint=hashlib.sha256(said.encode()).hexdigest()[:16],
    )
