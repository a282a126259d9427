"""What the package promises to those who import it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import claimlint
from claimlint.model.finding import Severity


def test_check_returns_findings_documents_and_failures(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。\n", encoding="utf-8")
    report = claimlint.check([str(path), str(tmp_path / "gone.md")])
    (finding,) = report.findings
    assert isinstance(finding, claimlint.Finding)
    assert (finding.rule, finding.severity, finding.location.text) == ("cagr", Severity.ERROR, "7.9%")
    assert isinstance(report.documents[finding.location.path], claimlint.Document)
    assert [failure.message for failure in report.failures] == ["no such file or folder"]
    assert report.coverage.quantities == 3


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert {"Claim", "Document", "Finding", "Rule", "check"} <= set(claimlint.__all__) <= set(dir(claimlint))
    for name in set(claimlint.__all__) - {"__version__"}:
        assert getattr(claimlint, name).__doc__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        _ = claimlint.chekc


def test_importing_the_package_imports_nothing_else() -> None:
    script = "import claimlint, sys; print([name for name in sys.modules if name.startswith(('claimlint.', 'yaml'))])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
