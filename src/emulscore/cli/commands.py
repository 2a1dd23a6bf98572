"""What each command does: it asks the library and returns the text to print."""

from __future__ import annotations

from importlib.resources import files

from attrs import frozen

from emulscore.cli.machine import machine_text
from emulscore.cli.parser import Options
from emulscore.cli.terminal import style, width
from emulscore.cli.wording import SAYS
from emulscore.files import load_assessment, open_scheme
from emulscore.reading import nearest
from emulscore.report.card import card_sheet
from emulscore.report.row import row_text
from emulscore.report.text import text_of
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang

__all__ = ["CheckError", "UsageError", "demo", "explain", "score"]


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
