"""A trace in sentences: the words are the rules' own, every number comes from the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from string import Formatter

from attrs import frozen

from emulscore.facts import Measured
from emulscore.figures import decimals_of
from emulscore.formula.exact import Trace
from emulscore.formula.text import formula_text
from emulscore.numbers import Amount, show, show_percent
from emulscore.rules.parts import beside, looked_at, names_of
from emulscore.rules.rule import Rule, Sentence, arguments, is_stated, is_telling, literal
from emulscore.words import Lang, Words

__all__ = ["said", "sentences_of", "statement_of"]


@frozen
class _Value:
    """A number of the trace, written by the language and the mark of its place.

    Attributes:
        value: The number.
        lang: The language.
        counts: Part and whole where it is a share: 6215/8540, not 1243/1708, is what people look up.
    """

    value: Fraction
    lang: Lang
    counts: tuple[int, int] | None = None

    def __format__(self, mark: str) -> str:
        """Write the number; `%` as a percentage, `point|points` with the word that suits it."""
        if mark == "%":
            if self.counts is not None and decimals_of(self.value) < 0:
                return "{}/{}".format(*self.counts)
            return show_percent(self.value, self.lang)
        text = show(self.value, self.lang)
        text = f"({text})" if "/" in text else text  # "23/3/8 điểm" could be read in two ways
        one, _, many = mark.partition("|")
        return text if not mark else f"{text} {one if abs(self.value) == 1 else many}"


def _known(trace: Trace) -> dict[str, Fraction]:
    """Return what the rule's sentences may name: its notes, its fields, and the points."""
    known: dict[str, Fraction] = {}
    for name, value in arguments(trace.by).items():
        if isinstance(value, Amount):
            known[name] = value.at(trace.base)
        elif isinstance(value, Fraction):
            known[name] = value
    return known | dict(trace.notes) | {"points": trace.value, "base": trace.base}


def _holds(sentence: Sentence, known: Mapping[str, Fraction]) -> bool:
    names = {name for _, name, _, _ in Formatter().parse(sentence.words.vi) if name}
    if not names.union(sentence.needs) <= known.keys():
        return False
    if sentence.when is None:
        return True
    left, sign, right = sentence.when
    if any(isinstance(end, str) and end not in known for end in (left, right)):
        return False
    one, other = (known[end] if isinstance(end, str) else Fraction(end) for end in (left, right))
    return {"=": one == other, ">": one > other}[sign]


def said(trace: Trace, lang: Lang = "vi") -> list[str]:
    """Return the sentences that explain a trace: those of the rules inside first, then the rule's own."""
    facts = looked_at(trace.by) if trace.parts else []
    lines = [line for part in trace.parts for line in _of_part(part, facts, lang)]
    known = _known(trace)
    values = {name: _Value(value, lang, trace.counts.get(name)) for name, value in known.items()}
    own = (sentence for sentence in sentences_of(trace) if _holds(sentence, known))
    return lines + [sentence.words.text(lang).format_map(values) for sentence in own]


def _of_part(part: Trace, facts: Sequence[Measured], lang: Lang) -> list[str]:
    """Return the sentences of a part, which say what it is about where the whole, with its *facts*, looks at more."""
    lines, own = said(part, lang), looked_at(part.by)
    names = names_of(own, lang)
    alone = all(fact in own for fact in facts)
    if not lines or alone or any(name in line for name in names for line in lines):
        return lines
    return [beside(names, lines[0]), *lines[1:]]


def sentences_of(trace: Trace) -> tuple[Sentence, ...]:
    """Return a rule's own sentences, or one that states its formula where it brings none."""
    rule = trace.by
    if is_telling(rule):
        return tuple(rule.sentences)
    if not isinstance(rule, Rule):
        return ()
    vi, en = (literal(formula_text(rule.formula(trace.base), lang)) for lang in ("vi", "en"))
    return (Sentence(Words(f"{vi} = {{points}} điểm.", f"{en} = {{points:point|points}}.")),)


def statement_of(rule: Rule, base: Fraction, lang: Lang = "vi") -> str:
    """Say in general what a rule does, by its own words or by its formula."""
    if is_stated(rule):
        return rule.statement.text(lang)
    return {"vi": "Điểm = ", "en": "Points = "}[lang] + formula_text(rule.formula(base), lang) + "."
