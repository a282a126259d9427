"""What a configuration file may say.  Importing this module costs ~100 ms: only where there is such a file.

The schema for editors is rewritten by ``python -m claimlint.settings.schema > rules/claimlint.schema.json``.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
SeverityWord = Literal["error", "warning", "note"]


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date such as 2026-01-15") from None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("must be a date such as 2026-01-15")
    return value


_SHARE = r"^[0-9]{1,20}(\.[0-9]{1,20})? ?%?$"
_FINEST = -40  # decimal places: 1e-99999999 is a number that takes a long time


def _share(value: object) -> object:
    """``"5%"`` or ``0.05`` as an exact fraction."""
    number = value
    if isinstance(value, str) and re.match(_SHARE, value):
        number = Decimal(value.rstrip(" %")).scaleb(-2 if value.endswith("%") else 0)
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or number != number:
        raise ValueError('must be a share such as "5%" or 0.05')
    if not 0 < number < 1 or Decimal(number).as_tuple().exponent < _FINEST:  # type: ignore[operator]  # it is finite
        raise ValueError('must lie between 0 and 1, as "5%" or 0.05 does')
    return Fraction(number)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Share = Annotated[
    Any,  # a Fraction
    BeforeValidator(_share),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _SHARE},
                {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
            ]
        }
    ),
]


class ConfigEntry(BaseModel):
    """claimlint.toml, or [tool.claimlint] in pyproject.toml.

    Paths and patterns are relative to the file that states them.
    """

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )

    extend: Words | None = Field(None, description="Another configuration file; its settings hold unless stated here.")
    select: list[Words] | None = Field(
        None, description="The rules to run: ids, checks, packs, or all. Without it, all that are not in preview."
    )
    extend_select: list[Words] | None = Field(None, description="Rules to run besides those selected.")
    ignore: list[Words] | None = Field(None, description="Rules not to run: ids, checks, packs, or all.")
    preview: bool | None = Field(None, description="Run the rules that are in preview, too.")
    severity: dict[Words, SeverityWord] | None = Field(
        None, description="How grave the findings of a rule (or a check, or a pack) are at most."
    )
    per_file_ignores: dict[Words, list[Words]] | None = Field(
        None, description="Rules not to run in the files that a pattern (of gitignore) matches."
    )
    include: list[Words] | None = Field(
        None, description="Patterns of the files to check in folders. Without it, Markdown, .txt and report.yaml."
    )
    exclude: list[Words] | None = Field(None, description="Patterns of files and folders to leave out of folders.")
    respect_gitignore: bool | None = Field(None, description="Leave out what .gitignore leaves out. Default: true.")
    force_exclude: bool | None = Field(
        None, description="Leave excluded files out even where they are named, as pre-commit does. Default: false."
    )
    language: Literal["zh", "en"] | None = Field(None, description="The language of the documents. Default: found out.")
    as_of: Day | None = Field(None, description="The day from which last year counts, and on which facts are fresh.")
    rounding: Literal["nearest", "truncated", "either"] | None = Field(
        None, description="How the last printed digit came about. Default: nearest."
    )
    about: Share | None = Field(
        None,
        description='By which share of itself a number said with "about" may be off. Default: a unit of its '
        "last non-zero digit, at most 10%.",
    )
    rule_packs: list[Words] | None = Field(None, description="Files of rules of your own.")
    facts: list[Words] | None = Field(None, description="Files of reference values.")
    units: list[Words] | None = Field(None, description="Files of unit definitions, in pint's format.")
    baseline: Words | None = Field(None, description="The file of known findings that claimlint baseline writes.")
    fail_on: SeverityWord | None = Field(None, description="The least severity that makes the exit code 1.")


KEYS = tuple(field.alias or name for name, field in ConfigEntry.model_fields.items())


def json_schema() -> str:
    """The JSON Schema of claimlint.toml, as committed beside that of the rules."""
    schema = ConfigEntry.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "claimlint.toml"
    for entry in schema["properties"].values():  # TOML has no null: what is not said is left out
        stated = [choice for choice in entry.pop("anyOf", ()) if choice != {"type": "null"}]
        entry.update(stated[0] if len(stated) == 1 else {"anyOf": stated} if stated else {})
        entry.pop("default", None)
        entry.pop("title", None)
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(json_schema(), end="")
