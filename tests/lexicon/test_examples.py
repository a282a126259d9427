"""The examples in the word files are true: each is read as it says, and no number is read from a counter-example."""

from __future__ import annotations

import pytest

from claimlint.claims.assemble import assemble
from claimlint.lexicon.load import LANGUAGES, document
from claimlint.model.unit import Kind
from claimlint.quantities.dates import MAKERS
from claimlint.quantities.parse import read
from claimlint.sources.fold import fold
from claimlint.sources.plain import read_plain
from tests.building import span

NUMBERS = ("numerals", "qualifiers", "ranges", "periods", "names", "links")
FILES = [(place, name) for name in NUMBERS for place in LANGUAGES if document(place, name)]
EXAMPLES = [(place, name, example) for place, name in FILES for example in document(place, name).get("examples", ())]
COUNTER = [(place, name, text) for place, name in FILES for text in document(place, name).get("not", ())]
CUES = [(place, example) for place in ("zh", "en") for example in document(place, "cues")["examples"]]
# Kinds that name a place in time or an order: they are no numbers that could be checked.
NAMED = (Kind.PERIOD, Kind.ORDINAL)


def quantities(text):
    return read(read_plain("example.txt", text))


@pytest.mark.parametrize(("place", "name", "example"), EXAMPLES, ids=[f"{p}-{n}-{e['text']}" for p, n, e in EXAMPLES])
def test_example(place, name, example):
    found = quantities(example["text"])
    if "period" in example:
        assert [str(q.period.id) for q in found if q.period is not None] == [example["period"]]
        return
    (quantity,) = (q for q in found if q.kind not in NAMED)
    if "stated" in example:
        assert quantity.stated == span(example["stated"]) or quantity.interval == span(example["stated"])
    if "unit" in example:
        assert quantity.unit.id == example["unit"]
    if "qualifier" in example:
        assert quantity.qualifier.value == example["qualifier"]


@pytest.mark.parametrize(("place", "name", "text"), COUNTER, ids=[f"{p}-{n}-{t}" for p, n, t in COUNTER])
def test_counter_example(place, name, text):
    assert [q.text for q in quantities(text) if q.kind not in NAMED] == []


@pytest.mark.parametrize(("place", "example"), CUES, ids=[f"{p}-{e['text']}" for p, e in CUES])
def test_cue(place, example):
    text = read_plain("example.txt", example["text"])
    claims = assemble(text, read(text))
    assert any(example["cue"] in claim.cues for claim in claims), [claim.cues for claim in claims]


@pytest.mark.parametrize("example", document("common", "variants")["examples"], ids=lambda e: e["text"])
def test_traditional_folds_to_simplified(example):
    assert fold(example["text"]) == example["simplified"]


@pytest.mark.parametrize("text", document("common", "variants")["not"])
def test_what_is_simplified_already_stays(text):
    assert fold(text) == text


@pytest.mark.parametrize(("place", "name"), [f for f in FILES if f[1] != "names"])
def test_there_are_examples_in_every_file_of_numbers(place, name):
    assert document(place, name).get("examples") or document(place, name).get("not")


def test_every_period_of_the_files_can_be_made():
    from claimlint.lexicon.schema_phrases import PERIOD_NAMES

    used = {
        entry["period"]
        for place in LANGUAGES
        for entry in document(place, "periods").get("entries", ())
        if "period" in entry
    }
    assert used <= set(MAKERS)
    assert set(MAKERS) == set(PERIOD_NAMES)


def test_words_are_listed_in_simplified_form():
    """Documents are folded, so a traditional word could never be found."""
    for name in (*NUMBERS, "cues", "metrics", "labels"):
        for place in LANGUAGES:
            for word in _strings(
                {k: v for k, v in document(place, name).items() if k not in ("examples", "not", "about")}
            ):
                assert fold(word) == word, f"{place}/{name}: {word}"


def _strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for item in data:
            yield from _strings(item)
