"""Trees into values: a cattrs converter with hooks by the shape of a type, open to any registered rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Any, get_args

from attrs import frozen
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from emulscore.assessment import Assessment, Claim, Measurement
from emulscore.criteria import Criterion, Group, Item
from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.files import _shapes as shapes
from emulscore.files._expected import expected
from emulscore.files._trees import MOST_PROBLEMS
from emulscore.files._values import LEAVES, Case, choice, table, value
from emulscore.numbers import Amount
from emulscore.reading import nearest
from emulscore.rules import Rule, kinds
from emulscore.scheme import Scheme
from emulscore.words import Words

__all__ = ["AlreadyToldError", "Reader"]

_MOST_SHOWN = 60
_NUMBERED = frozenset({Scheme, Criterion, Group, Assessment})
_NUMBERS = frozenset({"id", "period"})  # id = 12 and period = 2023 are texts there
_MEASURED = frozenset({"value", "document", "as_of", "note"})

Type = Any
"""A type of any shape: a class, a union, a tuple of types."""


class AlreadyToldError(Exception):
    """A rule names a fact that is in the file but could not be read: that has been said already."""


@frozen
class Takes:
    """What one occurrence of a kind takes; the kind of fact is put in by `Reader`."""

    fact: AnyFact
    takes: Amount


def at_key(key: str, error: Exception, cls: type) -> ClassValidationError:
    """Say that an error is in one key."""
    error.add_note(AttributeValidationNote(key, key, None))
    return ClassValidationError(key, [error], cls)


def each(pairs: Iterable[tuple[int | str, object]], read: Callable[[Any], object]) -> list[Any]:
    """Read values one by one and tell of all that cannot be read, up to a limit."""
    found: list[object] = []
    errors: list[Exception] = []
    for place, raw in pairs:
        try:
            found.append(read(raw))
        except Exception as error:  # noqa: BLE001 - classes from outside may raise anything
            error.add_note(IterableValidationNote("", place, None))
            errors.append(error)
        if len(errors) >= MOST_PROBLEMS:
            break
    if errors:
        raise IterableValidationError("list", errors, list)
    return found


def _only_value(leaf: Callable[[object], object]) -> Callable[[Any, Any], object]:
    return lambda raw, _: leaf(raw)


class Reader:
    """Reads values of any type the library has, or that a registered rule is made from.

    Args:
        facts: What rules may name; None stands for a fact that could not be read.
    """

    def __init__(self, facts: Mapping[str, AnyFact | None]) -> None:
        self._facts = facts
        self._plain: dict[type, Callable[[Any, Any], object]] = {}
        self._converter = Converter(forbid_extra_keys=True, detailed_validation=True)
        hooks: list[tuple[Callable[[Type], bool], Callable[[Any, Type], object]]] = [
            # The later a shape stands here, the more it says.
            (shapes.is_class, self._class),
            (shapes.is_list, self._list),
            (shapes.is_pair, self._pair),
            (shapes.is_mapping, self._mapping),
            (shapes.is_takes, self._takes),
            (shapes.is_cases, self._case),
            (shapes.is_named, self._named),
            (shapes.is_literal, choice),
            (lambda kind: kind in {object, Any}, lambda raw, _: value(raw)),
            (shapes.is_union, self._union),
            (shapes.is_fact, self._fact),
            (shapes.is_rule, self._rule),
            (lambda kind: kind == Item, self._item),
            (lambda kind: kind is Words, self._words),
            (lambda kind: kind is Measurement, self._measurement),
            (lambda kind: kind is Claim, self._claim),
        ]
        for fits, hook in hooks:
            self._converter.register_structure_hook_func(fits, hook)
        for kind, leaf in LEAVES.items():
            self._converter.register_structure_hook(kind, _only_value(leaf))

    def read(self, raw: object, kind: Type) -> Any:  # noqa: ANN401 - a value of that type
        """Read a value of a type.

        Raises:
            Exception: What cattrs and the hooks raise; `problems_of` says what it means.
        """
        return self._converter.structure(raw, kind)

    def fact(self, raw: object) -> Any:  # noqa: ANN401 - one of the kinds of facts
        """Read the table that declares a fact."""
        return self._by_kind(raw, shapes.FACT_KINDS, AnyFact)

    def _fields(self, raw: Mapping[str, object], cls: type) -> Any:  # noqa: ANN401 - an object of *cls*
        if cls not in self._plain:
            if cls is Case:
                self._plain[cls] = make_dict_structure_fn(cls, self._converter, is_=override(rename="is"))
            else:
                self._plain[cls] = make_dict_structure_fn(cls, self._converter)
        return self._plain[cls](raw, cls)

    def _class(self, raw: object, cls: type) -> object:
        given = table(raw)
        if cls in _NUMBERED:
            given = {
                key: str(one) if key in _NUMBERS and isinstance(one, int) and not isinstance(one, bool) else one
                for key, one in given.items()
            }
        return self._fields(given, cls)

    def _by_kind(self, raw: object, known: Mapping[str, type], owner: type) -> object:
        given = dict(table(raw))
        if "kind" not in given:
            raise at_key("kind", KeyError("kind"), owner)
        kind = given.pop("kind")
        if not isinstance(kind, str):
            raise at_key("kind", expected("kind"), owner)
        cls = known.get(kind)
        if cls is None or not shapes.is_class(cls):
            hint = nearest(kind[:_MOST_SHOWN], known)
            raise at_key("kind", Refused("unknown-kind", key=kind[:_MOST_SHOWN], nearest=hint), owner)
        return self._fields(given, cls)

    def _rule(self, raw: object, kind: type) -> object:
        rule = self._by_kind(raw, kinds(), kind)
        if kind is not Rule and not isinstance(rule, kind):
            fits = ", ".join(name for name, cls in kinds().items() if issubclass(cls, kind))
            raise at_key("kind", expected("rule-kind", fits), kind)
        return rule

    def _fact(self, raw: object, kind: Type) -> AnyFact:
        if not isinstance(raw, str):
            raise expected("fact")
        if raw not in self._facts:
            raise Refused("unknown-fact", nearest=nearest(raw[:_MOST_SHOWN], self._facts))
        fact = self._facts[raw]
        if fact is None:
            raise AlreadyToldError
        fitting = shapes.members(kind)
        if AnyFact not in fitting and not isinstance(fact, fitting):
            fits = ", ".join(name for name, cls in shapes.FACT_KINDS.items() if issubclass(cls, fitting))
            raise expected("fact-kind", fits)
        return fact

    def _union(self, raw: object, kind: Type) -> object:
        if raw is None and NoneType in get_args(kind):
            return None
        error: Exception | None = None
        for one in sorted(shapes.members(kind), key=lambda member: not shapes.is_literal(member)):
            try:
                return self.read(raw, one)
            except Exception as wrong:  # noqa: BLE001 - as above
                error = wrong
        raise error or expected("value")

    def _list(self, raw: object, kind: Type) -> object:
        item = shapes.item_of(kind)
        if isinstance(raw, str) and shapes.is_fact(item):
            return shapes.list_class(kind)([self.read(raw, item)])  # late = "ke_hoach" is one paper
        if not isinstance(raw, list | tuple):
            raise expected("list")
        return shapes.list_class(kind)(each(enumerate(raw), lambda one: self.read(one, item)))

    def _pair(self, raw: object, kind: Type) -> object:
        types = get_args(kind)
        if not isinstance(raw, list | tuple) or len(raw) != len(types):
            raise expected("pair", len(types))
        pairs = zip(raw, types, strict=True)
        return tuple(each(enumerate(pairs), lambda pair: self.read(*pair)))

    def _mapping(self, raw: object, kind: Type) -> object:
        given = table(raw)
        values = each(given.items(), lambda one: self.read(one, get_args(kind)[1]))
        return dict(zip(given, values, strict=True))

    def _named(self, raw: object, kind: Type) -> object:
        del kind
        given = table(raw)
        return tuple(zip(given, each(given.items(), lambda one: self.read(one, Words)), strict=True))

    def _case(self, raw: object, kind: Type) -> object:
        del kind
        return self._fields(table(raw), Case).pair

    def _takes(self, raw: object, kind: Type) -> object:
        fact, _ = get_args(kind)
        takes = self._fields(table(raw), Takes)
        try:
            return self._fact(takes.fact.name, fact), takes.takes
        except Refused as refused:
            raise at_key("fact", refused, Takes) from None

    def _item(self, raw: object, kind: Type) -> object:
        del kind
        return self._class(raw, Group if "items" in table(raw) else Criterion)

    def _words(self, raw: object, kind: type) -> object:
        return Words(raw) if isinstance(raw, str) else self._fields(table(raw), kind)

    def _measurement(self, raw: object, kind: type) -> object:
        # A table with none of these keys is itself the value, as { part = 9, whole = 10 }.
        own = isinstance(raw, Mapping) and not _MEASURED.isdisjoint(raw)
        return self._fields(raw if own and isinstance(raw, Mapping) else {"value": raw}, kind)

    def _claim(self, raw: object, kind: type) -> object:
        return self._fields(raw if isinstance(raw, Mapping) else {"points": raw}, kind)
