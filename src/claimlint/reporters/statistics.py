"""How many findings each rule has, the most first: what ``claimlint check --statistics`` adds."""

from __future__ import annotations

from collections import Counter

from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Report
from claimlint.reporters.terminal.paint import Segment, Style, painted
from claimlint.reporters.told import language_of


def statistics(value: Report, *, color: bool) -> str:
    """A line for each rule and severity, with the number of files, and one for what is suppressed."""
    words = phrases(language_of(value))
    counts: Counter[tuple[str, Style]] = Counter()
    files: dict[tuple[str, Style], set[str]] = {}
    for finding in value.findings:
        key: tuple[str, Style] = (finding.rule, finding.severity.value if finding.suppressed is None else "dim")
        counts[key] += 1
        files.setdefault(key, set()).add(finding.location.path)
    rows = sorted(counts.items(), key=lambda item: (item[0][1] == "dim", -item[1], item[0]))
    digits = max((len(str(count)) for _, count in rows), default=1)
    margin = max((len(rule) for rule, _ in counts), default=0)
    lines = []
    for (rule, style), count in rows:
        kind = words.say("is_suppressed") if style == "dim" else style
        where = words.say("in_files", files=words.say("files", count=len(files[rule, style])))
        row = (Segment(f"{count:>{digits}}  "), Segment(rule.ljust(margin)), Segment(f"  {kind}", style))
        lines.append(painted((*row, Segment(f"  {where}", "dim")), color=color))
    return "".join(line + "\n" for line in lines)
