"""report.yaml → ReportFile: claims quoted with their numbers marked, and what must hold between them.

The document is the YAML itself: every passage is a block, every ``[107亿美元]{#m24}`` a mark, both with their places in
the raw text, so that a finding points into the file that the author wrote.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NoReturn

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure
from claimlint.model.text import Block, Document, Language, Mark, Span
from claimlint.sources.fold import blank, fold, outside
from claimlint.sources.inline import scan_marks
from claimlint.sources.language import detect
from claimlint.sources.marks import refuse_twice
from claimlint.sources.plain import join
from claimlint.sources.remarks import in_yaml
from claimlint.sources.yaml_tree import Items, Node, Scalar, Table, Tree, read_tree, unknown_key

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SNIFF = compiled(r"^(?:claims|report)[ ]*:", re.MULTILINE)
_FACTS = compiled(r"^facts[ ]*:", re.MULTILINE)
_ESCAPE = compiled(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])|\\\r?\n")


@dataclass(frozen=True, slots=True)
class ReportRule:
    """A relation that the report asks for; ``span`` is its formula in the YAML."""

    id: str
    expect: str
    why: str
    span: Span
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report.yaml, read.  ``source`` and ``facts`` are paths, resolved against the folder of the YAML.

    ``facts`` holds the report's own path where it states reference values itself.  ``named`` says where the YAML names
    each of these files, and each rule pack of ``use``.  ``language`` is the one that it states, if it does.
    """

    document: Document
    name: str
    source: str | None = None
    facts: tuple[str, ...] = ()
    use: tuple[str, ...] | None = None
    rules: tuple[ReportRule, ...] = ()
    named: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    language: Language | None = None


def is_report(text: str) -> bool:
    """True where the YAML ``text`` has a top-level ``claims:`` or ``report:``."""
    return _SNIFF.search(text) is not None


def read_report(path: str, text: str) -> ReportFile:
    """The report at ``path``.  Raises :class:`InputError`, with line and column, for whatever is wrong in it."""
    tree = read_tree(path, text)
    root = tree.root
    if not isinstance(root, Table):
        tree.refuse(Span(0, 0), "a report needs the keys 'report' and 'claims'")
    if not is_report(text) and _FACTS.search(text):
        tree.refuse(root.span, "this is a file of facts, not a report: name it under 'facts:' or with --facts")
    claims = root.get("claims")
    if isinstance(claims, Items):
        for claim in claims.items:
            _check_claim(tree, claim)
    entry = _validated(tree)
    passages = _passages(claims)
    language = entry.get("language") or detect("".join(node.value for node in passages))
    folder = Path(path).parent
    source = entry.get("source")
    as_of = None if entry.get("as_of") is None else date.fromisoformat(str(entry["as_of"]))
    return ReportFile(
        document=_document(tree, passages, "zh" if language == "zh" else "en", as_of),
        name=str(entry["report"]),
        source=None if source is None else _resolved(folder, str(source)),
        facts=tuple(dict.fromkeys(_fact_files(path, folder, root.get("facts")))),
        use=None if root.get("use") is None else tuple(node.value for node in _passages(root.get("use"))),
        rules=tuple(_rules(tree, root.get("rules"))),
        named=MappingProxyType(dict(_named(folder, root))),
        language=None if entry.get("language") is None else ("zh" if entry["language"] == "zh" else "en"),
    )


def _named(folder: Path, root: Table) -> Iterator[tuple[str, Span]]:
    for key in ("source", "facts"):
        yield from ((_resolved(folder, node.value), node.span) for node in _passages(root.get(key)))
    yield from ((node.value, node.span) for node in _passages(root.get("use")))


