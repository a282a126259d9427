"""The parts of the documentation site that follow from code: mkdocs calls what begins with ``on_``.

A page for each rule pack, and in other pages ``<!-- generated: … -->`` where the keys of a report.yaml, the functions
of a formula, the commands or a finding belong.
"""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

import claimlint
from claimlint.apps.cli import COMMANDS
from claimlint.apps.cli import claimlint as command_line
from claimlint.checks import registry
from claimlint.lexicon.phrases import phrases
from claimlint.model.check import Breaks, Holds
from claimlint.model.finding import LOOKUPS
from claimlint.model.functions import FUNCTIONS
from claimlint.model.text import Language
from claimlint.sources.report_schema import ReportEntry

DOCS = Path(__file__).parents[1] / "docs"
LANGUAGES: tuple[tuple[Language, str], ...] = (("en", "English"), ("zh", "中文"))
_HAN = re.compile("[\u3400-\u9fff]")
_GENERATED = re.compile(r"<!-- generated: ([a-z ]+) -->")
_OUTSIDE = {"../rules/README.md": "rules/index.md"}
_MOST_EXAMPLES = 3


def on_config(config: Any) -> Any:
    """The pages of the rules; and pages that the navigation does not name come under "More"."""
    packs = dict.fromkeys(rule.pack for rule in claimlint.list_rules(isolated=True))
    rules = next(entry for entry in config.nav if "Rules" in entry)
    rules["Rules"] = [*rules["Rules"], *(f"rules/{pack}.md" for pack in sorted(packs)), "rules/marks.md"]
    named = set(re.findall(r"[\w/.-]+\.md", str(config.nav)))
    left = sorted(path.name for path in DOCS.glob("*.md") if path.name not in named)
    if left:
        config.nav.append({"More": left})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages of the rules."""
    from mkdocs.structure.files import File

    for name, text in rule_pages().items():
        files.append(File.generated(config, f"rules/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Put in what is generated, and turn links out of the folder into links to pages."""
    for outside, inside in _OUTSIDE.items():
        markdown = markdown.replace(f"({outside})", f"({inside})")
    return filled(markdown)


def filled(markdown: str) -> str:
    """The page with its generated parts."""
    return _GENERATED.sub(lambda match: PARTS[match[1]](), markdown)


def rule_pages() -> dict[str, str]:
    """The pages of the rules by their names."""
    rules = claimlint.list_rules(isolated=True)
    pages = {"index": _index(rules), "marks": _lookups()}
    for pack, inside in groupby(rules, key=lambda rule: rule.pack):
        head = f"# {pack.capitalize()}\n\nOnly these rules: `use: [{pack}]` in a report.yaml, or `--select {pack}`.\n"
        pages[pack] = "\n".join([head, *(_rule(rule) for rule in inside)])
    return pages


def _index(rules: Sequence[claimlint.Rule]) -> str:
    rows = "".join(
        f"| [{rule.id}]({rule.pack}.md#{rule.id}) | {rule.severity} | {rule.why}{_beside(rule)} |\n" for rule in rules
    )
    lookups = "".join(
        f"| [{id}](marks.md#{id}) | | {phrases('en').manuals[id].title}<br>{phrases('zh').manuals[id].title} |\n"
        for id in LOOKUPS
    )
    return (
        f"# All rules\n\nThere are {len(rules)} rules, and {len(LOOKUPS)} that look something up. Each says why "
        "somebody thought it worth checking; its page has texts that hold and texts that break, which are its tests; "
        "`claimlint explain RULE` prints the same. The severity is that of a proof: what another reading would save "
        "is a warning at most.\n\n"
        f"| rule | severity | why |\n|---|---|---|\n{rows}{lookups}"
    )


def _beside(rule: claimlint.Rule) -> str:
    said = rule.why_in.get("zh")
    return f"<br>{said}" if said else ""


def _rule(rule: claimlint.Rule) -> str:
    check = registry()[rule.check]
    judged = f"must hold: `{rule.expect}`" if rule.expect else f"check `{rule.check}`"
    lines = [f"## {rule.id} {{#{rule.id}}}", "", f'<p class="rule-facts">{rule.severity} · {_inline(judged)}</p>', ""]
    lines += [*(f"{why}\n" for why in dict.fromkeys((rule.why, *rule.why_in.values())))]
    if rule.expect is None:
        lines += [f'??? info "What the check {rule.check} does"\n', _indented(inspect.getdoc(check) or ""), ""]
    holds = rule.holds or [each.text for each in check.examples if isinstance(each, Holds)]
    breaks = rule.breaks or [each.text for each in check.examples if isinstance(each, Breaks)]
    for language, name in LANGUAGES:
        lines += [f'=== "{name}"\n', _indented(_examples(language, holds, breaks)), ""]
    return "\n".join(lines)


