"""Values into trees: defaults are left out, facts are named, `kind` stands first, numbers are exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, get_args

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from emulscore.assessment import Claim, Measurement
from emulscore.errors import Refused
from emulscore.facts import ShareFact
from emulscore.facts._common import Described
from emulscore.files import _shapes as shapes
from emulscore.files._trees import unwritable
from emulscore.numbers import Amount, exact_text, show_percent
from emulscore.reading import nearest
from emulscore.rules import Rule, Span, kinds
from emulscore.rules.rule import arguments
from emulscore.words import Words

__all__ = ["Writer", "writer"]

_LONGEST = 40  # characters of a number; longer ones are written as a fraction, which `number` always reads
_MEASURED = frozenset({"value", "document", "as_of", "note"})


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
            (shapes.is_fact, lambda fact: fact.name),
            (shapes.is_rule, self.rule),
            (lambda kind: kind is Words, _words),
            (lambda kind: kind is Amount, _amount),
            (lambda kind: kind is Measurement, self._measurement),
            (lambda kind: kind is Claim, self._claim),
        ]
        for fits, hook in hooks:
            self._converter.register_unstructure_hook_func(fits, hook)
        factories: list[tuple[Callable[[Any], bool], Callable[[Any], Callable[[Any], object]]]] = [
            (shapes.is_list, self._list),
            (shapes.is_pair, self._pair),
            (shapes.is_takes, lambda _: self._takes),
            (shapes.is_cases, lambda _: self._case),
            (shapes.is_named, lambda _: lambda pairs: {name: _words(words) for name, words in pairs}),
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
        cls = type(value)
        if cls not in self._plain:
            self._plain[cls] = make_dict_unstructure_fn(cls, self._converter, _cattrs_omit_if_default=True)
        written = self._plain[cls](value)
        # cattrs puts what has no default first; people know the order in which a class is stated.
        return {key: written[key] for key in arguments(value) if key in written}

    def fact(self, fact: Described) -> dict[str, object]:
        """Write the table that declares a fact."""
        for kind, cls in shapes.FACT_KINDS.items():
            if type(fact) is cls:
                return {"kind": kind, **self.fields(fact)}
        raise Refused("unknown-kind", key=type(fact).__name__, nearest=nearest("", shapes.FACT_KINDS))

    def rule(self, rule: Rule) -> dict[str, object]:
        """Write a rule, `kind` first.

        Raises:
            Refused: With the code `unknown-kind`, for a class that is not registered and could not be read back.
        """
        cls = type(rule)
        if kinds().get(rule.kind) is not cls or not shapes.is_class(cls):
            raise Refused("unknown-kind", key=rule.kind, nearest=nearest(rule.kind, kinds()))
        facts = [fact for value in arguments(rule).values() for fact in _facts(value)]
        shares = bool(facts) and all(isinstance(fact, ShareFact) for fact in facts)
        return {"kind": rule.kind, **writer(shares=shares).fields(rule)}

    def _list(self, kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - a type of any shape
        item = shapes.item_of(kind)

        def write(values: Any) -> list[object]:  # noqa: ANN401 - as above
            each = [self.write(value, item) for value in values]
            return sorted(each, key=str) if isinstance(values, set | frozenset) else each

        return write

    def _pair(self, kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - as above
        types = get_args(kind)
        return lambda values: [self.write(value, one) for value, one in zip(values, types, strict=True)]

    def _takes(self, pair: tuple[Described, Amount]) -> dict[str, object]:
        fact, takes = pair
        return {"fact": fact.name, "takes": _amount(takes)}

    def _case(self, pair: tuple[Span | str | bool, Amount]) -> dict[str, object]:
        when, pays = pair
        if not isinstance(when, Span):
            return {"is": when, "pays": _amount(pays)}
        one = when.at_least
        if one is not None and one == when.at_most and one.denominator == 1 and not self._shares:
            return {"is": one.numerator, "pays": _amount(pays)}
        return {**self.fields(when), "pays": _amount(pays)}

    def _measurement(self, measurement: Measurement) -> object:
        value = measurement.value
        refused = unwritable(value)
        if refused is not None:
            raise refused
        fields = self.fields(measurement)
        fields["value"] = _lists(value)
        alone = len(fields) == 1 and not (isinstance(value, Mapping) and not _MEASURED.isdisjoint(value))
        return fields["value"] if alone else fields

    def _claim(self, claim: Claim) -> object:
        return _number(claim.points) if claim.text is None else self.fields(claim)


def _facts(value: object) -> list[Described]:
    values = value if isinstance(value, tuple | list) else (value,)
    return [one for one in values if isinstance(one, Described)]


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
