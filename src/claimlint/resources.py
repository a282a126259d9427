"""Where the YAML that ships beside the code stands: inside a wheel, or in the repository of an editable install."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from claimlint.model.finding import Failure, InputError

_PACKAGE = Path(__file__).resolve().parent
# In the repository, relative to its root; in a wheel each lies at claimlint/_data/<name> (pyproject: force-include).
_IN_REPOSITORY = {"rules": "rules", "facts": "claims/facts"}


def folder(name: Literal["rules", "facts"]) -> Path:
    """The folder that holds the rule packs (``rules``) or the reference values (``facts``).

    Raises :class:`~claimlint.model.finding.InputError` where the installation has lost it.
    """
    root = _PACKAGE.parent.parent
    in_wheel, in_repository = _PACKAGE / "_data" / name, root / _IN_REPOSITORY[name]
    if in_wheel.is_dir():
        return in_wheel
    # A stray folder named "rules" two levels above site-packages is not ours: the repository has a pyproject.toml.
    if (root / "pyproject.toml").is_file() and in_repository.is_dir():
        return in_repository
    raise InputError(Failure(str(in_wheel), f"the {name} that ship with claimlint are missing; install it again"))
