"""What the package promises to those who import it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import claimlint


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert (
        {"Claim", "Document", "Finding", "Quantity", "Report", "Rule", "Severity", "InputError", "check"}
        <= set(claimlint.__all__)
        <= set(dir(claimlint))
    )
    for name in set(claimlint.__all__) - {"__version__"}:
        assert getattr(claimlint, name).__doc__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        _ = claimlint.chekc


def test_importing_the_package_imports_nothing_else() -> None:
    script = "import claimlint, sys; print([name for name in sys.modules if name.startswith(('claimlint.', 'yaml'))])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
