"""A scorecard as a sheet: claimed points beside computed ones, with the reasons, the grade and the questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, Protocol

from attrs import frozen

from emulscore.assessment import Assessment
from emulscore.audit import Audit
from emulscore.cohort import Cohort
from emulscore.criteria import Criterion, Role
from emulscore.formulas import TOTAL, Named
from emulscore.grades import GradeBand
from emulscore.numbers import show
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.words import Lang, Words

__all__ = ["Card", "Result", "card_sheet", "claimed_total"]

UNKNOWN: Final = "—"
"""What stands where there is no number: neither zero nor left out by mistake."""

_HEADING = Words("Bảng chấm điểm", "Scorecard")
_PERIOD = Words("Kỳ: {}", "Period: {}")
_COLUMNS: Final[dict[str, tuple[Words, Kind]]] = {
    "id": (Words("STT", "No."), "label"),
    "title": (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    "base": (Words("Điểm chuẩn", "Base points"), "number"),
    "claimed": (Words("Điểm tự chấm", "Claimed"), "number"),
    "computed": (Words("Tính ra", "Computed"), "number"),
    "gap": (Words("Lệch", "Gap"), "number"),
    "appraised": (Words("Thẩm định", "Appraised"), "number"),
    "final": (Words("Cuối cùng", "Final"), "number"),
    "why": (Words("Vì sao", "Why"), "prose"),
}
_GROUPS: Final[dict[Role, Words]] = {
    "base": Words("{} ({} tiêu chí - thang điểm {} điểm)", "{} ({} criteria - {} points)"),
    "bonus": Words("{} ({} tiêu chí - điểm thưởng tối đa {} điểm)", "{} ({} criteria - bonus of at most {} points)"),
    "deduction": Words("{} ({} tiêu chí - điểm trừ tối đa {} điểm)", "{} ({} criteria - at most {} points off)"),
}
"""What stands in the line of a group: its heading, how many criteria it has, and its full points."""
_GRADE = Words("Xếp loại: {}", "Grade: {}")
_OR = Words(" hoặc ", " or ")
_SCORED = Words("Cộng {} tiêu chí đã chấm", "Sum of the {} criteria scored")
_QUESTIONS = Words("Câu hỏi đối chiếu ({})", "Questions of the audit ({})")
_ROW = Words("Tiêu chí", "Criterion")
_SCORERS: Final = ("claimed", "appraised", "final")
"""Who else gives points for a row, in the order of the columns."""

Given = Mapping[str, Fraction]
"""The points that somebody gives, by row."""
_REMARKS = Words("Ghi chú", "Remarks")


class Range(Protocol):
    """Points, or a range of them while something is unknown."""

    @property
    def low(self) -> Decimal:
        """Return the least points."""
        ...

    @property
    def high(self) -> Decimal:
        """Return the greatest points."""
        ...

    def text(self, lang: Lang = "vi") -> str:
        """Return the points in words."""
        ...


class Result(Protocol):
    """The points of one row, group or total, and how they came about."""

    @property
    def named(self) -> Named:
        """Return the formula."""
        ...

    @property
    def criterion(self) -> Criterion | None:
        """Return the row, None for a group or the total."""
        ...

    @property
    def counted(self) -> Range:
        """Return the printed points, as far as they are known; what a deduction takes is negative."""
        ...

    @property
    def exact(self) -> Fraction | None:
        """Return the exact points, None while something is unknown."""
        ...

    def explain(self, lang: Lang = "vi") -> str:
        """Say how the points came about."""
        ...


class Card(Protocol):
    """What a sheet needs of a scorecard."""

    @property
    def assessment(self) -> Assessment:
        """Return what was scored."""
        ...

    @property
    def results(self) -> Sequence[Result]:
        """Return rows, groups and the total."""
        ...

    @property
    def cohort(self) -> Cohort | None:
        """Return the cohort that relative rules compared with."""
        ...

    @property
    def open_grades(self) -> Sequence[GradeBand]:
        """Return the grades that are still possible."""
        ...

    def explain_grade(self, lang: Lang = "vi") -> str:
        """Say how the grade came about."""
        ...

    def audit(self) -> Audit:
        """Hold the claims against the computed points."""
        ...


@frozen
class _Writer:
    """Writes the lines of one scorecard."""

    results: Mapping[str, Result]
    given: Mapping[str, Given]
    questions: frozenset[str]
    lang: Lang

    def number(self, value: Fraction | None) -> str:
        return UNKNOWN if value is None else show(value, self.lang)

    def rows(self, id_: str) -> Iterator[Result]:
        """Yield the rows inside a group or the total, or the row itself."""
        result = self.results[id_]
        if result.criterion is not None:
            yield result
        for inner in result.named.inside:
            yield from self.rows(inner)

    def total(self, results: Iterable[Result], given: Given) -> Fraction | None:
        """Return the sum of what is given, None where nothing is; a group that is capped counts for its cap at most."""
        found = [points for result in results if (points := self._one(result, given)) is not None]
        return sum(found, Fraction(0)) if found else None

    def _one(self, result: Result, given: Given) -> Fraction | None:
        if result.criterion is not None:
            return given.get(result.named.id)
        inside = [self.results[id_] for id_ in result.named.inside]
        points, most = self.total(inside, given), result.named.base
        if points is None or result.named.kind != "group" or sum(one.named.base for one in inside) <= most:
            return points
        return max(min(points, most), -most)

    def gap(self, results: Sequence[Result], computed: Fraction | None) -> Fraction | None:
        """Return claimed less computed points, None where a row is not claimed or not scored."""
        claims = self.given["claimed"]
        claimed = self.total(results, claims)
        rows = (row for result in results for row in self.rows(result.named.id))
        if computed is None or claimed is None or any(row.named.id not in claims for row in rows):
            return None
        return claimed - computed

    def scorers(self, results: Sequence[Result]) -> tuple[str, str, str]:
        """Return what the unit claims, what was appraised and what was decided in the end."""
        claimed, appraised, final = (self.number(self.total(results, self.given[one])) for one in _SCORERS)
        return claimed, appraised, final

    def is_more(self, result: Result) -> bool:
        """Say whether a group or the total is known, and more than the sum of the lines that are shown in it."""
        inside = [self.results[id_] for id_ in result.named.inside]
        if result.exact is None:
            return False  # what it lacks has been said of its rows
        plain = sum((Fraction(one.counted.low) for one in inside), Fraction(0))
        mixed = result.named.role == "base" and any(one.named.role != "base" for one in inside)
        return mixed or plain != _printed(result)

    def line(self, id_: str) -> Line:
        result, rows = self.results[id_], list(self.rows(id_))
        named = result.named
        title = named.title.text(self.lang)
        if named.kind == "group":
            title = _GROUPS[named.role].text(self.lang).format(title, len(rows), show(named.base, self.lang))
        claimed, *others = self.scorers([result])
        numbers = (
            show(-named.base if named.role == "deduction" else named.base, self.lang),
            claimed,
            result.counted.text(self.lang),
            self.number(self.gap([result], _printed(result))),
            *others,
        )
        why = result.explain(self.lang) if result.criterion is not None or self.is_more(result) else ""
        return Line(named.kind, (id_, title, *numbers, why), asks=id_ in self.questions)

    def lines(self, id_: str = TOTAL) -> Iterator[Line]:
        """Yield the lines: a group before its rows, the total last."""
        if id_ != TOTAL:
            yield self.line(id_)
        for inner in self.results[id_].named.inside:
            yield from self.lines(inner)
        if id_ == TOTAL:
            yield from self.subtotal()
            yield self.line(TOTAL)

    def subtotal(self) -> Iterator[Line]:
        """Yield the sum of the rows that are scored, where some are not."""
        every = list(self.rows(TOTAL))
        scored = [row for row in every if row.exact is not None]
        if len(scored) == len(every):
            return
        computed = sum(map(Fraction, (row.counted.low for row in scored)), Fraction(0))
        base = sum((row.named.base for row in scored if row.named.role == "base"), Fraction(0))
        claimed, *others = self.scorers(scored)
        numbers = (self.number(base), claimed, self.number(computed), self.number(self.gap(scored, computed)))
        title = _SCORED.text(self.lang).format(len(scored))
        yield Line("total", ("", title, *numbers, *others, ""))


def card_sheet(card: Card, lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
    """Return the sheet of a scorecard; columns of points that nobody gave are left out.

    Args:
        card: The scorecard.
        lang: The language.
        about: Lines to stand under the heading, before the unit's name.
    """
    audit = card.audit()
    writer = _writer(card, audit, lang)
    results = writer.results
    without = {one for one in _SCORERS if not writer.given[one]}
    keys = [key for key in _COLUMNS if key not in (without | {"gap"} if "claimed" in without else without)]
    kept = [list(_COLUMNS).index(key) for key in keys]
    unit = card.assessment.unit.text(lang)
    period = card.assessment.period
    asked = audit.texts(lang)
    noted = [
        f"{_ROW.text(lang)} {row.id}: {row.remark.text(lang)}" for row in _criteria(results) if row.remark is not None
    ]
    cohort = "" if card.cohort is None else card.cohort.text(lang)
    return Sheet(
        title=_HEADING.text(lang),
        about=(*about, *filter(None, (unit, _PERIOD.text(lang).format(period) if period else "", cohort))),
        columns=tuple(Column(title.text(lang), kind) for title, kind in map(_COLUMNS.__getitem__, keys)),
        lines=tuple(
            Line(line.kind, tuple(line.cells[place] for place in kept), line.asks)
            for line in (*writer.lines(), *_grade(card, lang))
        ),
        notes=(Notes(_QUESTIONS.text(lang).format(len(asked)), asked), Notes(_REMARKS.text(lang), tuple(noted))),
        lang=lang,
    )


def _writer(card: Card, audit: Audit, lang: Lang) -> _Writer:
    results = {result.named.id: result for result in card.results}
    given = {
        one: {row.id: points for row in audit.rows if (points := getattr(row, one)) is not None} for one in _SCORERS
    }
    return _Writer(results, given, frozenset(row.id for row in audit.rows if row.stands_out), lang)


def claimed_total(card: Card) -> Fraction | None:
    """Return the sum of the claims as they count: what a deduction takes is negative, and caps of groups hold."""
    writer = _writer(card, card.audit(), "vi")
    return writer.total([result for result in card.results if result.named.id == TOTAL], writer.given["claimed"])


def _grade(card: Card, lang: Lang) -> Iterator[Line]:
    """Yield the grade, or those that are still possible."""
    titles = [band.title.text(lang) for band in card.open_grades]
    if titles:
        title = _GRADE.text(lang).format(_OR.text(lang).join(filter(None, (", ".join(titles[:-1]), titles[-1]))))
        why = (line for line in card.explain_grade(lang).split("\n") if line != f"{title}.")
        yield Line("grade", ("", title, *[""] * (len(_COLUMNS) - 3), "\n".join(why)))


def _printed(result: Result) -> Fraction | None:
    return None if result.exact is None else Fraction(result.counted.low)


def _criteria(results: Mapping[str, Result]) -> Iterator[Criterion]:
    return (result.criterion for result in results.values() if result.criterion is not None)
