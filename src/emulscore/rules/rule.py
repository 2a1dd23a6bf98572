"""What a rule is: a frozen class that states one formula, once, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from inspect import getattr_static
from typing import ClassVar, Final, Literal, Protocol, TypeGuard, TypeVar, runtime_checkable

import attrs
from attrs import frozen

from emulscore.errors import Refused
from emulscore.facts import AnyFact, CountFact, Measured, State, is_fact
from emulscore.formula.nodes import Add, Band, Choose, Const, Node, Note, Part, smallest
from emulscore.numbers import Amount, Numeric, amount
from emulscore.registry import Registry
from emulscore.words import Words

__all__ = [
    "NOTHING_TO_SHARE",
    "Consequence",
    "Per",
    "Rule",
    "Sentence",
    "Stated",
    "Telling",
    "arguments",
    "at_base",
    "by_state",
    "consequence",
    "counted",
    "facts_of",
    "is_stated",
    "is_telling",
    "kinds",
    "literal",
    "of_nothing",
    "paid",
    "penalised",
    "per_event",
    "register",
    "unstated",
    "wrong",
]

Consequence = Amount | Literal["refuse"]
"""What follows where there is nothing to measure: an amount, or `"refuse"` for an error that says so."""


@frozen
class Sentence:
    """One sentence of an explanation; it is said only where every note that it names is there.

    `{late}` is replaced by the note's value, `{rate:%}` by the value as a percentage, `{late:month|months}` by the value
    with the word that suits it; `{points}` and `{base}` are always known.

    >>> Sentence(Words("Trễ {late} tháng.", "{late} months late."), ("late", ">", 0)).when
    ('late', '>', 0)

    Attributes:
        words: The sentence, with notes in braces.
        when: A comparison that must hold for the sentence to be said: `=` or `>` between two notes or numbers.
        needs: Further notes that must be there.
    """

    words: Words
    when: tuple[str | int, Literal["=", ">"], str | int] | None = None
    needs: tuple[str, ...] = ()


@runtime_checkable
class Rule(Protocol):
    """Anything with a `kind` and a formula: no base class, no registration needed to be scored, proven and explained.

    >>> from emulscore import Ratio, ShareFact
    >>> isinstance(Ratio(ShareFact("ho_so"), empty="refuse"), Rule)
    True

    Attributes:
        kind: The name of the class in files.
    """

    kind: ClassVar[str]

    def formula(self, base: Fraction) -> Node:
        """State the formula for a row of *base* points."""


class Stated(Protocol):
    """A rule that says itself what it does; without that, its formula's own text stands in the scheme's table."""

    @property
    def statement(self) -> Words:
        """Say what the rule does, for the scheme's table."""