def _passages(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    return [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []


def _resolved(folder: Path, name: str) -> str:
    return posixpath.normpath((folder / name).as_posix())


def _fact_files(path: str, folder: Path, node: Node | None) -> Iterator[str]:
    if isinstance(node, Items) and any(isinstance(item, Table) for item in node.items):
        yield path
    for item in _passages(node):
        yield _resolved(folder, item.value)


def _check_claim(tree: Tree, claim: Node) -> None:
    """Refuse what YAML did not read as the sentence that was meant."""
    if isinstance(claim, Table):
        why = 'YAML reads ": " as the end of a key' if tree.text[claim.span.start] != "{" else "it begins with {"
        tree.refuse(claim.span, f"this claim is not read as a sentence ({why}): put the whole sentence in quotes")
    if isinstance(claim, Items):
        tree.refuse(claim.span, "a claim that begins with '[' is a list to YAML: put the whole sentence in quotes")
    if not claim.value.strip():
        tree.refuse(claim.span, "an empty claim: write the sentence, or delete the line")
    # "[107 #1]{#m}": YAML takes " #" for the beginning of a comment
    if not claim.style and claim.value.count("[") != claim.value.count("]"):
        behind = tree.text[claim.span.end :].split("\n", 1)[0] if claim.span.end < len(tree.text) else ""
        if behind.lstrip().startswith("#"):
            cut = claim.span.end + len(behind) - len(behind.lstrip())
            tree.refuse(Span(cut, cut), 'YAML drops what follows " #" as a comment: put the whole sentence in quotes')


def _validated(tree: Tree) -> Mapping[str, object]:
    from pydantic import ValidationError

    from claimlint.sources.report_schema import ReportEntry

    try:
        return ReportEntry.model_validate(tree.plain(tree.root)).model_dump()
    except ValidationError as error:
        _refuse_first(tree, error.errors(include_url=False, include_context=False))


def _refuse_first(tree: Tree, errors: Sequence[ErrorDetails]) -> NoReturn:
    """Raise for one of pydantic's errors: a misspelt key first, as it is often why another is missing."""
    error = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    path = [part for part in error["loc"] if not (isinstance(part, str) and part in ("str", "dict[str,any]"))]
    key = str(path[-1]) if path else ""
    if error["type"] == "extra_forbidden":
        tree.refuse(tree.place(path, key=True), unknown_key(key, _known_keys(len(path) > 1)))
    if error["type"] == "missing":
        tree.refuse(tree.place(path[:-1]), f"the key {key!r} is missing")
    where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in path)
    what = error["msg"].removeprefix("Value error, ")
    tree.refuse(tree.place(path), f"{where}: {what[:1].lower()}{what[1:]}")


def _known_keys(in_rule: bool) -> Sequence[str]:
    from claimlint.sources.report_schema import ReportEntry, RuleEntry

    return list((RuleEntry if in_rule else ReportEntry).model_fields)


def _rules(tree: Tree, node: Node | None) -> Iterator[ReportRule]:
    seen: set[str] = set()
    for number, item in enumerate(node.items if isinstance(node, Items) else (), start=1):
        if isinstance(item, Scalar):
            rule = ReportRule(f"rule-{number}", item.value, "", item.inner)
        else:
            rule = _long_rule(item, number)
        if rule.id in seen:
            tree.refuse(item.span, f"two rules have the id {rule.id!r}: give one of them another id")
        seen.add(rule.id)
        yield rule


def _long_rule(item: Node, number: int) -> ReportRule:
    entries = item.entries if isinstance(item, Table) else ()
    values = {key.value: value for key, value in entries if isinstance(value, Scalar)}
    expect = values["expect"]
    severity: Literal["error", "warning"] = "error"
    if "severity" in values and values["severity"].value == "warning":
        severity = "warning"
    name = values["id"].value if "id" in values else f"rule-{number}"
    why = values["why"].value if "why" in values else ""
    return ReportRule(name, expect.value, why, expect.inner, severity)


def _document(tree: Tree, passages: Sequence[Scalar], language: Language, as_of: date | None) -> Document:
    text = tree.text
    marks: list[Mark] = []
    spans = [node.inner for node in passages]
    hidden = outside(spans, len(text))
    for node in passages:
        markup = scan_marks(text, node.inner.start, node.inner.end)
        hidden.extend(markup.hidden)
        marks.extend(markup.marks)
        hidden.extend(_escapes(text, node))
    plain = fold(text)
    folded = "".join(join(blank(plain, hidden), spans))
    blocks = tuple(Block(span) for span in spans)
    document = Document(tree.path, text, folded, blocks, tuple(marks), language, as_of, in_yaml(plain, tree))
    refuse_twice(document)
    return document


def _escapes(text: str, node: Scalar) -> Iterator[Span]:
    """What only YAML's quoting put there: ``''`` and backslashes."""
    if node.style == "'":
        for found in re.finditer("''", text[node.inner.start : node.inner.end]):
            yield Span(node.inner.start + found.start(), node.inner.start + found.start() + 1)
    elif node.style == '"':
        for found in _ESCAPE.finditer(text, node.inner.start, node.inner.end):
            only_sign = found[0][1] in '"\\/'
            yield Span(found.start(), found.start() + 1 if only_sign else found.end())


def where_named(failure: Failure, path: str, report: ReportFile | None) -> Failure:
    """A file that cannot be read at all is told at the place in the report that names it."""
    if report is None or failure.line is not None or path not in report.named:
        return failure
    line, column = report.document.position(report.named[path].start)
    return Failure(report.document.path, f"{failure.path}: {failure.message}", line, column)
