"""Markup inside a block of Markdown: what is blanked, and which numbers the author marked.

One pass over the text of a block.  The inline grammar of tree-sitter-markdown is not used: it is quadratic in ``_a _a``
(8 s for 80 KB), takes ``$20 to $0.1`` for a formula and ``~10%, ~20%`` for a deletion.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import field

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.text import Mark, Span
from claimlint.sources.fold import PLACEHOLDER, URL
from claimlint.sources.marks import split_attributes

_TOKEN = compiled(r"\\(?:[!-/:-@\[-`{-~]|(?=\r?\n))|`+|<|\$\{|\$\$?|!?\[|\]|\*+|_+|~~|\{(?=[\w{%])|https?:|www\.")
_TAG = compiled(
    r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*+)?/?>"
    r"|<[A-Za-z][A-Za-z0-9+.-]*+:[^<>\s]*+>|<[^<>\s@]++@[^<>\s]++>"  # addresses
)
_COMMENT, _COMMENT_END = "<!--", "-->"
_TARGET = compiled(r"\((?:[^()\\\n]|\\.|\([^()\n]*+\))*+\)")
_LABEL = compiled(r"\[[^\[\]\n]{1,200}+\]")
# A list of attributes is short; the limit keeps "]{" without an end from being searched over and over.
_MOST_ATTRIBUTES = 1000
_ATTRIBUTES = compiled(r"""\{(?:[^{}"'\n]|"[^"\n]*"|'[^'\n]*')*+\}""")


@dataclass(frozen=True, slots=True)
class Markup:
    """What was found in a block: stretches to blank, line breaks that the author set (``<br>``), and marks."""

    hidden: tuple[Span, ...]
    breaks: tuple[int, ...]
    marks: tuple[Mark, ...]


_NOTHING = Markup((), (), ())


def scan(text: str, start: int, end: int, labels: frozenset[str] = frozenset()) -> Markup:
    """The markup of ``text[start:end]``, a block of Markdown; ``labels`` are the link labels that are defined."""
    if _TOKEN.search(text, start, end) is None:  # most table cells
        return _NOTHING
    return _Scanner(text, start, end, labels).run()


def scan_marks(text: str, start: int, end: int) -> Markup:
    """Only the bracketed spans of ``text[start:end]``, for text that is not Markdown otherwise."""
    scanner = _Scanner(text, start, end, frozenset())
    return scanner.run(only_brackets=True)


@dataclass(slots=True)
class _Scanner:
    text: str
    start: int
    end: int
    labels: frozenset[str]
    hidden: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)  # unpaired "[" or "![": start and end
    closers: dict[str, list[int]] = field(default_factory=dict)  # where each kind of closing sign stands
    backticks: dict[int, list[int]] = field(default_factory=dict)  # where runs of each length begin

    def run(self, only_brackets: bool = False) -> Markup:
        pattern = _BRACKET if only_brackets else _TOKEN
        position = self.start
        while True:
            match = pattern.search(self.text, position, self.end)
            if match is None:
                break
            position = _HANDLERS[match[0][0]](self, match)
        return Markup(tuple(self.hidden), tuple(self.breaks), tuple(self.marks))

    def hide(self, start: int, end: int) -> int:
        self.hidden.append(Span(start, end))
        return end

    def escape(self, match: re.Match[str]) -> int:
        self.hide(match.start(), match.start() + 1)
        return match.end()

    def code(self, match: re.Match[str]) -> int:
        close = self._next(match[0], match.end())
        if close is None:
            return match.end()
        return self._with_attributes(match.start(), close + len(match[0]))

    def angle(self, match: re.Match[str]) -> int:
        if self.text.startswith("<%", match.start(), self.end):
            return self.placeholder(match)
        if self.text.startswith(_COMMENT, match.start(), self.end):
            close = self._next(_COMMENT_END, match.end())
            return match.end() if close is None else self.hide(match.start(), close + len(_COMMENT_END))
        tag = _TAG.match(self.text, match.start(), self.end)
        if tag is None:
            return match.end()
        if tag[1] and tag[1].lower() == "br":
            self.breaks.append(tag.start())
        return self.hide(*tag.span())

    def dollar(self, match: re.Match[str]) -> int:
        if match[0] == "${":
            return self.placeholder(match)
        if len(match[0]) == 2:
            close = self._next("$$", match.end())
            return match.end() if close is None else self.hide(match.start(), close + 2)
        after = match.end()
        if after >= self.end or self.text[after].isspace():
            return after
        close = self._next("$", after + 1)
        # Pandoc's rule, and no prose in between: "$5 in A$ terms" speaks of money
        if close is None or close - after > _LONGEST_FORMULA or not _is_formula(self.text[after:close]):
            return after
        return self.hide(match.start(), close + 1)

    def stars(self, match: re.Match[str]) -> int:
        before = self.text[match.start() - 1] if match.start() > self.start else " "
        after = self.text[match.end()] if match.end() < self.end else " "
        product = (before.isdigit() and after.isdigit()) or (before.isspace() and after.isspace())
        if not product:  # 3*4 and 3 * 4 are multiplications
            self.hide(*match.span())
        return match.end()

    def underscores(self, match: re.Match[str]) -> int:
        before = match.start() > self.start and self.text[match.start() - 1].isalnum()
        after = match.end() < self.end and self.text[match.end()].isalnum()
        if not (before and after):  # snake_case is a name
            self.hide(*match.span())
        return match.end()

    def deletion(self, match: re.Match[str]) -> int:
        close = self._next("~~", match.end())
        return match.end() if close is None else self.hide(match.start(), close + 2)

    def placeholder(self, match: re.Match[str]) -> int:
        found = PLACEHOLDER.match(self.text, match.start(), self.end)
        return match.end() if found is None else self.hide(*found.span())

    def address(self, match: re.Match[str]) -> int:
        url = URL.match(self.text, match.start(), self.end)
        return match.end() if url is None else self.hide(*url.span())

    def opening(self, match: re.Match[str]) -> int:
        self.open.append(match.span())
        return match.end()

    def closing(self, match: re.Match[str]) -> int:
        if not self.open:
            return match.end()
        start, inner = self.open.pop()
        after = match.end()
        following = self.text[after] if after < self.end else ""
        if following == "{":
            return self._span(inner - 1, match.start())  # "![5%]{#g}": the sign ends a sentence
        if self.text.startswith(("@", "-@", "^"), inner):  # a citation or a footnote's mark
            return self.hide(start, after)
        tail = None
        if following == "(":
            tail = _TARGET.match(self.text, after, self.end)
        elif following == "[":
            tail = _LABEL.match(self.text, after, self.end)
            if tail is not None and tail[0][1:-1].casefold() not in self.labels:
                tail = None
        if tail is None:
            return after
        self.hide(start, inner)
        self.hide(match.start(), after)
        return self._with_attributes(*tail.span())

    def _span(self, start: int, close: int) -> int:
        inner = start + 1
        attributes = self._attributes(close + 1)
        if attributes is None:
            return close + 1
        name, pairs = split_attributes(attributes[0][1:-1])
        self.hide(start, inner)
        self.hide(close, attributes.end())
        if name is not None:
            self.marks.append(Mark(name, Span(inner, close), Span(start, attributes.end()), pairs))
        return attributes.end()

    def _with_attributes(self, start: int, end: int) -> int:
        """Hide the stretch, and the attributes behind it: ``![](a.png){width=50%}``."""
        attributes = self._attributes(end)
        return self.hide(start, end if attributes is None else attributes.end())

    def _attributes(self, position: int) -> re.Match[str] | None:
        return _ATTRIBUTES.match(self.text, position, min(self.end, position + _MOST_ATTRIBUTES))

    def _next(self, sign: str, position: int) -> int | None:
        """Where ``sign`` closes at or behind ``position``; every sign's places are listed once, so all is linear."""
        if sign[0] == "`" and not self.backticks:
            for run in _BACKTICKS.finditer(self.text, self.start, self.end):
                self.backticks.setdefault(len(run[0]), []).append(run.start())
        if sign[0] == "`":
            places = self.backticks.get(len(sign), [])
        elif sign in self.closers:
            places = self.closers[sign]
        else:
            places = [found.start() for found in _CLOSING[sign].finditer(self.text, self.start, self.end)]
            self.closers[sign] = places
        index = bisect_left(places, position)
        return places[index] if index < len(places) else None


_BRACKET = compiled(r"\[|\]")
_BACKTICKS = compiled("`+")
_CLOSING = {
    "$": re.compile(r"(?<![\s\\$])\$(?![0-9$])"),
    "$$": re.compile(r"\$\$"),
    "~~": re.compile("~~"),
    _COMMENT_END: re.compile(_COMMENT_END),
}
_LONGEST_FORMULA = 300
_FORMULA = compiled(r"[^\n\u2e80-\uffff]+")
_WORD = compiled(r"[A-Za-z]{2}")


def _is_formula(inside: str) -> bool:
    return _FORMULA.fullmatch(inside) is not None and ("\\" in inside or _WORD.search(inside) is None)


_HANDLERS: dict[str, Callable[[_Scanner, re.Match[str]], int]] = {
    "\\": _Scanner.escape,
    "`": _Scanner.code,
    "<": _Scanner.angle,
    "$": _Scanner.dollar,
    "!": _Scanner.opening,
    "[": _Scanner.opening,
    "]": _Scanner.closing,
    "*": _Scanner.stars,
    "_": _Scanner.underscores,
    "~": _Scanner.deletion,
    "{": _Scanner.placeholder,
    "h": _Scanner.address,
    "w": _Scanner.address,
}
