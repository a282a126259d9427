"""The page that lists all rules: ``python -m claimlint.rules.pages > rules/README.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from claimlint.cache.compiled import compiled
from claimlint.rules.load import Rule, load_rules

HEAD = """# The rules that come with claimlint

Generated from the packs in this folder by `python -m claimlint.rules.pages > rules/README.md`; a test keeps it current.
Each rule says which numbers go to which check, how strictly, and why. To add one, write it into the pack that it fits
(`schema.json` completes the keys in an editor), with texts that hold and texts that break: they run as its tests.
What stands in `[[…]]` is what a finding points at.
"""
_HAN = compiled("[\u3400-\u9fff]")


def render(rules: Sequence[Rule]) -> str:
    """The page as Markdown."""
    parts = [HEAD, "| rule | check | severity | why |\n|---|---|---|---|\n" + "".join(_row(rule) for rule in rules)]
    for pack, inside in groupby(rules, key=lambda rule: rule.pack):
        parts.append(f"## {pack}.yaml\n")
        parts.extend(_section(rule) for rule in inside)
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    return f"| [{rule.id}](#{rule.id}) | {rule.check} | {rule.severity.value} | {rule.why} |\n"


def _section(rule: Rule) -> str:
    judged = f"Formula: `{rule.expect}`" if rule.expect else f"Check: `{rule.check}`"
    settings = "".join(f", {key} = {value}" for key, value in rule.params.items() if key != "expect")
    reasons = dict.fromkeys((rule.why, *rule.why_in.values()))
    lines = [f"### {rule.id}", ""]
    for why in reasons:
        lines += [why, ""]
    lines += [f"{judged}{settings}. Severity: {rule.severity.value}.", ""]
    for title, texts in (("Holds", rule.holds), ("Breaks", rule.breaks)):
        lines += [f"* {title}: {_shown(text)}" for text in _first_of_each_language(texts)]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    """An example with front matter, or of several files, as it is written; any other as Markdown shows it."""
    return f"\n\n```text\n{text.rstrip()}\n```\n" if text.startswith(("---\n", "=== ")) else text


def _first_of_each_language(texts: Sequence[str]) -> Iterator[str]:
    """The first Chinese and the first English example, in the order of the pack."""
    seen: set[bool] = set()
    for text in texts:
        han = bool(_HAN.search(text))
        if han not in seen:
            seen.add(han)
            yield text


if __name__ == "__main__":
    print(render(load_rules()), end="")
