"""The fast scanner finds what the plain table of words finds, whatever the text and wherever it is cut."""

import random
from pathlib import Path

import pytest

from claimlint.claims import mentions, ranks
from claimlint.claims.scan import Places, Scanner
from claimlint.lexicon.table import Table
from claimlint.model.text import Span

_SPELLED = ("up", "up to", "上", "上涨", "gdp增速", "a股", "e.g.", "second-largest", "%", "同比", "比")
WORDS = {word: place for place, word in enumerate(_SPELLED)}
CORPUS = sorted((Path(__file__).parents[2] / "claims").rglob("*.md"))


def _both(words: dict[str, int], text: str, start: int, end: int) -> tuple[list[object], list[object]]:
    return list(Scanner(words.items()).find(text, start, end)), list(Table(words.items()).find(text, start, end))


@pytest.mark.parametrize(
    "text",
    [
        "up to 5%",
        "ups and updates",
        "上涨up",
        "gdp增速同比上",
        "a股 e.g. up",
        "second-largest",
        "é上up to",
        "a-up to",
        "x上涨x",
    ],
)
def test_it_finds_what_the_table_finds(text: str) -> None:
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            fast, plain = _both(WORDS, text, start, end)
            assert fast == plain, (text, start, end)


def test_it_does_so_in_random_text() -> None:
    source = random.Random(7)
    pieces = [*WORDS, " ", "x", "3", "é", "年", "t", "-"]
    for _ in range(300):
        text = "".join(source.choices(pieces, k=20))
        start = source.randrange(len(text))
        end = source.randrange(start, len(text))
        fast, plain = _both(WORDS, text, start, end)
        assert fast == plain, (text, start, end)


@pytest.mark.parametrize("words", [mentions._words(), ranks._words()], ids=["mentions", "ranks"])
def test_it_does_so_with_the_lexicon_in_the_cases_of_real_text(words: Scanner[object]) -> None:
    table = Table(words.words(), exceptions=words.exceptions)
    texts = [path.read_text("utf-8").lower() for path in CORPUS]
    assert sum(len(text) for text in texts) > 20_000
    for text in texts:
        assert list(words.find(text, 0, len(text))) == list(table.find(text, 0, len(text)))


def test_places_are_asked_by_stretch() -> None:
    places = Places("aaba", ["aa", "ba"])
    found = [places.any(span) for span in (Span(0, 1), Span(1, 3), Span(1, 2), Span(3, 4))]
    assert found == [True, True, False, False]
