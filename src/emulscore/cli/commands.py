"""What each command does: it asks the library and returns the text to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files

from attrs import evolve, frozen

from emulscore.assessment import Assessment
from emulscore.cli.machine import machine_text, rank_text
from emulscore.cli.parser import Options
from emulscore.cli.terminal import style, width
from emulscore.cli.wording import SAYS
from emulscore.cohort import Cohort
from emulscore.errors import EmulscoreError, FileError, Problem
from emulscore.facts import CohortFact
from emulscore.files import load_assessment, open_scheme
from emulscore.ranking import Graded, apply_quota
from emulscore.ranking import rank as ranked
from emulscore.reading import nearest
from emulscore.report.card import card_sheet
from emulscore.report.ranking import rank_sheet
from emulscore.report.row import row_text
from emulscore.report.text import text_of
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang

__all__ = ["CheckError", "UsageError", "demo", "explain", "rank", "score"]


@frozen
class UsageError(Exception):
    """The words of the command line cannot be followed.

    Attributes:
        why: What is wrong, in the user's language.
    """

    why: str


@frozen
class CheckError(Exception):
    """A check that was asked for failed.

    Attributes:
        output: What is printed all the same.
        why: What failed, in the user's language.
    """

    output: str
    why: str


def demo(_: Options, lang: Lang) -> str:
    """Score the assessment that is shipped."""
    scheme = open_scheme("nga-nam-2023")
    assessment = load_assessment(files("emulscore") / "schemes" / "nga_nam_2023.assessment.toml")
    return _table(scheme, scheme.score(assessment, partial=True), lang)


def score(options: Options, lang: Lang) -> str:
    """Score an assessment by a scheme.

    Raises:
        CheckError: The audit has questions, and whether it has was asked.
    """
    scheme = open_scheme(options.scheme)
    card = scheme.score(load_assessment(options.assessment), partial=options.partial)
    output = machine_text(scheme, card, lang) if options.json else _table(scheme, card, lang)
    questions = card.audit().questions
    if options.check and questions:
        raise CheckError(output, SAYS["questions"].text(lang).format(len(questions)))
    return output


def rank(options: Options, lang: Lang) -> str:
    """Score several assessments as one cohort, and order them.

    Raises:
        UsageError: Units are equal at the limit of a quota, and it was not said what happens to them.
        FileError: With the problems of all files, each with the file's name.
    """
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
    places = ranked(cards, ties=options.ties)
    graded = _graded(cards, options, lang) if scheme.grades is not None else ()
    if options.json:
        return rank_text(scheme, places, graded, options, lang)
    about = [scheme.title.text(lang), *([] if cohort is None else [cohort.text(lang)])]
    sheet = rank_sheet(places, lang, ties=options.ties, graded=graded, at_limit=options.at_limit, about=about)
    return text_of(sheet, width(), style())


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
        return scheme.cohort(units, name=SAYS["cohort"])
    except EmulscoreError as refused:
        names = {f"#{place}": path for place, path in enumerate(paths, 1)}
        _throw([evolve(one, path=names.get(one.path or "", one.path)) for one in refused.problems])
        raise


def _graded(cards: Sequence[Scorecard], options: Options, lang: Lang) -> tuple[Graded, ...]:
    if options.at_limit is not None:
        return apply_quota(cards, at_limit=options.at_limit)
    kept, lost = apply_quota(cards, at_limit="keep"), apply_quota(cards, at_limit="lose")
    if kept != lost:
        grade = next(one.grade.title.text(lang) for one, other in zip(kept, lost, strict=True) if one != other)
        raise UsageError(SAYS["ask-limit"].text(lang).format(grade))
    return kept


def explain(options: Options, lang: Lang) -> str:
    """Explain one criterion, whatever else is missing.

    Raises:
        UsageError: The scheme has no such criterion.
    """
    scheme = open_scheme(options.scheme)
    if options.row not in scheme.criteria:
        hint = nearest(options.row, scheme.criteria).text(lang)
        raise UsageError(SAYS["no-row"].text(lang).format(options.row, hint))
    card = scheme.score(load_assessment(options.assessment), partial=True)
    return row_text(scheme, card, options.row, lang, width=width(), style=style())


def _table(scheme: Scheme, card: Scorecard, lang: Lang) -> str:
    sheet = card_sheet(card, lang, about=[scheme.title.text(lang)])
    return text_of(sheet, width(), style())
