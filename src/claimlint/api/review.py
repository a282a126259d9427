"""An edit under review: both versions of each file are read and judged, and what the edit has no part in is left out.

``before`` is what git keeps of the version that is named; the new text is that on the disk, or what is staged.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claimlint.claims.elsewhere import Library
from claimlint.edits.carried import Broken, broken
from claimlint.edits.changes import Changes, compared, whole
from claimlint.edits.judged import Judged, Pair
from claimlint.edits.left_behind import fate, with_left_behind
from claimlint.edits.removed import deleted, removed
from claimlint.edits.repeats import repeats
from claimlint.edits.weakened import excluded, language_of, run_weakened, weakened
from claimlint.findings.keep import keep
from claimlint.findings.trial import tried
from claimlint.frozen import dataclass
from claimlint.model.finding import EDITS, LEFT_BEHIND, LOOKUPS, SUPPRESSIONS, Finding, InputError, Report, Severity
from claimlint.model.text import Document, Span
from claimlint.pipeline import again, baseline, report_of, run_over, scope_of
from claimlint.reading import use_units
from claimlint.rules.load import load_rules
from claimlint.rules.own import own_rules
from claimlint.running.gathered import Run
from claimlint.settings.configuration import Configuration
from claimlint.sources.edited import Edited, edited
from claimlint.sources.find import NAME, PROJECT, Found, find
from claimlint.sources.git import INDEX, Kept, Repository
from claimlint.sources.remarks import in_text
from claimlint.sources.versions import reading

_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def review(
    paths: Sequence[str],
    config: Configuration,
    revision: str | None = None,
    *,
    staged: bool = False,
    given: Mapping[str, bytes] | None = None,
) -> Report:
    """Check the files that ``paths`` stand for, as an edit since ``revision`` (HEAD, where none is named).

    The old version is held to its own configuration.  Of the paths in ``given`` the new text is at hand.  Raises
    :class:`InputError` where there is no repository, or no such version in it.
    """
    repository = Repository(_folder(paths))
    if revision is None and not repository.has_commits:
        before = repository.version(repository.empty())
    else:
        before = repository.version(repository.commit("HEAD" if revision is None else revision))
    with reading(repository.version(INDEX) if staged else None):
        use_units(config.settings.units)
        known = baseline(config.settings)
        edit = edited(repository, before, paths, config.choice, staged=staged, given=given or {})
        new = Run(Library(edit.found.files), failures=list(edit.found.failures), judged={}, given=given or {})
        run_over(edit.found.files, config, new)
        ids = {*LOOKUPS, *(rule.id for rule in (*load_rules(), *own_rules(config.settings.packs)))}
    old = _Old(edit, before, config, new)
    new.findings = [*_with_edit(old, new), *_taken_away(old, new, frozenset(ids), config)]
    report = report_of(new, edit.found, config.settings, known)
    with reading(repository.version(INDEX) if staged else None):
        report = tried(report, again(config, given or {}))
    return _of_edit(report, old)


def _folder(paths: Sequence[str]) -> str:
    """A folder that there is, at or above the first of the paths."""
    here = os.path.abspath(paths[0] if paths else ".")
    while not os.path.isdir(here):
        here = os.path.dirname(here)
    return here


class _Old:
    """The old version, judged as far as anything may differ, and how its files became the new ones."""

    def __init__(self, edit: Edited, before: Kept, config: Configuration, new: Run) -> None:
        self.edit = edit
        self.before = before
        self.configured = True
        supports = {*new.documents, *config.settings.packs, *new.facts} - edit.old.keys()
        # What is said beside a report (its facts, its rules) may change what is found in one that did not change.
        everything = edit.settings_changed or any(map(edit.has_changed, supports)) or _across(new, edit)
        files = [old for now, old in edit.old.items() if old is not None and (everything or edit.has_changed(now))]
        self.run = Run(Library((*files, *edit.deleted)), judged={})
        with reading(before):
            try:
                self.config = config.anew()
                _ = self.config.settings
            except InputError:  # what was wrong before is no matter of this edit
                self.config, self.configured = config, False
            run_over([*files, *edit.deleted], self.config, self.run)
            self.excluded = [] if not edit.settings_changed else self._no_longer(edit)
            self.findings = report_of(self.run, Found(()), self.config.settings, ()).findings
        judged = self.run.judged or {}
        self.pairs = {
            now: _pair(judged[was], there)
            for now, there in (new.judged or {}).items()
            if (was := edit.old.get(now)) is not None and was in judged
        }
        self.whole = frozenset(now for now in new.judged or {} if edit.has_changed(now) and now not in self.pairs)

    def _no_longer(self, edit: Edited) -> list[str]:
        """The files that the old configuration would let in, and the new one does not."""
        found = find(edit.paths, self.config.choice).files
        return [path for path in found if path not in edit.old]


def _across(new: Run, edit: Edited) -> bool:
    """True where a finding speaks of two files: whether it was there before, both old versions must say."""
    return any(
        related.location.path in edit.old and related.location.path != finding.location.path
        for finding in new.findings
        for related in finding.related
    )


def _pair(old: Judged, new: Judged) -> Pair:
    return Pair(old, new, compared(old.document, new.document, old.numbers, new.numbers))


def _with_edit(old: _Old, new: Run) -> list[Finding]:
    """What was found in the new version, with what the edit left behind."""
    judged = new.judged or {}
    looked = {path: pair for path, pair in old.pairs.items() if LEFT_BEHIND in new.ran[path]}
    found: list[Broken] = []
    for path, pair in looked.items():
        found += broken(pair, new.ran[path])
    others = [there for path, there in judged.items() if path not in old.pairs and path not in old.whole]
    found += repeats(list(looked.values()), others)
    accused = (place for path, pair in old.pairs.items() for place in _accused(path, pair, old.findings))
    told = with_left_behind(keep(new.findings), found, fate(looked.values(), others, accused), new.documents)
    return [_graded(each, new, most=each.severity) if each.rule == LEFT_BEHIND else each for each in told]


def _accused(path: str, pair: Pair, findings: Sequence[Finding]) -> Iterator[tuple[str, int, int]]:
    """Where the numbers are now of which the old findings spoke."""
    for finding in findings:
        if finding.location.path == pair.old.document.path:
            now = pair.changes.numbers.get(Span(finding.location.start, finding.location.end))
            if now is not None:
                yield path, now.start, now.end


def _taken_away(old: _Old, new: Run, known: frozenset[str], config: Configuration) -> Iterator[Finding]:
    """What the new version no longer has, or no longer looks for; by the settings of the old one where they differ."""
    judged, places = new.judged or {}, _Places(old, new)
    fresh = {path: {mark.id for mark in there.document.marks} for path, there in judged.items()}
    for path, pair in old.pairs.items():
        fresh[path] -= {mark.id for mark in pair.old.document.marks}
    marked = frozenset().union(*fresh.values())
    found: list[Finding] = []
    for pair in old.pairs.values():
        found += removed(pair, marked)
    for path in old.edit.deleted:
        if path in (old.run.judged or {}):
            new.documents[path] = (old.run.judged or {})[path].document
            found += deleted((old.run.judged or {})[path], marked)
    if old.configured:
        found += weakened(list(old.pairs.values()), (old.run.ran, new.ran), known, places.of)
        found += excluded(old.excluded, places.of)
        found += run_weakened(old.config.settings, config.settings, places.of) if judged else ()
    for finding in found:
        if old.config.settings.runs(finding.rule) or config.settings.runs(finding.rule):
            yield _graded(finding, new, most=Severity.ERROR, before=old.config.settings.severity)


def _graded(finding: Finding, new: Run, most: Severity, before: Mapping[str, Severity] | None = None) -> Finding:
    """As grave as it is configured, at ``most``; an edit does not make milder what is said of it."""
    settings = new.settings.get(finding.location.path)
    said = [
        each[finding.rule] for each in (settings.severity if settings else {}, before or {}) if finding.rule in each
    ]
    gravest = max(said, key=_GRAVITY.index, default=finding.severity)
    return replace(finding, severity=min(gravest, most, key=_GRAVITY.index))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the settings of a file are said: the nearest configuration file that changed, or else a pack of rules."""

    old: _Old
    new: Run

    def of(self, path: str) -> tuple[Document, Span]:
        """The place, and its document; the beginning of the file itself where nothing else was changed."""
        judged = list((self.new.judged or {}).values())
        folder = os.path.join(os.path.dirname(path), "")
        files = [
            file
            for file in self.old.edit.said
            if folder.startswith(os.path.join(os.path.dirname(file), "")) or not path
        ]
        for file in (*sorted(files, key=lambda file: -len(os.path.dirname(file))), *self.old.edit.said):
            text = self.old.edit.text(file)
            if text is not None and (os.path.basename(file) != PROJECT or NAME.partition(".")[0] in text):
                language = language_of([each.document for each in judged])
                # What a configuration lets go of may be meant so, and say it beside: # claimlint: ignore[weakened] …
                document = Document(file, text, text, (), language=language, remarks=in_text(text))
                self.new.documents.setdefault(file, document)
                ran = frozenset((*EDITS, *SUPPRESSIONS))
                self.new.scopes.setdefault(file, scope_of(self.old.config.settings, ran, document))
                return document, self._first_change(file, document)
        document = self.new.documents[path] if path in self.new.documents else judged[0].document
        return document, Span(0, 0)

    def _first_change(self, file: str, document: Document) -> Span:
        with reading(self.old.before):
            text = self.old.edit.text(file) or ""
        changes = compared(Document(file, text, text, ()), document, (), ())
        lines = [line for line in sorted(changes.lines) if document.line_text(line).strip()[:1] not in ("", "#")]
        if not lines:
            return Span(0, 0)
        start, said = document.line_span(lines[0]).start, document.line_text(lines[0])
        return Span(start + len(said) - len(said.lstrip()), start + len(said.rstrip()))


