"""Rule packs of the user's own: read as strictly as those that come with claimlint, and told apart from them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimlint.model.finding import LOOKUPS
from claimlint.rules.load import Rule, load_rules, read_pack
from claimlint.sources.decode import decode, load

_SHIPPED = "comes with claimlint"


def own_rules(paths: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of the packs at ``paths``.

    Raises :class:`InputError`, with line and column, for a file that is no pack, and for a pack or a rule that has the
    name of another.
    """
    if not paths:
        return ()
    taken = dict.fromkeys((*LOOKUPS, *(rule.id for rule in load_rules())), _SHIPPED)
    packs = {rule.pack: _SHIPPED for rule in load_rules()}
    found: list[Rule] = []
    for path in dict.fromkeys(paths):
        text = decode(path, load(path))
        rules = _read(path, text)
        _refuse_taken(path, text, ("pack",), "pack", rules[0].pack, packs)
        for number, rule in enumerate(rules):
            _refuse_taken(path, text, ("rules", number, "id"), "rule", rule.id, taken)
            taken[rule.id] = f"is in {path}"
        packs[rules[0].pack] = f"is in {path}"
        found.extend(rules)
    return tuple(found)


@lru_cache(maxsize=64)
def _read(path: str, text: str) -> tuple[Rule, ...]:
    """The pack in ``text``; it is asked for with every file that is checked."""
    from claimlint.rules.schema import read_pack_entry

    read_pack_entry(path, text)
    return tuple(read_pack(path, text))


def _refuse_taken(
    path: str, text: str, place: Sequence[int | str], what: str, name: str, taken: dict[str, str]
) -> None:
    if name in taken:
        from claimlint.sources.yaml_tree import read_tree

        tree = read_tree(path, text)
        tree.refuse(tree.place(place), f"a {what} {name!r} {taken[name]}: choose another name")
