"""What the files of one run add up to.

Every file is judged by itself and makes a part; the parts are joined in the order of the files, wherever they were
made.  So a run comes to the same in one process as in several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimlint.cache.notes import Notes, note_all
from claimlint.claims.elsewhere import Library
from claimlint.findings.suppress import Scope
from claimlint.model.finding import Failure, Finding, Number
from claimlint.model.text import Document
from claimlint.rules.run import Watch
from claimlint.settings import Settings

if TYPE_CHECKING:
    from claimlint.edits.judged import Judged
    from claimlint.running.keeping import Keeper
    from claimlint.store.facts import FactsFile


@dataclass(slots=True)
class Run:
    """What accumulates over the files of one run, or what one of them adds.

    A part does not repeat the files of facts that the run knew ``before`` it.
    """

    library: Library
    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    facts: dict[str, FactsFile | Failure] = field(default_factory=dict)
    aged: dict[str, list[Finding]] = field(default_factory=dict)  # facts past their age, by the file that they are in
    ran: dict[str, frozenset[str]] = field(default_factory=dict)  # what was looked for, by path
    scopes: dict[str, Scope] = field(default_factory=dict)  # of the files with remarks
    settings: dict[str, Settings] = field(default_factory=dict)  # of the files, by path
    numbers: dict[str, tuple[Number, ...]] = field(default_factory=dict)
    whys: dict[str, Mapping[str, str]] = field(default_factory=dict)
    judged: dict[str, Judged] | None = None  # kept where two versions are to be compared
    given: Mapping[str, bytes] = field(default_factory=dict)
    watch: Watch | None = None
    keeper: Keeper | None = None  # of what single files add
    before: Mapping[str, FactsFile | Failure] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)  # what was looked at for it

    def part(self, before: Mapping[str, FactsFile | Failure]) -> Run:
        """An empty run, for one file of this one."""
        judged: dict[str, Judged] | None = None if self.judged is None else {}
        part = Run(self.library.part(), judged=judged, before=before)
        part.given, part.watch, part.keeper = self.given, self.watch, self.keeper
        return part

    def cut_off(self) -> None:
        """Forget what the run as a whole knows anyway."""
        self.library.cut_off()
        self.given, self.before, self.watch, self.keeper = {}, {}, None, None

    def knows(self, path: str) -> bool:
        """True where the file of facts at ``path`` has been read."""
        return path in self.facts or path in self.before

    def join(self, part: Run) -> None:
        """Add what the next file makes; of a file of facts, what the first says that has read it."""
        note_all(part.notes)
        self.library.join(part.library)
        self.findings += part.findings
        self.failures += part.failures
        for path, document in part.documents.items():
            if path in part.ran:  # it is read as what it is, not only as what another one names
                self.documents[path] = document
            else:
                self.documents.setdefault(path, document)
        self.aged |= {path: found for path, found in part.aged.items() if path not in self.facts}
        for path, facts in part.facts.items():
            self.facts.setdefault(path, facts)
        self.ran |= part.ran
        self.scopes |= part.scopes
        self.settings |= part.settings
        self.numbers |= part.numbers
        self.whys |= part.whys
        if self.judged is not None and part.judged is not None:
            self.judged |= part.judged