def _of_edit(report: Report, old: _Old) -> Report:
    """The report without the findings that were there before, of lines that are as they were."""
    now = {was: path for path, was in old.edit.old.items() if was is not None}
    known = Counter(_identity(each, now.get(each.location.path, each.location.path)) for each in old.findings)
    kept: list[Finding] = []
    left_out = 0
    for finding in report.findings:
        path = finding.location.path
        identity = _identity(finding, path)
        is_old = known[identity] > 0 or (path in old.edit.old and path not in old.pairs and path not in old.whole)
        known[identity] -= 1
        if finding.rule in EDITS or not is_old or _touches(finding, old, report.documents):
            kept.append(finding)
        elif finding.suppressed is None:
            left_out += 1
    return replace(report, findings=tuple(kept), left_out=left_out)


def _identity(finding: Finding, path: str) -> tuple[str, str, str]:
    return path, finding.rule, finding.fingerprint


def _touches(finding: Finding, old: _Old, documents: Mapping[str, Document]) -> bool:
    for place in (finding.location, *(related.location for related in finding.related)):
        document = documents.get(place.path)
        changes: Changes | None = old.pairs[place.path].changes if place.path in old.pairs else None
        if place.path in old.whole and document is not None:
            changes = whole(document)
        if document is not None and changes is not None and changes.touch(document, place.start, place.end):
            return True
    return False