def _examples(language: Language, holds: Sequence[str], breaks: Sequence[str]) -> str:
    wrong, right = (
        [text for text in texts if bool(_HAN.search(text)) == (language == "zh")] for texts in (breaks, holds)
    )
    parts = [
        f"**{title}**\n\n" + "\n".join(map(_example, texts[:_MOST_EXAMPLES]))
        for title, texts in (("Breaks", wrong), ("Holds", right))
        if texts
    ]
    shown = printed(wrong[0]) if wrong else ""
    if shown:
        fenced = f"```text\n{shown}```"
        parts.append(f'??? example "What claimlint prints of the first"\n\n{_indented(fenced)}')
    return "\n\n".join(parts) or "There is no example in this language yet."


def _example(text: str) -> str:
    """A text with what is found marked; nothing in it is taken for markup."""
    safe = "".join(f"&#{ord(sign)};" if sign in "\\`*_{}[]<>#|!$~^&=:" else sign for sign in text)
    opened, closed = "&#91;&#91;", "&#93;&#93;"
    safe = safe.replace(opened, '<mark class="found">').replace(closed, "</mark>").replace("\n", "<br>")
    return f'<div class="example">{safe}</div>'


def printed(text: str) -> str:
    """What the terminal shows of a text that breaks, without the counts."""
    plain = text.replace("[[", "").replace("]]", "")
    report = claimlint.check(plain, name="report.md", isolated=True, preview=True)
    return report.render("full", quiet=True) if report.findings else ""


def _lookups() -> str:
    parts = ["# Quotes, facts and marks\n\nRules that recompute nothing: they look something up.\n"]
    for id in LOOKUPS:
        parts.append(f"## {id} {{#{id}}}\n")
        for language, name in LANGUAGES:
            manual = phrases(language).manuals[id]
            parts.append(f'=== "{name}"\n\n' + _indented(f"**{manual.title}**\n\n{manual.why}\n\n{manual.what}") + "\n")
    return "\n".join(parts)


def _report_keys() -> str:
    rows = []
    for name, entry in ReportEntry.model_fields.items():
        needed = "yes" if entry.is_required() else ""
        rows.append(f"| `{name}` | {needed} | {entry.description} |")
    return "\n".join(["| key | needed | what |", "|---|---|---|", *rows])


def _functions() -> str:
    rows = [f"| `{function.signature}` | {function.summary} |" for function in FUNCTIONS.values()]
    return "\n".join(["| function | is |", "|---|---|", *rows])


def _commands() -> str:
    return "\n".join(part for name in COMMANDS for part in _command(name))


def _command(name: str) -> Iterator[str]:
    context = click.Context(command_line, info_name="claimlint")
    command = command_line.get_command(context, name)
    if command is None:
        raise LookupError(name)
    own = click.Context(command, info_name=name, parent=context)
    yield f"## claimlint {name} {{#{name}}}\n"
    yield f"```console\n$ {command.get_usage(own).removeprefix('Usage: ')}\n```\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    if isinstance(command, click.Group):
        parts = (command.get_command(own, part) for part in command.list_commands(own))
        yield "| command | does |\n|---|---|"
        yield from (f"| `{name} {part.name}` | {part.get_short_help_str()} |" for part in parts if part is not None)
        yield ""
    yield "| option | does |\n|---|---|"
    for param in command.get_params(own):
        record = param.get_help_record(own)
        if record is not None:
            yield f"| `{record[0]}` | {html.escape(record[1]).replace('|', '&#124;')} |"
    yield ""


def _first_finding() -> str:
    page = (DOCS / "index.md").read_text("utf-8")
    (text,) = re.findall(r"```markdown\n(# 2024.*?)```", page, re.DOTALL)
    return f"```text\n{claimlint.check(text, name='company.md', isolated=True).render()}```"


def _inline(text: str) -> str:
    return re.sub("`([^`]+)`", lambda match: f"<code>{html.escape(match[1])}</code>", text)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


PARTS: dict[str, Callable[[], str]] = {
    "commands": _commands,
    "first finding": _first_finding,
    "functions": _functions,
    "report keys": _report_keys,
}
