"""What rules made of parts share: their parts, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from emulscore.facts import Measured
from emulscore.formula.nodes import Node, Note
from emulscore.rules.rule import Rule, at_base, is_stated, wrong
from emulscore.words import Lang, Words

__all__ = ["inner_words", "noted", "one_by_one", "parts_of", "values"]

_LANGS: Final[tuple[Lang, Lang]] = ("vi", "en")


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


def one_by_one(parts: tuple[Rule, ...]) -> Words:
    """Say what the parts do: "(1) …; (2) …"."""
    says = [_named(part) for part in parts]
    vi, en = ("; ".join(f"({place}) {text.text(lang)}" for place, text in enumerate(says, 1)) for lang in _LANGS)
    return Words(vi, en)


def _named(part: Rule) -> Words:
    """Say what a part does, and what it looks at."""
    fact, says = getattr(part, "fact", None), inner_words(part)
    if not isinstance(fact, Measured):
        return says
    texts = ((fact.words.text(lang), says.text(lang)) for lang in _LANGS)
    return Words(*(f"“{name}”: {text[0].lower()}{text[1:]}" for name, text in texts))


def inner_words(rule: Rule) -> Words:
    """Say what the rule inside another one does, without its full stop."""
    says = rule.statement if is_stated(rule) else Words(rule.kind)
    return Words(says.vi.removesuffix("."), says.text("en").removesuffix("."))


def values(parts: tuple[Rule, ...], sign: str) -> str:
    """Return the notes of the parts joined by a sign: "{part_0} + {part_1}"."""
    between = f"{sign} " if sign == ";" else f" {sign} "
    return between.join(f"{{part_{place}}}" for place in range(len(parts)))
