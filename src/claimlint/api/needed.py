"""``needs``: the reference values that would decide what is undecidable.  Each is tried before it is asked for."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import cache

from claimlint.api.functions import Changed, Config
from claimlint.api.inputs import Given, TextOrPath, inputs
from claimlint.api.options import configure
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Failure, Report
from claimlint.model.interval import exact_string
from claimlint.model.need import Need, Needs
from claimlint.model.text import Document, Language, Location, Span
from claimlint.model.verdict import Status
from claimlint.pipeline import watched
from claimlint.rules.run import Outcome
from claimlint.settings.configuration import Configuration

_TRIAL = "<needs>"  # the name of a file of facts that is nowhere
_REASONS = frozenset({"needs-reference", "needs-inputs"})
# A formula of a report.yaml that names a fact which is not there (checks/formula.py says so).
_UNKNOWN = re.compile(r"unknown name `([^`]+)`")
_NO_NAME = re.compile(r"[^\w]+")
_EDGES = " .,;:\u3002\uff0c\u7684"
Key = tuple[str, Span]


def needs(text_or_path: TextOrPath, *, given: Given | None = None, config: Config = None) -> Needs:
    """The facts that would decide shares of a whole which the text only names, and formulas of a report.yaml.

    A share counts only where a fact of that name does decide it.  What cannot be read is passed over, and told.
    """
    run = config if isinstance(config, Configuration) else configure(file=config)
    paths, texts = inputs(text_or_path, None, given)
    seen = _Seen()
    report = watched(paths, run, texts, seen.add)
    wanted = list(seen.wanted(report))
    decided = _Seen()
    if wanted:
        facts = "facts:\n" + "".join(_trial(number, each) for number, each in enumerate(wanted))
        trial = Changed(run, lambda settings: replace(settings, facts=(*settings.facts, _TRIAL)))
        watched(paths, trial, {**texts, _TRIAL: facts.encode()}, decided.add)
    found = [*_of_shares(wanted, decided.open, report), *_of_formulas(report.failures, report)]
    errors = tuple(failure for failure in report.failures if not _UNKNOWN.search(failure.message))
    return Needs(_each_once(found), _others(report, found), _language(report), errors)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A share of a whole that is only named, and the amount that it is of."""

    share: Claim
    part: Claim
    subject: str
    metric: str | None  # where the name of the whole says it


