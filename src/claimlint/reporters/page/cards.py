"""A finding on the page: one line that opens its working, its drawing and its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Finding, Report
from claimlint.model.text import Location
from claimlint.reporters.markup import escaped
from claimlint.reporters.page.drawing import drawing
from claimlint.reporters.told import notes, offered, why


def card(index: int, value: Report, names: Mapping[str, str]) -> str:
    """The finding at ``index``; places in documents that have ``names`` on the page are links."""
    finding = value.findings[index]
    words = phrases(finding.language)
    state = " suppressed" if finding.suppressed else ""
    severity = finding.severity.value
    where = finding.location
    place = f"{where.path}:{where.line}:{where.column}"
    return (
        f'<details class="finding {severity}{state}" id="f{index}" data-severity="{severity}" '
        f'data-rule="{escaped(finding.rule)}" lang="{finding.language}">\n'
        f'<summary><span class="badge">{words.say(f"page_{severity}")}</span> '
        f'<code class="rule">{escaped(finding.rule)}</code>'
        f'<span class="message">{escaped(finding.message)}</span>'
        f'<span class="place">{escaped(place)}</span></summary>\n'
        f'<div class="body">{"".join(_body(finding, value, names, words))}</div>\n</details>\n'
    )


def _body(finding: Finding, value: Report, names: Mapping[str, str], words: Phrases) -> Iterator[str]:
    if finding.suppressed:
        known = finding.suppressed.by == "baseline"
        said = words.say("page_known_by" if known else "page_suppressed_by", reason=finding.suppressed.reason)
        yield f'<p class="reason">{escaped(said)}</p>'
    yield drawing(finding)
    listed = [*notes(finding, words), *(offered(fix, phrases(finding.language)) for fix in finding.fixes)]
    if listed:
        yield "<ul>" + "".join(f"<li>{escaped(note)}</li>" for note in listed) + "</ul>\n"
    yield f'<h4>{words.say("page_places")}</h4><ol class="places">'
    yield f"<li>{_place(finding.location, '', names)}</li>"
    for location, label in _others(finding):
        yield f"<li>{_place(location, label, names)}</li>"
    yield "</ol>\n"
    reason = why(value, finding.rule, finding.language)
    if reason and reason not in finding.notes:  # of a report's own rule, it is said already
        yield f'<p class="why"><b>{words.say("page_why")}</b> {escaped(reason)}</p>'
    if finding.manual is not None:
        yield f'<p class="more"><code>claimlint explain {escaped(finding.manual)}</code></p>'


def _others(finding: Finding) -> Iterator[tuple[Location, str]]:
    """Each place that takes part, once, with what it is there."""
    labels: dict[Location, dict[str, None]] = {}
    for related in finding.related:
        if related.location != finding.location:
            labels.setdefault(related.location, {})[related.note or related.label] = None
    yield from ((location, "; ".join(said)) for location, said in labels.items())


def _place(where: Location, label: str, names: Mapping[str, str]) -> str:
    quoted = " ".join(where.text.split())
    role = " ".join(label.replace(quoted, " ").split())
    said = f' <span class="role">{escaped(role)}</span>' if role else ""
    text = (
        f'<b>{escaped(quoted)}</b>{said} <span class="place">{escaped(where.path)}:{where.line}:{where.column}</span>'
    )
    return f'<a href="#{names[where.path]}-{where.start}">{text}</a>' if where.path in names else text