class Telling(Protocol):
    """What brings sentences of its own; a rule without them is explained by its formula."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""


def is_stated(rule: object) -> TypeGuard[Stated]:
    """Say whether a rule states itself, without working the words out as `isinstance` would."""
    return getattr_static(rule, "statement", None) is not None


def is_telling(rule: object) -> TypeGuard[Telling]:
    """Say whether sentences are there, likewise."""
    return getattr_static(rule, "sentences", None) is not None


_RULES: Final[Registry[Rule]] = Registry()

R = TypeVar("R", bound=type)


def register(rule: R) -> R:
    """Make a rule class readable from files under its `kind`.

    >>> from emulscore import Ratio
    >>> register(Ratio) is Ratio
    True

    Raises:
        ValueError: Another class has the same `kind`.
    """
    return _RULES.register(rule)


def kinds() -> Mapping[str, type[Rule]]:
    """Return the registered rule classes by kind."""
    return _RULES.kinds()


def arguments(rule: object) -> dict[str, object]:
    """Return what a rule was made from: the fields of an attrs class, or the attributes of any other object."""
    cls = type(rule)
    if attrs.has(cls):
        return {field.name: getattr(rule, field.name) for field in attrs.fields(cls)}
    return dict(getattr(rule, "__dict__", {}))


def facts_of(value: object) -> Iterator[AnyFact]:
    """Yield the facts that a rule, a row, a group or a gate takes, also inside what it is made of, however deep."""
    stack = [value]
    while stack:
        value = stack.pop()
        if is_fact(value):
            yield value
        elif isinstance(value, Mapping):
            stack.extend(reversed([side for pair in value.items() for side in pair]))
        elif isinstance(value, tuple | list | frozenset | set):
            stack.extend(reversed(list(value)))
        elif attrs.has(type(value)) or isinstance(value, Rule):
            stack.extend(reversed(list(arguments(value).values())))


def at_base(rule: Rule, base: Fraction) -> Node:
    """Return the formula of a rule as a part of another one, with a trace of its own.

    >>> from emulscore import Direct, PointsFact
    >>> at_base(Direct(PointsFact("diem", largest=5)), Fraction(5)).base
    Fraction(5, 1)
    """
    return Part(rule, base, rule.formula(base))


def consequence(raw: Amount | Numeric) -> Consequence:
    """Read an amount, or `"refuse"`."""
    return "refuse" if raw == "refuse" else amount(raw)


def by_state(fact: Measured, measured: Node, states: Mapping[State, tuple[str, Consequence]], base: Fraction) -> Node:
    """Return *measured* where the fact has a value, and the stated amounts where it has none.

    Args:
        fact: The fact whose state decides.
        measured: The formula for a measured value.
        states: For each state, the note that keeps its points, and its consequence.
        base: The base points.
    """
    cases = [
        (Band.exactly(state.value), Note(note, Const(pays.at(base))))
        for state, (note, pays) in states.items()
        if isinstance(pays, Amount)
    ]
    if not cases:
        return measured
    return Choose(fact.state, ((Band.exactly(State.MEASURED.value), measured), *cases))


def penalised(base: Fraction, asked: Node) -> Node:
    """Return *base* less what is asked for; a penalty takes at most what there is."""
    return Const(base) - Note("lost", smallest(Note("asked", asked), base))


def literal(text: str) -> str:
    """Protect a text, so that braces in it are not taken for notes."""
    return text.replace("{", "{{").replace("}", "}}")


NOTHING_TO_SHARE: Final = Words("không có đối tượng nào để tính tỷ lệ", "nothing to take a share of")


def paid(state: Words, pays: Consequence) -> Words:
    """Return what a statement adds on a state that earns an amount; nothing where it is refused.

    >>> paid(NOTHING_TO_SHARE, amount("50%")).vi, paid(NOTHING_TO_SHARE, "refuse").vi
    ('; không có đối tượng nào để tính tỷ lệ: 50% điểm chuẩn', '')
    """
    if not isinstance(pays, Amount):
        return Words("", "")
    return Words(f"; {state.vi}: {pays.text()}", f"; {state.text('en')}: {pays.text('en')}")


def of_nothing() -> Sentence:
    """Return the sentence for 0 of 0, whose points stand in the note `of_nothing`."""
    return Sentence(
        Words(
            "Không có đối tượng nào để tính tỷ lệ: {of_nothing} điểm.",
            "There is nothing to take a share of: {of_nothing:point|points}.",
        )
    )


def counted(per: Sequence[tuple[CountFact, Amount]], base: Fraction) -> Node:
    """Return Σ amount × count, each term and count noted by its place."""
    terms = [
        Note(f"term_{place}", Note(f"times_{place}", fact.node) * each.at(base))
        for place, (fact, each) in enumerate(per)
    ]
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


Per = tuple[tuple[CountFact, Amount], ...]
"""What one occurrence of each kind of event pays or takes."""


def per_event(raw: Mapping[CountFact, Amount | Numeric] | Sequence[tuple[CountFact, Amount | Numeric]]) -> Per:
    """Take a table of events and amounts."""
    pairs = raw.items() if isinstance(raw, Mapping) else raw
    return tuple((fact, amount(each)) for fact, each in pairs)


def unstated(argument: str, vi: str, en: str) -> Refused:
    """Return the error for an argument that is missing: the text is silent, so its author must choose."""
    return Refused("missing-argument", argument=argument, expected=Words(vi, en))


def wrong(argument: str, vi: str, en: str) -> Refused:
    """Return the error for an argument that a rule cannot take."""
    return Refused("wrong-argument", argument=argument, expected=Words(vi, en))
