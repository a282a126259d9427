"""The phrases of time that a block keeps are those that a look into its sentences finds."""

import random
from pathlib import Path

from claimlint.claims.sentences import sentences
from claimlint.model.text import Block, Document, Span
from claimlint.quantities.parse import time_phrases
from claimlint.quantities.times import Times

CASES = sorted((Path(__file__).parents[2] / "claims").rglob("*.md"))


def test_a_sentence_has_its_phrases_of_the_block() -> None:
    told = 0
    for path in CASES:
        text = path.read_text("utf-8")
        document = Document(str(path), text, text, (Block(Span(0, len(text))),))
        times = Times(document)
        for sentence in sentences(document):
            found = tuple(times.of_part(Span(0, len(text)), sentence.span))
            told += len(found)
            assert found == time_phrases(document, sentence.span.start, sentence.span.end)
    assert told > 100


def test_so_has_any_other_part() -> None:
    source = random.Random(3)
    pieces = [
        "2024年",
        "三季度",
        "12月31",
        "日",
        "。",
        "，",
        "同期",
        "last year",
        " ",
        "in 2023",
        "Q3 ",
        "to 2025",
        "5",
        ". ",
        "末",
    ]
    for _ in range(400):
        text = "".join(source.choices(pieces, k=14))
        document = Document("x", text, text, (Block(Span(0, len(text))),))
        start = source.randrange(len(text))
        part = Span(start, source.randrange(start, len(text)) + 1)
        assert tuple(Times(document).of_part(Span(0, len(text)), part)) == time_phrases(document, part.start, part.end)
