"""Rules of the user's own, tried by their own examples: each text runs through the whole pipeline."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, Finding, InputError, Severity
from claimlint.model.text import Span
from claimlint.model.trial import Example, Trial, Trials, texts_in
from claimlint.pipeline import check
from claimlint.rules.load import Rule, load_rules
from claimlint.rules.own import own_rules
from claimlint.settings import Settings
from claimlint.sources.decode import decode, load
from claimlint.sources.find import YAML, short_path
from claimlint.sources.yaml_tree import Tree, read_tree

_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_TEXT = "example.md"  # examples are Markdown: they may hold a table


def packs_in(paths: Sequence[str]) -> Iterator[str]:
    """The files that ``paths`` stand for: a folder for the YAML in it."""
    for path in paths:
        if os.path.isdir(path):
            names = sorted(name for name in os.listdir(path) if os.path.splitext(name)[1].lower() in YAML)
            yield from (short_path(os.path.join(path, name)) for name in names)
        else:
            yield short_path(path)


def try_packs(paths: Sequence[str], settings: Settings) -> Trials:
    """Try every rule of the packs at ``paths``, beside those that are configured and those that come with claimlint.

    A pack that cannot be read is a failure; the others are still tried.
    """
    wanted, failures = list(dict.fromkeys(paths)), []
    packs = [path for path in settings.packs if path not in wanted]
    usable = []
    for path in wanted:
        try:
            own_rules((*packs, path))
        except InputError as error:
            failures.append(error.failure)
            continue
        packs.append(path)
        usable.append(path)
    trials = [trial for path in usable for trial in _tried(path, replace(settings, packs=tuple(packs), baseline=None))]
    return Trials(tuple(trials), tuple(dict.fromkeys(failures)))


def _tried(path: str, settings: Settings) -> Iterator[Trial]:
    tree = read_tree(path, decode(path, load(path)))
    pack = own_rules((path,))
    for number, rule in enumerate(pack):
        court = _Court(rule, _with(rule, settings), tree, number)
        examples = (*court.examples("holds", rule.holds), *court.examples("breaks", rule.breaks))
        line, _ = tree.position(tree.place(["rules", number, "id"]).start)
        yield Trial(rule.id, path, line, examples)


def _with(rule: Rule, settings: Settings) -> Settings:
    """Settings under which the rule runs, whatever is configured: it is to show what it can do."""
    ignore = tuple(id for id in settings.ignore if id != rule.id)
    select = settings.select
    if select or rule.preview:
        usual = (each.id for each in (*load_rules(), *own_rules(settings.packs)) if not each.preview)
        select = tuple({*(select or usual), rule.id})
    return replace(settings, ignore=ignore, select=select)


@dataclass(frozen=True, slots=True)
class _Court:
    rule: Rule
    settings: Settings
    tree: Tree
    number: int

    def examples(self, kind: Literal["holds", "breaks"], texts: Sequence[str]) -> tuple[Example, ...]:
        return tuple(self._example(kind, index, text) for index, text in enumerate(texts))

    def _example(self, kind: Literal["holds", "breaks"], index: int, text: str) -> Example:
        line, column = self.tree.position(self.tree.place(["rules", self.number, kind, index]).start)
        example = Example(kind, text, line, column)
        marks = list(_MARKED.finditer(text))
        if kind == "breaks" and len(marks) != 1:
            return replace(example, faults=(f"must mark one number as [[…]], and marks {len(marks)}",))
        texts = texts_in(text, _TEXT)
        plain = {name: _MARKED.sub(r"\1", one) if kind == "breaks" else one for name, one in texts.items()}
        report = check([*plain], self.settings, {name: one.encode() for name, one in plain.items()})
        found = tuple(finding for finding in report.findings if self._counts(finding))
        faults = [_unread(failure) for failure in report.failures]
        if kind == "holds":
            faults += ["must hold, and something is found"] if found else []
        else:
            name, mark = next((name, mark) for name, one in texts.items() for mark in _MARKED.finditer(one))
            faults += self._missed(found, name, Span(mark.start(), mark.start() + len(mark[1])))
        return replace(example, found=found, faults=tuple(faults))

    def _counts(self, finding: Finding) -> bool:
        """Notes of other rules are in nobody's way."""
        return finding.suppressed is None and (
            finding.severity is not Severity.NOTE or self.rule.id in (finding.rule, *finding.fails_too)
        )

    def _missed(self, found: Sequence[Finding], name: str, mark: Span) -> Iterator[str]:
        ends = mark.start, mark.end
        own = [finding for finding in found if self.rule.id in (finding.rule, *finding.fails_too)]
        if not own:
            yield f"{self.rule.id} must be found at the mark, and is not"
        elif all((each.location.path, each.location.start, each.location.end) != (name, *ends) for each in own):
            yield f"{self.rule.id} must be found at the mark, and is found elsewhere"
        if len(found) > len(own) or len(own) > 1:
            yield "one finding is meant, and there are more"


def _unread(failure: Failure) -> str:
    return f"cannot be read: {failure.message}"
