"""The laws that hold for everybody's rule and scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.assessment import Assessment
from emulscore.errors import MeasurementError
from emulscore.explain import statement_of
from emulscore.files import dumps_assessment, loads_assessment
from emulscore.formula.direction import Direction
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formulas import GRADE, Named
from emulscore.numbers import show
from emulscore.reading import read_facts
from emulscore.scorecard import Scorecard
from emulscore.testing.broken import LawBroken, Unit
from emulscore.testing.case import FORMATS, Case, Outcome, Subject, outcome, quick_outcome
from emulscore.testing.checked import UnprovenError, run_checked
from emulscore.words import Lang, Words

__all__ = ["LAWS", "Law", "check_unit", "contradicts"]

_NEW = Context()  # kept: a context's traps are gone with it
_SIGNALS = list(_NEW.traps)


@frozen
class Law:
    """Something that holds for every scheme and unit.

    Attributes:
        words: What holds.
        broken: Says where it does not: nothing where it holds.
    """

    words: Words
    broken: Callable[[Case], Iterator[Words]]


def _place(named: Named) -> Words:
    return Words(f"tiêu chí {named.id}", f"criterion {named.id}") if named.id else Words("tổng điểm", "the total")


def _found(named: Named, vi: str, en: str, *numbers: Fraction | None) -> Words:
    place = _place(named)
    shown = [[show(number, lang) if number is not None else "—" for number in numbers] for lang in ("vi", "en")]
    return Words(f"{place.vi}: {vi.format(*shown[0])}.", f"{place.en}: {en.format(*shown[1])}.".capitalize())


def _in_range(case: Case) -> Iterator[Words]:
    for named in case.scheme.formulas:
        got = case.exact[named.id]
        if got is None:
            continue
        low, high = case.subject.ends(named)
        for value in got:
            if (low is not None and value < low) or (high is not None and value > high):
                says = "đạt {} điểm, ngoài khoảng {}..{}", "{} points, outside of {}..{}"
                yield _found(named, *says, value, low, high)
        interval = case.subject.bounds[named.id]
        if interval is None or got[1] not in interval:
            ends = (None, None) if interval is None else (interval.low, interval.high)
            says = "đạt {} điểm, ngoài khoảng đã chứng minh {}..{}", "{} points, outside of the proven {}..{}"
            yield _found(named, *says, got[1], *ends)


def _as_claimed(case: Case) -> Iterator[Words]:
    others = read_facts(case.scheme.facts, case.other).slots
    for named in case.scheme.formulas:
        got = case.exact[named.id]
        if named.kind != "row" or got is None:
            continue
        for names, way in case.subject.moves[named.id].items():
            facts = {**case.slots, **{name: others[name] for name in names & others.keys()}}
            try:
                value, _ = evaluate(named.exact, facts)
            except (AbsentError, NoCaseError):
                continue
            if contradicts(way, _amount(names, case.slots), _amount(names, facts), got[0], value):
                says = "“{}” được cho là “{}”, nhưng điểm từ {{}} thành {{}}", "“{}” is claimed to be “{}”, but"
                fact = " ".join(sorted(names))
                vi = says[0].format(fact, _WAYS[way].vi)
                en = says[1].format(fact, _WAYS[way].text("en")) + " {} points become {}"
                yield _found(named, vi, en, got[0], value)


_WAYS: Final = {
    Direction.FLAT: Words("không ảnh hưởng", "without effect"),
    Direction.RISING: Words("càng nhiều điểm càng cao", "rising"),
    Direction.FALLING: Words("càng nhiều điểm càng thấp", "falling"),
    Direction.MIXED: Words("không rõ", "mixed"),
}


def _amount(names: frozenset[str], facts: Mapping[str, int]) -> Fraction:
    """Return the value that one slot, or the two sides of a share, have."""
    values = {name.rpartition(".")[2]: facts.get(name, 0) for name in names}
    if values.keys() == {"part", "whole"}:
        return Fraction(values["part"], values["whole"] or 1)
    return Fraction(sum(values.values()))


def contradicts(way: Direction, low: Fraction, high: Fraction, below: Fraction, above: Fraction) -> bool:
    """Say whether a step from *low* to *high* of a fact, and from *below* to *above* of the value, denies a direction."""
    if low == high or way is Direction.MIXED or below == above:
        return False
    return way is Direction.FLAT or ((high > low) == (above > below)) != (way is Direction.RISING)


def _ints_agree(case: Case) -> Iterator[Words]:
    compiled = case.scheme.compiled
    got = compiled.run([case.slots.get(slot.name) for slot in compiled.slots])
    for named, steps in zip(case.scheme.formulas, got, strict=True):
        exact = case.exact[named.id]
        printed = None if exact is None else exact[1]
        fast = None if steps is None else steps * named.step
        if printed != fast:
            yield _found(named, "{} điểm, số nguyên cho {}", "{} points, whole numbers give {}", printed, fast)
    slow, quick = outcome(case.scheme, case.unit), quick_outcome(case.scheme, case.unit)
    if isinstance(slow, Mapping):  # points() tells no grade, which the whole numbers above did
        slow = {id_: points for id_, points in slow.items() if id_ != GRADE}
    if slow != quick:
        yield Words(f"score: {_said(slow)}; points: {_said(quick)}", f"score: {_said(slow)}; points: {_said(quick)}")


def _said(result: Outcome) -> str:
    if isinstance(result, frozenset):
        return "; ".join(sorted(str(refusal) for refusal in result))
    return "; ".join(f"{id_ or '='} {points}" for id_, points in result.items())


def _ints_within(case: Case) -> Iterator[Words]:
    formulas = ((named.name, named.node, named.step) for named in case.scheme.formulas)
    try:
        _, met = run_checked(formulas, case.slots)
    except UnprovenError as error:
        yield Words(f"{error}", f"{error}")
    else:
        if met > (most := case.subject.greatest):
            yield Words(f"gặp số {met}, chứng minh đến {most}", f"the number {met} is met, {most} is proven")


def _explained(case: Case) -> Iterator[Words]:
    try:
        card = case.scheme.score(case.unit)
    except MeasurementError as error:
        texts = [problem.text(lang) for problem in error.problems for lang in ("vi", "en")]
        if not texts or not all(texts):
            yield Words("bị từ chối mà không có lý do", "refused without a reason")
        return
    langs: tuple[Lang, ...] = ("vi", "en")
    for row in card:
        for lang in langs:
            if not row.explain(lang).strip():
                yield _found(row.named, f"không có lời giải thích ({lang})", f"no explanation ({lang})")
    for result in card.results:
        result.explain("vi"), result.explain("en")
    for criterion in case.scheme.criteria.values():
        for lang in langs:
            if not statement_of(criterion.rule, criterion.base, lang).strip():
                yield Words(f"tiêu chí {criterion.id}: không nêu cách tính", f"criterion {criterion.id}: no statement")


def _order_free(case: Case) -> Iterator[Words]:
    here = outcome(case.scheme, case.unit)
    there = outcome(case.subject.turned, {name: case.unit[name] for name in reversed(list(case.unit))})
    if here != there:
        yield Words(f"{_said(here)}; đảo thứ tự: {_said(there)}", f"{_said(here)}; in reverse: {_said(there)}")


def _context_free(case: Case) -> Iterator[Words]:
    here, quick = outcome(case.scheme, case.unit), quick_outcome(case.scheme, case.unit)
    with localcontext(Context(prec=3, Emin=-1, Emax=1, traps=_SIGNALS)):
        there, fast = outcome(case.scheme, case.unit), quick_outcome(case.scheme, case.unit)
    if (_said(here), _said(quick)) != (_said(there), _said(fast)):
        yield Words(f"{_said(here)}; prec=3: {_said(there)}", f"{_said(here)}; prec=3: {_said(there)}")


def _partial_holds(case: Case) -> Iterator[Words]:
    whole = outcome(case.scheme, case.unit)
    if isinstance(whole, frozenset):
        return
    names = list(case.unit)
    for kept in (names[::2], names[1::2], []):
        try:
            card = case.scheme.score({name: case.unit[name] for name in kept}, partial=True)
        except MeasurementError as error:
            yield Words(f"{error}", f"{error}")
        else:
            yield from _around(card, whole)


def _around(card: Scorecard, whole: Mapping[str, Decimal]) -> Iterator[Words]:
    """Say where the ranges of a part of the measurements do not hold the points of all of them."""
    for result in card.results:
        result.explain("vi"), result.explain("en")
        low, high = result.range.low, result.range.high
        if not low <= whole[result.id] <= high:
            ends = Fraction(whole[result.id]), Fraction(low), Fraction(high)
            yield _found(result.named, "{} điểm, ngoài khoảng {}..{}", "{} points, outside of {}..{}", *ends)


def _files_hold(case: Case) -> Iterator[Words]:
    for form, read in case.subject.reread.items():
        if read != case.scheme:
            yield Words(f"đọc lại từ {form} thì khác", f"read back from {form} it differs")
    kept = {name: raw for name, raw in case.unit.items() if not isinstance(raw, float)}  # files take no floats
    unit = Assessment("Xã A", scheme=case.scheme.id, measurements=kept)
    for form in FORMATS:
        if loads_assessment(dumps_assessment(unit, form), form) != unit:
            yield Words(f"số liệu đọc lại từ {form} thì khác", f"measurements read back from {form} differ")


LAWS: Final[tuple[Law, ...]] = (
    Law(Words("điểm luôn từ 0 đến điểm chuẩn", "points stay within 0 and the base"), _in_range),
    Law(Words("số nguyên cho cùng số điểm", "whole numbers give the same points"), _ints_agree),
    Law(Words("mọi số nguyên nằm trong giới hạn đã chứng minh", "whole numbers stay as proven"), _ints_within),
    Law(Words("điểm tăng giảm theo số liệu như đã nêu", "points move with each fact as claimed"), _as_claimed),
    Law(Words("mọi số điểm đều giải thích được", "all points can be explained"), _explained),
    Law(Words("thứ tự không làm đổi điểm", "order does not change points"), _order_free),
    Law(Words("thiết lập số thập phân của máy không làm đổi điểm", "decimal contexts change nothing"), _context_free),
    Law(Words("khi thiếu số liệu, khoảng điểm chứa điểm thật", "ranges hold the final points"), _partial_holds),
    Law(Words("ghi ra tệp rồi đọc lại không làm đổi gì", "files give back what was written"), _files_hold),
)
"""Every law."""


def check_unit(subject: Subject, unit: Unit, other: Unit | None = None) -> None:
    """Hold every law against one unit.

    Args:
        subject: The scheme.
        unit: The measurements.
        other: Those of another unit, to compare with; none compares with nothing.

    Raises:
        LawBroken: A law does not hold, or could not be looked at.
    """
    case = Case(subject, unit, {} if other is None else other)
    for law in LAWS:
        try:
            found = next(law.broken(case), None)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            raise LawBroken(law.words, Words(said, said), unit) from error
        if found is not None:
            raise LawBroken(law.words, found, unit)
