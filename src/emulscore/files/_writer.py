"""Values into trees: defaults are left out, facts are named, `kind` stands first, numbers are exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, get_args

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from emulscore.assessment import Appraisal, Claim, Measurement
from emulscore.conditions import EveryRow, ShareOf
from emulscore.errors import Refused
from emulscore.facts import AnyFact, ItemsFact, ScaledFact
from emulscore.facts._common import Described
from emulscore.files import _shapes as shapes
from emulscore.files._trees import unwritable
from emulscore.grades import Quota
from emulscore.numbers import Amount, exact_text, show_percent
from emulscore.reading import nearest
from emulscore.rules import Span
from emulscore.rules.rule import arguments
from emulscore.words import Words

__all__ = ["Writer", "writer"]

_LONGEST = 40  # characters of a number; longer ones are written as a fraction, which `number` always reads
_MEASURED = frozenset({"value", "document", "as_of", "note"})
_OF_SHARES = frozenset({ShareOf, EveryRow, Quota, ItemsFact, ScaledFact})  # their bare numbers are shares


def _number(value: Fraction) -> int | str:
    if value.denominator == 1:
        return value.numerator
    text = exact_text(value)
    return text if len(text) <= _LONGEST else f"{value.numerator}/{value.denominator}"


def _percentage(value: Fraction) -> int | str:
    if not show_percent(value, "en").endswith("%"):
        return _number(value)
    text = exact_text(value * 100) + "%"
    return text if len(text) <= _LONGEST else _number(value)


def _amount(value: Amount) -> int | str:
    if not value.of_base:
        return _number(value.value)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{value.value.numerator * 100}/{value.value.denominator}%"


class Writer:
    """Writes values of any type the library has, or that a registered rule is made from.

    Args:
        shares: Whether bare numbers are shares, written as percentages where that is exact.
    """

    def __init__(self, *, shares: bool) -> None:
        self._plain: dict[type, Callable[[Any], dict[str, object]]] = {}
        self._number = _percentage if shares else _number
        self._shares = shares
        self._converter = Converter()
        hooks: list[tuple[Callable[[Any], bool], Callable[[Any], object]]] = [
            (lambda kind: shapes.is_class(kind) and not shapes.is_fact(kind), self.fields),
            (shapes.is_fact, self._fact),
            (shapes.is_kinded, self.kinded),
            (lambda kind: kind is Words, _words),
            (lambda kind: kind is Amount, _amount),
            (lambda kind: kind is Measurement, self._measurement),
            (lambda kind: kind in {Appraisal, Claim}, self._claim),
        ]
        for fits, hook in hooks:
            self._converter.register_unstructure_hook_func(fits, hook)
        factories: list[tuple[Callable[[Any], bool], Callable[[Any], Callable[[Any], object]]]] = [
            (shapes.is_list, self._list),
            (shapes.is_pair, self._pair),
            (shapes.is_takes, lambda _: _beside("takes")),
            (shapes.is_knots, lambda _: self._knot),
            (shapes.is_cases, lambda _: self._case),
            (shapes.is_case, lambda _: self._one_case),
            (shapes.is_named, self._named),
        ]
        for fits, factory in factories:
            self._converter.register_unstructure_hook_factory(fits, factory)
        self._converter.register_unstructure_hook(Fraction, self._number)
        self._converter.register_unstructure_hook(date, lambda day: day)

    def write(self, value: object, kind: Any = None) -> Any:  # noqa: ANN401 - types and trees of any shape
        """Write a value as a tree."""
        return self._converter.unstructure(value, unstructure_as=kind)

    def fields(self, value: object) -> dict[str, object]:
        """Write what an object was made from, but for defaults."""
        cls: Any = type(value)
        if cls in _OF_SHARES and not self._shares:
            return writer(shares=True).fields(value)
        if cls not in self._plain:
            paid = shapes.PAIR_KEYS.get(cls, {})
            how: dict[str, Any] = {name: override(unstruct_hook=_each(_beside(key))) for name, key in paid.items()}
            self._plain[cls] = make_dict_unstructure_fn(cls, self._converter, _cattrs_omit_if_default=True, **how)
        written: dict[str, Any] = self._plain[cls](value)
        tree: dict[str, object] = {}
        # cattrs puts what has no default first; people know the order in which a class is stated.
        for key in arguments(value):
            if key == "span" and shapes.has_span(cls):
                tree |= written.get(key, {})
            elif key in written:
                tree[key] = written[key]
        return tree

    def fact(self, fact: Any) -> dict[str, object]:  # noqa: ANN401 - a fact of any class
        """Write the table that declares a fact.

        Raises:
            Refused: With the code `unknown-kind`, for a class that files do not know.
        """
        for kind, cls in shapes.FACT_KINDS.items():
            if type(fact) is cls:
                return {"kind": kind, **self.fields(fact)}
        raise Refused("unknown-kind", key=type(fact).__name__, nearest=nearest("", shapes.FACT_KINDS))

    def kinded(self, value: Any) -> dict[str, object]:  # noqa: ANN401 - a rule, a condition or a gate
        """Write a rule, a condition or a gate, `kind` first.

        Raises:
            Refused: With the code `unknown-kind`, for a class that is not registered and could not be read back.
        """
        cls = type(value)
        known = dict((shapes.kinds_of(cls) or (cls, {}))[1])
        name = next((name for name, one in known.items() if one is cls), None)
        if name is None or not shapes.is_class(cls):
            raise Refused("unknown-kind", key=value.kind, nearest=nearest(value.kind, known))
        facts = [fact for one in arguments(value).values() for fact in _facts(one)]
        shares = bool(facts) and all(fact.percent for fact in facts)
        return {"kind": name, **writer(shares=shares).fields(value)}

    def _fact(self, fact: AnyFact | ScaledFact) -> object:
        if not isinstance(fact, ScaledFact):
            return fact.name
        fields = self.fields(fact)
        return {"scaled": fields.pop("fact"), **fields}

    def _list(self, kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - a type of any shape
        item = shapes.item_of(kind)

        def write(values: Any) -> list[object]:  # noqa: ANN401 - as above
            each = [self.write(value, item) for value in values]
            return sorted(each, key=str) if isinstance(values, set | frozenset) else each

        return write

    def _pair(self, kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - as above
        types = get_args(kind)
        return lambda values: [self.write(value, one) for value, one in zip(values, types, strict=True)]

    def _named(self, kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - as above
        _, one = get_args(shapes.item_of(kind))

        def write(pairs: Any) -> dict[str, object]:  # noqa: ANN401 - as above
            tree: dict[str, object] = {}
            for name, inner in pairs:
                if name in tree:
                    raise Refused("repeated-key", key=name)
                tree[name] = self.write(inner, one)
            return tree

        return write

    def _knot(self, pair: tuple[Fraction, Amount]) -> dict[str, object]:
        at, pays = pair
        return {"at": self._number(at), "pays": _amount(pays)}

    def _case(self, pair: tuple[Span | str | bool, Amount]) -> dict[str, object]:
        when, pays = pair
        case = self._one_case(when)
        return {**(case if isinstance(case, dict) else {"is": case}), "pays": _amount(pays)}

    def _one_case(self, when: Span | str | bool) -> object:
        if not isinstance(when, Span):
            return when
        one = when.at_least
        if one is not None and one == when.at_most and one.denominator == 1 and not self._shares:
            return one.numerator
        return self.fields(when)

    def _measurement(self, measurement: Measurement) -> object:
        value = measurement.value
        refused = unwritable(value)
        if refused is not None:
            raise refused
        fields = self.fields(measurement)
        fields["value"] = _lists(value)
        alone = len(fields) == 1 and not (isinstance(value, Mapping) and not _MEASURED.isdisjoint(value))
        return fields["value"] if alone else fields

    def _claim(self, claim: Claim | Appraisal) -> object:
        fields = self.fields(claim)
        return _number(claim.points) if len(fields) == 1 else fields


def _facts(value: object) -> list[Described | ScaledFact]:
    values = value if isinstance(value, tuple | list) else (value,)
    return [one for one in values if isinstance(one, Described | ScaledFact)]


def _beside(key: str) -> Callable[[tuple[AnyFact, Amount]], dict[str, object]]:
    """Write an amount beside a fact."""
    return lambda pair: {"fact": pair[0].name, key: _amount(pair[1])}


def _each(write: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda values: [write(value) for value in values]


def _words(words: Words) -> object:
    return words.vi if words.en is None else {"vi": words.vi, "en": words.en}


def _lists(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, list | tuple) else value


@cache
def writer(*, shares: bool = False) -> Writer:
    """Return the writer; it holds nothing but the code that it made for each class."""
    return Writer(shares=shares)
