"""Many units at once: read from files, workbooks and folders, compared as a cohort, scored; all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from attrs import evolve

from emulscore.assessment import Assessment
from emulscore.cli.arguments import ASSESSMENT
from emulscore.cli.command import Argument
from emulscore.cli.units import named, units_of
from emulscore.cohort import Cohort
from emulscore.errors import EmulscoreError, FileError, Problem
from emulscore.facts import CohortFact
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["ASSESSMENTS", "scored"]

ASSESSMENTS: Final = Argument(
    "assessments",
    Words(
        "các tệp hồ sơ, phiếu Excel hoặc thư mục phiếu của mọi đơn vị trong cụm",
        "the files, workbooks or folders of workbooks of all units of the cohort",
    ),
    ASSESSMENT.metavar,
    takes="many",
)
_COHORT: Final = Words("Cụm thi đua", "Cohort")


def scored(
    scheme: Scheme, paths: Sequence[str], lang: Lang, *, partial: bool = False
) -> tuple[tuple[Scorecard, ...], Cohort | None]:
    """Score all units, and return the cohort too where the scheme compares with one.

    Raises:
        FileError: With the problems of all files, each with the file's name, and the unit's where a file has several.
    """
    problems: list[Problem] = []
    units: list[tuple[str, Assessment]] = []
    for path in paths:
        with _of_file(path, problems):
            found = units_of(scheme, path)
            units += [(path if len(found) == 1 else f"{path} ({unit.unit.text(lang)})", unit) for unit in found]
    _throw(problems)
    cohort = _cohort(scheme, units)
    cards: list[Scorecard] = []
    for name, unit in units:
        with _of_file(name, problems):
            cards.append(scheme.score(unit, partial=partial, cohort=cohort))
    _throw(problems)
    return tuple(cards), cohort


@contextmanager
def _of_file(path: str, problems: list[Problem]) -> Iterator[None]:
    """Gather the problems of one file, and name it in each."""
    try:
        yield
    except EmulscoreError as refused:
        problems += [evolve(one, path=named(path, one.path)) for one in refused.problems]


def _throw(problems: Sequence[Problem]) -> None:
    if problems:
        raise FileError(problems)


def _cohort(scheme: Scheme, units: Sequence[tuple[str, Assessment]]) -> Cohort | None:
    """Work the cohort out, where the scheme compares with one; its errors name units by #1, #2, and so on."""
    if not any(isinstance(fact, CohortFact) for fact in scheme.facts.values()):
        return None
    try:
        return scheme.cohort([unit for _, unit in units], name=_COHORT)
    except EmulscoreError as refused:
        names = {f"#{place}": name for place, (name, _) in enumerate(units, 1)}
        raise FileError([evolve(one, path=names.get(one.path or "", one.path)) for one in refused.problems]) from None
