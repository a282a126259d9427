"""One self-contained page: the text with its numbers marked, and beside it the findings with their working.

It loads nothing: style and script are inside, and a policy forbids every other source.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from claimlint import __version__
from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Report
from claimlint.reporters.markup import escaped
from claimlint.reporters.page.cards import card
from claimlint.reporters.page.marks import marks_of
from claimlint.reporters.page.text import Text
from claimlint.reporters.told import language_of, summary

_FOLDER = Path(__file__).resolve().parents[1] / "page"
_STANDINGS = ("checked", "undecidable", "unchecked")
_KEYS = (("j k", "next"), ("g", "text"), ("o", "open"), ("/", "filter"), ("t", "theme"), ("?", "help"))
_WIDTH = 1000  # of the bar that shows how much was checked


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The page.  Numbers bear the verdict on them; suppressed findings are there, and hidden until asked for."""
    language = language_of(value)
    words = phrases(language)
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("style.css", "script.js"))
    said = escaped(summary(value, words))
    shown = _shown(value)
    labels = ("open_all", "close_all", "theme", "keys", "filter", "none")
    return Template((_FOLDER / "page.html").read_text("utf-8")).substitute(
        {name: escaped(words.say(f"page_{name}")) for name in labels},
        language="zh-Hans" if language == "zh" else language,
        version=__version__,
        title=words.say("page_title", summary=said),
        summary=said,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        coverage=_coverage(value, words),
        filters="".join(_filters(value, words)),
        unread=_unread(value, words),
        text_label=words.say("page_text"),
        texts="".join(_texts(value, shown)),
        findings_label=words.say("page_findings"),
        findings="".join(card(index, value, shown) for index in range(len(value.findings))),
        key_list="".join(_key(keys, words.say(_key_name(name))) for keys, name in _KEYS),
    )


def _hash(text: str) -> str:
    """What a Content-Security-Policy knows an inline style or script by."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _shown(value: Report) -> dict[str, str]:
    """The documents on the page and their names there: those that were checked, and those that a finding quotes."""
    paths = {*(value.run or value.documents)}
    for finding in value.findings:
        paths |= {finding.location.path, *(related.location.path for related in finding.related)}
    return {path: f"t{index}" for index, path in enumerate(sorted(paths & value.documents.keys()))}


def _texts(value: Report, shown: Mapping[str, str]) -> Iterator[str]:
    marks = marks_of(value)
    counts = Counter(finding.location.path for finding in value.findings if finding.suppressed is None)
    for path, name in shown.items():
        document = value.documents[path]
        words = phrases(document.language)
        is_open = " open" if counts[path] or len(shown) == 1 else ""
        count = f'<span class="counts">{words.say("page_findings")} {counts[path]}</span>' if counts[path] else ""
        lines = "".join(Text(document, marks.get(path, ()), value.findings, name).html())
        yield (
            f'<details class="file"{is_open}><summary><span>{escaped(path)}</span>{count}</summary>\n'
            f'<div class="text" lang="{document.language}">\n{lines}</div></details>\n'
        )


def _coverage(value: Report, words: Phrases) -> str:
    """A bar of what was checked, and the meaning of the lines under numbers."""
    covered = value.coverage
    counts = {
        "checked": covered.checked,
        "undecidable": sum(covered.undecidable.values()),
        "unchecked": covered.unchecked,
    }
    at, bars = 0, []
    for name in _STANDINGS:
        size = counts[name] * _WIDTH // (sum(counts.values()) or 1)
        bars.append(f'<rect class="{name}" x="{at}" width="{size}" height="8"/>')
        at += size
    keys = "".join(
        f'<span class="key {name}"{_reasons(value, words) if name == "undecidable" else ""}>'
        f"{words.say(f'page_{name}')} {counts[name]}</span>"
        for name in _STANDINGS
    )
    read = escaped(words.say("quantities", count=covered.quantities))
    svg = f'<svg viewBox="0 0 {_WIDTH} 8" preserveAspectRatio="none" aria-hidden="true">{"".join(bars)}</svg>'
    return f'<p class="coverage">{svg}<span>{read}</span>{keys}</p>'


def _reasons(value: Report, words: Phrases) -> str:
    """Why numbers are undecidable, the commonest reason first, for those who point at the count."""
    ordered = sorted(value.coverage.undecidable.items(), key=lambda item: (-item[1], item[0]))
    said = (words.say("reason", count=count, name=words.reason(code)) for code, count in ordered)
    return f' title="{escaped(words.say("reason_separator").join(said))}"' if ordered else ""


def _filters(value: Report, words: Phrases) -> Iterator[str]:
    live = [finding for finding in value.findings if finding.suppressed is None]
    severities = Counter(finding.severity.value for finding in live)
    for name in ("error", "warning", "note"):
        if severities[name]:
            box = f'<input type="checkbox" name="severity" value="{name}" checked>'
            yield f'<label class="{name}">{box}{words.say(f"page_{name}")} {severities[name]}</label>'
    silent = len(value.findings) - len(live)
    if silent:
        box = '<input type="checkbox" name="suppressed">'
        yield f"<label>{box}{words.say('page_suppressed')} {silent}</label>"
    rules = Counter(finding.rule for finding in value.findings)
    if len(rules) > 1:
        options = "".join(f'<option value="{escaped(id)}">{escaped(id)} ({rules[id]})</option>' for id in sorted(rules))
        every = f'<option value="">{words.say("page_all_rules")}</option>'
        yield f'<label>{words.say("page_rule")} <select name="rule">{every}{options}</select></label>'


def _unread(value: Report, words: Phrases) -> str:
    if not value.failures:
        return ""
    lines = "".join(f"<p>{escaped(str(failure))}</p>" for failure in value.failures)
    return f'<section class="unread" role="alert"><b>{words.say("page_unread")}</b>{lines}</section>'


def _key_name(name: str) -> str:
    return "page_theme" if name == "theme" else f"page_key_{name}"


def _key(keys: str, said: str) -> str:
    caps = " ".join(f"<kbd>{key}</kbd>" for key in keys.split())
    return f"<dt>{caps}</dt><dd>{escaped(said)}</dd>"
