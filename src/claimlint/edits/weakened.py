"""Rules that an edit turned off or made milder: by what the settings of a file come to, wherever that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimlint.edits.judged import Judged, Pair
from claimlint.edits.removed import about
from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import WEAKENED, Finding, Severity
from claimlint.model.policy import Rounding
from claimlint.model.text import Document, Language, Span
from claimlint.settings import Settings

# Where a setting of the file at a path is said, as far as can be told.
Place = Callable[[str], tuple[Document, Span]]

_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_MOST_NAMED = 4


@dataclass(slots=True)
class _Gathered:
    """What is said at one place of the same rules for several files."""

    document: Document
    span: Span
    files: list[str] = field(default_factory=list)


def weakened(
    pairs: Sequence[Pair],
    ran: tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]],
    known: frozenset[str],
    place: Place,
) -> Iterator[Finding]:
    """Rules that ran on a file before the edit and do not now, or whose findings weigh less.

    ``ran`` are the ids of what was looked for, by path, before and after; ``known`` those that there are now.
    """
    found: dict[tuple[str, str, tuple[str, ...], str], _Gathered] = {}
    for pair in pairs:
        old, new = pair.old.document.path, pair.new.document.path
        asked = {rule.id for rule in pair.old.report.rules} if pair.old.report is not None else set()
        gone = ran[0][old] - ran[1][new] - asked
        document, span = place(new)
        kinds = [("gone", gone - known, ""), ("off", gone & known, "")]
        kinds += [("milder", frozenset(ids), word) for word, ids in _milder(pair.old, pair.new).items()]
        for kind, ids, word in kinds:
            if ids:
                key = (document.path, kind, tuple(sorted(ids)), word)
                found.setdefault(key, _Gathered(document, span)).files.append(new)
    for (_, kind, sorted_ids, word), gathered in found.items():
        words = phrases(gathered.document.language)
        named = _listed(words, sorted_ids)
        files = _listed(words, gathered.files)
        what = words.say(f"edit_rules_{kind}", count=len(sorted_ids), rules=named, files=files, severity=word)
        yield about(WEAKENED, gathered.document, gathered.span, what, f"{kind} {' '.join(sorted_ids)} {word}")


def _milder(old: Judged, new: Judged) -> dict[str, set[str]]:
    """The rules that run on both but weigh less now, by their new severity."""
    before = {rule.id: rule.severity for rule in old.rules} | dict(old.settings.severity)
    after = {rule.id: rule.severity for rule in new.rules} | dict(new.settings.severity)
    if old.report is not None and new.report is not None:
        before |= {rule.id: Severity(rule.severity) for rule in old.report.rules}
        after |= {rule.id: Severity(rule.severity) for rule in new.report.rules}
    found: dict[str, set[str]] = {}
    for id, severity in after.items():
        was = before.get(id)
        if was is not None and _GRAVITY.index(severity) < _GRAVITY.index(was):
            found.setdefault(severity.value, set()).add(id)
    return found


def excluded(paths: Sequence[str], place: Place) -> Iterator[Finding]:
    """Files that the configuration no longer lets in."""
    if paths:
        document, span = place(paths[0])
        words = phrases(document.language)
        what = words.say("edit_excluded", count=len(paths), files=_listed(words, paths))
        yield about(WEAKENED, document, span, what, f"excluded {' '.join(paths)}")


def run_weakened(old: Settings, new: Settings, place: Place) -> Iterator[Finding]:
    """What concerns the whole run: where it fails, how much must be checked, how loosely numbers are read."""
    document, span = place("")
    say = phrases(document.language).say
    pairs: list[tuple[bool, str, object, object]] = [
        (_GRAVITY.index(new.fail_on) > _GRAVITY.index(old.fail_on), "fail-on", old.fail_on.value, new.fail_on.value),
        (new.min_checked < old.min_checked, "min-checked", old.min_checked, new.min_checked),
        (
            new.policy.rounding is Rounding.EITHER and old.policy.rounding is not Rounding.EITHER,
            "rounding",
            old.policy.rounding.value,
            new.policy.rounding.value,
        ),
        (
            new.policy.about is not None and (old.policy.about is None or new.policy.about > old.policy.about),
            "about",
            old.policy.about,
            new.policy.about,
        ),
    ]
    for is_weaker, key, before, after in pairs:
        if is_weaker:
            yield about(WEAKENED, document, span, say("edit_setting", name=key, old=before, new=after), key)


def _listed(words: Phrases, names: Sequence[str]) -> str:
    named = list(names[:_MOST_NAMED])
    if len(names) > len(named):
        named.append(words.say("edit_more", count=len(names) - len(named)))
    return words.listed(named)


def language_of(documents: Sequence[Document]) -> Language:
    """The language in which files without one of their own are spoken of: that of most documents."""
    chinese = sum(document.language == "zh" for document in documents)
    return "zh" if 2 * chinese > len(documents) else "en"
