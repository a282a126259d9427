"""Any text inside HTML, XML or Markdown: nothing in it is markup, and no character that none may hold is left."""

from __future__ import annotations

import re
from html import escape

# Control characters and halves of surrogate pairs are not allowed in XML, bidi controls would reorder what follows.
_REPLACED = "\ufffd"
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(55296, 57344)), _REPLACED)
_UNSEEN |= dict.fromkeys((65534, 65535, *range(8234, 8239), *range(8294, 8298)), _REPLACED)

# What Markdown might take for its own; $ opens a formula, @ and # would call people and issues.
_SPECIAL = re.compile(r"[\\`*_{}\[\]|~$]")
_LIST = re.compile(r"^(\s*)([-+]|\d+(?=[.)]\s))")  # at the head of a line
_CALLS = re.compile(r"([@#])")
_BLANKS = re.compile(r"\s+")


def escaped(text: str) -> str:
    """``text`` for an element or a quoted attribute."""
    return escape(text.translate(_UNSEEN), quote=True)


def in_a_line(text: str) -> str:
    """``text`` escaped and without line breaks; quotation marks stay, as it is for no attribute."""
    # escaped() makes &#x27; of an apostrophe, whose # is no call
    return escaped(_BLANKS.sub(" ", text)).replace("&#x27;", "'").replace("&quot;", '"')


def without_calls(text: str) -> str:
    """HTML in which nobody is mentioned and no issue referred to by accident."""
    return _CALLS.sub(r"\1<!-- -->", text)


def as_markdown(text: str) -> str:
    """Words as they are inside Markdown, whatever stands in them."""
    return without_calls(_LIST.sub(_unlisted, _SPECIAL.sub(r"\\\g<0>", in_a_line(text))))


def _unlisted(sign: re.Match[str]) -> str:
    return f"{sign[1]}\\{sign[2]}" if not sign[2].isdigit() else f"{sign[1]}{sign[2]}\\"
