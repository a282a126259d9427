"""``claimlint test``: rules of the user's own, tried by their examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimlint.apps.cli import main
from claimlint.reporters.terminal.cells import cell_len
from claimlint.resources import folder

HEAD = "pack: {pack}\nabout: Of our own.\nrules:\n"
RULE = """\
  - id: {id}
    given: {{stated: {{role: rate, metric: {metric}}}, part: {{metric: net_profit}}, sales: {{metric: revenue}}}}
    expect: part / sales == stated
    why: Because we say so.
    preview: {preview}
    holds: [{holds}]
    breaks:
      - {breaks}
"""
GOOD = {
    "id": "our-margin",
    "metric": "net_margin",
    "preview": "false",
    "holds": "营业收入200亿元，净利润60亿元，净利率30%。",
    "breaks": '"营业收入200亿元，净利润60亿元，净利率[[36%]]。"',
}


# A rule that comes along says the same, and would be named with it.
ALONE = ("--config", 'ignore=["net-margin"]')


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str = "house.yaml", pack: str = "house", **changed: str) -> None:
    Path(name).write_text(HEAD.format(pack=pack) + RULE.format(**{**GOOD, **changed}), encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert main(["test", *arguments, *ALONE]) == code
    return capsys.readouterr().out


def test_rules_that_keep_their_word(capsys: pytest.CaptureFixture[str]) -> None:
    written()
    assert told(capsys, 0, "house.yaml").splitlines() == [
        "ok      our-margin  house.yaml:4  1 holds, 1 breaks",
        "1 rule tried by 2 examples: all as they say",
    ]
    assert told(capsys, 0, "house.yaml", "--quiet") == ""


def test_the_configured_packs_are_the_usual_ones(capsys: pytest.CaptureFixture[str]) -> None:
    Path("packs").mkdir()
    written("packs/house.yaml")
    Path("claimlint.toml").write_text('rule-packs = ["packs/house.yaml"]\n', encoding="utf-8")
    assert "packs/house.yaml:4" in told(capsys, 0)
    assert "packs/house.yaml:4" in told(capsys, 0, "packs")
    assert "packs/house.yaml:4" in told(capsys, 0, "./packs/house.yaml")  # and is not taken for another of that name


@pytest.mark.parametrize(
    ("changed", "place", "said"),
    [
        (
            {"holds": "营业收入200亿元，净利润60亿元，净利率36%。"},
            "house.yaml:9:13 holds",
            ["= must hold, and something is found", "= found error[our-margin", "at 36%"],
        ),
        (
            {"breaks": '"营业收入200亿元，净利润60亿元，净利率[[30%]]。"'},
            "house.yaml:11:9 breaks",
            ["= our-margin must be found at the mark, and is not", "= found nothing"],
        ),
        (
            {"breaks": '"营业收入200亿元，[[净利润60亿元]]，净利率36%。"'},
            "house.yaml:11:9 breaks",
            ["= our-margin must be found at the mark, and is found elsewhere", "at 36%"],
        ),
        (
            {"breaks": '"营业收入[[200]]亿元，净利润60亿元，净利率[[36%]]。"'},
            "house.yaml:11:9 breaks",
            ["= must mark one number as [[…]], and marks 2"],
        ),
        (
            {"holds": "2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。"},
            "house.yaml:9:13 holds",
            ["= found error[yoy] at 18.6%"],
        ),
    ],
)
def test_rules_that_do_not(
    changed: dict[str, str], place: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    written(**changed)
    out = told(capsys, 1, "house.yaml")
    assert out.startswith("failed  our-margin  house.yaml:4  1 holds, 1 breaks\n")
    assert f"  {place}\n    | " in out
    flat = " ".join(out.split())
    assert all(words in flat for words in said), out
    assert max(map(cell_len, out.splitlines())) <= 80
    assert out.endswith("1 rule tried by 2 examples: 1 failed, by 1\n")


def test_a_rule_runs_whatever_is_configured(capsys: pytest.CaptureFixture[str]) -> None:
    written(preview="true")
    for said in ('ignore = ["our-margin"]', 'select = ["cagr"]', 'severity = {our-margin = "note"}'):
        Path("claimlint.toml").write_text(f'rule-packs = ["house.yaml"]\n{said}\n', encoding="utf-8")
        assert "all as they say" in told(capsys, 0)


def test_what_is_configured_beside_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    written(
        holds="营业收入200亿元，净利润60亿元，净利率约31%。",
        breaks='"营业收入200亿元，净利润60亿元，净利率约[[36%]]。"',
    )
    Path("claimlint.toml").write_text('about = "5%"\n', encoding="utf-8")
    told(capsys, 0, "house.yaml")
    Path("claimlint.toml").write_text('about = "1%"\n', encoding="utf-8")
    told(capsys, 1, "house.yaml")
    told(capsys, 0, "house.yaml", "--isolated", "--config", 'about="5%"')


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    written(breaks='"营业收入200亿元，净利润60亿元，净利率[[30%]]。"')
    answer = json.loads(told(capsys, 1, "house.yaml", "--output-format", "json"))
    (rule,) = answer["rules"]
    assert (answer["schema"], answer["passed"], answer["errors"]) == (1, False, [])
    assert (rule["rule"], rule["path"], rule["line"], rule["passed"]) == ("our-margin", "house.yaml", 4, False)
    holds, breaks = rule["examples"]
    assert (holds["kind"], holds["passed"], holds["faults"], holds["found"]) == ("holds", True, [], [])
    assert (breaks["line"], breaks["column"], breaks["passed"], breaks["found"]) == (11, 9, False, [])
    written()
    answer = json.loads(told(capsys, 0, "house.yaml", "--output-format", "json"))
    (finding,) = answer["rules"][0]["examples"][1]["found"]
    assert (finding["rule"], finding["location"]["text"]) == ("our-margin", "36%")


def test_a_pack_that_cannot_be_read_outranks_the_others_which_are_tried(capsys: pytest.CaptureFixture[str]) -> None:
    written()
    Path("bad.yaml").write_text("pack: bad\nabout: x\nruels: []\n", encoding="utf-8")
    out = told(capsys, 2, "bad.yaml", "gone.yaml", "house.yaml")
    assert "bad.yaml:3:1: unknown key 'ruels'" in out
    assert "gone.yaml: no such file\n" in out
    assert "ok      our-margin" in out


def test_two_packs_with_one_name_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    written("one.yaml")
    written("two.yaml", pack="other")
    assert "two.yaml:4:9: a rule 'our-margin' is in one.yaml" in told(capsys, 2, "one.yaml", "two.yaml")


def test_no_rules_are_no_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test"]) == 3
    assert "no rules: name a rule pack" in capsys.readouterr().err
    Path("empty").mkdir()
    assert main(["test", "empty"]) == 3


def test_packs_that_come_along_are_no_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, 2, str(folder("rules") / "series.yaml"))
    assert "a pack 'series' comes with claimlint: choose another name" in out


def test_the_example_of_the_documentation(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "usage.md").read_text(encoding="utf-8")
    pack = next(block for block in page.split("```yaml\n")[1:] if block.startswith("pack:")).partition("```")[0]
    Path("rules").mkdir()
    Path("rules/house.yaml").write_text(pack, encoding="utf-8")
    assert main(["test", "rules/house.yaml"]) == 0
    Path("rules/house.yaml").write_text(pack.replace("[[36%]]", "[[30%]]"), encoding="utf-8")
    capsys.readouterr()
    assert main(["test", "rules/house.yaml"]) == 1
    assert capsys.readouterr().out in page
