"""A TOML file whose every key knows its place: tomllib gives values, and where they stood is found again on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NoReturn

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError

Key = tuple[str | int, ...]

_AT = compiled(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_TOKEN = compiled(
    r"(?P<blank>[ \t\r]+|#[^\n]*)"
    r'|(?P<text>"""(?s:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?s:[^\']|\'(?!\'\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\')'
    r"|(?P<sign>[\[\]{}=,.\n])"
    r"|(?P<bare>[^\s\[\]{}=,.#\"']+)"
)


@dataclass(frozen=True)
class TomlFile:
    """The TOML in ``text``; ``data`` are its values, decimal fractions as :class:`Decimal`."""

    path: str
    text: str
    data: Mapping[str, Any]

    @cached_property
    def _places(self) -> Mapping[Key, int]:
        return _Finder(self.text).run()

    def position(self, key: Sequence[str | int]) -> tuple[int, int] | None:
        """Line and column of the key (or the element of a list), or of as much of it as there is."""
        for length in range(len(key), 0, -1):
            place = self._places.get(tuple(key[:length]))
            if place is not None:
                return self.text.count("\n", 0, place) + 1, place - self.text.rfind("\n", 0, place)
        return None

    def refuse(self, key: Sequence[str | int], message: str) -> NoReturn:
        """Raise :class:`InputError` at the place of ``key``."""
        line, column = self.position(key) or (None, None)
        raise InputError(Failure(self.path, message, line, column))


def read_toml(path: str, text: str) -> TomlFile:
    """The TOML in ``text``.  Raises :class:`InputError`, with line and column, where it is none."""
    import tomllib

    try:
        return TomlFile(path, text, tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT.search(message)
        place = (int(at["line"]), int(at["column"])) if at and at["line"] else (text.count("\n") + 1, None)
        what = message[: at.start()] if at else message
        raise InputError(Failure(path, f"not valid TOML: {what[:1].lower()}{what[1:]}", *place)) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise InputError(Failure(path, "not valid TOML: nested too deep, or a number is too long")) from None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


class _Finder:
    """Goes through text that tomllib has read without complaint, and notes where each key and element begins."""

    def __init__(self, text: str) -> None:
        found = ((match.lastgroup or "", match) for match in _TOKEN.finditer(text))
        self.tokens = [_Token(kind, match[0], match.start()) for kind, match in found if kind != "blank"]
        self.next = 0
        self.places: dict[Key, int] = {}
        self.tables: dict[Key, int] = {}  # how many [[tables]] of a name there were

    def run(self) -> Mapping[Key, int]:
        prefix: Key = ()
        while self.next < len(self.tokens):
            if self.take("\n"):
                continue
            if self.take("["):
                several = self.take("[")
                prefix = self.key(())
                if several:
                    self.tables[prefix] = self.tables.get(prefix, -1) + 1
                    prefix = (*prefix, self.tables[prefix])
                self.take("]")
                self.take("]")
            else:
                self.entry(prefix)
        return self.places

    def peek(self) -> _Token:
        return self.tokens[self.next] if self.next < len(self.tokens) else _Token("sign", "\n", 0)

    def take(self, sign: str) -> bool:
        if self.next < len(self.tokens) and self.peek().kind == "sign" and self.peek().text == sign:
            self.next += 1
            return True
        return False

    def entry(self, prefix: Key) -> None:
        key = self.key(prefix)
        if self.take("="):
            self.value(key)
        else:
            self.next += 1

    def key(self, prefix: Key) -> Key:
        while self.peek().kind in ("bare", "text"):
            token = self.peek()
            self.next += 1
            prefix = (*prefix, _unquoted(token.text))
            self.places.setdefault(prefix, token.start)
            if not self.take("."):
                break
        return prefix

    def value(self, path: Key) -> None:
        if self.take("["):
            self.elements(path)
        elif self.take("{"):
            while not self.take("}") and self.next < len(self.tokens):
                if not (self.take(",") or self.take("\n")):
                    self.entry(path)
        else:
            while self.next < len(self.tokens) and not (self.peek().kind == "sign" and self.peek().text in ",\n]}"):
                self.next += 1

    def elements(self, path: Key) -> None:
        index = 0
        while not self.take("]") and self.next < len(self.tokens):
            if self.take("\n") or self.take(","):
                continue
            self.places.setdefault((*path, index), self.peek().start)
            self.value((*path, index))
            index += 1


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1]
    if text[0] != '"':
        return text
    import tomllib

    key, *_ = tomllib.loads(f"{text} = 0")
    return key
