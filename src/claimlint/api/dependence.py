"""``depends``: the numbers that move if one changes, and those that it is held against."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimlint.api.functions import Config
from claimlint.api.inputs import Given, TextOrPath, inputs
from claimlint.api.options import configure
from claimlint.findings.make import working
from claimlint.model.check import Derivation
from claimlint.model.claim import Claim, Role
from claimlint.model.dependence import Dependence, Dependent, Numeral
from claimlint.model.finding import InputError
from claimlint.model.text import Document, Span, clipped
from claimlint.model.verdict import Status
from claimlint.pipeline import watched
from claimlint.rules.run import Outcome
from claimlint.settings.configuration import Configuration
from claimlint.settings.nearest import hint

_PLACE = re.compile(r"(?:(?P<path>.+):)?(?P<line>[0-9]{1,9}):(?P<column>[0-9]{1,9})")
_DEEPEST = 24
Key = tuple[str, Span]


def depends(
    number: str, text_or_path: TextOrPath = ".", *, given: Given | None = None, config: Config = None
) -> tuple[Dependence, ...]:
    """What moves if ``number`` changes: a marked id, a place (``12:8``, ``report.md:12:8``), or the words themselves.

    Words that stand several times give one answer for each place.  Raises LookupError, with the nearest id, where
    there is no such number in the files; what cannot be read among them is passed over, and :class:`InputError` raised
    where that is all.
    """
    graph = _Graph()
    run = config if isinstance(config, Configuration) else configure(file=config)
    paths, texts = inputs(text_or_path, None, given)
    report = watched(paths, run, texts, graph.add)
    if report.failures and not report.documents:
        raise InputError(report.failures[0])
    graph.documents.update(report.documents)
    return tuple(graph.dependence(key) for key in graph.find(number))


@dataclass(slots=True)
class _Graph:
    """The numbers of all documents, and the relations of each."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[Key, Claim] = field(default_factory=dict)
    relations: dict[Key, list[Outcome]] = field(default_factory=lambda: defaultdict(list))

    def add(self, document: Document, claims: Sequence[Claim], outcomes: Sequence[Outcome]) -> None:
        """What was judged of a document."""
        self.documents[document.path] = document
        for claim in claims:
            if claim.role is not Role.PERIOD and not claim.states:
                self.claims.setdefault(_key(claim), claim)
        for outcome in outcomes:
            undecided = outcome.verdict.status is Status.UNDECIDABLE and outcome.verdict.relation is None
            if outcome.case is None or undecided:
                continue
            for key in dict.fromkeys(_key(claim) for _, claim in outcome.case.claims()):
                self.relations[key].append(outcome)
            for _, claim in outcome.case.claims():  # facts among them
                self.claims.setdefault(_key(claim), claim)

    def find(self, number: str) -> list[Key]:
        """The numbers that ``number`` names."""
        called = [key for key, claim in self.claims.items() if claim.id == number]
        found = called or self._at(number) or self._worded(number)
        if not found:
            known = sorted(claim.id for claim in self.claims.values() if claim.id is not None)
            raise LookupError(f"no number is called, stands at or reads {clipped(number)!r}{hint(number, known)}")
        return sorted(found)

    def _at(self, place: str) -> list[Key]:
        match = _PLACE.fullmatch(place)
        if match is None:
            return []
        line, column = int(match["line"]), int(match["column"])
        found = []
        for path, document in self.documents.items():
            if (match["path"] or path) != path or not 0 < line <= document.lines:
                continue
            offset = document.line_span(line).start + column - 1
            found += [k for k, c in self.claims.items() if k[0] == path and _covers(c.quantity.extended, offset)]
        return found

    def _worded(self, words: str) -> list[Key]:
        sought = "".join(words.split())
        return [
            key
            for key, claim in self.claims.items()
            if sought in ("".join(claim.quantity.text.split()), "".join(self._text(claim).split()))
        ]

    def _text(self, claim: Claim) -> str:
        span = claim.quantity.extended
        return self.documents[claim.path].text[span.start : span.end]

    def dependence(self, key: Key) -> Dependence:
        """The tree below a number: every other one stands in it once, as near to the top as it can."""
        order: dict[Key, list[tuple[Key, Outcome]]] = {key: []}
        waiting = [(key, 0)]
        for here, depth in waiting:  # grows while it is gone through: in breadth
            for there, outcome in self._beside(here):
                if there not in order and depth < _DEEPEST:
                    order[there] = []
                    order[here].append((there, outcome))
                    if _moves(outcome) and _key(outcome.stated) == there:
                        waiting.append((there, depth + 1))
        language = self.documents[key[0]].language
        return Dependence(self._numeral(key), self._tree(key, order), language)

    def _tree(self, key: Key, order: dict[Key, list[tuple[Key, Outcome]]]) -> tuple[Dependent, ...]:
        return tuple(
            Dependent(
                self._numeral(there),
                outcome.rule.id,
                _moves(outcome),
                not outcome.verdict.failed,
                self._working(outcome),
                self._tree(there, order),
            )
            for there, outcome in order[key]
        )

    def _beside(self, key: Key) -> Iterator[tuple[Key, Outcome]]:
        """The stated numbers that follow from a number, and those that it is only compared with."""
        for outcome in self.relations[key]:
            stated = _key(outcome.stated)
            if stated != key:
                yield stated, outcome
            elif not _moves(outcome) and outcome.case is not None:
                for _, claim in outcome.case.claims():
                    if _key(claim) != key:
                        yield _key(claim), outcome

    def _numeral(self, key: Key) -> Numeral:
        claim = self.claims[key]
        return Numeral(self.documents[claim.path].locate(claim.quantity.span), claim.id)

    def _working(self, outcome: Outcome) -> str:
        assert outcome.case is not None  # noqa: S101 (others are not kept)
        return working(outcome.check, outcome.case, self.documents) or ""


def _key(claim: Claim) -> Key:
    return claim.path, claim.quantity.span


def _covers(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _moves(outcome: Outcome) -> bool:
    case = outcome.case
    return case is not None and outcome.check.derived(case) is not Derivation.GIVEN


__all__ = ["Dependence", "Dependent", "depends"]
