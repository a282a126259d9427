"""A report.yaml to begin with: the sentences of a report as they stand, every number in them with a name."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from claimlint.claims.sentences import sentences
from claimlint.frozen import dataclass
from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Failure, Finding, InputError, Number
from claimlint.model.functions import FUNCTIONS
from claimlint.model.period import parse_period_id
from claimlint.model.text import Document, Language, Location, Span
from claimlint.model.unit import Kind
from claimlint.pipeline import check, extract
from claimlint.settings import Configured

_UNNAMED = (Role.PERIOD, Role.RANK, Role.COUNT)
_ROUNDS = 4  # in which what is misread on its own is left out
_ENDINGS = {Role.CHANGE: "change", Role.SHARE: "share", Role.MULTIPLE: "multiple"}
# A line break, with what stands before and behind it.
_BREAK = re.compile(r"(?<=(.))[^\S\n]*\n\s*(?=(.))|\s*\n\s*()()", re.DOTALL)
_CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SAID = ("subject", "metric", "scope", "period")


@dataclass(frozen=True, slots=True)
class Starter:
    """A report.yaml, ready to be written to ``path``: how many ``passages`` and ``numbers`` it has.

    ``left_out`` counts passages that would be misread on their own; ``findings`` are those of the report itself that
    its passages repeat.
    """

    path: str
    text: str
    language: Language
    passages: int
    numbers: int
    left_out: int = 0
    findings: tuple[Finding, ...] = ()

    def write(self) -> None:
        """Put it where it belongs, in one step.  Raises :class:`InputError` where that cannot be done."""
        from claimlint.store.replace import replace_file

        replace_file(self.path, self.text)


@dataclass(frozen=True, slots=True)
class _Named:
    """A number of a passage with its name, and what its sentence alone does not say of it."""

    id: str
    claim: Claim
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Passage:
    span: Span
    block: int
    line: int
    numbers: tuple[_Named, ...]
    kept: bool = True


def config_text(language: Language) -> str:
    """A claimlint.toml in which every setting stands as a comment."""
    path = Path(__file__).resolve().parents[1] / "lexicon" / language / "claimlint.toml"
    return path.read_text(encoding="utf-8")


def start_report(path: str, target: str, config: Configured) -> Starter:
    """The starter of the report at ``path``, to stand at ``target``.

    A number gets attributes for what its sentence does not say (its period may stand in a heading), and a passage that
    would be misread on its own is left out.  Raises :class:`InputError` where the report cannot be read.
    """
    report = check([path], config)
    if report.failures:
        raise InputError(report.failures[0])
    (document,) = (each for each in report.documents.values() if each.path in report.numbers)
    claims = [claim for claim in extract([path], config).claims if claim.path == document.path]
    draft = _Draft(document, target, report.numbers[document.path])
    passages = _with_attributes(draft, tuple(_passages(document, claims)), config)
    known = [each.location for each in report.findings] + [
        related.location for each in report.findings for related in each.related
    ]
    found: list[Finding] = []
    for _ in range(_ROUNDS):
        _refuse_empty(path, passages)
        found = list(_findings(draft, passages, config))
        wrong = {_passage_at(draft, passages, finding) for finding in found}
        wrong = {number for number in wrong if not any(_is_in(each, passages[number], document) for each in known)}
        if not wrong:
            break
        passages = tuple(replace(each, kept=each.kept and number not in wrong) for number, each in enumerate(passages))
    kept = [each for each in passages if each.kept]
    numbers = sum(len(each.numbers) for each in kept)
    return Starter(
        target, draft.text(passages), document.language, len(kept), numbers, len(passages) - len(kept), tuple(found)
    )


def _refuse_empty(path: str, passages: Sequence[_Passage]) -> None:
    if not any(each.kept for each in passages):
        raise InputError(Failure(path, "holds no sentence with a number: there is nothing to put into a report.yaml"))


def _is_in(where: Location, passage: _Passage, document: Document) -> bool:
    return where.path == document.path and passage.span.start <= where.start < passage.span.end


def _passages(document: Document, claims: Sequence[Claim]) -> Iterator[_Passage]:
    """The sentences with numbers, but for those in tables."""
    taken = Counter(claim.id for claim in claims if claim.id is not None)
    wanted = [claim for claim in claims if _is_named(document, claim)]
    index = 0
    for sentence in sentences(document):
        inside: list[Claim] = []
        while index < len(wanted) and wanted[index].quantity.span.start < sentence.span.end:
            claim = wanted[index]
            index += 1
            end = inside[-1].quantity.span.end if inside else sentence.span.start
            if end <= claim.quantity.span.start and claim.quantity.span.end <= sentence.span.end:
                inside.append(claim)
        if inside:
            named = tuple(_Named(_name(claim, taken), claim, {}) for claim in inside)
            yield _Passage(sentence.span, sentence.block, document.position(inside[0].quantity.span.start)[0], named)


def _is_named(document: Document, claim: Claim) -> bool:
    in_table = document.blocks[claim.place.block].kind == "cell"
    return not (claim.role in _UNNAMED or claim.quantity.kind is Kind.ORDINAL or in_table or claim.states)


def _name(claim: Claim, taken: Counter[str]) -> str:
    """The author's own name for it, or one made of what it says: ``revenue_2024``, ``revenue_2024_change``."""
    if claim.id is not None:
        return claim.id
    parts = [claim.metric or "", _period(claim) or "", _ENDINGS.get(claim.role, "")]
    name = "_".join(part for part in parts if part).lower()
    name = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in name)
    if not claim.metric or not name[:1].isalpha():
        name = "n"
    taken[name] += 1
    if taken[name] == 1 and name != "n" and name not in FUNCTIONS:
        return name
    other = f"{name}_{taken[name]}" if name != "n" else f"n{taken[name]}"
    taken[other] += 1
    return other if taken[other] == 1 else _name(claim, taken)


