"""``dataclass`` as Python has it, but that a frozen class takes a tenth of the time to make.

Python writes, compiles and runs the source of six methods for each of them, which is most of what it takes to import
two hundred.  Here the methods that only look at the fields are shared, and ``__init__`` is written when the first value
is made; it sets the slots themselves, so that values are made faster, too.  Values behave alike, and all other classes
are made by Python.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from dataclasses import dataclass as _python_dataclass
from operator import attrgetter, ge, gt, le, lt
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls: type | None = None, /, **how: bool) -> Any:
        """As :func:`dataclasses.dataclass`."""
        if cls is None:
            return lambda cls: dataclass(cls, **how)
        if how.get("frozen") and how.keys() <= {"slots", "frozen", "eq", "order"}:
            return _frozen(cls, slots=how.get("slots", False), equal=how.get("eq", True), order=how.get("order", False))
        return _python_dataclass(cls, **how)


def _frozen(cls: type, *, slots: bool, equal: bool, order: bool) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__  # Python would work out the signature, to write it here
    made: type = _python_dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    methods: dict[str, Callable[..., Any]] = {
        "__repr__": _repr,
        "__setattr__": _no_assignment,
        "__delattr__": _no_deletion,
    }
    if slots:
        methods |= {"__getstate__": _values, "__setstate__": _restore}
    if equal:
        methods |= _compared(made, order=order)
    for name in methods.keys() - cls.__dict__.keys():
        setattr(made, name, methods[name])
    if "__init__" not in cls.__dict__:
        _init_when_needed(made)
    return made


def _init_when_needed(cls: Any) -> None:
    """The first value that is made writes ``__init__``: half of the classes of a run have none."""

    def write(self: object, *values: object, **named: object) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *values, **named)

    cls.__init__ = write


def _init(cls: type) -> Callable[..., None]:
    known: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = [], []
    for field in fields(cls):
        name = field.name
        known[f"_set_{name}"] = _setter(cls, name)
        value = name
        if field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            parameters.append(f"{name}=MISSING")
            value = f"_make_{name}() if {name} is MISSING else {name}"
        elif field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        lines.append(f"_set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    source = f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102 (the names of fields, as Python does it)
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


def _setter(cls: type, name: str) -> Callable[..., None]:
    """What puts a value into a field."""
    member = getattr(cls, name, None)
    if isinstance(member, MemberDescriptorType):  # a slot
        return member.__set__
    return lambda self, value: object.__setattr__(self, name, value)


def _compared(cls: Any, *, order: bool) -> dict[str, Callable[..., Any]]:
    """Equality, hash and order by the fields that count."""
    names = [field.name for field in fields(cls) if field.compare]
    of: Callable[[object], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> Any:
        return of(self) == of(other) if other.__class__ is self.__class__ else NotImplemented

    compared: dict[str, Callable[..., Any]] = {"__eq__": equal, "__hash__": lambda self: hash(of(self))}
    return compared | {f"__{one.__name__}__": _ordering(of, one) for one in ((lt, le, gt, ge) if order else ())}


def _ordering(of: Callable[[object], Any], compare: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    return lambda self, other: compare(of(self), of(other)) if other.__class__ is self.__class__ else NotImplemented


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _no_assignment(self: object, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deletion(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _values(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _restore(self: Any, values: list[Any]) -> None:
    for field, value in zip(fields(self), values, strict=True):
        object.__setattr__(self, field.name, value)