@dataclass(slots=True)
class _Seen:
    """What a run could not decide for want of another number."""

    open: dict[Key, Claim] = field(default_factory=dict)
    beside: dict[tuple[str, int], list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def add(self, document: Document, claims: Sequence[Claim], outcomes: Sequence[Outcome]) -> None:
        """What was judged of a document."""
        for claim in claims:
            self.beside[claim.path, claim.place.sentence].append(claim)
        decided = {_key(each.stated) for each in outcomes if each.verdict.status is not Status.UNDECIDABLE}
        for outcome in outcomes:
            claim = outcome.stated
            lacking = outcome.case is None and outcome.verdict.reason in _REASONS
            if lacking and claim.role is Role.SHARE and claim.of and _key(claim) not in decided:
                self.open[_key(claim)] = claim

    def wanted(self, report: Report) -> Iterator[_Wanted]:
        """Those of which something is known: the amount in front, and a name of the whole."""
        for claim in self.open.values():
            before = [c for c in self.beside[claim.path, claim.place.sentence] if c.place.order < claim.place.order]
            amounts = [c for c in before if c.role is Role.LEVEL and c.quantity.value]
            subject = _subject(claim, report.documents[claim.path])
            whole = (claim.of or "").strip(_EDGES)
            metric = claim.metric if whole.endswith(_metrics()) else None
            if amounts and subject and claim.quantity.value:
                yield _Wanted(claim, amounts[-1], subject, metric)


def _trial(number: int, wanted: _Wanted) -> str:
    """A fact that makes the share true."""
    share, part = wanted.share.quantity, wanted.part.quantity
    amount = Fraction(part.value or 0) / ((share.value or 1) * share.unit.factor)
    lines = {"id": f"needed.{number}", "subject": wanted.subject, "amount": exact_string(amount), "unit": part.unit.id}
    lines |= {"source": "trial"} | ({"metric": wanted.metric} if wanted.metric else {})
    lines |= {"period": wanted.share.period.id} if wanted.share.period else {}
    return f"  - {json.dumps(lines, ensure_ascii=False)}\n"


def _of_shares(wanted: Sequence[_Wanted], still: dict[Key, Claim], report: Report) -> Iterator[Need]:
    for each in wanted:
        share = each.share
        if _key(share) in still:
            continue
        period = share.period.id if share.period else None
        where = report.documents[share.path].locate(share.quantity.span)
        id = _id(each.subject, each.metric, period)
        yield Need(id, (where,), each.subject, each.metric, period, share.scope, each.part.quantity.unit.id)


def _id(subject: str, metric: str | None, period: str | None) -> str:
    """A name that formulas can write: 华为.revenue_2024."""
    name, *rest = (_NO_NAME.sub("_", part).strip("_").lower() for part in (subject, metric, period) if part)
    behind = "_".join(rest)
    return f"{name}{'.' if metric else '_' if behind else ''}{behind}"


def _of_formulas(failures: Sequence[Failure], report: Report) -> Iterator[Need]:
    for failure in failures:
        unknown = _UNKNOWN.search(failure.message)
        document = report.documents.get(failure.path)
        if unknown is None or document is None or failure.line is None or failure.column is None:
            continue
        start = document.line_span(failure.line).start + failure.column - 1
        yield Need(unknown[1], (document.locate(Span(start, start + len(unknown[1]))),))


def _each_once(found: Sequence[Need]) -> tuple[Need, ...]:
    """One fact for one name, with all the numbers that it decides."""
    kept: dict[tuple[str, str], Need] = {}
    for need in found:
        first = kept.setdefault((need.id, need.unit), need)
        if first is not need:
            kept[need.id, need.unit] = replace(first, decides=(*first.decides, *need.decides))
    return tuple(kept.values())


def _others(report: Report, found: Sequence[Need]) -> int:
    """How many numbers stay undecided."""
    decided = {(where.path, where.start) for need in found for where in need.decides}
    return sum(
        number.standing == "undecidable" and (path, number.span.start) not in decided
        for path, numbers in report.numbers.items()
        for number in numbers
    )


def _language(report: Report) -> Language:
    languages = [document.language for document in report.documents.values()]
    return "zh" if languages.count("zh") * 2 > len(languages) else "en"


def _subject(claim: Claim, document: Document) -> str:
    """Whose whole it is, as the text spells it: 华为 of 华为收入, Nvidia of "total Nvidia sales"."""
    whole = claim.of or ""
    own = (claim.subject or "").lower()
    name = own if own and own in whole else _without_metric(whole)
    block = next(b.span for b in document.blocks if b.span.covers(claim.quantity.span))
    folded = document.folded[block.start : block.end].lower()
    at = folded.find(name) if name else -1
    return document.text[block.start + at : block.start + at + len(name)] if at >= 0 else ""


def _without_metric(whole: str) -> str:
    whole = whole.strip(_EDGES)
    for word in _metrics():
        if whole.endswith(word):
            whole = whole.removesuffix(word).strip(_EDGES)
            break
    whole = re.sub(r"['\u2019]s?$", "", whole)
    return re.sub(r"^(?:the |its |total )+", "", whole).strip(_EDGES)


@cache
def _metrics() -> tuple[str, ...]:
    """The names of what is measured, the longest first."""
    words = {word.lower() for entry in entries("metrics") for word in entry.get("words", ())}
    return tuple(sorted(words, key=len, reverse=True))


def _key(claim: Claim) -> Key:
    return claim.path, claim.quantity.span


__all__ = ["Location", "Need", "Needs", "needs"]
