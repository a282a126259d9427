"""A comment on a pull or merge request, in the Markdown of GitHub and GitLab."""

from __future__ import annotations

import re

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Finding, Report
from claimlint.model.text import Document
from claimlint.reporters.markup import escaped
from claimlint.reporters.told import covered, language_of, notes, summary

# By this line a program finds the comment that it wrote before, to replace it.
MARK = "<!-- claimlint -->"
# GitHub refuses comments of more than 65,536 characters.
_MOST = 60_000
_REACH = 40  # characters of the line that are shown on each side of the number
_WORD = re.compile(r"[0-9A-Za-z.,%$]+")  # not cut in two: a part of a number is another number
# What Markdown might take for its own; $ opens a formula, @ and # would call people and issues.
_SPECIAL = re.compile(r"[\\`*_{}\[\]|~$]")
_LIST = re.compile(r"^(\s*)([-+]|\d+(?=[.)]\s))")  # at the head of a line
_CALLS = re.compile(r"([@#])")
_BLANKS = re.compile(r"\s+")


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The summary, then a part that opens for each finding; what is too long for a comment is counted."""
    words = phrases(language_of(value))
    parts = [MARK, f"### claimlint: {summary(value, words)}"]
    if not quiet:
        parts.append(_text(covered(value.coverage, words)))
    parts += [f"- {_text(str(failure))}" for failure in value.failures]
    shown = [finding for finding in value.findings if finding.suppressed is None]
    length = sum(map(len, parts))
    for index, finding in enumerate(shown):
        part = _part(finding, value.documents.get(finding.location.path))
        length += len(part) + 2
        if length > _MOST:
            parts.append(words.say("more_findings", count=len(shown) - index))
            break
        parts.append(part)
    return "\n\n".join(parts) + "\n"


def _part(finding: Finding, document: Document | None) -> str:
    where = finding.location
    words = phrases(finding.language)
    place = f"{where.path}:{where.line}:{where.column}"
    head = f"<b>{finding.severity.value}</b> <code>{escaped(finding.rule)}</code> {_html(finding.message)}"
    lines = [f"<details><summary>{head}</summary>", "", f"`{place.replace('`', '')}`", ""]
    if document is not None:
        lines += [f"> {_excerpt(finding, document)}", ""]
    lines += [f"- {_text(note)}" for note in notes(finding, words)]
    lines += [f"- {_text(fix.title)}" for fix in finding.fixes]
    lines += [f"- {_explain(words, finding.manual)}"] if finding.manual is not None else []
    return "\n".join((*lines, "", "</details>"))


def _explain(words: Phrases, rule: str) -> str:
    """How to read more, the command as code."""
    command = f"claimlint explain {rule}"
    before, _, after = words.say("explain", rule=rule).partition(command)
    return f"{_text(before)}`{command}`{_text(after)}"


def _excerpt(finding: Finding, document: Document) -> str:
    """The words around the number, which is bold."""
    where = finding.location
    line = document.line_text(where.line)
    start = where.column - 1
    end = where.end_column - 1 if where.end_line == where.line else len(line)
    first, last = max(start - _REACH, 0), min(end + _REACH, len(line))
    if first and (word := _WORD.match(line, first, start)):
        first = word.end() if word.end() < start else first
    if last < len(line) and (tail := _WORD.match(line[end:last][::-1])):
        last = last - tail.end() if last - tail.end() > end else last
    before = ("…" if first else "") + line[first:start].lstrip()
    after = line[end:last].rstrip() + ("…" if last < len(line) else "")
    return f"{_text(before)}<b>{_text(line[start:end])}</b>{_text(after)}"


def _text(text: str) -> str:
    """Words as they are, whatever stands in them."""
    safe = _LIST.sub(_unlisted, _SPECIAL.sub(r"\\\g<0>", _plain(text)))
    return _CALLS.sub(r"\1<!-- -->", safe)


def _unlisted(sign: re.Match[str]) -> str:
    return f"{sign[1]}\\{sign[2]}" if not sign[2].isdigit() else f"{sign[1]}{sign[2]}\\"


def _html(text: str) -> str:
    """The same inside an HTML tag, where Markdown does not reach."""
    return _CALLS.sub(r"\1<!-- -->", _plain(text).replace("$", "<span>$</span>"))


def _plain(text: str) -> str:
    # escaped() makes &#x27; of an apostrophe, whose # is no call
    return escaped(_BLANKS.sub(" ", text)).replace("&#x27;", "'").replace("&quot;", '"')
