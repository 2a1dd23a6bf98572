"""An argument of a rule, found by its path and set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from emulscore.criteria import Criterion, Group, Item
from emulscore.derive._parts import fields_of, fits, hint_of, with_fields
from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.grades import Grades
from emulscore.hints import options
from emulscore.reading import nearest
from emulscore.rules.cases import Span
from emulscore.rules.rule import Rule, wrong
from emulscore.words import Words

__all__ = ["MISSING", "argument_at", "normal_path", "paths_of", "put", "set_path", "with_argument"]

MISSING = object()
"""What stands at a path where there is nothing."""

_OTHER_WAY = {
    "id": Words("dùng Renumber", "use Renumber"),
    "items": Words("dùng Add, Drop, Move hoặc Replace", "use Add, Drop, Move or Replace"),
}
_FOLLOWS = Words(
    "điểm tối đa của nhóm theo các tiêu chí bên trong; đổi điểm của các tiêu chí, hoặc cap",
    "a group's maximum follows from its rows; change their bases, or cap",
)

_WHICH = Words(
    "rule.rule cho cách tính bên trong; cả tiêu chí được thay bằng Replace (replace)",
    "rule.rule for the rule inside; the whole row is exchanged by Replace (replace)",
)


def normal_path(item: Item, path: str) -> tuple[str, ...]:
    """Return the path from the row itself: as for readings, the rule's own arguments are looked at first.

    Raises:
        Refused: There is no such argument (`unknown-argument`).
    """
    names = tuple(path.split("."))
    if isinstance(item, Criterion) and argument_at(item.rule, names) is not MISSING:
        return ("rule", *names)
    if argument_at(item, names) is not MISSING and names[0] not in _OTHER_WAY:
        return names
    if names[0] in _OTHER_WAY:
        instead = _OTHER_WAY[names[0]]
        raise wrong(path, instead.vi, instead.text("en"))
    known = [one for place in _places(item) for one in paths_of(place)]
    raise Refused("unknown-argument", argument=path, nearest=nearest(path, dict.fromkeys(known)))


def set_path(item: Item, path: str) -> tuple[str, ...]:
    """Return the path of an argument that is to be set, from the row itself.

    Raises:
        Refused: There is no such argument (`unknown-argument`), or the row's rule and one inside it are both meant.
    """
    names = normal_path(item, path)
    if path == "rule" and names != ("rule",):
        raise wrong(path, _WHICH.vi, _WHICH.text("en"))
    return names


def with_argument(item: Item, names: Sequence[str], value: object) -> Item:
    """Return a row or group with the argument at a path set.

    Raises:
        Refused: The argument cannot be that.
    """
    if isinstance(item, Group):
        if names[0] == "base":
            raise wrong("base", _FOLLOWS.vi, _FOLLOWS.text("en"))
        if tuple(names) == ("cap",):
            group: Item = _set(item, {"cap": value, "base": item.base if value is None else value})
            return group
    new: Item = put(item, names, value)
    return new


def _places(item: Item) -> tuple[object, ...]:
    return (item.rule, item) if isinstance(item, Criterion) else (item,)


def _fields(value: object) -> dict[str, Any]:
    """Return the fields of an object by the name that a path gives them."""
    return {name: getattr(value, name) for name in fields_of(value)}


def _place(pairs: tuple[object, ...], name: str) -> tuple[int, ...]:
    """Return the place of a value in a tuple: by number, or what stands beside a name, as `cases.dai_hoc`; () for none."""
    if name.isdecimal():
        return (int(name),) if int(name) < len(pairs) else ()
    for place, one in enumerate(pairs):
        if isinstance(one, tuple) and len(one) > 1 and _called(one[0]) == name:
            return place, 1
    return ()


def _called(key: object) -> str | None:
    if isinstance(key, bool):
        return str(key).lower()
    return key.name if isinstance(key, AnyFact) else key if isinstance(key, str) else None


def argument_at(value: object, names: Sequence[str]) -> object:
    """Return what stands at a path, `MISSING` where there is none."""
    for name in names:
        if isinstance(value, tuple):
            place = _place(value, name)
            if not place:
                return MISSING
            for step in place:
                value = value[step]  # type: ignore[index] # a name was found in a tuple of tuples
        else:
            value = _fields(value).get(name, MISSING)
    return value


def paths_of(value: object, before: str = "") -> Iterator[str]:
    """Yield the paths of all arguments of a rule, a row or grades, but not those inside the rows of a group."""
    fields = _fields(value) if not isinstance(value, AnyFact | Words) else {}
    if isinstance(value, tuple):
        named = {
            _called(one[0]) or str(place): one[-1] for place, one in enumerate(value) if isinstance(one, tuple) and one
        }
        fields = named or {str(place): one for place, one in enumerate(value)}
    for name, one in fields.items():
        if name in _OTHER_WAY:
            continue
        yield before + name
        if isinstance(one, Rule | tuple | Grades | Span) or (attrs.has(type(one)) and not isinstance(one, AnyFact)):
            yield from paths_of(one, f"{before}{name}.")


def put(value: Any, names: Sequence[str], new: object) -> Any:  # noqa: ANN401 - the same type comes back
    """Return a value with what stands at a path exchanged; something must stand there.

    Raises:
        Refused: What is given does not fit there.
    """
    if not names:
        return new
    first, *rest = names
    if not isinstance(value, tuple):
        return _set(value, {first: put(_fields(value)[first], rest, new)})
    where, *deeper = _place(value, first)
    inner = put(value[where], [*map(str, deeper), *rest], new)
    return (*value[:where], inner, *value[where + 1 :])


def _set(owner: Any, given: dict[str, object]) -> Any:  # noqa: ANN401 - as above
    cls = type(owner)
    for name, value in given.items():
        converted = attrs.has(cls) and attrs.fields_dict(cls)[name].converter is not None
        # A text is no list of letters, and what nothing converts must be what it is to become.
        listed = isinstance(value, str | Words) and isinstance(getattr(owner, name), tuple)
        if listed or not (converted or fits(value, hint_of(cls, name))):
            raise _unfit(name, hint_of(cls, name))
    (name, *_) = given
    try:
        new = with_fields(owner, {fields_of(owner)[name]: value for name, value in given.items()})
    except Refused:
        raise
    except (TypeError, ValueError, AttributeError, KeyError, IndexError):
        raise _unfit(name, hint_of(cls, name)) from None
    if not all(fits(getattr(new, name), hint_of(cls, name)) for name in given):
        raise _unfit(name, hint_of(cls, name))
    return new


def _unfit(name: str, hint: object) -> Refused:
    """Return the error for a value that does not fit: with the values that do, where there are only some."""
    choices = ", ".join(map(str, options(hint)))
    if choices:
        return wrong(name, choices, choices)
    return wrong(
        name,
        "giá trị mà đối số này nhận; số liệu được thay bằng SwapFact (swap_fact), cả cách tính bằng Replace (replace)",
        "a value that the argument takes; facts are swapped by SwapFact (swap_fact), a whole rule by Replace (replace)",
    )
