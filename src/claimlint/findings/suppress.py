"""Findings that the author has looked at, as marks say; and what is wrong with the marks themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from typing import get_args

from claimlint.findings.marks import END, EVERY, Mark, marks_of
from claimlint.frozen import dataclass
from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import (
    BAD,
    EXPIRED,
    SUPPRESSION,
    SUPPRESSIONS,
    UNREASONED,
    UNUSED,
    Finding,
    Severity,
    Suppression,
)
from claimlint.model.text import Document, Language

_OF_MARKS = frozenset({*SUPPRESSIONS, SUPPRESSION})
_LONGEST_PLACEHOLDER = 10


@dataclass(frozen=True, slots=True)
class Scope:
    """What marks in a document may speak of.

    ``rules`` are the ids that each word calls (itself, or the rules of a check), ``run`` those that ran there,
    ``whole`` is False where only a selection ran; ``today`` is the day of the check.
    """

    rules: Mapping[str, frozenset[str]]
    run: frozenset[str]
    today: date
    whole: bool = True


def suppress(
    findings: Iterable[Finding], documents: Mapping[str, Document], scopes: Mapping[str, Scope]
) -> list[Finding]:
    """The findings, those that a mark speaks of with its reason; behind them what is wrong with the marks.

    Only documents that have a scope are looked at: the marks of a file that is merely quoted are judged with that file.
    """
    pages = {path: _Page(documents[path], scope) for path, scope in scopes.items() if documents[path].remarks}
    judged = [pages[f.location.path].judge(f) if f.location.path in pages else f for f in findings]
    for page in pages.values():
        judged += page.about()
    return judged


@dataclass(slots=True)
class _Page:
    """The marks of one document, and which of their words have suppressed something."""

    document: Document
    scope: Scope
    marks: tuple[Mark, ...] = ()
    naming: dict[str, list[int]] = field(default_factory=dict)  # the marks that name a rule, and have an effect
    used: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.marks = marks_of(self.document)
        for index, mark in enumerate(self.marks):
            for word in mark.rules if self._has_effect(mark) else ():
                self.naming.setdefault(word, []).append(index)

    def judge(self, finding: Finding) -> Finding:
        """The finding, marked as suppressed by the nearest mark that speaks of it."""
        words = {finding.rule, finding.check} if finding.rule in _OF_MARKS else {finding.rule, finding.check, EVERY}
        fitting = [
            (self.marks[index].nearness, index, word)
            for word in words
            for index in self.naming.get(word, ())
            if _reaches(self.marks[index], finding)
        ]
        if not fitting:
            return finding
        _, index, _ = min(fitting)
        # A mark that names also what is told with the finding is right to do so.
        too = words | {*finding.fails_too}
        self.used.update((index, word) for word in self.marks[index].rules if word in too)
        return replace(finding, suppressed=Suppression("inline", self.marks[index].reason))

    def _has_effect(self, mark: Mark) -> bool:
        return mark.fault is None and mark.word != END and _has_reason(mark) and not self._is_expired(mark)

    def _is_expired(self, mark: Mark) -> bool:
        return mark.until is not None and mark.until < self.scope.today

    def about(self) -> Iterator[Finding]:
        """What is wrong with the marks; other marks may speak of that in turn."""
        found = [self.judge(finding) for mark in self.marks for finding in self._faults(mark)]
        for index, mark in enumerate(self.marks):
            found += map(self.judge, self._unused(index, mark, of_marks=False))
        # Whether a mark for findings about marks was of use shows only now.
        for index, mark in enumerate(self.marks):
            found += self._unused(index, mark, of_marks=True)
        yield from found

    def _faults(self, mark: Mark) -> Iterator[Finding]:
        say = phrases(self.document.language).say
        if mark.fault is not None:
            yield from self._finding(BAD, mark, say(mark.fault.phrase, **mark.fault.places))
            return
        if mark.word == END:
            return
        for word in mark.rules:
            if word != EVERY and word not in self.scope.rules:
                from difflib import get_close_matches

                near = get_close_matches(word, self.scope.rules, n=1)
                hint = "suppression_unknown_near" if near else "suppression_unknown"
                yield from self._finding(BAD, mark, say(hint, rule=word, near="".join(near)))
        if not _has_reason(mark):
            help_ = say("suppression_unreasoned_help", rules=", ".join(mark.rules))
            yield from self._finding(UNREASONED, mark, say("suppression_unreasoned"), help_)
        elif self._is_expired(mark):
            help_ = say("suppression_expired_help", today=self.scope.today)
            yield from self._finding(EXPIRED, mark, say("suppression_expired", until=mark.until), help_)

    def _unused(self, index: int, mark: Mark, *, of_marks: bool) -> Iterator[Finding]:
        if not self._has_effect(mark):
            return
        say = phrases(self.document.language).say
        idle = [
            word
            for word in mark.rules
            if (word in _OF_MARKS) is of_marks and (index, word) not in self.used and self._was_run(word)
        ]
        if idle:
            what = say("suppression_unused", rules=", ".join(idle))
            yield from self._finding(UNUSED, mark, what, say("suppression_unused_help"))

    def _was_run(self, word: str) -> bool:
        """True where whatever ``word`` calls was looked for."""
        if word == EVERY:
            return self.scope.whole
        return word in self.scope.rules and self.scope.rules[word] <= self.scope.run

    def _finding(self, rule: str, mark: Mark, message: str, note: str = "") -> Iterator[Finding]:
        if rule in self.scope.run:
            import hashlib

            said = f"{rule}\0{mark.remark.text}\0{message}"
            yield Finding(
                rule=rule,
                check=SUPPRESSION,
                severity=Severity.WARNING,
                message=message,
                language=self.document.language,
                location=self.document.locate(mark.remark.span),
                notes=(note,) if note else (),
                manual=rule,
                fingerprint=hashlib.sha256(said.encode()).hexdigest()[:16],
            )


def _has_reason(mark: Mark) -> bool:
    """True where the author gives one, and has not merely copied the word that the help has in its place."""
    if not mark.reason or len(mark.reason) > _LONGEST_PLACEHOLDER:
        return bool(mark.reason)
    return mark.reason.casefold() not in {phrases(each).say("suppress_placeholder") for each in get_args(Language)}


def _reaches(mark: Mark, finding: Finding) -> bool:
    where = finding.location
    return any(cover.start < max(where.end, where.start + 1) and where.start < cover.end for cover in mark.covers)
