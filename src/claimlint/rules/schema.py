"""What a rule pack must look like.  Importing this module costs ~100 ms: only a pack that fails to load, and tests, do.

The schema for editors is rewritten by ``python -m claimlint.rules.schema > rules/schema.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from claimlint.checks import registry
from claimlint.model.check import STATED
from claimlint.model.claim import Role
from claimlint.model.formula import FormulaError, parse
from claimlint.model.unit import Kind
from claimlint.sources.yaml_tree import Table, Tree, read_tree, unknown_key

FORMULA = "formula"


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


_T = TypeVar("_T")
Listed = Annotated[list[_T], BeforeValidator(_as_list)]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Breaking = Annotated[str, StringConstraints(pattern=r"\[\[.+\]\]")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FilterEntry(_Strict):
    """Which claims may fill a slot; what is not said may be anything."""

    role: Listed[Role] = Field(default=[], description="The part that the number plays in its clause.")
    cue: Listed[Words] = Field(
        default=[], description="Names of words around the number, of which one must stand there."
    )
    without: Listed[Words] = Field(default=[], description="Names of words of which none may stand there.")
    metric: Listed[Words] = Field(default=[], description="What is measured, as the lexicon's metrics.yaml names it.")
    not_metric: Listed[Words] = Field(default=[], description="Metrics of which the number is none.")
    kind: Listed[Kind] = Field(default=[], description="What kind of number it is.")
    unit: Listed[Words] = Field(default=[], description="The unit as machines spell it: %, x/year, USD/1e6 token.")


class WhyEntry(_Strict):
    """The reason for a rule, in each language."""

    en: Words = Field(description="The reason in English.")
    zh: Words = Field(description="The reason in Chinese.")


class RuleEntry(_Strict):
    """Which claims go to which check, how strictly, and why."""

    id: Name = Field(description="The rule's name, as findings show it.")
    check: Words | None = Field(None, description="The check that judges; left out where a formula does.")
    expect: Words | None = Field(
        None, description="A formula over the slots of 'given', as in profit / sales == stated."
    )
    severity: Literal["error", "warning", "note"] = Field("error", description="How grave a proven failure is.")
    leaps: int | None = Field(
        None, ge=0, description="A binding with more leaps than this is not judged; else its failure is a warning."
    )
    given: dict[str, FilterEntry] = Field(description="The slots: 'stated' is the number that is judged.")
    params: dict[str, str] = Field(default={}, description="Settings of the check.")
    table: Literal["totals", "shares", "growth", "changes", "ratios", "text"] | None = Field(
        None, description="What of a table's structure says which numbers belong together; left out where words do."
    )
    across: Literal["editions", "languages"] | None = Field(
        None, description="What the rule holds together: the editions of a text, or its languages."
    )
    preview: bool = Field(False, description="True: the rule runs only for those who ask for it.")
    why: Words | WhyEntry = Field(description="Why somebody thought this worth checking; claimlint explain tells it.")
    holds: Annotated[list[Words], Field(min_length=1, description="Texts that must stay silent.")]
    breaks: Annotated[list[Breaking], Field(min_length=1, description="Texts with the finding's words in [[…]].")]

    @model_validator(mode="after")
    def _fits_its_check(self) -> RuleEntry:
        for fault in self.faults():
            raise ValueError(fault)
        return self

    def faults(self) -> Iterator[str]:
        """What only shows when the rule is held against its check."""
        if (self.check in (None, FORMULA)) != (self.expect is not None):
            yield "a rule needs either 'check' or 'expect' (a formula)"
            return
        if STATED not in self.given:
            yield f"'given' must say which number is judged: {STATED}"
        if self.expect is not None:
            yield from self._formula_faults(self.expect)
            return
        checks = registry()
        name = self.check or FORMULA
        if name not in checks:
            yield unknown_key(name, sorted(checks), "check")
            return
        slots, params = checks[name].slots, checks[name].params
        yield from (f"{name}: {unknown_key(slot, list(slots))}" for slot in self.given if slot not in slots)
        for key, value in self.params.items():
            if key not in params:
                yield f"{name}: {unknown_key(key, list(params))}"
            elif value not in params[key]:
                yield f"{name}: {key} must be one of {', '.join(params[key])}"
        yield from (f"{name}: the setting {key!r} is missing" for key in params if key not in self.params)

    def _formula_faults(self, formula: str) -> Iterator[str]:
        try:
            names = set(parse(formula).names)
        except FormulaError as error:
            yield f"expect: {error.message}"
            return
        yield from (f"expect: {unknown_key(name, list(self.given))}" for name in sorted(names - self.given.keys()))
        unused = sorted(self.given.keys() - names)
        yield from (f"the formula does not speak of the slot {slot!r}" for slot in unused)


class PackEntry(_Strict):
    """A file of rules about one matter."""

    pack: Name = Field(description="The pack's name, as a report's 'use' calls it.")
    about: Words = Field(description="What the rules have in common.")
    rules: Annotated[list[RuleEntry], Field(min_length=1)]


def read_pack_entry(path: str, text: str) -> PackEntry:
    """The pack in ``text``.  Raises :class:`InputError`, with line and column, for the first thing that is wrong."""
    tree = read_tree(path, text)
    if not isinstance(tree.root, Table):
        tree.refuse(tree.place([]), "a rule pack needs the keys 'pack', 'about' and 'rules'")
    try:
        pack = PackEntry.model_validate(tree.plain(tree.root))
    except ValidationError as error:
        _refuse_first(tree, error)
    seen: set[str] = set()
    for number, rule in enumerate(pack.rules):
        if rule.id in seen:
            tree.refuse(tree.place(["rules", number, "id"]), f"two rules have the id {rule.id!r}")
        seen.add(rule.id)
    return pack


def _refuse_first(tree: Tree, error: ValidationError) -> NoReturn:
    """A misspelt key comes first: it is often why another is missing."""
    errors = error.errors(include_url=False, include_context=False)
    first = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    place = list(first["loc"])
    if first["type"] == "extra_forbidden":
        tree.refuse(tree.place(place, key=True), unknown_key(str(place[-1]), _keys_at(place)))
    if first["type"] == "missing":
        tree.refuse(tree.place(place[:-1]), f"the key {place[-1]!r} is missing")
    where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in place)
    tree.refuse(tree.place(place), f"{where}: {first['msg'].removeprefix('Value error, ')}")


def _keys_at(place: Sequence[int | str]) -> list[str]:
    model: type[BaseModel] = FilterEntry if "given" in place else RuleEntry if "rules" in place else PackEntry
    return list(model.model_fields)


def json_schema() -> str:
    """The JSON Schema of a rule pack, with the checks and their settings spelled out for completion."""
    schema = PackEntry.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for name in FilterEntry.model_fields:  # one word may stand without a list
        entry = schema["$defs"]["FilterEntry"]["properties"][name]
        items = entry.pop("items")
        entry.pop("type")
        entry["anyOf"] = [items, {"type": "array", "items": items}]
    checks = registry()
    rule = schema["$defs"]["RuleEntry"]
    rule["properties"]["check"] = {
        "description": rule["properties"]["check"]["description"],
        "enum": sorted(set(checks) - {FORMULA}),
    }
    params: dict[str, set[str]] = {}
    for check in checks.values():
        for name, values in check.params.items():
            params.setdefault(name, set()).update(values)
    rule["properties"]["params"]["additionalProperties"] = False
    rule["properties"]["params"]["properties"] = {name: {"enum": sorted(values)} for name, values in params.items()}
    rule["oneOf"] = [{"required": ["check"]}, {"required": ["expect"]}]
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(json_schema(), end="")
