"""What a check is: a way to recompute a stated number from others, declared once.

A check knows no language and no file format.  Its id is its module's name; its docstring, slots, messages and examples
are the registry, the documentation and the tests (HOUSE: a check is declared once).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation, Verdict

# Slot name → the sets its numbers denote, in base units; "years" is there for checks that need a length of time.
Values = Mapping[str, tuple[Interval, ...]]
STATED = "stated"


class Derivation(Enum):
    """How the stated number of a case comes from the others: what may be repaired where they do not agree.

    A number that is computed follows from its inputs; of a sum any item may be the wrong one; a copy follows from what
    it was copied from.  Of a number that is given, nothing says what it should be.
    """

    GIVEN = "given"
    COMPUTED = "computed"
    ADDED = "added"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that a claim can play in a relation."""

    roles: tuple[Role, ...]
    label: Mapping[Language, str]
    many: bool = False
    kinds: tuple[Kind, ...] = ()

    def accepts(self, claim: Claim) -> bool:
        """True where ``claim`` may play this part."""
        return claim.role in self.roles and (not self.kinds or claim.quantity.kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Holds:
    """A text in which the check is satisfied."""

    text: str
    facts: str = ""  # a facts file (YAML), where the check needs one


@dataclass(frozen=True, slots=True)
class Breaks:
    """A text in which it fails; ``[[…]]`` marks exactly the finding's span."""

    text: str
    expected: str | None = None  # the values that would pass, as printed
    severity: str = "error"
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """Another sense in which the words are used (增长N倍 for 增长到N倍): if it holds, a failure is only ambiguous."""

    name: str
    values: Values


@dataclass(frozen=True, slots=True)
class Binding:
    """A plausible choice of claims for the other slots of a stated claim.

    ``fit`` counts what speaks against it (0: the words leave no doubt), ``doubts`` name circumstances under which both
    statements could be true, ``years`` is the length of time between the levels where the check needs one.
    """

    slots: Mapping[str, tuple[Claim, ...]]
    fit: int = 0
    years: Fraction | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One binding of claims to a check's slots.

    ``fit`` counts what speaks against the binding (0: the words leave no doubt); ``doubts`` are circumstances under
    which both statements could be true, so that a failure is a warning at most; ``params`` come from the rule.
    """

    rule: str
    slots: Mapping[str, tuple[Claim, ...]]
    fit: int = 0
    years: Fraction | None = None
    doubts: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def one(self, slot: str) -> Claim:
        """The only claim in ``slot``."""
        (claim,) = self.slots[slot]
        return claim

    @property
    def stated(self) -> Claim:
        """The claim that is judged."""
        return self.one(STATED)

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with its slot's name, the stated one first."""
        yield STATED, self.stated
        for name, claims in self.slots.items():
            if name != STATED:
                yield from ((name, claim) for claim in claims)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The claims within reach of one claim: its sentence, what stands around it, and the facts.

    ``near`` holds the claims of the sentences just before and after (same block or neighbouring ones), nearest first;
    ``facts`` the trusted claims that speak of a subject named here.
    """

    claim: Claim
    sentence: Sequence[Claim]
    near: Sequence[Claim] = ()
    facts: Sequence[Claim] = ()
    twins: Sequence[Claim] = ()  # earlier claims of the document about the same thing
    echoes: Sequence[Claim] = ()  # earlier claims in like words, with the same digits in another order
    wholes: Sequence[Claim] = ()  # earlier levels of the document named as the whole of a share is


class Check:
    """Base of all checks.  Subclasses declare; the engine reads."""

    id: ClassVar[str] = ""  # set by the registry from the module's name
    slots: ClassVar[Mapping[str, Slot]] = {}
    same: ClassVar[tuple[str, ...]] = ()  # attributes that the slots must share
    params: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # name → allowed values
    title: ClassVar[Mapping[Language, str]] = {}
    message: ClassVar[Mapping[Language, str]] = {}  # with {stated}, {range}, {point}
    examples: ClassVar[Sequence[Holds | Breaks]] = ()
    derivation: ClassVar[Derivation] = Derivation.GIVEN
    finer: ClassVar[bool] = False  # what would pass may need a digit more than is printed (22 billion for 2.2)

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The plausible bindings of the other slots for the stated claim ``around.claim``, best first."""
        raise NotImplementedError

    def relate(self, case: Case, values: Values) -> Relation:
        """Recompute the stated number.  Raises :class:`~claimlint.model.interval.Undefined` where that has no value."""
        raise NotImplementedError

    def formula(self, case: Case) -> str:
        """The recomputation with the slots' names."""
        raise NotImplementedError

    def verdict(self, case: Case) -> Verdict | None:
        """A verdict that needs no recomputation (currencies mixed in one ranking); None leaves it to ``relate``."""
        return None

    def derived(self, case: Case) -> Derivation:
        """How the stated number comes from the others, where that is not the same for every case."""
        return self.derivation

    def wording(self, case: Case) -> Mapping[Language, str]:
        """The message for a failed case, where not every case has the same."""
        return self.message

    def senses(self, case: Case, values: Values) -> Iterable[Sense]:
        """Other accepted senses of the words."""
        return ()

    def slips(self, case: Case, values: Values) -> Iterable[Sense]:
        """Single slips peculiar to this check that would explain a failure (n ± 1, base swapped …)."""
        return ()
