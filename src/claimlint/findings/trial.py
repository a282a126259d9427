"""Repairs, tried on the whole text before they are offered.

A repair is *safe* where, with all the safe ones of its file, it leaves no finding on its number and makes none
elsewhere; any other one is for *review*, and one that does not even satisfy its own rule is not offered.  The repairs
of a very long text are for review, untried: a second check would take as long as the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from claimlint.findings.edits import Shift, applied, without_overlaps
from claimlint.frozen import dataclass
from claimlint.model.finding import REVIEW, SAFE, Edit, Finding, Fix, Report, Severity
from claimlint.model.text import Span

# Checks the file at a path with another text.
Again = Callable[[str, str], Report]
Drafted = tuple[str, Mapping[int, Fix]]
# The results for a list of files, in order.
Each = Callable[[Callable[[Drafted], dict[int, Fix]], list[Drafted]], Iterable[dict[int, Fix]]]
# Which of the safe repairs of a file spoils another number is looked for so often; then none of them is safe.
_ROUNDS = 2
# A longer text is not checked a second time: none of its repairs is safe.
_LONGEST = 200_000
_ALSO = "also"


def tried(report: Report, again: Again, each: Each = map) -> Report:
    """``report`` with the fixes that stood the trial, each as safe as it has turned out to be.

    ``each`` goes over the files as :func:`map` does, in one process or in several.
    """
    drafted: dict[str, dict[int, Fix]] = defaultdict(dict)
    for index, finding in enumerate(report.findings):
        if finding.fixes and finding.suppressed is None:
            drafted[finding.location.path][index] = finding.fixes[0]
    offered: dict[int, Fix] = {}
    for found in each(partial(_offered, report, again), list(drafted.items())):
        offered |= found
    return replace(
        report,
        findings=tuple(
            replace(finding, fixes=(offered[index],) if index in offered else ()) if finding.fixes else finding
            for index, finding in enumerate(report.findings)
        ),
    )


def _offered(report: Report, again: Again, drafted: Drafted) -> dict[int, Fix]:
    """The repairs of one file that are offered, by the index of their finding."""
    path, fixes = drafted
    if len(report.documents[path].text) > _LONGEST:
        return {index: replace(fix, safety=REVIEW) for index, fix in fixes.items()}
    return _Trial(report, path, again).outcome(fixes)


@dataclass(frozen=True, slots=True)
class _Result:
    """What a text with some repairs says.

    ``clean`` are those that leave nothing on their numbers, ``satisfied`` those whose own rule is content; ``new`` is
    what was not found before.
    """

    clean: frozenset[int]
    satisfied: frozenset[int]
    new: tuple[Finding, ...] = ()


class _Trial:
    """The repairs of one file, by the index of their finding."""

    def __init__(self, report: Report, path: str, again: Again) -> None:
        self.report = report
        self.path = path
        self.again = again
        self.text = report.documents[path].text
        self.numbers = report.numbers.get(path, ())
        self.starts = [number.span.start for number in self.numbers]

    def outcome(self, fixes: Mapping[int, Fix]) -> dict[int, Fix]:
        """The repairs that are offered."""
        apart = zip(fixes, without_overlaps(fixes.values()), strict=True)
        drafted = {index: fix for index, fix in apart if fix is not None}
        result = self._check(drafted)
        if len(result.clean) == len(drafted) and not result.new:
            return drafted
        safe = self._harmless({index: fix for index, fix in drafted.items() if fix.safety == SAFE})
        return {
            index: fix if index in safe else replace(fix, safety=REVIEW)
            for index, fix in drafted.items()
            if index in safe or index in result.satisfied
        }

    def _harmless(self, safe: dict[int, Fix]) -> dict[int, Fix]:
        """Those that together leave nothing behind and make nothing new."""
        for _ in range(_ROUNDS):
            if not safe:
                break
            result = self._check(safe)
            if len(result.clean) == len(safe) and not result.new:
                return safe
            moved = Shift(edit for fix in safe.values() for edit in fix.edits)
            places = [place for finding in result.new for place in _places(finding)]
            kept = {
                index: fix
                for index, fix in safe.items()
                if index in result.clean
                and not any(moved.span(edit).overlaps(place) for edit in fix.edits for place in places)
            }
            safe = kept if len(kept) < len(safe) else {}
        return {}

    def _check(self, fixes: Mapping[int, Fix]) -> _Result:
        edits = [edit for fix in fixes.values() for edit in fix.edits]
        after, moved = self.again(self.path, applied(self.text, edits)), Shift(edits)
        found = [f for f in after.findings if f.suppressed is None and f.severity is not Severity.NOTE]
        broken: dict[int, set[str]] = defaultdict(set)
        for finding in found:
            broken[finding.location.start].update((finding.rule, *finding.fails_too))
        checked = {number.span.start for number in after.numbers.get(self.path, ()) if number.standing == "checked"}
        clean, satisfied, own = set(), set(), set()
        for index, fix in fixes.items():
            starts = {moved.offset(self._start(edit)) for edit in fix.edits}
            own |= starts
            rules = {rule for start in starts for rule in broken[start]}
            if starts <= checked and self.report.findings[index].rule not in rules:
                satisfied.add(index)
            if starts <= checked and not rules:
                clean.add(index)
        known = self._known(moved)
        new = [f for f in found if f.location.start not in own and (f.rule, f.location.start) not in known]
        return _Result(frozenset(clean), frozenset(satisfied), tuple(new))

    def _known(self, moved: Shift) -> set[tuple[str, int]]:
        """What was found before, at the places where it is now."""
        return {
            (name, moved.offset(place.start))
            for finding in self.report.findings
            if finding.location.path == self.path
            for name in (finding.rule, *finding.fails_too)
            for place in (finding.location, *(each.location for each in finding.related if each.label == _ALSO))
        }

    def _start(self, edit: Edit) -> int:
        """Where the number begins whose digits an edit replaces."""
        index = bisect_right(self.starts, edit.start) - 1
        inside = index >= 0 and self.numbers[index].span.end >= edit.end
        return self.starts[index] if inside else edit.start


def _places(finding: Finding) -> list[Span]:
    locations = (finding.location, *(related.location for related in finding.related))
    return [Span(each.start, each.end) for each in locations if each.path == finding.location.path]
