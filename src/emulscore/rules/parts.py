"""What rules made of parts share: their parts, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from emulscore.facts import Measured
from emulscore.formula.nodes import Node, Note
from emulscore.rules.rule import Rule, Worded, at_base, wrong
from emulscore.words import Lang, Words

__all__ = ["inner_words", "noted", "one_by_one", "parts_of", "values"]


def parts_of(raw: Iterable[Rule]) -> tuple[Rule, ...]:
    """Take rules in any iterable; at least one.

    Raises:
        Refused: There is none.
    """
    parts = tuple(raw)
    if not parts or not all(isinstance(part, Rule) for part in parts):
        raise wrong("parts", "ít nhất một cách tính", "at least one rule")
    return parts


def noted(parts: tuple[Rule, ...], base: Fraction) -> tuple[Node, ...]:
    """Return the formulas of the parts, each noted by its place."""
    return tuple(Note(f"part_{place}", at_base(part, base)) for place, part in enumerate(parts))


def one_by_one(parts: tuple[Rule, ...], lang: Lang) -> str:
    """Say what the parts do: "(1) …; (2) …"."""
    says = [_named(part, lang) for part in parts]
    return "; ".join(f"({place}) {text}" for place, text in enumerate(says, 1))


def _named(part: Rule, lang: Lang) -> str:
    """Say what a part does, and what it looks at."""
    fact, text = getattr(part, "fact", None), inner_words(part, lang)
    return f"“{fact.words.text(lang)}”: {text[0].lower()}{text[1:]}" if isinstance(fact, Measured) else text


def inner_words(rule: Rule, lang: Lang) -> str:
    """Say what the rule inside another one does, without its full stop."""
    return _statement(rule).text(lang).rstrip(".")


def _statement(part: Rule) -> Words:
    return part.statement if isinstance(part, Worded) else Words(part.kind)


def values(parts: tuple[Rule, ...], sign: str) -> str:
    """Return the notes of the parts joined by a sign: "{part_0} + {part_1}"."""
    between = f"{sign} " if sign == ";" else f" {sign} "
    return between.join(f"{{part_{place}}}" for place in range(len(parts)))
