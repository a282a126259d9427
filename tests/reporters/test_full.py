"""The diagnostics as a reader sees them: whole texts, and the column of every underline."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.model.finding import Finding, Related, Report
from claimlint.model.interval import Interval
from claimlint.model.text import Document, Location, Span
from claimlint.reporters import formats, reporter
from claimlint.reporters.check.full import report
from claimlint.reporters.terminal.cells import cell_len


def text_of(finding: Finding, *documents: Document, width: int = 80) -> str:
    value = Report((finding,), samples.COVERAGE, (), {each.path: each for each in documents}, files=1)
    return report(value, color=False, width=width)


def underlined(text: str, mark: str) -> list[str]:
    """What stands above each run of ``mark``, found by terminal cells."""
    found, source = [], ""
    for line in text.split("\n"):
        body = re.match(r" *\d* [|] ?", line)
        if body is None:
            continue
        if line.lstrip()[:1].isdigit():
            source = line[body.end() :]
        elif set(line[body.end() :].strip()) & {"^", "-"}:
            found += [_above(source, line, body.end(), run) for run in re.finditer(re.escape(mark) + "+", line)]
    return found


def _above(source: str, line: str, edge: int, run: re.Match[str]) -> str:
    start, end, at, picked = cell_len(line[edge : run.start()]), cell_len(line[edge : run.end()]), 0, ""
    for char in source:
        if start <= at < end:
            picked += char
        at += cell_len(char)
    return picked


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("color", [False, True])
def test_whole_report(language: str, color: bool, golden: Callable[[str, str], None]) -> None:
    name = f"reporters/full-{language}{'-color' if color else ''}.txt"
    golden(name, report(samples.report(language), color=color, width=80))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    lines = report(samples.report(language), color=False, width=width).split("\n")
    sources = ("reports/", "facts.yaml")
    assert [line for line in lines if cell_len(line) > width and not line.strip(" ->:").startswith(sources)] == []


def test_color_adds_nothing_but_codes() -> None:
    plain = report(samples.report("zh"), color=False, width=80)
    colored = report(samples.report("zh"), color=True, width=80)
    assert colored != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_underlines_stand_below_their_words() -> None:
    text = text_of(samples.CAGR, samples.ZH)
    assert underlined(text, "^") == ["60.7%"]
    assert underlined(text, "-") == ["107亿元", "2,065亿元", "2019-2024年"]


def test_spans_far_apart_on_one_line_are_all_shown() -> None:
    text = text_of(samples.PAGE, samples.LONG)
    assert underlined(text, "^") == ["18.6%"]
    assert underlined(text, "-") == ["12.3亿元", "14.2亿元"]


def test_numbers_are_not_cut_in_two() -> None:
    source = samples.document("a.txt", "1,234,567.89 " * 40 + "here 42 " + "1,234,567.89 " * 40, "en")
    text = text_of(samples.shown(source, "42"), source)
    shown = next(line for line in text.split("\n") if line.startswith("1 | "))
    assert set(re.findall(r"[\d.,]+", shown[4:])) == {"1,234,567.89", "42"}


def test_quiet_leaves_out_summary_and_coverage() -> None:
    full = report(samples.report("en"), color=False, width=80)
    quiet = report(samples.report("en"), color=False, width=80, quiet=True)
    assert full.startswith(quiet)
    assert "1 error, 1 warning, 1 suppressed in 2 files; 1 input could not be read" in full
    assert "77 numbers read" in full
    assert "numbers read" not in quiet
    assert quiet.endswith("is a quotation mark missing?\n")


def test_nothing_found() -> None:
    text = report(Report((), samples.COVERAGE, (), {}, files=1), color=False, width=80)
    assert text.startswith("nothing inconsistent found in 1 file\n77 numbers read: 40 checked, 9 undecidable")


def test_labels_that_do_not_fit_beside_each_other_hang_in_columns_of_their_own() -> None:
    source = samples.document("a.md", "营收由10亿元增长到20亿元，增幅为50%\n", "zh")
    text = text_of(samples.shown(source, "50%", [("10亿元", "基期"), ("20亿元", "本期")], label="应为 100%"), source)
    assert text.split("\n")[3:8] == [
        "1 | 营收由10亿元增长到20亿元，增幅为50%",
        "  |       ------      ------        ^^^ 应为 100%",
        "  |       |           |",
        "  |       |           本期",
        "  |       基期",
    ]


def test_a_label_at_the_right_edge_moves_left() -> None:
    source = samples.document("a.md", "字" * 16 + "99%\n", "zh")
    label = "stated 99 %; recomputed 12 %"
    text = text_of(samples.shown(source, "99%", label=label), source, width=40)
    assert underlined(text, "^") == ["99%"]
    assert label in text


def test_many_labels_in_a_narrow_frame_keep_their_words() -> None:
    words = [f"{n}{n}%" for n in range(1, 9)]
    source = samples.document("a.md", "|".join(words) + "\n", "en")
    related = [(word, f"part number {word} of the total which is long") for word in words[1:]]
    text = text_of(samples.shown(source, "11%", related, label="the whole"), source, width=60)
    assert sorted(underlined(text, "-")) == words[1:]
    for word in words[1:]:
        assert f"part number {word}" in re.sub(r"[\s|]+", " ", text)


def test_a_source_that_was_not_read_is_quoted() -> None:
    where = Location("other/facts.yaml", 40, 46, 3, 12, 3, 18, "$1.5bn")
    finding = replace(samples.YOY, related=(Related("fact", where, "the reference says"),))
    assert "::: other/facts.yaml:3:12\n  |\n3 | $1.5bn\n  | ------ the reference says\n" in text_of(finding, samples.EN)


def test_a_place_over_two_lines_is_underlined_on_both() -> None:
    source = samples.document("a.md", "we sold 1,100\n   million units\n", "en")
    text = text_of(samples.shown(source, "1,100\n   million", label="the count"), source)
    assert underlined(text, "^") == ["1,100", "million"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    source = samples.document("a.md", "red \x1b[31m and \u202ebidi 42%\tend\n", "en")
    text = text_of(replace(samples.shown(source, "42%"), message="bell \x07"), source)
    assert not set(text) & {"\x1b", "\x07", "\u202e", "\t"}
    assert underlined(text, "^") == ["42%"]


def test_more_related_places_than_can_be_shown_are_counted() -> None:
    words = [f"part{n:02}" for n in range(20)]
    source = samples.document("a.md", "\n\n\n".join(["total", *words]), "en")
    finding = samples.shown(source, "total", [(word, "part") for word in words])
    text = text_of(replace(finding, stated=Interval.point(1), unit=""), source)
    assert len(underlined(text, "-")) == 12
    assert "8 more numbers take part" in text


def test_a_long_line_is_laid_out_in_time_that_its_length_does_not_matter_for() -> None:
    source = samples.document("a.txt", "字" * 200_000 + "42%" + "字" * 200_000, "zh")
    assert underlined(text_of(samples.shown(source, "42%", label="x"), source), "^") == ["42%"]


CHARS = st.text(st.sampled_from("ab 1.,%字，（）é\u0301😀"), max_size=120)


@given(st.tuples(CHARS, CHARS, CHARS), st.integers(40, 100), CHARS)
@settings(max_examples=150, deadline=None)
def test_any_line_any_width(texts: tuple[str, str, str], width: int, label: str) -> None:
    before, between, after = texts
    source = Document("a.md", *[f"{before}甲乙{between}丙丁{after}"] * 2, (), language="zh")
    start, other = len(before), len(before) + 2 + len(between)
    finding = replace(
        samples.shown(source, "甲乙", label=label.strip()),
        location=source.locate(Span(start, start + 2)),
        related=(Related("x", source.locate(Span(other, other + 2)), "other"),),
    )
    text = text_of(finding, source, width=width)
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert [run.strip("\u0301") for run in underlined(text, "^") if "甲" in run] == ["甲乙"]


def test_formats_are_the_folder_listing() -> None:
    assert set(formats("check")) >= {"full", "concise", "json"}
    assert set(formats("extract")) >= {"table", "json"}
    for name in formats("check"):
        assert isinstance(reporter("check", name)(samples.report("en"), color=False, width=80), str)
