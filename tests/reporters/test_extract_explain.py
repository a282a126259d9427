"""``claimlint extract --explain``: every number says why it was read so."""

from __future__ import annotations

from claimlint.apps.cli import main
from claimlint.lexicon.phrases import phrases
from claimlint.model.quantity import Qualifier


def explained(tmp_path, capsys, text):
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["extract", "--explain", str(path)]) == 0
    return capsys.readouterr().out


def test_chinese(tmp_path, capsys):
    said = explained(tmp_path, capsys, "2024年收入超过1100亿元。占比约15%。")
    assert "“超过”：大于该数，不含" in said
    assert "数字 1100，乘以 100000000" in said
    assert "期间 2024：写在句中" in said
    assert "期间 2024：承前文" in said


def test_english(tmp_path, capsys):
    said = explained(tmp_path, capsys, "In 2024 revenue was about $1.2 billion.")
    assert "period 2024: said in its sentence" in said
    assert 'the words "about"' in said


def test_every_qualifier_has_its_words():
    for language in ("zh", "en"):
        for qualifier in Qualifier:
            assert phrases(language).say(f"rule_{qualifier.value}")
