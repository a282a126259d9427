"""A comment on a pull or merge request, in the Markdown of GitHub and GitLab."""

from __future__ import annotations

import re

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Finding, Report
from claimlint.model.text import Document
from claimlint.reporters.markup import as_markdown, escaped, in_a_line, without_calls
from claimlint.reporters.told import covered, language_of, notes, summary

# By this line a program finds the comment that it wrote before, to replace it.
MARK = "<!-- claimlint -->"
# GitHub refuses comments of more than 65,536 characters.
_MOST = 60_000
_REACH = 40  # characters of the line that are shown on each side of the number
_WORD = re.compile(r"[0-9A-Za-z.,%$]+")  # not cut in two: a part of a number is another number


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The summary, then a part that opens for each finding; what is too long for a comment is counted."""
    words = phrases(language_of(value))
    parts = [MARK, f"### claimlint: {summary(value, words)}"]
    if not quiet:
        parts.append(as_markdown(covered(value.coverage, words)))
    parts += [f"- {as_markdown(str(failure))}" for failure in value.failures]
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
    lines += [f"- {as_markdown(note)}" for note in notes(finding, words)]
    lines += [f"- {as_markdown(fix.title)}" for fix in finding.fixes]
    lines += [f"- {_explain(words, finding.manual)}"] if finding.manual is not None else []
    return "\n".join((*lines, "", "</details>"))


def _explain(words: Phrases, rule: str) -> str:
    """How to read more, the command as code."""
    command = f"claimlint explain {rule}"
    before, _, after = words.say("explain", rule=rule).partition(command)
    return f"{as_markdown(before)}`{command}`{as_markdown(after)}"


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
    return f"{as_markdown(before)}<b>{as_markdown(line[start:end])}</b>{as_markdown(after)}"


def _html(text: str) -> str:
    """The same inside an HTML tag, where Markdown does not reach."""
    return without_calls(in_a_line(text).replace("$", "<span>$</span>"))
