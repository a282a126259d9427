"""Phrases of the reporters, by language: data beside the words, with the same right of a reader to change them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from claimlint.model.text import Language


@cache
def phrases(name: str, language: Language) -> Mapping[str, str]:
    """The phrases in ``lexicon/<language>/<name>.yaml``."""
    import yaml

    text = files("claimlint.lexicon").joinpath(language, f"{name}.yaml").read_text("utf-8")
    return MappingProxyType({str(key): str(value) for key, value in yaml.safe_load(text)["phrases"].items()})
