"""The HTML page: everything escaped, every finding reachable, nothing loaded."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from claimlint.model.finding import Coverage, Finding, Number, Report, Severity, Suppression
from claimlint.model.interval import Interval
from claimlint.model.text import Block, Cell, Document, Span
from claimlint.reporters import reporter
from claimlint.reporters.page.drawing import drawing
from claimlint.reporters.page.marks import inside, marks_of

VOID = {"meta", "input", "rect", "line", "polygon", "br"}


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Page(HTMLParser):
    """The tags of a page, each with all the text inside it; refuses what is not nested."""

    tags: list[Tag] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:  # a browser closes them, too
            assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            tag.text += data

    def all(self, name: str = "", kind: str = "") -> list[Tag]:
        return [tag for tag in self.tags if name in ("", tag.name) and kind in ("", *tag.classes)]


def html(value: Report) -> str:
    return reporter("check", "html")(value, color=False, width=80)


def page(value: Report) -> Page:
    found = Page()
    found.feed(html(value))
    found.close()
    assert found.open == []
    return found


def number(source: Document, words: str, standing: str, **more: object) -> Number:
    where = samples.place(source, words)
    return Number(Span(where.start, where.end), standing, **more)  # type: ignore[arg-type]


def chinese() -> Report:
    numbers = {
        samples.ZH.path: (
            number(samples.ZH, "107亿元", "checked", rules=("cagr",)),
            number(samples.ZH, "2,065亿元", "undecidable", reason="needs-reference"),
            number(samples.ZH, "60.7%", "checked", rules=("cagr",)),
        )
    }
    return replace(samples.report("zh"), numbers=numbers, whys={"cagr": {"zh": "首末两年改了", "en": "Years"}})


def test_numbers_bear_their_verdicts() -> None:
    marks = {tag.text: tag for tag in page(chinese()).all(kind="n")}
    assert marks["107亿元"].classes == ["n", "checked"]
    assert marks["107亿元"].attributes["title"] == "已核对：cagr"
    assert marks["2,065亿元"].attributes["title"] == "无法判断：找不到参照"
    assert marks["60.7%"].name == "a"
    assert marks["60.7%"].classes == ["n", "checked", "error"]
    assert marks["60.7%"].attributes["href"] == "#f0"
    assert marks["107亿元"].attributes["data-related"] == "0"


def test_a_finding_opens_its_working() -> None:
    found = page(chinese())
    first, second = found.all("details", "finding")
    assert first.attributes == {
        "class": "finding error",
        "id": "f0",
        "data-severity": "error",
        "data-rule": "cagr",
        "lang": "zh",
    }
    for words in (
        "错误",
        "cagr",
        samples.CAGR.message,
        "reports/大模型.md:7:37",
        "可以成立的写法：80.6%–80.9%",
        "改为 80.8%",
    ):
        assert words in first.text
    assert "首末两年改了" in first.text
    assert second.attributes["data-rule"] == "yoy"
    ids = [tag.attributes["id"] for tag in found.tags if "id" in tag.attributes]
    assert len(ids) == len(set(ids))
    targets = {tag.attributes["href"][1:] for tag in found.all("a")}
    assert targets <= set(ids)
    assert len(targets) == 2 + 4 + 3  # the findings, and their places in the text


def test_the_text_is_all_there() -> None:
    texts = page(chinese()).all("div", "text")
    shown = "".join("".join(tag.text.split()) for tag in texts)
    assert shown == "".join("".join((samples.LONG.text + samples.ZH.text).split()))


def test_a_table_is_one() -> None:
    text = "| a | b |\n|---|---|\n| x | 5% |\n\nafter\n"
    places = [(0, 0, "a"), (0, 1, "b"), (1, 0, "x"), (1, 1, "5%")]
    blocks = [Block(Span(i, i + len(w)), "cell", -1, Cell(0, r, c)) for r, c, w in places for i in [text.index(w)]]
    after = Block(Span(text.index("after"), text.index("after") + 5))
    source = Document("t.md", text, text, (*blocks, after), language="en")
    found = page(Report((samples.shown(source, "5%"),), Coverage(), (), {"t.md": source}, 1))
    assert [tag.text for tag in found.all("th")] == ["a", "b"]
    assert [tag.text for tag in found.all("td")] == ["x", "5%"]
    assert "|" not in "".join(tag.text for tag in found.all("div", "text"))
    assert [tag.text for tag in found.all("p", "paragraph")] == ["after"]


EVIL = "<script>alert(1)</script>'\"&\u202e\x00</style><img src=x onerror=y>"


def test_nothing_in_a_report_is_markup() -> None:
    source = samples.document(f"{EVIL}.md", f"{EVIL} 42% {EVIL}\n", "en")
    finding = replace(
        samples.shown(source, "42%", [(EVIL, EVIL)], label=EVIL),
        rule=EVIL,
        message=EVIL,
        notes=(EVIL,),
        manual=EVIL,
        would_pass=EVIL,
        working=EVIL,
        stated=Interval.point(Fraction(1)),
        recomputed=Interval.point(Fraction(2)),
        shown=EVIL,
        unit=EVIL,
    )
    suppressed = replace(finding, suppressed=Suppression("inline", EVIL))
    failures = (samples.Failure(EVIL, EVIL),)
    value = Report((finding, suppressed), Coverage(), failures, {source.path: source}, 1, whys={EVIL: {"": EVIL}})
    found = page(value)
    assert len(found.all("script")) == len(found.all("style")) == 1
    assert found.all("img") == []
    assert not any(name.startswith("on") for tag in found.tags for name in tag.attributes)
    text = html(value)
    assert not set(text) & {"\x00", "\u202e"}


def test_the_policy_lets_in_only_what_is_inside() -> None:
    found = page(chinese())
    (policy,) = (tag.attributes["content"] for tag in found.all("meta") if "http-equiv" in tag.attributes)
    for name in ("script", "style"):
        (tag,) = found.all(name)
        digest = b64encode(sha256(tag.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert "http" not in tag.text
    assert policy.startswith("default-src 'none';")
    assert not {"src", "style", "srcset"} & {name for tag in found.tags for name in tag.attributes}
    assert all(tag.attributes["href"].startswith("#") for tag in found.all("a"))


def test_filters_offer_what_there_is() -> None:
    note = replace(samples.UNUSED, suppressed=None)
    found = page(replace(samples.report("en"), findings=(samples.YOY, samples.SUM, note, samples.UNUSED)))
    boxes = [tag.attributes for tag in found.all("input")]
    assert [(box.get("value"), "checked" in box) for box in boxes] == [
        ("error", True),
        ("warning", True),
        ("note", True),
        (None, False),  # what is suppressed
    ]
    assert [tag.attributes["value"] for tag in found.all("option")] == ["", "sum", "unused-suppression", "yoy"]
    assert "reports/broken.yaml:3:7: this is not YAML" in found.all("section", "unread")[0].text


def test_nothing_found_is_a_page_too() -> None:
    found = page(Report((), samples.COVERAGE, (), {samples.EN.path: samples.EN}, 1))
    assert found.all("h1")[0].text.split() == ["claimlint", "nothing", "inconsistent", "found", "in", "1", "file"]
    assert found.all("details", "finding") == []


# -- Drawings ---------------------------------------------------------------------------------------------------------


def bars(text: str) -> list[tuple[str, float, float]]:
    pattern = r'<rect class="bar (\w+)" x="([\d.-]+)" y="\d+" width="([\d.]+)"'
    return [(kind, float(x), float(x) + float(width)) for kind, x, width in re.findall(pattern, text)]


def test_the_stated_set_stands_beside_the_recomputed_one() -> None:
    (stated, first, last), (recomputed, start, end) = bars(drawing(samples.CAGR))
    assert (stated, recomputed) == ("stated", "recomputed")
    assert 14 <= first < last < start < end <= 406
    assert 'class="gap"' in drawing(samples.CAGR)
    assert "文中 60.7%" in drawing(samples.CAGR)


def test_an_unbounded_set_runs_to_the_edge() -> None:
    finding = replace(samples.CAGR, stated=Interval(Fraction(90), None))
    (_, _, last), _ = bars(drawing(finding))
    assert last == 406
    assert drawing(finding).count("<polygon") == 1


@pytest.mark.parametrize("missing", ["stated", "recomputed"])
def test_without_two_sets_there_is_no_drawing(missing: str) -> None:
    assert drawing(replace(samples.CAGR, **{missing: None})) == ""  # type: ignore[arg-type]
    assert drawing(replace(samples.CAGR, recomputed=samples.CAGR.stated)) == ""
    assert drawing(replace(samples.CAGR, unit="calendar")) == ""
    unbounded = Interval(None, None)
    assert drawing(replace(samples.CAGR, stated=unbounded, recomputed=unbounded, point=None)) == ""


VALUES = st.fractions(min_value=-(10**15), max_value=10**15, max_denominator=10**6)


@given(st.lists(VALUES, min_size=4, max_size=4), st.sampled_from(["%", "CNY", "x", "USD/1e6 token", ""]))
def test_any_two_sets_are_drawn_inside_the_picture(values: list[Fraction], unit: str) -> None:
    a, b = sorted(values[:2])
    c, d = sorted(values[2:])
    finding = replace(samples.CAGR, stated=Interval(a, b), recomputed=Interval(c, d), point=None, unit=unit)
    picture = drawing(finding)
    for _, first, last in bars(picture):
        assert 10 <= first < last <= 410
    for x in re.findall(r'<text class="tick" x="([\d.-]+)"', picture):
        assert 14 <= float(x) <= 406
    assert picture.count('class="tick"') <= 10


# -- Marks ------------------------------------------------------------------------------------------------------------

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12)


@given(SPANS, SPANS, st.integers(0, 30), st.integers(0, 12))
def test_marks_do_not_overlap_and_pieces_leave_nothing_out(
    findings: Sequence[tuple[int, int]], numbers: Sequence[tuple[int, int]], start: int, size: int
) -> None:
    source = samples.document("a.md", "x" * 50, "en")
    made = tuple(
        Finding("r", "c", Severity.ERROR, "m", "en", source.locate(Span(at, at + length))) for at, length in findings
    )
    read = tuple(Number(Span(at, at + length), "checked") for at, length in numbers)
    marks = marks_of(Report(made, Coverage(), documents={"a.md": source}, numbers={"a.md": read})).get("a.md", ())
    assert all(one.span.end <= other.span.start for one, other in pairwise(marks))
    covered = {i for mark in marks for i in range(mark.span.start, mark.span.end)}
    assert covered == {i for at, length in (*findings, *numbers) for i in range(at, at + length)}
    pieces = list(inside(marks, Span(start, start + size)))
    assert [i for piece, _ in pieces for i in range(piece.start, piece.end)] == list(range(start, start + size))
    assert all((piece.start in covered) is (mark is not None) for piece, mark in pieces)


def test_a_number_lies_above_the_sentence_that_it_stands_in() -> None:
    sentence = replace(samples.CAGR, location=samples.ZH.locate(Span(60, 120)), related=())
    value = Report((sentence, samples.CAGR), Coverage(), documents={samples.ZH.path: samples.ZH})
    marked = {tag.text: tag for tag in page(value).all("a", "n")}
    assert marked["60.7%"].attributes["data-finding"] == "1"
    assert marked["60.7%"].attributes["data-related"] == "0"
    assert next(tag for text, tag in marked.items() if text != "60.7%").classes[-1] == "wide"


# -- In a browser -----------------------------------------------------------------------------------------------------


def test_the_script_runs_in_a_browser(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium here")
    (tmp_path / "page.html").write_text(html(chinese()), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    options += ["--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"]
    address = (tmp_path / "page.html").as_uri() + "#f1"
    done = subprocess.run(
        [browser, *options, "--virtual-time-budget=3000", "--dump-dom", address],
        capture_output=True,
        timeout=120,
        check=True,
    )
    found = Page()
    found.feed(done.stdout.decode("utf-8"))
    assert "js" in found.all("html")[0].classes
    assert ["open" in tag.attributes for tag in found.all("details", "finding")] == [False, True]
    assert [tag.text for tag in found.all(kind="hot")] == ["12.3亿元", "14.2亿元"]
