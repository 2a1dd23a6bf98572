"""What rules made of parts share: their parts, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from emulscore.facts import CohortFact, Measured
from emulscore.formula.nodes import Node, Note
from emulscore.rules.rule import Rule, at_base, facts_of, is_stated, wrong
from emulscore.words import LANGS, Lang, Words

__all__ = [
    "beside",
    "branch",
    "clause",
    "inner_words",
    "looked_at",
    "named",
    "names_of",
    "noted",
    "one_by_one",
    "parts_of",
    "values",
]


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
    """Say what the parts do: "(1) …; (2) …"; a part with a list of its own stands in brackets."""
    says = [named(part) for part in parts]
    vi, en = (
        "; ".join(f"({place}) {_whole(text.text(lang), '(1)')}" for place, text in enumerate(says, 1)) for lang in LANGS
    )
    return Words(vi, en)


def branch(rule: Rule, fact: Measured) -> Words:
    """Say what a rule does, as one of several ways, beside the name of a *fact*; what has parts stands in brackets."""
    says = named(rule, fact)
    return Words(*(_whole(says.text(lang), ";") for lang in LANGS))


def _whole(text: str, parted: str) -> str:
    return f"[{text}]" if parted in text else text


def named(rule: Rule, *known: Measured) -> Words:
    """Say what a rule does, and what it looks at where neither its own words name it nor it is *known*."""
    says = clause(rule)
    facts = [fact for fact in looked_at(rule) if fact not in known]
    texts = [(names_of(facts, lang), says.text(lang)) for lang in LANGS]
    return Words(*(beside([name for name in names if name not in text], text) for names, text in texts))


def looked_at(rule: object) -> list[Measured]:
    """Return what a rule looks at; a cohort's value goes with the unit's own."""
    return [fact for fact in facts_of(rule) if isinstance(fact, Measured) and not isinstance(fact, CohortFact)]


def names_of(facts: Iterable[Measured], lang: Lang) -> list[str]:
    """Return each name once, as it stands in a sentence."""
    return list(dict.fromkeys(f"“{fact.words.text(lang)}”" for fact in facts))


def beside(names: Sequence[str], says: str) -> str:
    """Put names before what is said of them."""
    return f"{', '.join(names)}: {amid(says)}" if names else says


def amid(says: str) -> str:
    """Begin with a small letter, as amid a sentence, unless it begins a name in capitals."""
    return says if says[1:2].isupper() else says[:1].lower() + says[1:]


def clause(rule: Rule) -> Words:
    """Say what the rule inside another one does, amid a sentence."""
    says = inner_words(rule)
    return Words(*(amid(says.text(lang)) for lang in LANGS))


def inner_words(rule: Rule) -> Words:
    """Say what the rule inside another one does, without its full stop."""
    says = rule.statement if is_stated(rule) else Words(rule.kind)
    return Words(says.vi.removesuffix("."), says.text("en").removesuffix("."))


def values(parts: tuple[Rule, ...], sign: str) -> str:
    """Return the notes of the parts joined by a sign: "{part_0} + {part_1}"."""
    between = f"{sign} " if sign == ";" else f" {sign} "
    return between.join(f"{{part_{place}}}" for place in range(len(parts)))
