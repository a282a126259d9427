"""Any text inside HTML or XML: nothing in it is markup, and no character that neither may hold is left."""

from __future__ import annotations

from html import escape

# Control characters and halves of surrogate pairs are not allowed in XML, bidi controls would reorder what follows.
_REPLACED = "\ufffd"
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(55296, 57344)), _REPLACED)
_UNSEEN |= dict.fromkeys((65534, 65535, *range(8234, 8239), *range(8294, 8298)), _REPLACED)


def escaped(text: str) -> str:
    """``text`` for an element or a quoted attribute."""
    return escape(text.translate(_UNSEEN), quote=True)
