"""The first pass over a cohort (cụm thi đua): the values that relative rules compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from emulscore.errors import MeasurementError, Problem, Refused
from emulscore.facts import AnyFact, CohortFact, State
from emulscore.formula.exact import evaluate
from emulscore.numbers import show, show_percent, to_decimal
from emulscore.words import Lang, Words, words

__all__ = ["Cohort", "cohort_of"]


@frozen
class Cohort:
    """A cohort's values, worked out once from all of its units and rounded to their stated decimals.

    >>> from emulscore import CohortFact, Criterion, NumberFact, Relative, Scheme
    >>> own = NumberFact("toc_do", largest=500)
    >>> best = CohortFact("cao_nhat", of=own, take="best", decimals=0)
    >>> row = Criterion("1", "Tốc độ", 10, Relative(own, to=best, empty=0))
    >>> scheme = Scheme("thu", "Thử", total=10, items=[row])
    >>> scheme.cohort([{"toc_do": 100}, {"toc_do": 250}], name="Cụm 1").values["cao_nhat"]
    Decimal('250')

    Attributes:
        name: What the cohort is called.
        size: How many units it has.
        values: The value of each `CohortFact`, by its name.
        facts: The facts, by name.
    """

    name: Words = field(converter=words)
    size: int
    values: Mapping[str, Decimal]
    facts: Mapping[str, CohortFact] = field(repr=False)

    def text(self, lang: Lang = "vi") -> str:
        """Say the cohort and its values."""
        shown = [
            f"{self.facts[name].words.text(lang)}: "
            + (show_percent if self.facts[name].percent else show)(Fraction(value), lang)
            for name, value in self.values.items()
        ]
        head = {"vi": f"{self.name.vi} ({self.size} đơn vị)", "en": f"{self.name.text('en')} ({self.size} units)"}[lang]
        return "; ".join([head, *shown])


def cohort_of(facts: Mapping[str, AnyFact], units: Sequence[Mapping[str, object]], name: Words) -> Cohort:
    """Work a cohort out from the raw measurements of its units.

    Raises:
        MeasurementError: With every problem of the facts that are looked at; `path` names the unit by its place, from #1.
    """
    wanted = {fact.name: fact for fact in facts.values() if isinstance(fact, CohortFact)}
    problems: list[Problem] = []
    values: dict[str, Decimal] = {}
    for fact in wanted.values():
        found: list[Fraction] = []
        faults: list[Problem] = []
        for place, unit in enumerate(units, 1):
            slots: dict[str, int] = {}
            for needed in (*([] if fact.without is None else [fact.without]), fact.of):
                raw = unit.get(needed.name)
                if raw is None:
                    faults.append(Problem("missing-fact", fact=needed.name, path=f"#{place}"))
                    break
                try:
                    slots.update(needed.read(raw))
                except Refused as refused:
                    faults.append(refused.problem(fact=needed.name, given=raw, path=f"#{place}"))
                if needed is not fact.of and slots.get(f"{needed.name}.state") != State.NOT_APPLICABLE.value:
                    break  # it is not of this cohort, and need not have the fact
            if fact.takes_part(slots):
                found.append(evaluate(fact.of.node, slots)[0])
        problems += [fault for fault in faults if fault not in problems]  # two values may look at one fact
        if faults:
            continue
        try:
            values[fact.name] = to_decimal(fact.take_from(found), Fraction(1, 10**fact.decimals))
        except Refused as refused:
            problems.append(refused.problem(fact=fact.name))
    if problems:
        raise MeasurementError(problems)
    return Cohort(name, len(units), values, wanted)
