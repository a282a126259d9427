"""Findings against a baseline: which are known, and what of the baseline is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claimlint.frozen import dataclass
from claimlint.model.baseline import Known
from claimlint.model.finding import Finding, Suppression

# A passage that stands several times is one finding, which names its other places so.
_ALSO = "also"


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings, the known ones marked, and the entries that nothing matches any more."""

    findings: tuple[Finding, ...]
    gone: tuple[Known, ...] = ()


def known_of(findings: Iterable[Finding]) -> tuple[Known, ...]:
    """What a baseline of ``findings`` holds, in order; what the author has suppressed is none of its business."""
    texts: dict[tuple[str, str, str], str] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        if finding.suppressed is None and finding.fingerprint:
            key = (finding.location.path, finding.rule, finding.fingerprint)
            counts[key] += _count(finding)
            texts.setdefault(key, finding.location.text)
    return tuple(sorted(Known(*key, count, texts[key]) for key, count in counts.items()))


def compare(
    findings: Sequence[Finding], baseline: Iterable[Known], run: Mapping[str, frozenset[str]], name: str
) -> Compared:
    """The findings, those in ``baseline`` suppressed; ``run`` are the rules that ran, by the path of each file checked.

    An entry counts as often as it says: a passage that was copied once more is a new finding.  Entries of a file that
    is no longer there are held against the other files, so that a renamed one keeps its baseline.  What nobody looked
    for is not gone.
    """
    left: Counter[tuple[str, str, str]] = Counter()
    entries: dict[tuple[str, str, str], Known] = {}
    for entry in baseline:
        key = (entry.path, entry.rule, entry.fingerprint)
        left[key] += entry.count
        entries[key] = entry
    moved: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for key in left:
        if key[0] not in run:
            moved.setdefault(key[1:], []).append(key)
    judged = []
    for finding in findings:
        if finding.suppressed is None:
            own = (finding.location.path, finding.rule, finding.fingerprint)
            for key in (own, *moved.get(own[1:], ())[:1]):
                if left[key] >= _count(finding):
                    left[key] -= _count(finding)
                    finding = replace(finding, suppressed=Suppression("baseline", name))
                    break
        judged.append(finding)
    gone = [replace(entries[key], count=count) for key, count in left.items() if count > 0 and _was_sought(key, run)]
    return Compared(tuple(judged), tuple(sorted(gone)))


def _was_sought(key: tuple[str, str, str], run: Mapping[str, frozenset[str]]) -> bool:
    path, rule, _ = key
    return path in run and rule in run[path]


def _count(finding: Finding) -> int:
    return 1 + sum(related.label == _ALSO for related in finding.related)
