"""Frozen values behave as those that Python makes."""

from __future__ import annotations

import copy
import dataclasses
import functools
import pickle
from typing import Any

import pytest

from claimlint.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mine:
    """A value."""

    name: str
    size: int = 2
    parts: list[int] = dataclasses.field(default_factory=lambda: [1], compare=False)
    hidden: str = dataclasses.field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    """A value."""

    name: str
    size: int = 2
    parts: list[int] = dataclasses.field(default_factory=lambda: [1], compare=False)
    hidden: str = dataclasses.field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


@dataclass(frozen=True, slots=True)
class Base:
    one: int

    def twice(self) -> int:
        return 2 * self.one


@dataclass(frozen=True, slots=True)
class Derived(Base):
    two: int = 0


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    one: int


@dataclass(frozen=True)
class Wide:
    one: int
    parts: list[int] = dataclasses.field(default_factory=list)

    @functools.cached_property
    def twice(self) -> int:
        return 2 * self.one


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 3), {"parts": [2]}),
    ((), {"size": 1, "name": "b", "hidden": "x"}),
    (("b", 1, [], "y"), {}),
]


def test_values_are_those_of_python() -> None:
    mine, theirs = ([cls(*values, **named) for values, named in GIVEN] for cls in (Mine, Theirs))
    assert [repr(each).replace("Mine", "Theirs") for each in mine] == [repr(each) for each in theirs]
    assert [hash(each) for each in mine] == [hash(each) for each in theirs]
    for first, their_first in zip(mine, theirs, strict=True):
        for second, their_second in zip(mine, theirs, strict=True):
            assert (first == second, first < second, first <= second, first > second, first >= second) == (
                their_first == their_second,
                their_first < their_second,
                their_first <= their_second,
                their_first > their_second,
                their_first >= their_second,
            )
    assert mine[0] != theirs[0]
    assert mine[0].parts is not Mine("a").parts
    assert [field.name for field in dataclasses.fields(Mine)] == [field.name for field in dataclasses.fields(Theirs)]


@pytest.mark.parametrize("cls", [Mine, Theirs])
def test_wrong_arguments_are_refused(cls: type) -> None:
    for values, named in (((), {}), (("a", 1, [], "", 5), {}), (("a",), {"name": "b"}), (("a",), {"other": 1})):
        with pytest.raises(TypeError):
            cls(*values, **named)
    with pytest.raises(ValueError):
        cls("a", -1)


@pytest.mark.parametrize("value", [Mine("a", 3, [4], "x"), Derived(1, 2), Empty(), Base(1)])
def test_values_can_be_sent_copied_and_replaced(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.copy(value) == copy.deepcopy(value) == dataclasses.replace(value) == value
    assert not hasattr(value, "__dict__")
    assert {value: 1}[copy.copy(value)] == 1


def test_nothing_is_altered() -> None:
    value = Mine("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        value.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="size"):
        del value.size
    assert dataclasses.replace(value, name="c") == Mine("c")


def test_without_slots_a_property_may_be_kept() -> None:
    value = Wide(2)
    assert (value.twice, value.parts, value.__dict__["twice"]) == (4, [], 4)
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == value == Wide(2, [])
    assert repr(value) == "Wide(one=2, parts=[])"
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.one = 3  # type: ignore[misc]


def test_a_value_of_a_derived_class_is_another() -> None:
    assert Derived(1, 2).twice() == 2
    assert Base(1) != Derived(1)
    assert Empty() == Empty()
    same = Same(1)
    assert same == same
    assert same != Same(1)
    assert len({same, Same(1)}) == 2


def test_other_classes_are_made_by_python() -> None:
    @dataclass
    class Plain:
        size: int = 1

    plain = Plain()
    plain.size = 3
    assert plain == Plain(3)
    with pytest.raises(TypeError):
        hash(plain)
