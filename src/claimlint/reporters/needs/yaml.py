"""A file of facts to fill in, which ``--facts`` reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from claimlint.lexicon.number import affix_of
from claimlint.lexicon.phrases import phrases
from claimlint.model.need import Need, Needs
from claimlint.model.text import clipped

_SAFE = re.compile(r"[^\W\d_][\w .&-]*")
_FIELDS = ("subject", "metric", "period", "scope")
_NO_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def report(value: Needs, *, color: bool, width: int, quiet: bool = False) -> str:
    """An entry for each fact, with what it decides in a comment; values and sources are left open."""
    words = phrases(value.language)
    numbers = sum(len(need.decides) for need in value.needs)
    lines = []
    if not quiet:
        if not value.needs:
            lines.append(f"# {words.say('needs_none')}")
        else:
            lines.append(f"# {words.say('needs_count', count=len(value.needs), numbers=numbers)}")
            lines.append(f"# {words.say('needs_fill')}")
        if value.other:
            lines.append(f"# {words.say('needs_other', count=value.other)}")
    lines.append("facts:" if value.needs else "facts: []")
    for need in value.needs:
        lines += _entry(need, value)
    return "\n".join(lines) + "\n"


def _entry(need: Need, value: Needs) -> Iterator[str]:
    words = phrases(value.language)
    for where in need.decides:
        place = " ".join(f"{where.path}:{where.line}:{where.column}".split())
        yield f"  # {place} {clipped(where.text)}"
    yield f"  - id: {_scalar(need.id)}"
    for name in _FIELDS:
        said = getattr(need, name)
        if said:
            yield f"    {name}: {_scalar(said)}"
    affix = affix_of(need.unit, value.language)
    unit = (affix.before + affix.each + affix.after).strip() or need.unit
    yield f"    value:   # {words.say('needs_value', unit=unit) if need.unit else words.say('needs_any_value')}"
    yield f"    source:  # {words.say('needs_source')}"


def _scalar(text: str) -> str:
    """Plain where YAML reads it as it stands, else quoted."""
    plain = _SAFE.fullmatch(text) and text == text.strip() and text.lower() not in _NO_WORDS
    year = text.isascii() and re.fullmatch(r"[0-9]{4}(?:-[QH][1-4])?|FY[0-9]{4}", text)
    return text if plain or year else json.dumps(text, ensure_ascii=False)
