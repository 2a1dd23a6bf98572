"""`emulscore reach`: finds the cheapest changes that reach a total or a grade."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.figures import ALL, OPEN, SET, complete, costs_of, opened_of
from emulscore.cli.machine import decimal, grade_json, json_text, move_json
from emulscore.cli.show import about, table
from emulscore.cli.units import UNIT, unit_of
from emulscore.errors import Refused
from emulscore.files import open_scheme
from emulscore.grades import GradeBand
from emulscore.numbers import number
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.search.plan import Plan
from emulscore.words import Lang, Words, nfc

__all__ = ["COMMAND"]

_TOTAL: Final = Argument(
    "--total", Words("tổng điểm cần đạt, ví dụ 95", "the total to reach, such as 95"), Words("ĐIỂM", "POINTS")
)
_GRADE: Final = Argument(
    "--grade",
    Words(
        "mức xếp loại cần đạt, theo mã hoặc tên, ví dụ tot",
        "instead, the grade to reach, by its id or title, such as tot",
    ),
    Words("MỨC", "GRADE"),
)
_COST: Final = Argument(
    "--cost",
    Words(
        "chi phí mỗi bước của một số liệu (mặc định 1), ví dụ ho_so=3; ghi nhiều lần được",
        "what each step of a figure costs (1 by default), such as ho_so=3; may be given several times",
    ),
    Words("SỐ_LIỆU=SỐ", "FACT=NUMBER"),
    repeats=True,
)
_FEWEST: Final = Argument(
    "--fewest-rows",
    Words("thay đổi ít tiêu chí nhất, không tính chi phí", "change as few criteria as possible, whatever the cost"),
    takes="none",
)
_ONE_GOAL: Final = Words(
    "cần đúng một trong hai: --total ĐIỂM hoặc --grade MỨC", "give either --total POINTS or --grade GRADE"
)
_WANTED: Final = Words("Mục tiêu: xếp loại {}", "Goal: the grade {}")
_NO_GRADE: Final = Words("bộ tiêu chí không có mức xếp loại “{}”, {}", "the scheme has no grade “{}”, {}")


class _Options(Namespace):
    scheme: str
    assessment: str
    unit: str | None
    total: str | None
    grade: str | None
    open: Sequence[str]
    all: bool
    set: Sequence[str]
    cost: Sequence[str]
    fewest_rows: bool
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    total, grade = _goal(scheme, options, lang)
    opened = opened_of(scheme, options.open, lang, every=options.all)
    costs = costs_of(scheme, options.cost, lang)
    unit = unit_of(scheme, options.assessment, options.unit, lang)
    card = complete(scheme, unit, options.set, lang)
    id_ = None if grade is None else grade.id
    plan = card.reach(open=opened, total=total, grade=id_, cost=costs, fewest_rows=options.fewest_rows)
    if options.json:
        return _machine(scheme, card, plan, grade, lang)
    head = about(scheme, card, lang)
    head += () if grade is None else (_WANTED.text(lang).format(grade.title.text(lang)),)
    return table(plan.sheet(lang, about=head))


def _goal(scheme: Scheme, options: _Options, lang: Lang) -> tuple[Fraction | None, GradeBand | None]:
    """Return the total or the grade to reach; grades by their ids or titles."""
    if (options.total is None) == (options.grade is None):
        raise UsageError(_ONE_GOAL.text(lang))
    if options.total is not None:
        try:
            return number(options.total), None
        except Refused as refused:
            raise UsageError(refused.problem(given=options.total).text(lang)) from None
    wanted = nfc(str(options.grade)).casefold()
    bands = () if scheme.grades is None else scheme.grades.bands
    for band in bands:
        if wanted in {name.casefold() for name in (band.id, band.title.vi, band.title.text("en"))}:
            return None, band
    hint = nearest(str(options.grade), [band.id for band in bands]).text(lang)
    raise UsageError(_NO_GRADE.text(lang).format(options.grade, hint))


def _machine(scheme: Scheme, card: Scorecard, plan: Plan, grade: GradeBand | None, lang: Lang) -> str:
    return json_text(
        {
            "scheme": scheme.id,
            "unit": card.assessment.unit.text(lang),
            "period": card.assessment.period,
            "grade": None if grade is None else grade_json(grade, lang),
            "goal": decimal(plan.goal),
            "before": str(plan.before),
            "total": str(plan.total),
            "reached": plan.reached,
            "cost": decimal(plan.cost),
            "moves": [move_json(move, lang) for move in plan.moves],
            "left_out": list(plan.left_out),
        }
    )


COMMAND: Final = Command(
    "reach",
    Words("tìm cách rẻ nhất để đạt một tổng điểm hoặc một mức xếp loại", "find the cheapest way to a total or a grade"),
    (SCHEME, ASSESSMENT, UNIT, _TOTAL, _GRADE, OPEN, ALL, SET, _COST, _FEWEST, JSON),
    _run,
)
