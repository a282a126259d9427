"""``claimlint extract --explain``: every number says why it was read so, and every other why it was not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimlint.apps.cli import main
from claimlint.lexicon.load import FOLDER
from claimlint.lexicon.phrases import phrases
from claimlint.model.quantity import Qualifier
from claimlint.model.why import NotRead, WhenFrom
from claimlint.quantities.parse import read
from claimlint.quantities.unread import unread
from claimlint.quantities.why import whys
from claimlint.sources.plain import read_plain

LISTED = re.compile(r"lexicon/(?P<file>(?:zh|en|common)/[a-z]+\.yaml):(?P<line>[0-9]+)")


def explained(tmp_path, capsys, text, *options):
    path = tmp_path / "report.md"
    path.write_text(text, encoding="utf-8")
    assert main(["extract", "--explain", *options, str(path)]) == 0
    said = capsys.readouterr().out
    return said.replace("\n    ", "")  # lines that were too long


def listed(said, word):
    """The lexicon's line that the explanation names behind ``word``."""
    line = next(line for line in said.splitlines() if line.strip().startswith(word))
    place = LISTED.search(line)
    return (FOLDER / place["file"]).read_text("utf-8").splitlines()[int(place["line"]) - 1]


def test_chinese(tmp_path, capsys):
    said = explained(tmp_path, capsys, "2024年收入超过1100亿元。占比约15%。")
    assert "数字“1100”，值 110000000000\n  末位数值 100000000" in said
    assert "“超过”：修饰词 more_than（lexicon/zh/qualifiers.yaml:" in said
    assert "取值：>1,100亿元（大于该数，不含）" in said
    assert "单位 CNY，种类为金额" in said
    assert "期间 2024：句中第 1 行的“2024年”" in said
    assert "期间 2024：承前文第 1 行的“2024年”" in said


def test_english(tmp_path, capsys):
    said = explained(tmp_path, capsys, "In 2024 revenue was about $1.2 billion.")
    assert 'period 2024: "2024" in its sentence (line 1)' in said
    assert '"about": qualifier (lexicon/en/qualifiers.yaml:' in said
    assert '"billion": scale 1000000000 (lexicon/en/numerals.yaml:' in said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("收入逾30亿元。", "“逾”"),
        ("收入逾30亿元。", "“亿”"),
        ("收入數千萬港元。", "“千萬”"),
        ("订单5至6万台左右。", "“至”"),
        ("订单5至6万台左右。", "“左右”"),
        ("五元三毛。", "“毛”"),
        ("共有三分之二的用户。", "“分之”"),
        ("Sales of no less than 3 dozen cars.", '"no less than"'),
        ("It costs between $30 and $60 million.", '"$"'),
    ],
)
def test_the_line_of_the_lexicon_holds_the_word(tmp_path, capsys, text, word):
    bare = word[1:-1].replace("萬", "万")
    assert bare in listed(explained(tmp_path, capsys, text), word)


def test_a_scale_is_cut_as_it_was_read(tmp_path, capsys):
    assert "“万”：数量级 10000" in explained(tmp_path, capsys, "收入三千万元。")
    assert "“千万”：数量级 10000000" in explained(tmp_path, capsys, "收入3千万元。")


def test_relative_words_say_from_when_they_count(tmp_path, capsys):
    said = explained(tmp_path, capsys, "---\ndate: 2025-03-31\n---\n\n去年收入4亿元。")
    assert "期间 2024：第 5 行的“去年”，自 2025-03-31 起算" in said
    said = explained(tmp_path, capsys, "去年收入4亿元。", "--as-of", "2022-01-05")
    assert "期间 2021：第 1 行的“去年”，自 2022-01-05 起算" in said
    said = explained(tmp_path, capsys, "2024年收入5亿元，去年同期4亿元。")
    assert "期间 2023：第 1 行的“去年同期”，由前文的期间推得" in said


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("型号GPT-4V很好。", "GPT-4V", NotRead.IDENTIFIER),
        ("代码600519.SH。", "600519.SH", NotRead.IDENTIFIER),
        ("表中1,35212.5433.80。", "1,35212.5433.80", NotRead.DAMAGED),
        ("## 2.1 小节\n", "2.1", NotRead.SECTION),
        ("由百度公布。", "百", NotRead.WORD),
        ("他写下350。", "350", NotRead.BARE),
        ("每1000人12张床。", "1000", NotRead.DENOMINATOR),
    ],
)
def test_what_was_not_read_says_why(tmp_path, capsys, text, shown, reason):
    options = ["--all"] if reason is NotRead.WORD else []
    said = explained(tmp_path, capsys, text, *options)
    expected = phrases("zh").say("not_read", reason=phrases("zh").say(f"not_read_{reason.value}"))
    assert f": {shown}  {expected}" in said


def test_bare_numbers_are_read_with_all(tmp_path, capsys):
    assert "未读" in explained(tmp_path, capsys, "他写下350。")
    assert "未读" not in explained(tmp_path, capsys, "他写下350。", "--all")


def test_units_of_a_user_name_their_file(tmp_path, capsys):
    units = tmp_path / "units.txt"
    units.write_text("# racks\ncabinet = [cabinet] = _ = 机柜\n", encoding="utf-8")
    said = explained(tmp_path, capsys, "新增300个机柜。", "--units", str(units))
    assert f"“个机柜”：单位 cabinet（{units}:2）" in said
    explained(tmp_path, capsys, "")


def test_every_word_has_its_phrases():
    from claimlint.quantities.why import _BESIDE, _IN_NUMBER, _IN_SPAN

    for language in ("zh", "en"):
        words = phrases(language)
        assert all(words.say(f"rule_{qualifier.value}") for qualifier in Qualifier)
        assert all(words.say(f"not_read_{reason.value}") for reason in NotRead)
        assert all(f"why_{source.value}" in words.sentences for source in WhenFrom)
        assert all(words.say(f"word_{role}") for role in _BESIDE | _IN_NUMBER | _IN_SPAN)


HARD = (
    "2024年收入约1.2万亿元（+18%）,GPT-4、600519.SH；数千万至数亿美元级别，三分之二，五元三毛，每百万token 20美元，"
    "1,35212.5433.80 up from $20–$30 million per 1,000 people in Q3, 100 t, half a dozen, 第三名，一般，百度，近三年"
)


def test_every_prefix_can_be_explained():
    for end in range(len(HARD)):
        document = read_plain("t.txt", HARD[:end])
        for bare in (False, True):
            found = read(document, bare=bare)
            reasons = list(whys(document, [(q, q.period, True) for q in found], lambda phrase: phrase.period))
            assert len(reasons) == len(found)
            words = [word for why in reasons for word in why.words]
            assert all(document.text[w.span.start : w.span.end] == w.text for w in words)
            spans = [quantity.extended for quantity in found]
            assert all(not left.span.overlaps(s) for left in unread(document, spans, bare=bare) for s in spans)


def test_a_unit_is_no_scale():
    document = read_plain("t.txt", "It shipped 100 t of ore for $3m.")
    first, second = whys(document, [(q, None, False) for q in read(document)], lambda phrase: phrase.period)
    assert [(w.role, w.meaning) for w in first.words] == [("unit", "tonne")]
    assert [(w.role, w.meaning) for w in second.words] == [("unit", "$"), ("scale", "1000000")]


def test_it_is_for_people(tmp_path, capsys):
    path = Path(tmp_path / "a.txt")
    path.write_text("3元", encoding="utf-8")
    assert main(["extract", "--explain", "--output-format", "json", str(path)]) == 2
    assert main(["extract", "--explain", "--claims", str(path)]) == 2
