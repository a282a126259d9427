"""Which reader takes a file, and which files a folder stands for."""

import subprocess
import sys

import pytest

from claimlint.model.finding import InputError
from claimlint.model.text import Document
from claimlint.sources.find import Found, find
from claimlint.sources.language import detect
from claimlint.sources.read import read
from claimlint.sources.report import ReportFile

REPORT = b"report: x\nclaims:\n- \xe5\xa2\x9e\xe9\x95\xbf[5%]{#g}\n"


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.QMD"])
def test_markdown_has_marks(name):
    document = read(name, "增长[5%]{#g}".encode())
    assert isinstance(document, Document)
    assert [mark.id for mark in document.marks] == ["g"]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.log"])
def test_other_text_has_none(name):
    document = read(name, "增长[5%]{#g}".encode("gb18030"))
    assert isinstance(document, Document)
    assert document.marks == ()
    assert document.text == "增长[5%]{#g}"


def test_yaml_is_a_report():
    assert isinstance(read("a.yaml", REPORT), ReportFile)
    with pytest.raises(InputError, match="a file of facts"):
        read("a.yml", b"facts:\n- id: a\n")


def test_a_file_is_read_from_disk(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("\ufeff# 题\r\n\r\n增长5%".encode())
    document = read(str(path))
    assert isinstance(document, Document)
    assert document.text == "# 题\r\n\r\n增长5%"
    with pytest.raises(InputError, match="no such file"):
        read(str(tmp_path / "b.md"))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_empty_files(name):
    document = read(name, b"")
    assert isinstance(document, Document)
    assert document.blocks == ()


def test_language_by_share():
    assert detect("据 CIC 灼识咨询测算, 2024 年该市场规模为 107 亿美元 (CAGR)") == "zh"
    assert detect("Huawei (华为) reported revenue of 862 billion yuan in its annual report.") == "en"
    assert detect("") == "en"
    assert detect("12.5") == "en"


def test_find_walks_folders_in_order_and_takes_what_is_named(tmp_path):
    for name in ["b.md", "a.txt", "sub/c.qmd", ".venv/d.md", "node_modules/e.md", ".hidden.md", "x.py", "data.csv"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "r.yaml").write_bytes(REPORT)
    (tmp_path / "ci.yml").write_text("on: push\n")
    (tmp_path / "broken.yaml").write_bytes(b"\x00claims:")
    named = [str(tmp_path), str(tmp_path / "x.py"), str(tmp_path / "b.md"), str(tmp_path / "none")]
    files, failures = find(named).files, find(named).failures
    names = [file.removeprefix(tmp_path.as_posix() + "/") for file in files]
    assert names == ["a.txt", "b.md", "r.yaml", "sub/c.qmd", "x.py"]
    assert [failure.message for failure in failures] == ["no such file or folder"]


def test_nothing_heavy_is_imported_by_reading_text():
    code = (
        "import sys; from claimlint.sources.read import read; read('a.txt', b'5%');"
        "print(sorted({'yaml', 'pydantic', 'tree_sitter', 'charset_normalizer', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_has_one_spelling(tmp_path, monkeypatch):
    (tmp_path / "folder" / "sub").mkdir(parents=True)
    (tmp_path / "folder" / "a.md").write_text("5%", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    spellings = ["folder/a.md", "./folder//a.md", "folder/sub/../a.md", str(tmp_path / "folder" / "a.md"), "folder/"]
    assert find(spellings) == Found(("folder/a.md",))
    monkeypatch.chdir(tmp_path / "folder" / "sub")
    assert find(["../a.md"]) == Found(("../a.md",))
    outside = (tmp_path / "folder" / "a.md").as_posix()
    assert find([outside]) == Found((outside,))


def test_a_way_through_a_link_is_left_as_it_is(tmp_path, monkeypatch):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "a.md").write_text("5%", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "deep" / "er", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    assert find(["link/../a.md"]) == Found(("link/../a.md",))