def _period(claim: Claim) -> str | None:
    """The period as an attribute spells it, where it can."""
    name = claim.period.id if claim.period is not None and claim.period.year > 0 else None
    return name if name is not None and parse_period_id(name) == claim.period else None


def _with_attributes(draft: _Draft, passages: tuple[_Passage, ...], config: Configured) -> tuple[_Passage, ...]:
    """The passages, each number with what is lost where its sentence stands on its own."""
    read = extract([draft.path], config, {draft.path: draft.text(passages).encode()})
    alone = {claim.id: claim for claim in read.claims if claim.id is not None}
    return tuple(
        replace(
            passage,
            numbers=tuple(
                replace(number, attributes=dict(_lost(number.claim, alone[number.id])))
                for number in passage.numbers
                if number.id in alone
            ),
        )
        for passage in passages
        if any(number.id in alone for number in passage.numbers)
    )


def _lost(claim: Claim, alone: Claim) -> Iterator[tuple[str, str]]:
    for key in _SAID:
        said = _period(claim) if key == "period" else getattr(claim, key)
        read = _period(alone) if key == "period" else getattr(alone, key)
        if said is not None and said != read and not set(said) & set("\"'{}[]\\\n"):
            yield key, said


def _findings(draft: _Draft, passages: Sequence[_Passage], config: Configured) -> Iterator[Finding]:
    report = check([draft.path], config, {draft.path: draft.text(passages).encode()})
    if report.failures:
        raise InputError(report.failures[0])
    yield from (each for each in report.findings if each.location.path == draft.path and each.suppressed is None)


def _passage_at(draft: _Draft, passages: Sequence[_Passage], finding: Finding) -> int:
    """The passage in which a finding of the draft stands."""
    lines = draft.lines(passages)
    return next((number for number in sorted(lines, reverse=True) if lines[number] <= finding.location.line), 0)


@dataclass(frozen=True)
class _Draft:
    """How the starter is written."""

    document: Document
    path: str
    standing: Sequence[Number]

    def text(self, passages: Sequence[_Passage]) -> str:
        """The whole file."""
        return "".join(f"{line}\n" for line, _ in self._rows(passages))

    def lines(self, passages: Sequence[_Passage]) -> Mapping[int, int]:
        """The line on which each passage stands."""
        rows = enumerate(self._rows(passages), start=1)
        return {number: line for line, (_, number) in rows if number is not None}

    def _rows(self, passages: Sequence[_Passage]) -> Iterator[tuple[str, int | None]]:
        """The lines, those with a passage with its number."""
        document, words = self.document, phrases(self.document.language)
        source = os.path.relpath(document.path, os.path.dirname(self.path) or ".").replace(os.sep, "/")
        head = words.say("starter_head", source=source).splitlines()
        said = [f"report: {_quoted(self._title())}", f"source: {_quoted(source)}", f"language: {document.language}"]
        said += [f"as_of: {document.as_of}"] if document.as_of else []
        yield from ((line, None) for line in (*(f"# {line}" for line in head), *said, "claims:"))
        section = -1
        for number, passage in enumerate(passages):
            above = document.blocks[passage.block].section
            if above not in (section, -1):
                section = above
                yield f"  # {self._words(document.blocks[above].span)}", None
            if not passage.kept:
                yield f"  # {words.say('starter_left_out', line=passage.line)}", None
                continue
            rules = self._rules(passage)
            key = "starter_checked" if rules else "starter_unchecked"
            yield f"  # {words.say(key, line=passage.line, rules=words.listed(rules))}", None
            yield f"  - {_quoted(self._marked(passage))}", number
        yield from ((f"# {line}".rstrip(), None) for line in words.say("starter_rules").splitlines())

    def _title(self) -> str:
        heading = next((block for block in self.document.blocks if block.kind == "heading"), None)
        title = self._words(heading.span) if heading is not None else ""
        return title or os.path.splitext(os.path.basename(self.document.path))[0]

    def _rules(self, passage: _Passage) -> list[str]:
        """The rules that decide a number of the passage."""
        spans = {number.claim.quantity.span for number in passage.numbers}
        return sorted({rule for each in self.standing if each.span in spans for rule in each.rules})

    def _words(self, span: Span) -> str:
        return self._plain(span.start, span.end).strip()

    def _marked(self, passage: _Passage) -> str:
        """The sentence as it stands, without markup and in one line, its numbers marked."""
        parts, done = [], passage.span.start
        for number in passage.numbers:
            span = number.claim.quantity.span
            said = "".join(f" {key}={_attribute(value)}" for key, value in number.attributes.items())
            parts += [self._plain(done, span.start), f"[{self._plain(span.start, span.end)}]{{#{number.id}{said}}}"]
            done = span.end
        parts.append(self._plain(done, passage.span.end))
        return "".join(parts).strip()

    def _plain(self, start: int, end: int) -> str:
        both = zip(self.document.text[start:end], self.document.folded[start:end], strict=True)
        return _in_a_line("".join(raw for raw, seen in both if seen != " " or raw.isspace()))


def _in_a_line(text: str) -> str:
    """The lines as one: with a blank between them, but for Chinese."""
    return _BREAK.sub(
        lambda found: "" if _CHINESE.search((found[1] or "") + (found[2] or "")) else " ", _UNSEEN.sub("", text)
    )


def _attribute(value: str) -> str:
    return value if all(sign.isalnum() or sign in "_./-" for sign in value) else f"'{value}'"


def _quoted(text: str) -> str:
    """A YAML scalar in the quotes that change least of it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
