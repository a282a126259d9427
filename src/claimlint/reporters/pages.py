"""What there is to say of a rule, a check or a look-up, gathered from its declaration; formats print it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, fields, is_dataclass
from types import MappingProxyType
from typing import Any, Literal, Protocol, get_args

from claimlint.frozen import dataclass
from claimlint.lexicon.phrases import phrases
from claimlint.model.check import STATED, Breaks, Check, Holds
from claimlint.model.finding import LOOKUP_CHECK, LOOKUP_SEVERITY
from claimlint.model.text import Language

_UNTITLED: Mapping[Language, str] = MappingProxyType({})
_UNDESCRIBED: Mapping[Language, Sequence[str]] = MappingProxyType({})
_CHINESE = re.compile("[\u3400-\u9fff]")
# The look-ups that concern a report.yaml or facts are suppressed there, and YAML has comments of its own.
_IN_YAML = ("quote", "stale-fact")


class Listed(Protocol):
    """What a page needs of a rule."""

    @property
    def id(self) -> str:
        """The rule's kebab-case name."""
        ...

    @property
    def check(self) -> str:
        """The id of the check that it goes to."""
        ...

    @property
    def pack(self) -> str:
        """The name of its rule pack."""
        ...

    @property
    def why(self) -> str:
        """The reason why the rule exists."""
        ...

    @property
    def why_in(self) -> Mapping[str, str]:
        """The reason by language, where its author says it in several."""
        ...

    @property
    def severity(self) -> str:
        """The greatest severity of its findings."""
        ...

    @property
    def preview(self) -> bool:
        """True where it runs only for those who ask for it."""
        ...

    @property
    def given(self) -> Mapping[str, Any]:
        """The claims that it needs, by slot."""
        ...

    @property
    def params(self) -> Mapping[str, str]:
        """How the check is set."""
        ...

    @property
    def table(self) -> str | None:
        """What of a table's structure binds it."""
        ...

    @property
    def expect(self) -> str | None:
        """The formula that must hold."""
        ...

    @property
    def holds(self) -> Sequence[str]:
        """Texts in which it is satisfied."""
        ...

    @property
    def breaks(self) -> Sequence[str]:
        """Texts in which it fails."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A slot of a check: its name, and what it is called by language."""

    name: str
    label: Mapping[Language, str]
    many: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The manual page of one rule, check or look-up (a rule that no pack states).

    ``what`` are paragraphs, by language (checks are described in English); ``why_in`` has no entry where the author of
    a rule does not say which language ``why`` is in; ``rules`` are the rules that go to a check; ``suppress`` is the
    comment that suppresses a finding.
    """

    id: str
    kind: Literal["rule", "check", "lookup"]
    check: str
    suppress: str
    title: Mapping[Language, str] = field(default_factory=dict)
    pack: str = ""
    severity: str | None = None
    preview: bool = False
    why: str = ""
    why_in: Mapping[str, str] = field(default_factory=dict)
    what: Mapping[Language, Sequence[str]] = field(default_factory=dict)
    expect: str | None = None
    given: Mapping[str, object] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    table: str | None = None
    takes: Sequence[Taken] = ()
    holds: Sequence[str] = ()
    breaks: Sequence[str] = ()
    rules: Sequence[str] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it exists, once in each language in which that is said, English first."""
        return tuple(dict.fromkeys(said for said in (self.why, *self.why_in.values()) if said))

    @property
    def heading(self) -> str:
        """The title in both languages."""
        return " / ".join(self.title.values())


def page_of_rule(rule: Listed, check: Check | None) -> Page:
    """The page of ``rule``, with what its check says of itself."""
    return Page(
        rule.id,
        "rule",
        rule.check,
        f"<!-- claimlint: ignore[{rule.id}] reason -->",
        title=_english_first(check.title) if check else _UNTITLED,
        pack=rule.pack,
        severity=str(rule.severity),
        preview=rule.preview,
        why=rule.why,
        why_in=rule.why_in,
        what=_described(check),
        expect=rule.expect,
        given={slot: plain(wanted) for slot, wanted in rule.given.items()},
        params={name: value for name, value in rule.params.items() if name != "expect"},
        table=rule.table,
        takes=_takes(check),
        holds=tuple(rule.holds) or _examples(check, Holds),
        breaks=tuple(rule.breaks) or _examples(check, Breaks),
    )


