"""`emulscore rank`: scores several assessments as one cohort, and orders them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Final, get_args

from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.machine import grade_json, json_text
from emulscore.cli.scored import ASSESSMENTS, scored
from emulscore.cli.show import table
from emulscore.files import open_scheme
from emulscore.ranking import AtLimit, Graded, Place, Ties, apply_quota, rank
from emulscore.report.ranking import rank_sheet
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_TIES: Final = Argument(
    "--ties",
    Words(
        "sau hai đơn vị đồng hạng 1 là hạng 3 (shared) hay hạng 2 (dense)",
        "after two units in place 1 comes place 3 (shared) or place 2 (dense)",
    ),
    choices=get_args(Ties),
    required=True,
)
_AT_LIMIT: Final = Argument(
    "--at-limit",
    Words(
        "các đơn vị bằng nhau ở ranh giới tỷ lệ xếp loại: đều được giữ (keep) hay đều không được (lose)",
        "units that are equal at the limit of the quota: all keep the grade, or all lose it",
    ),
    choices=get_args(AtLimit),
)
_ASK: Final = Words(
    "có đơn vị bằng nhau ở ranh giới tỷ lệ xếp loại {}: thêm --at-limit keep hoặc --at-limit lose",
    "units are equal at the limit of the quota on {}: add --at-limit keep or --at-limit lose",
)


class _Options(Namespace):
    scheme: str
    assessments: Sequence[str]
    ties: Ties
    at_limit: AtLimit | None
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    cards, cohort = scored(scheme, options.assessments, lang)
    places = rank(cards, ties=options.ties)
    graded = _graded(cards, options, lang) if scheme.grades is not None else ()
    if options.json:
        return _machine(scheme, places, graded, options, lang)
    about = [scheme.title.text(lang), *([] if cohort is None else [cohort.text(lang)])]
    return table(rank_sheet(places, lang, ties=options.ties, graded=graded, at_limit=options.at_limit, about=about))


def _graded(cards: Sequence[Scorecard], options: _Options, lang: Lang) -> tuple[Graded, ...]:
    if options.at_limit is not None:
        return apply_quota(cards, at_limit=options.at_limit)
    kept, lost = apply_quota(cards, at_limit="keep"), apply_quota(cards, at_limit="lose")
    if kept != lost:
        grade = next(one.grade.title.text(lang) for one, other in zip(kept, lost, strict=True) if one != other)
        raise UsageError(_ASK.text(lang).format(grade))
    return kept


def _machine(scheme: Scheme, places: Sequence[Place], graded: Sequence[Graded], options: _Options, lang: Lang) -> str:
    """Return a ranking as JSON, best first."""
    grades = {id(one.card): one for one in graded}
    cohort = places[0].card.cohort
    return json_text(
        {
            "scheme": scheme.id,
            "ties": options.ties,
            "at_limit": options.at_limit,
            "cohort": None if cohort is None else {name: str(value) for name, value in cohort.values.items()},
            "units": [_place(one, grades.get(id(one.card)), lang) for one in places],
        }
    )


def _place(one: Place, graded: Graded | None, lang: Lang) -> dict[str, object]:
    return {
        "place": one.place,
        "tied": one.tied,
        "unit": one.card.assessment.unit.text(lang),
        "points": str(one.card.points),
        "grade": None if graded is None else grade_json(graded.grade, lang),
        "grade_before_quota": None if graded is None else grade_json(graded.before, lang),
    }


COMMAND: Final = Command(
    "rank",
    Words("chấm nhiều hồ sơ như một cụm thi đua và xếp hạng", "score several assessments as one cohort, and rank them"),
    (SCHEME, ASSESSMENTS, _TIES, _AT_LIMIT, JSON),
    _run,
)
