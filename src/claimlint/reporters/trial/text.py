"""For people: a line for each rule, and what is wrong with its examples."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.model.finding import Finding
from claimlint.model.trial import Example, Trial, Trials
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted

_STEP = "  "


def report(value: Trials, *, color: bool, width: int, quiet: bool = False) -> str:
    """The rules file by file; of an example that fails its place, its words, what is wrong and what was found."""
    rows: list[Row] = []
    for trial in value.trials:
        if not (quiet and trial.passed):
            rows += _rule(trial, width)
    rows += [(Segment(printable(str(failure)), "error"),) for failure in value.failures]
    if value.trials and not quiet:
        rows.append((Segment(_summary(value)),))
    return "".join(painted(row, color=color) + "\n" for row in rows)


def _rule(trial: Trial, width: int) -> Iterator[Row]:
    counts = ", ".join(f"{_count(trial, kind)} {kind}" for kind in ("holds", "breaks"))
    where = f"{printable(trial.path)}:{trial.line}"
    verdict = Segment("ok    ", "note") if trial.passed else Segment("failed", "error")
    yield (verdict, Segment(f"  {trial.rule}", "title"), Segment(f"  {where}  {counts}", "dim"))
    for example in trial.examples:
        if example.faults:
            yield from _example(trial, example, width)


def _count(trial: Trial, kind: str) -> int:
    return sum(example.kind == kind for example in trial.examples)


def _example(trial: Trial, example: Example, width: int) -> Iterator[Row]:
    place = f"{printable(trial.path)}:{example.line}:{example.column}"
    yield (Segment(_STEP), Segment(place, "gutter"), Segment(f" {example.kind}"))
    for line in example.text.splitlines():
        for part in fill(printable(line), width - 2 * len(_STEP) - 2):
            yield (Segment(2 * _STEP), Segment("| ", "gutter"), Segment(part))
    for fault in example.faults:
        yield from _noted("= ", fault, width)
    for finding in example.found:
        yield from _noted("= found ", _told(finding), width)
    if not example.found:
        yield from _noted("= found ", "nothing", width)


def _told(finding: Finding) -> str:
    others = [rule for rule in finding.fails_too if rule != finding.check]
    rules = ", ".join((finding.rule, *others))
    return f"{finding.severity.value}[{rules}] at {finding.location.text}: {finding.message}"


def _noted(head: str, words: str, width: int) -> Iterator[Row]:
    margin = 2 * len(_STEP) + len(head)
    for number, part in enumerate(fill(printable(words), width - margin)):
        yield (Segment(2 * _STEP), Segment(" " * len(head) if number else head, "gutter"), Segment(part))


def _summary(value: Trials) -> str:
    failed = sum(not trial.passed for trial in value.trials)
    examples = [example for trial in value.trials for example in trial.examples]
    wrong = sum(bool(example.faults) for example in examples)
    rules = f"{len(value.trials)} rule{'s' * (len(value.trials) != 1)}"
    texts = f"{len(examples)} example{'s' * (len(examples) != 1)}"
    if not failed:
        return f"{rules} tried by {texts}: all as they say"
    return f"{rules} tried by {texts}: {failed} failed, by {wrong}"
