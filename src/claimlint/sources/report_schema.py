"""The structure of a report.yaml, as pydantic sees it.  Importing this module costs ~100 ms: import it late.

The schema for editors is rewritten by
``python -m claimlint.sources.report_schema > src/claimlint/sources/report.schema.json``.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


def _iso_date(value: str) -> str:
    try:
        exact = date.fromisoformat(value).isoformat() == value
    except ValueError:
        exact = False
    if not exact:
        raise ValueError(f"{value!r} is not a date such as 2026-01-15")
    return value


def _as_rule(value: object) -> object:
    return {"expect": value} if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleEntry(_Strict):
    """What must hold between the numbers that were marked."""

    id: str | None = Field(None, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="A name in kebab-case.")
    expect: str = Field(min_length=1, description="The relation, as in cagr(m24, m29) == g.")
    why: str = Field("", description="Why somebody thought this worth checking.")
    severity: Literal["error", "warning"] = "error"


_RULE_SCHEMA = {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/RuleEntry"}]}
_T = TypeVar("_T")
Listed = Annotated[list[_T], BeforeValidator(_as_list)]
Rule = Annotated[RuleEntry, BeforeValidator(_as_rule)]
IsoDate = Annotated[str, AfterValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]
Words = Annotated[str, Field(min_length=1)]


class ReportEntry(_Strict):
    """A report whose claims are quoted with their numbers marked: [107亿美元]{#m24}."""

    report: Words = Field(description="The report's name.")
    source: Words | None = Field(None, description="The file that the claims are quoted from.")
    as_of: IsoDate | None = Field(None, description="The date on which the claims are meant to be true.")
    facts: Listed[Words | dict[str, object]] = Field(
        default_factory=list, description="Files with reference values, relative to this one; or the values themselves."
    )
    use: Listed[Words] | None = Field(None, description="Rule packs; default: all.")
    language: Literal["zh", "en"] | None = Field(None, description="Default: found out.")
    claims: list[Words] = Field(min_length=1, description="Passages of the report, with numbers marked.")
    rules: list[Rule] = Field(default_factory=list, description="What must hold between the marked numbers.")


def json_schema() -> str:
    """The JSON Schema of a report.yaml, as committed beside this module."""
    schema = ReportEntry.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$defs"] = {"RuleEntry": RuleEntry.model_json_schema()}
    properties = schema["properties"]
    properties["rules"]["items"] = _RULE_SCHEMA
    for name in ("facts", "use"):  # one name may stand without a list
        listed = {"type": "array", "items": properties[name].pop("items", {"type": "string", "minLength": 1})}
        properties[name].pop("type", None)
        properties[name]["anyOf"] = [{"type": "string", "minLength": 1}, listed]
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(json_schema(), end="")
