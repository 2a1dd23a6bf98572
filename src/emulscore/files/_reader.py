"""Trees into values: a cattrs converter with hooks by the shape of a type, open to any registered rule or gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import Any, get_args

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from emulscore.assessment import Appraisal, Assessment, Claim, Measurement
from emulscore.conditions import CONDITIONS
from emulscore.criteria import Criterion, Group, Item
from emulscore.derive import CHANGES, ChangeSet, Rebase, Value
from emulscore.errors import Refused
from emulscore.facts import AnyFact, ScaledFact
from emulscore.files import _shapes as shapes
from emulscore.files._expected import expected, unquoted
from emulscore.files._trees import MOST_PROBLEMS
from emulscore.files._values import LEAVES, Case, Knot, Pays, Scaled, Takes, choice, table, value
from emulscore.grades import Grades, Quota
from emulscore.hints import is_literal, is_union, members
from emulscore.reading import nearest
from emulscore.rules import Rule, Span, exactly
from emulscore.scheme import Scheme
from emulscore.words import Words

__all__ = ["LISTED", "MEASURED", "NUMBERED", "NUMBERS", "AlreadyToldError", "Reader"]

_MOST_SHOWN = 60
NUMBERED = frozenset(
    {Scheme, Criterion, Group, Assessment, Grades, Quota, *CONDITIONS.kinds().values()}
    | {ChangeSet, Rebase, *CHANGES.kinds().values()}
)
# id = 12 and period = 2023 are texts there
NUMBERS = frozenset({"id", "period", "part", "row", "into", "after", "before", "remainder_to"})
_BY_ROW = frozenset({Fraction, Claim, Appraisal, Words})  # what is said of a row, by its number
LISTED = frozenset({"without", "judged", "by"})  # and so are the numbers of rows in these lists
MEASURED = frozenset({"value", "document", "as_of", "note"})

Type = Any
"""A type of any shape: a class, a union, a tuple of types."""


class AlreadyToldError(Exception):
    """A rule names a fact that is in the file but could not be read: that has been said already."""


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


def _text_of(raw: object) -> object:
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def _texts_of(key: str, raw: object) -> object:
    """Take the numbers of rows as texts, whether they were written as one or not."""
    if key in LISTED and isinstance(raw, list):
        return [_text_of(one) for one in raw]
    if key == "numbers" and isinstance(raw, Mapping):
        return {old: _text_of(new) for old, new in raw.items()}
    return _text_of(raw) if key in NUMBERS else raw


def _takes_tables(kind: Type) -> bool:
    return kind not in LEAVES and not is_literal(kind)


def _only_value(leaf: Callable[[object], object]) -> Callable[[Any, Any], object]:
    return lambda raw, _: leaf(raw)


def _with_span(raw: Mapping[str, object], cls: type) -> Mapping[str, object]:
    """Put the ends of a span, which stand beside the other keys, together."""
    if "span" in raw:
        raise ClassValidationError("span", [ForbiddenExtraKeysError(None, cls, {"span"})], cls)
    rest = {key: one for key, one in raw.items() if key not in shapes.ENDS}
    span = {key: one for key, one in raw.items() if key in shapes.ENDS}
    needed = attrs.has(cls) and attrs.fields_dict(cls)["span"].default is attrs.NOTHING
    return rest | {"span": span} if span or needed else rest


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
            (shapes.is_takes, lambda raw, kind: self._beside(raw, kind, Takes)),
            (shapes.is_knots, self._knot),
            (shapes.is_cases, self._case),
            (shapes.is_named, self._named),
            (is_literal, choice),
            (lambda kind: kind in {object, Any}, lambda raw, _: value(raw)),
            (is_union, self._union),
            (shapes.is_case, self._one_case),
            (shapes.is_fact, self._fact),
            (shapes.is_kinded, self._kinded),
            (lambda kind: kind == Item, self._item),
            (lambda kind: kind == Value, self._value),
            (lambda kind: kind is Words, self._words),
            (lambda kind: kind is Measurement, self._measurement),
            (lambda kind: kind in {Appraisal, Claim}, self._claim),
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
            how: dict[str, Any] = {key: override(struct_hook=self._paid) for key in shapes.PAIR_KEYS.get(cls, {})}
            if cls is Case:
                how = {"is_": override(rename="is")}
            self._plain[cls] = make_dict_structure_fn(cls, self._converter, **how)
        if cls in NUMBERED:
            raw = {key: _texts_of(key, one) for key, one in raw.items()}
        return self._plain[cls](_with_span(raw, cls) if shapes.has_span(cls) else raw, cls)

    def _class(self, raw: object, cls: type) -> object:
        return self._fields(table(raw), cls)

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

    def _kinded(self, raw: object, kind: type) -> object:
        family, known = shapes.kinds_of(kind) or (kind, {})
        found = self._by_kind(raw, known, kind)
        if kind is not family and not isinstance(found, kind):
            fits = ", ".join(name for name, cls in known.items() if issubclass(cls, kind))
            raise at_key("kind", expected("rule-kind", fits), kind)
        return found

    def _fact(self, raw: object, kind: Type) -> AnyFact | ScaledFact:
        if isinstance(raw, Mapping) and ScaledFact in members(kind):
            found = self._fields(raw, Scaled)
            try:
                return ScaledFact(found.scaled, by=found.by, factors=found.factors)
            except Refused as refused:
                raise ClassValidationError("scaled", [refused], Scaled) from None
        if not isinstance(raw, str):
            raise expected("fact")
        if raw not in self._facts:
            raise Refused("unknown-fact", nearest=nearest(raw[:_MOST_SHOWN], self._facts))
        fact = self._facts[raw]
        if fact is None:
            raise AlreadyToldError
        fitting = members(kind)
        if AnyFact not in fitting and not isinstance(fact, fitting):
            fits = ", ".join(name for name, cls in shapes.FACT_KINDS.items() if issubclass(cls, fitting))
            raise expected("fact-kind", fits)
        return fact

    def _union(self, raw: object, kind: Type) -> object:
        if raw is None and NoneType in get_args(kind):
            return None
        error: Exception | None = None
        # A table is tried as what takes tables only, so that what is wrong inside it is what is told.
        fitting = [one for one in members(kind) if _takes_tables(one) or not isinstance(raw, Mapping)]
        if not isinstance(raw, Mapping):
            fitting = [one for one in fitting if not shapes.is_kinded(one)] or fitting
        for one in sorted(fitting or members(kind), key=lambda member: not is_literal(member)):
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
        given, one = table(raw), get_args(kind)[1]

        def read(pair: tuple[str, object]) -> object:
            wrong = unquoted(*pair, one) if one in _BY_ROW or shapes.is_list(one) else None
            if wrong is not None:
                raise wrong
            return self.read(pair[1], one)

        values = each(((pair[0], pair) for pair in given.items()), read)
        return dict(zip(given, values, strict=True))

    def _named(self, raw: object, kind: Type) -> object:
        given, (_, one) = table(raw), get_args(shapes.item_of(kind))
        return tuple(zip(given, each(given.items(), lambda inner: self.read(inner, one)), strict=True))

    def _case(self, raw: object, kind: Type) -> object:
        del kind
        return self._fields(table(raw), Case).pair

    def _one_case(self, raw: object, kind: Type) -> object:
        del kind
        if isinstance(raw, Mapping):
            return self._fields(raw, Span)
        if isinstance(raw, str | bool):
            return raw
        if isinstance(raw, int | Decimal):
            return exactly(raw)
        raise expected("one-case")

    def _knot(self, raw: object, kind: Type) -> object:
        del kind
        knot = self._fields(table(raw), Knot)
        return knot.at, knot.pays

    def _paid(self, raw: object, kind: Type) -> object:
        if not isinstance(raw, list | tuple):
            raise expected("list")
        pair = shapes.item_of(kind)
        return tuple(each(enumerate(raw), lambda one: self._beside(one, pair, Pays)))

    def _beside(self, raw: object, kind: Type, cls: type[Takes | Pays]) -> object:
        """Read an amount beside a fact."""
        fact, _ = get_args(kind)
        pair = self._fields(table(raw), cls)
        try:
            return self._fact(pair.fact.name, fact), pair.takes if cls is Takes else pair.pays
        except Refused as refused:
            raise at_key("fact", refused, cls) from None

    def _value(self, raw: object, kind: Type) -> object:
        """Read what an argument is set to: what it may be is known only once its row is."""
        if isinstance(raw, Mapping):
            return self.read(raw, Rule if "kind" in raw else Words)
        if isinstance(raw, list):
            return tuple(each(enumerate(raw), lambda one: self._value(one, kind)))
        return value(raw)

    def _item(self, raw: object, kind: Type) -> object:
        del kind
        return self._class(raw, Group if "items" in table(raw) else Criterion)

    def _words(self, raw: object, kind: type) -> object:
        return Words(raw) if isinstance(raw, str) else self._fields(table(raw), kind)

    def _measurement(self, raw: object, kind: type) -> object:
        # A table with none of these keys is itself the value, as { part = 9, whole = 10 }.
        own = isinstance(raw, Mapping) and not MEASURED.isdisjoint(raw)
        return self._fields(raw if own and isinstance(raw, Mapping) else {"value": raw}, kind)

    def _claim(self, raw: object, kind: type) -> object:
        return self._fields(raw if isinstance(raw, Mapping) else {"points": raw}, kind)
