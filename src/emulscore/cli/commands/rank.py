"""`emulscore rank`: scores several assessments as one cohort, and orders them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, get_args

from attrs import evolve

from emulscore.assessment import Assessment
from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.machine import grade_json, json_text
from emulscore.cli.show import table
from emulscore.cohort import Cohort
from emulscore.errors import EmulscoreError, FileError, Problem
from emulscore.facts import CohortFact
from emulscore.files import load_assessment, open_scheme
from emulscore.ranking import AtLimit, Graded, Place, Ties, apply_quota, rank
from emulscore.report.ranking import rank_sheet
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_ASSESSMENTS: Final = Argument(
    "assessments",
    Words("các tệp hồ sơ của mọi đơn vị trong cụm", "the files of all units of the cohort"),
    ASSESSMENT.metavar,
    takes="many",
)
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
_COHORT: Final = Words("Cụm thi đua", "Cohort")
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
    problems: list[Problem] = []
    units: list[Assessment] = []
    for path in options.assessments:
        with _of_file(path, problems):
            units.append(load_assessment(path))
    _throw(problems)
    cohort = _cohort(scheme, units, options.assessments)
    cards: list[Scorecard] = []
    for path, unit in zip(options.assessments, units, strict=True):
        with _of_file(path, problems):
            cards.append(scheme.score(unit, cohort=cohort))
    _throw(problems)
    places = rank(cards, ties=options.ties)
    graded = _graded(cards, options, lang) if scheme.grades is not None else ()
    if options.json:
        return _machine(scheme, places, graded, options, lang)
    about = [scheme.title.text(lang), *([] if cohort is None else [cohort.text(lang)])]
    return table(rank_sheet(places, lang, ties=options.ties, graded=graded, at_limit=options.at_limit, about=about))


@contextmanager
def _of_file(path: str, problems: list[Problem]) -> Iterator[None]:
    """Gather the problems of one file, and name it in each."""
    try:
        yield
    except EmulscoreError as refused:
        problems += [evolve(one, path=path if one.path is None else f"{path}: {one.path}") for one in refused.problems]


def _throw(problems: Sequence[Problem]) -> None:
    if problems:
        raise FileError(problems)


def _cohort(scheme: Scheme, units: Sequence[Assessment], paths: Sequence[str]) -> Cohort | None:
    """Work the cohort out, where the scheme compares with one; its errors name units by #1, #2, and so on."""
    if not any(isinstance(fact, CohortFact) for fact in scheme.facts.values()):
        return None
    try:
        return scheme.cohort(units, name=_COHORT)
    except EmulscoreError as refused:
        names = {f"#{place}": path for place, path in enumerate(paths, 1)}
        _throw([evolve(one, path=names.get(one.path or "", one.path)) for one in refused.problems])
        raise


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
    (SCHEME, _ASSESSMENTS, _TIES, _AT_LIMIT, JSON),
    _run,
)