def page_of_check(check: Check, rules: Sequence[str]) -> Page:
    """The page of ``check``, to which the rules of these ids go."""
    return Page(
        check.id,
        "check",
        check.id,
        f"<!-- claimlint: ignore[{check.id}] reason -->",
        title=_english_first(check.title),
        what=_described(check),
        takes=_takes(check),
        holds=_examples(check, Holds),
        breaks=_examples(check, Breaks),
        rules=tuple(rules),
    )


def page_of_lookup(id: str) -> Page:
    """The page of a rule that no pack states."""
    languages: Sequence[Language] = sorted(get_args(Language))
    manuals = {language: phrases(language).manuals[id] for language in languages}
    mark = f"claimlint: ignore[{id}] reason"
    return Page(
        id,
        "lookup",
        LOOKUP_CHECK[id],
        f"# {mark}" if id in _IN_YAML else f"<!-- {mark} -->",
        title={language: manual.title for language, manual in manuals.items()},
        severity=LOOKUP_SEVERITY[id].value,
        why=manuals["en"].why,
        why_in={language: manual.why for language, manual in manuals.items()},
        what={language: (manual.what,) for language, manual in manuals.items()},
    )


def entry(page: Page) -> dict[str, Any]:
    """What there is to say of a rule, a check or a look-up, as JSON."""
    return {
        "id": page.id,
        "kind": page.kind,
        "check": page.check,
        "pack": page.pack or None,
        "severity": page.severity,
        "preview": page.preview,
        "title": dict(page.title),
        "why": page.why or None,
        "why_in": dict(page.why_in),
        "what": {language: list(lines) for language, lines in page.what.items()},
        "given": dict(page.given),
        "params": dict(page.params),
        "table": page.table,
        "expect": page.expect,
        "takes": [{"name": slot.name, "label": dict(slot.label), "many": slot.many} for slot in page.takes],
        "holds": list(page.holds),
        "breaks": list(page.breaks),
        "rules": list(page.rules),
        "suppress": page.suppress,
    }


def plain(value: object) -> object:
    """What a rule asks of a slot, as plain data: only what is asked, none of the defaults."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(asked) for field in fields(value) if (asked := getattr(value, field.name))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(str(item) for item in value)
    return value if isinstance(value, int | bool) or value is None else str(value)


def asked(value: object) -> str:
    """What a rule asks of a slot, in a line: ``metric revenue, role level or share``."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {asked(item)}" for key, item in value.items())
    return " or ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def some(texts: Sequence[str], most: int = 4) -> list[str]:
    """At most ``most`` of the texts, in their order; where there are both, as many in one language as in the other."""
    chinese = [text for text in texts if _CHINESE.search(text)]
    others = [text for text in texts if not _CHINESE.search(text)]
    few = min(most // 2, len(chinese), len(others))
    first = set(chinese[: max(most - len(others), few)]) | set(others[: max(most - len(chinese), few)])
    return [text for text in dict.fromkeys(texts) if text in first][:most]


def _described(check: Check | None) -> Mapping[Language, Sequence[str]]:
    if check is None:
        return _UNDESCRIBED
    # Docstrings are reStructuredText: ``expect`` is code there, and `expect` elsewhere.
    paragraphs = (inspect.getdoc(check) or "").replace("``", "`").split("\n\n")
    return {"en": [" ".join(paragraph.split()) for paragraph in paragraphs]}


def _takes(check: Check | None) -> tuple[Taken, ...]:
    """The slots, the stated one last."""
    slots = sorted(check.slots.items(), key=lambda item: item[0] == STATED) if check else []
    return tuple(Taken(name, _english_first(slot.label), slot.many) for name, slot in slots)


def _english_first(said: Mapping[Language, str]) -> Mapping[Language, str]:
    return dict(sorted(said.items()))


def _examples(check: Check | None, kind: type[Holds | Breaks]) -> tuple[str, ...]:
    return tuple(example.text for example in check.examples if isinstance(example, kind)) if check else ()
