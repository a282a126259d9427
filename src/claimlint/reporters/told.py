"""What a finding and a report say to people, in words: shared by the formats that are read and not parsed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Coverage, Finding, Report, Severity
from claimlint.model.text import Language

_COMPARISONS = ("<", ">", "≤", "≥", " = ")


def label(finding: Finding, words: Phrases) -> str:
    """What stands under the main span."""
    if finding.label or finding.stated is None:
        return finding.label
    if finding.shown_point is None:
        return words.say("stated", value=finding.location.text)
    return words.say("stated_recomputed", value=finding.location.text, point=finding.shown_point)


def notes(finding: Finding, words: Phrases) -> Iterator[str]:
    """The working, the values that follow, and what else there is to know."""
    if finding.working:
        compared = any(sign in finding.working for sign in _COMPARISONS)
        yield words.say("must_hold" if compared else "working", value=finding.working)
    if finding.shown:
        if finding.shown_point in (None, finding.shown):
            yield words.say("recomputed", range=finding.shown)
        else:
            yield words.say("recomputed_point", range=finding.shown, point=finding.shown_point)
    if finding.would_pass:
        yield words.say("would_pass", value=finding.would_pass)
    if finding.reading:
        yield words.say("reading", value=words.reading(finding.reading))
    if finding.likely_cause:
        yield words.say("likely_cause", value=words.cause(finding.likely_cause))
    yield from finding.notes


def advice(finding: Finding, words: Phrases) -> Iterator[str]:
    """What to do: repair, read on, or mark it as meant."""
    yield from (fix.title for fix in finding.fixes)
    if finding.manual is not None:
        yield words.say("explain", rule=finding.manual)
    in_yaml = finding.location.path.endswith((".yaml", ".yml", ".toml"))
    yield words.say("suppress_yaml" if in_yaml else "suppress", rule=finding.rule)


def language_of(value: Report) -> Language:
    """The language of most documents (or findings, where none was kept)."""
    languages = Counter(document.language for document in value.documents.values())
    languages = languages or Counter(finding.language for finding in value.findings)
    return max(languages, key=lambda language: (languages[language], language), default="en")


def summary(value: Report, words: Phrases) -> str:
    """How many findings of each severity in how many files."""
    shown = Counter(finding.severity for finding in value.findings if finding.suppressed is None)
    counts = [
        (key, shown[severity])
        for key, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING), ("notes", Severity.NOTE))
    ]
    counts.append(("suppressed", sum(finding.suppressed is not None for finding in value.findings)))
    said = [words.say(key, count=count) for key, count in counts if count] or [words.say("clean")]
    if value.left_out:
        said.append(words.say("left_out", count=value.left_out))
    files = words.say("files", count=value.files)
    summary = words.say("summary", counts=words.say("separator").join(said), files=files)
    failed = len(value.failures)
    return summary if not failed else words.say("and", first=summary, second=words.say("failures", count=failed))


def covered(coverage: Coverage, words: Phrases) -> str:
    """How many numbers were read, and what became of them."""
    parts = [words.say("checked", count=coverage.checked)]
    if coverage.undecidable:
        ordered = sorted(coverage.undecidable.items(), key=lambda item: (-item[1], item[0]))
        named = [words.say("reason", count=count, name=words.reason(code)) for code, count in ordered]
        reasons = words.say("reason_separator").join(named)
        parts.append(words.say("undecidable", count=sum(coverage.undecidable.values()), reasons=reasons))
    parts.append(words.say("unchecked", count=coverage.unchecked))
    read = words.say("quantities", count=coverage.quantities)
    return words.say("coverage", quantities=read, parts=words.say("separator").join(parts))


def why(value: Report, rule: str, language: Language) -> str | None:
    """The reason why ``rule`` exists, in ``language`` where its author says it so; None where nobody says."""
    manual = phrases(language).manuals.get(rule)
    if manual is not None:
        return manual.why
    said = value.whys.get(rule, {})
    return said.get(language) or next(iter(said.values()), None)
