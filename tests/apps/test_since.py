"""``check --since`` and ``--staged``: what an edit changed and what it left behind, in real repositories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import claimlint
from claimlint.apps.cli import main
from claimlint.sources.git import moved
from tests.apps.repository import Git, git_in, put, repository, swap

__all__ = ["repository"]

ZH = """# 摘要

2024年营业收入14.2亿元，2023年营业收入12.3亿元，同比增长15.4%。

全年研发投入3.27亿元，主要用于新产品。

| 业务 | 收入（亿元） | 占比 |
|---|---|---|
| 设备 | 6.2 | 43.7% |
| 服务 | 5.0 | 35.2% |
| 其他 | 3.0 | 21.1% |
| 合计 | 14.2 | 100% |

# 正文

报告期内，研发投入合计3.27亿元，较上年增长。
"""
EN = """# Summary

Revenue was $1,420 million in 2024 and $1,230 million in 2023, an increase of 15.4%.

Research spending reached $327 million, mainly on new products.

| Segment | Revenue ($ million) |
|---|---|
| Devices | 620 |
| Services | 500 |
| Other | 300 |
| Total | 1,420 |

Devices brought in $620 million, or 43.7% of revenue of $1,420 million.

# Body

The company's research spending, at $327 million, was above that of its peers.
"""
WRONG = "2024年利润8亿元，2023年利润4亿元，同比增长30%。\n"


def found(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    """The findings of a run, which must end with ``code``."""
    capsys.readouterr()
    assert main(["check", *arguments, "--output-format", "json"]) == code, capsys.readouterr().err
    findings: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return findings


def commit(git: Git, **files: str) -> None:
    for name, text in files.items():
        put(f"{name}.md", text)
    git("add", "-A")
    git("commit", "-qm", "the version before")


LEFT = [
    (
        "zh",
        "营业收入12.3亿元",
        "营业收入12.9亿元",
        "15.4%",
        "r.md:3处由12.3亿元改为12.9亿元，而r.md:3处的15.4%没有随之修改",
    ),
    (
        "zh",
        "| 设备 | 6.2 |",
        "| 设备 | 6.8 |",
        "14.2",
        "r.md:9处由6.2改为6.8，而r.md:12处的14.2和r.md:9处的43.7%没有随之修改",
    ),
    (
        "zh",
        "全年研发投入3.27",
        "全年研发投入3.37",
        "3.27亿元",
        "r.md:5处由3.27亿元改为3.37亿元，而r.md:16处的3.27亿元没有随之修改",
    ),
    ("zh", "| 合计 | 14.2", "| 合计 | 14.9", "14.9", "r.md:12处由14.2改为14.9，而"),
    (
        "en",
        "$1,230 million",
        "$1,130 million",
        "15.4%",
        "$1,230 million became $1,130 million at r.md:3, but 15.4% at r.md:3 was left",
    ),
    (
        "en",
        "reached $327",
        "reached $337",
        "$327 million",
        "$327 million became $337 million at r.md:5, but $327 million at r.md:18 was",
    ),
    ("en", "| Devices | 620 |", "| Devices | 640 |", None, "620 became 640 at r.md:9, but 1,420 at r.md:12"),
    (
        "en",
        "in $620 million",
        "in $660 million",
        None,
        "$620 million became $660 million at r.md:14, but 43.7% at r.md:14",
    ),
]


@pytest.mark.parametrize(("language", "old", "new", "at", "said"), LEFT)
def test_what_an_edit_left_behind_names_both_places(
    language: str, old: str, new: str, at: str | None, said: str, repository: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository, r=ZH if language == "zh" else EN)
    assert found(capsys, "--since", "HEAD", ".", code=0) == []
    swap("r.md", old, new)
    findings = found(capsys, "--since", "HEAD", "r.md", "--fail-on", "warning")
    assert any(said in finding["message"] for finding in findings), [finding["message"] for finding in findings]
    assert sum("改为" in each["message"] or " became " in each["message"] for each in findings) == len(findings) == 1
    if at is not None:
        assert findings[0]["location"]["text"] == at


def test_a_number_that_was_changed_everywhere_left_nothing_behind(
    repository: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository, r=EN)
    put("r.md", EN.replace("$327", "$347").replace("1,230", "1,130").replace("15.4%", "25.7%"))
    assert found(capsys, "--since", "HEAD", ".", "--fail-on", "note", code=0) == []


def test_a_unit_that_was_changed_in_one_place(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r="2024年收入107亿美元，2023年收入100亿美元，同比增长7%。\n")
    swap("r.md", "107亿美元", "107亿元")
    (finding,) = found(capsys, "--since", "HEAD", "r.md")
    assert finding["rule"] == "left-behind"
    assert "由107亿美元改为107亿元" in finding["message"]
    assert (finding["stated"], finding["recomputed"], finding["verdict"]) == (None, None, "inconsistent")


def test_one_changed_number_is_one_finding(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(
        repository,
        r="2024年收入120亿元，2023年收入100亿元，同比增长20%。其中海外收入30亿元，占2024年收入120亿元的25%。\n",
    )
    swap("r.md", "2024年收入120亿元，", "2024年收入150亿元，")
    findings = found(capsys, "--since", "HEAD", "r.md")
    assert len(findings) == 1
    assert "由120亿元改为150亿元" in findings[0]["message"]


def test_what_was_wrong_before_is_left_out_and_counted(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=f"{WRONG}\n{EN}", other=WRONG)
    assert len(found(capsys, ".")) == 2
    swap("r.md", "mainly on new products", "mainly on better products")
    assert found(capsys, "--since", "HEAD", ".", code=0) == []
    assert main(["check", "--since", "HEAD", "."]) == 0
    assert "2个文件：没有发现不一致，2 个与本次修改无关" in capsys.readouterr().out.replace("2 个文件", "2个文件")
    swap("r.md", "同比增长30%", "同比大增31%")  # the line is of the edit now
    assert [each["location"]["path"] for each in found(capsys, "--since", "HEAD", ".")] == ["r.md"]


def test_a_new_file_is_new_altogether(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    put("new.md", WRONG)
    assert [each["location"]["path"] for each in found(capsys, "--since", "HEAD", ".")] == ["new.md"]


def test_a_row_that_was_deleted_leaves_its_total_behind(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    swap("r.md", "| Other | 300 |\n", "")
    assert [each["rule"] for each in found(capsys, "--since", "HEAD", "r.md")] == ["table-total"]


@pytest.mark.parametrize("told", [True, False])
def test_a_file_keeps_its_past_under_another_name(
    told: bool, repository: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository, **{"年度 报告": f"{ZH}\n{WRONG}"})
    Path("旧").mkdir()
    Path("年度 报告.md").rename("旧/2024 年报.md")
    swap("旧/2024 年报.md", "营业收入12.3亿元", "营业收入12.9亿元")
    if told:
        repository("add", "-A")
    (finding,) = found(capsys, "--since", "HEAD", ".")
    assert "旧/2024 年报.md:3处由12.3亿元改为12.9亿元" in finding["message"]


def test_what_is_staged_is_judged_as_it_will_be_committed(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, **{"年 报": ZH})
    swap("年 报.md", "营业收入12.3亿元", "营业收入12.9亿元")
    repository("add", "-A")
    swap("年 报.md", "同比增长15.4%", "同比增长10.1%")  # the repair is not staged
    swap("年 报.md", "全年研发投入3.27", "全年研发投入3.37")  # nor is a new mistake
    put("untracked.md", WRONG)
    (finding,) = found(capsys, "--staged", ".", "--fail-on", "warning")
    assert "由12.3亿元改为12.9亿元" in finding["message"]
    assert finding["location"]["text"] == "15.4%"
    repository("add", "-A")
    assert [each["location"]["path"] for each in found(capsys, "--staged", ".", "--fail-on", "warning")] == [
        "untracked.md",
        "年 报.md",
    ]
    assert found(capsys, "--staged", "--since", "HEAD", "untracked.md")


def test_a_file_that_is_staged_and_gone_from_the_disk(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    put("new.md", WRONG)
    repository("add", "-A")
    Path("new.md").unlink()
    assert [each["location"]["path"] for each in found(capsys, "--staged", ".")] == ["new.md"]


def test_before_the_first_commit_everything_that_is_staged_is_new(
    repository: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    put("r.md", WRONG)
    repository("add", "-A")
    assert len(found(capsys, "--staged", ".")) == 1


def test_in_a_hook_git_says_which_index_counts(
    repository: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, r=EN)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_PAGER", "false")
    swap("r.md", "$1,230 million", "$1,130 million")
    assert found(capsys, "--staged", "r.md", code=0) == []
    repository("add", "-A")
    assert len(found(capsys, "--staged", "r.md")) == 1


def test_a_real_hook_refuses_the_commit(repository: Git) -> None:
    import subprocess
    import sys

    commit(repository, r=EN)
    hook = Path(".git/hooks/pre-commit")
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claimlint check --staged --quiet .\n', encoding="utf-8")
    hook.chmod(0o755)
    swap("r.md", "$1,230 million", "$1,130 million")
    repository("add", "-A")
    who = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com"]
    done = subprocess.run([*who, "commit", "-qm", "edit"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "became" in done.stdout + done.stderr
    swap("r.md", "15.4%", "25.7%")
    done = subprocess.run([*who, "commit", "-qam", "edit"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_shallow_clone(
    repository: Git, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, r="An old version.\n")
    first = repository("rev-parse", "HEAD").strip()
    commit(repository, r=EN)
    git_in(tmp_path)("clone", "-q", "--depth=1", f"file://{tmp_path}/work", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    swap("r.md", "$1,230 million", "$1,130 million")
    assert len(found(capsys, "--since", "HEAD", ".")) == 1
    assert main(["check", "--since", first, "."]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        f"--since {first}: there is no such version in this shallow clone: fetch it first "
        "(git fetch --unshallow; fetch-depth: 0 in actions/checkout)"
    )


def test_a_branch_is_held_against_where_it_began(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    repository("checkout", "-qb", "edit")
    swap("r.md", "reached $327", "reached $337")
    repository("commit", "-qam", "an edit")
    repository("checkout", "-q", "main")
    put("r.md", EN.replace("$1,230", "$1,290").replace("15.4%", "10.1%"))
    repository("commit", "-qam", "main goes on")
    repository("checkout", "-q", "edit")
    (finding,) = found(capsys, "--since", "main...", ".", "--fail-on", "warning")
    assert "$327 million became $337 million" in finding["message"]


@pytest.mark.parametrize("revision", ["nowhere", "--help", "", "HEAD:r.md", "nowhere..."])
def test_a_version_that_is_none_is_one_line(revision: str, repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    assert main(["check", f"--since={revision}", "."]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"--since {revision or repr(revision)}: ")


def test_outside_of_repositories_it_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    put("r.md", EN)
    assert main(["check", "--staged", "r.md"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(": not in a git repository, and --since and --staged compare with what git keeps")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", "--since", "HEAD", "r.md"]) == 2
    assert capsys.readouterr().err.startswith("git: is not installed")


def test_a_file_of_another_repository_is_told(
    repository: Git, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository, r=EN)
    put("../elsewhere.md", EN)
    assert main(["check", "--since", "HEAD", "r.md", "../elsewhere.md"]) == 2
    assert "../elsewhere.md: is outside of the repository at" in capsys.readouterr().out


def test_a_fact_that_is_told_in_another_file(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    other = "# News\n\nResearch spending came to $327 million.\n"
    commit(repository, r=EN, other=other)
    put("r.md", EN.replace("$327", "$347"))
    (finding,) = found(capsys, "--since", "HEAD", ".", "--fail-on", "warning")
    assert finding["location"]["path"] == "other.md"
    assert "at r.md:5" in finding["message"]
    assert "$327 million at other.md:3" in finding["message"]


def test_a_finding_of_an_edit_may_be_meant_so(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    mark = "<!-- claimlint: ignore[left-behind] research of the group, not of the company -->\n"
    commit(repository, r=EN.replace("The company's", f"{mark}The company's"))
    assert main(["check", "."]) == 0
    assert "suppression" not in capsys.readouterr().out
    swap("r.md", "reached $327", "reached $337")
    (finding,) = found(capsys, "--since", "HEAD", ".", "--fail-on", "warning", code=0)
    assert finding["suppressed"]["by"] == "inline"
    assert found(capsys, "--since", "HEAD", ".", "--ignore", "edit", code=0) == []


def test_other_formats_have_the_same_shape(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=ZH)
    swap("r.md", "全年研发投入3.27", "全年研发投入3.37")
    for format in ("sarif", "junit", "gitlab", "github", "markdown", "html", "jsonl", "concise"):
        capsys.readouterr()
        assert main(["check", "--since", "HEAD", ".", "--output-format", format]) == 0
        assert "3.27亿元" in capsys.readouterr().out


def test_what_an_editor_holds_is_compared_too(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    held = EN.replace("$1,230 million", "$1,130 million")
    (finding,) = claimlint.check(Path("r.md"), since="HEAD", given={"r.md": held}).findings
    assert "became $1,130 million" in finding.message
    assert claimlint.check(Path("r.md"), staged=True).findings == ()


def test_encodings_and_line_breaks_are_no_change(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.md").write_bytes(f"{ZH}\n{WRONG}".encode("gb18030"))
    commit(repository)
    Path("r.md").write_bytes(f"\ufeff{ZH}\n{WRONG}".replace("\n", "\r\n").encode())
    assert found(capsys, "--since", "HEAD", ".", code=0) == []
    Path("r.md").write_bytes(ZH.replace("营业收入12.3亿元", "营业收入12.9亿元").encode("utf-16"))
    (finding,) = found(capsys, "--since", "HEAD", ".")
    assert "由12.3亿元改为12.9亿元" in finding["message"]


def test_what_could_not_be_read_before_is_new_now(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.md").write_bytes(b"\x00\x01 no text")
    put("claimlint.toml", "no = 'such key'\n")
    commit(repository)
    put("r.md", WRONG)
    put("claimlint.toml", "")
    assert len(found(capsys, "--since", "HEAD", ".")) == 1


def test_a_merge_that_is_half_done_is_one_line(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=EN)
    repository("checkout", "-qb", "other")
    commit(repository, r=EN.replace("15.4%", "15.5%"))
    repository("checkout", "-q", "main")
    commit(repository, r=EN.replace("15.4%", "15.3%"))
    with pytest.raises(AssertionError):
        repository("merge", "other")
    assert main(["check", "--staged", "."]) == 2
    assert capsys.readouterr().out.splitlines()[0].startswith("r.md: git cannot show it: the merge is not finished")


@pytest.mark.parametrize("path", ["../docs/r.md", "../docs", "../sub/../docs/r.md", "../link.md"])
def test_a_path_may_lead_out_of_the_folder_and_through_a_link(
    path: str, repository: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("docs/r.md", ZH)
    put("sub/other.txt", "nothing\n")
    Path("link.md").symlink_to("docs/r.md")
    repository("add", ".")
    repository("commit", "-qm", "a")
    swap("docs/r.md", "12.3亿元", "13.3亿元")
    monkeypatch.chdir("sub")
    (finding,) = found(capsys, "--since", "HEAD", path)
    assert finding["rule"] == "yoy"
    assert "12.3亿元" in finding["message"]


def test_a_submodule_is_reviewed_by_itself(
    repository: Git, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    other = git_in(tmp_path / "other")
    other("init", "-q", "-b", "main")
    (tmp_path / "other" / "w.md").write_text(WRONG, encoding="utf-8")
    other("add", ".")
    other("commit", "-qm", "a")
    repository("submodule", "add", "-q", str(tmp_path / "other"), "part")
    put("r.md", ZH)
    repository("add", ".")
    repository("commit", "-qm", "a")
    swap("part/w.md", "30%", "40%")
    assert found(capsys, "--since", "HEAD", ".", code=0) == []
    assert main(["check", "--since", "HEAD", "r.md", "part/w.md"]) == 2
    assert "part/w.md: belongs to a submodule" in capsys.readouterr().out
    monkeypatch.chdir("part")
    assert [each["rule"] for each in found(capsys, "--since", "HEAD", ".")] == ["yoy"]


@pytest.mark.parametrize("revision", ["main..HEAD", "main...other", "..main", "...", "main...HEAD~1"])
def test_a_range_is_no_version(revision: str, repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", ZH)
    repository("add", ".")
    repository("commit", "-qm", "a")
    repository("branch", "other")
    assert main(["check", "--since", revision, "."]) == 2
    assert capsys.readouterr().err.startswith(f"--since {revision}: name one version")


def test_blank_lines_make_no_two_files_alike() -> None:
    one, other = (b"# A\n\nfirst\n\nsecond\n\n\n\n"), (b"# B\n\nthird\n\nfourth\n\n\n\n")
    assert list(moved({"a.md": one}, {"b.md": other})) == []
    assert list(moved({"a.md": one}, {"b.md": one.replace(b"second", b"2nd")})) == [("a.md", "b.md")]
