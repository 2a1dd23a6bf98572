"""Grades (xếp loại): bands of the total, then an ordered list of gates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from emulscore.conditions import Results
from emulscore.formula.nodes import Choose, Const, Max, Node, Note
from emulscore.gates import Gate, place_of, where
from emulscore.numbers import number
from emulscore.rules.cases import Span
from emulscore.rules.rule import Sentence, literal, wrong
from emulscore.words import Words, words

__all__ = ["GradeBand", "Grades", "Quota"]


@frozen
class GradeBand:
    """One grade and the points that earn it.

    >>> from emulscore import at_least
    >>> str(GradeBand("tot", "Tốt", at_least(80)).title)
    'Tốt'

    Attributes:
        id: The grade's name in files and conditions.
        title: What it is called.
        span: The points of the total (or of each judged group) that earn it; None for a grade that only gates give.
    """

    id: str
    title: Words = field(converter=words)
    span: Span | None = None


def _judged(raw: Iterable[str]) -> tuple[str, ...]:
    return tuple(raw)


@frozen
class Quota:
    """At most a share of the units of a cohort may have a grade; over it, the best by the tie-breakers keep it.

    >>> Quota("xuat_sac", "20%", by=[""], rest="tot").share
    Fraction(1, 5)

    Attributes:
        grade: The grade that is limited.
        share: The share of the units, rounded down to a number of units.
        by: What decides, in order: `""` for the total, or a row's or group's number.
        rest: The grade that the others get.
    """

    grade: str
    share: Fraction = field(converter=number)
    by: tuple[str, ...] = field(kw_only=True, converter=_judged)
    rest: str = field(kw_only=True)


def _bands(raw: Iterable[GradeBand]) -> tuple[GradeBand, ...]:
    bands = tuple(raw)
    if len({band.id for band in bands}) < len(bands):
        raise wrong("bands", "mỗi loại một mã riêng", "an id of its own for each grade")
    return bands


def _gates(raw: Iterable[Gate]) -> tuple[Gate, ...]:
    return tuple(raw)


@frozen
class Grades:
    """Bands from the best grade to the lowest, and the gates that act on them, in order.

    >>> from emulscore import at_least, below
    >>> Grades([GradeBand("dat", "Đạt", at_least(50)), GradeBand("khong", "Không đạt", below(50))]).places
    {'dat': 0, 'khong': 1}

    Attributes:
        bands: The grades, best first; their spans must leave no gap.
        gates: What acts on the grade after the bands, in this order.
        judged: The groups that are judged one by one, the worst deciding; the total where there are none.
        quota: A limit on the top grade over a cohort.
        clauses: The numbers of the source's clauses on grading, in its order, so that a missing one can be seen.
    """

    bands: tuple[GradeBand, ...] = field(converter=_bands)
    gates: tuple[Gate, ...] = field(default=(), kw_only=True, converter=_gates)
    judged: tuple[str, ...] = field(default=(), kw_only=True, converter=_judged)
    quota: Quota | None = field(default=None, kw_only=True)
    clauses: tuple[str, ...] = field(default=(), kw_only=True, converter=_judged)

    @property
    def places(self) -> dict[str, int]:
        """Return the place of each grade; 0 is the best."""
        return {band.id: place for place, band in enumerate(self.bands)}

    @property
    def titles(self) -> dict[str, Words]:
        """Return what each grade is called."""
        return {band.id: band.title for band in self.bands}

    def total(self, results: Results) -> Node:
        """Return the total after the gates that cut it."""
        total = results.total
        for gate in self.gates:
            total = gate.on_total(total, gate.when.truth(evolve(results, total=total)))
        return total

    def grade(self, results: Results) -> Node:
        """Return the grade's place, 0 for the best, after all gates in order.

        Raises:
            Refused: A gate names a row, a group or a grade that is not there (`unknown-part`).
        """
        if self.quota is not None:
            for limited in (self.quota.grade, self.quota.rest):
                place_of(self.places, limited)
            for part in filter(None, self.quota.by):
                results.of(part)
        total = results.total
        judged = [results.of(part) for part in self.judged] or [total]
        worst = [Note(f"band_{place}", self._band(points)) for place, points in enumerate(judged)]
        grade: Node = worst[0] if len(worst) == 1 else Max(tuple(worst))
        for place, gate in enumerate(self.gates):
            holds = Note(f"gate_{place}", gate.when.truth(evolve(results, total=total)))
            cut = gate.on_total(total, holds)
            if cut is not total:
                total, grade = cut, where(holds, Max((grade, self._band(cut))), grade)
            grade = gate.on_grade(grade, holds, self.places)
        return grade

    def _band(self, points: Node) -> Node:
        spans = ((place, band.span) for place, band in enumerate(self.bands))
        return Choose(points, tuple((span.band, Const(Fraction(place))) for place, span in spans if span is not None))

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's grade came about."""
        said = []
        for part, judged in enumerate(self.judged or ("",)):
            for place, band in enumerate(self.bands):
                vi = f"Theo điểm của {judged}" if judged else "Theo tổng điểm"
                en = f"By the points of {judged}" if judged else "By the total"
                text = Words(literal(f"{vi}: {band.title.vi}."), literal(f"{en}: {band.title.text('en')}."))
                said.append(Sentence(text, (f"band_{part}", "=", place)))
        for place, gate in enumerate(self.gates):
            effect = gate.effect(self.titles)
            why = gate.when.words if gate.reason is None else gate.reason
            vi, en = f"{why.vi}: {effect.vi}.", f"{why.text('en')}: {effect.text('en')}."
            said.append(
                Sentence(
                    Words(literal(vi[0].upper() + vi[1:]), literal(en[0].upper() + en[1:])), (f"gate_{place}", "=", 1)
                )
            )
        for place, band in enumerate(self.bands):
            vi, en = f"Xếp loại: {band.title.vi}.", f"Grade: {band.title.text('en')}."
            said.append(Sentence(Words(literal(vi), literal(en)), ("points", "=", place)))
        return tuple(said)
