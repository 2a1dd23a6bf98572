"""The laws in one line: for a rule, or for a scheme."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from emulscore.criteria import Criterion
from emulscore.errors import MeasurementError, SchemeError
from emulscore.numbers import Numeric
from emulscore.rules import Rule
from emulscore.scheme import Scheme
from emulscore.testing.broken import LawBroken
from emulscore.testing.case import Subject
from emulscore.testing.laws import LAWS, check_unit
from emulscore.testing.units import SpoiledUnit, measurements_for, spoiled
from emulscore.words import Words

__all__ = ["check_rule", "check_scheme", "check_spoiled"]

_REFUSED = Words(
    "số liệu sai bị từ chối, có nêu số liệu và lý do", "bad values are refused, with the fact and a reason"
)


def check_rule(rule: Rule, *, base: Numeric = 10, examples: int = 100) -> None:
    """Hold every law of the library against a rule, anybody's, for many units.

    >>> from emulscore import Ratio, ShareFact
    >>> check_rule(Ratio(ShareFact("ho_so"), empty=0), base=6, examples=5)

    Args:
        rule: The rule.
        base: The base points of the row it stands in.
        examples: How many units are tried.

    Raises:
        LawBroken: A law does not hold; the message shows the smallest measurements found.
    """
    row = Criterion("1", Words("Tiêu chí", "Criterion"), base, rule)
    try:
        scheme = Scheme("rule", row.title, total=row.base, items=[row])
    except SchemeError as error:
        texts = ("\n".join(problem.text(lang) for problem in error.problems) for lang in ("vi", "en"))
        raise LawBroken(LAWS[0].words, Words(*texts), {}) from error
    check_scheme(scheme, examples=examples)


def check_scheme(scheme: Scheme, *, examples: int = 100) -> None:
    """Hold every law of the library against a scheme, for many units.

    >>> from emulscore.schemes import nga_nam_2023
    >>> check_scheme(nga_nam_2023.scheme, examples=2)

    Args:
        scheme: The scheme.
        examples: How many units are tried.

    Raises:
        LawBroken: A law does not hold; the message shows the smallest measurements found.
    """
    subject = Subject(scheme)
    every, scored = measurements_for(scheme, scored=False), measurements_for(scheme)
    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),  # what follows would trace each line of the library
        suppress_health_check=list(HealthCheck),
    )

    @quiet
    @given(every | scored, scored)
    def units(unit: dict[str, object], other: dict[str, object]) -> None:
        check_unit(subject, unit, other)

    @quiet
    @given(st.none() if not scheme.facts else spoiled(scheme))
    def refusals(bad: SpoiledUnit | None) -> None:
        if bad is not None:
            check_spoiled(scheme, bad)

    units()
    refusals()


def check_spoiled(scheme: Scheme, bad: SpoiledUnit) -> None:
    """Hold that a broken input is an error that names the fact, with its code and words in both languages.

    Raises:
        LawBroken: It was scored, or refused for another reason.
    """
    try:
        scheme.score(bad.measurements)
    except MeasurementError as error:
        if any((problem.code, problem.fact) == (bad.code, bad.fact) for problem in error.problems):
            return
        codes = ", ".join(f"{problem.fact}: {problem.code}" for problem in error.problems)
    else:
        codes = "—"
    found = Words(
        f"“{bad.fact}” cần bị từ chối ({bad.code}), nhưng: {codes}.",
        f"“{bad.fact}” must be refused ({bad.code}), but: {codes}.",
    )
    raise LawBroken(_REFUSED, found, bad.measurements)
