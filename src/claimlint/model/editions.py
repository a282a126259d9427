"""Numbers of two documents, or of two languages of one, that state one fact."""

from __future__ import annotations

from typing import Literal

from claimlint.frozen import dataclass
from claimlint.model.check import Binding
from claimlint.model.claim import Claim
from claimlint.model.unit import Kind, Unit

Across = Literal["editions", "languages"]
# A dollar of no country is that of the United States, if of any; ¥ is the sign of two currencies.
_ONE_SIGN = ({"money:$", "money:USD"}, {"money:\u00a5", "money:JPY"}, {"money:\u00a5", "money:CNY"})
_BARE = frozenset({Kind.NUMBER, Kind.COUNT})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A number that is told elsewhere too: ``kind`` is in what, ``binding`` has the other number in ``earlier``."""

    kind: Across
    stated: Claim
    binding: Binding


def of_one_kind(one: Unit, other: Unit) -> bool:
    """True where two units may print one number: 22亿元 and RMB 2.2 billion, 300家 and 300."""
    signs = {one.dimension, other.dimension}
    return one.comparable(other) or signs in _ONE_SIGN or {one.kind, other.kind} <= _BARE
