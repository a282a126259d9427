"""For people: a tree of the numbers that move, each with the rule and the relation that ties it to the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.dependence import Dependence, Dependent, Numeral
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted

_TEE, _LAST, _BAR, _GAP = "\u251c\u2500 ", "\u2514\u2500 ", "\u2502  ", "   "


def report(value: Sequence[Dependence], *, color: bool, width: int, quiet: bool = False) -> str:
    """One tree for each number."""
    rows: list[Row] = []
    for index, each in enumerate(value):
        words = phrases(each.language)
        rows += [()] if index else []
        rows.append((Segment(_named(each.number), "title"), Segment(f"  {_place(each.number)}", "dim")))
        rows += _below(each.dependents, "", words, width)
        if not each.dependents:
            rows.append((Segment(words.say("depends_none")),))
    return "".join(painted(row, color=color) + "\n" for row in rows)


def _below(dependents: Sequence[Dependent], lead: str, words: Phrases, width: int) -> Iterator[Row]:
    for index, each in enumerate(dependents):
        last = index == len(dependents) - 1
        yield (
            Segment(lead + (_LAST if last else _TEE), "gutter"),
            Segment(_named(each.number), "title" if each.holds else "error"),
            Segment(f"  {_place(each.number)}", "dim"),
        )
        beneath = lead + (_GAP if last else _BAR)
        bar = beneath + (_BAR if each.dependents else _GAP)
        for line in fill(printable(_told(each, words)), max(width - len(bar), 20)):
            yield (Segment(bar, "gutter"), Segment(line))
        yield from _below(each.dependents, beneath, words, width)


def _told(each: Dependent, words: Phrases) -> str:
    key = "depends_computed" if each.computed else "depends_compared"
    said = words.say(key, rule=each.rule)
    said = words.say("depends_working", what=said, working=each.working) if each.working else said
    return said if each.holds else words.say("depends_broken", what=said)


def _named(number: Numeral) -> str:
    text = printable(" ".join(number.location.text.split()))
    return text if number.id is None else f"{text} #{printable(number.id)}"


def _place(number: Numeral) -> str:
    return f"{printable(number.location.path)}:{number.location.line}:{number.location.column}"
