"""Errors: codes, words, and all problems at once."""

import pickle
import re
from string import Formatter

import pytest

from emulscore import _catalogue
from emulscore.errors import (
    CODES,
    EmulscoreError,
    FileError,
    MeasurementError,
    Problem,
    Refused,
    SchemeError,
    UnscoredError,
    shorten,
)
from emulscore.words import Words


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_every_code_speaks_both_languages(code: str) -> None:
    """What is wrong and what to give instead are said in Vietnamese and English, from the same parameters."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    for text in _catalogue.CATALOGUE[code]:
        assert text.vi
        assert text.en
        assert fields(text.vi) == fields(text.en)


def test_a_problem_says_where_what_and_what_instead() -> None:
    """A problem's line names row, fact and what was given, in both languages."""
    problem = Problem(
        "part-exceeds-whole", row="8", fact="dung_han", given="(120, 100)", params={"whole": Words("1.000", "1000")}
    )
    assert problem.text("vi") == (
        "[part-exceeds-whole] tiêu chí 8, số liệu “dung_han”, đã cho (120, 100): phần lớn hơn tổng số. "
        "Cần: phần từ 0 đến 1.000."
    )
    assert problem.text("en") == (
        "[part-exceeds-whole] criterion 8, fact “dung_han”, given (120, 100): the part is greater than the whole. "
        "Instead: a part from 0 to 1000."
    )
    assert str(problem) == problem.text("vi") + "\n    " + problem.text("en")


def test_a_problem_without_a_place_has_no_empty_colon() -> None:
    """Where no place is known the sentence follows the code."""
    assert Problem("not-a-count").text("en").startswith("[not-a-count] this is not a count. Instead: ")


def test_braces_in_what_was_given_are_only_text() -> None:
    """A value that looks like a template is shown as it is."""
    shown = Problem("unknown-row", row="{x}", given="{0}", params={"nearest": "{y}"}).text("en")
    assert "criterion {x}, given {0}: " in shown
    assert shown.endswith("Instead: {y}.")


def test_an_unknown_code_is_a_mistake_of_the_library() -> None:
    """Codes are a closed list."""
    with pytest.raises(KeyError, match="no such code"):
        Problem("no-such-thing")


@pytest.mark.parametrize(
    ("error", "also"),
    [(SchemeError, ValueError), (MeasurementError, ValueError), (FileError, ValueError), (UnscoredError, LookupError)],
)
def test_errors_hold_all_problems_and_fit_pythons_own(error: type[EmulscoreError], also: type[Exception]) -> None:
    """Each error is the library's and Python's, lists every problem in its text, and survives pickling."""
    problems = [Problem("not-a-count", fact="a"), Problem("missing-fact", row="2", fact="b")]
    raised = error(iter(problems))
    assert isinstance(raised, also)
    assert raised.problems == tuple(problems)
    assert all(str(problem) in str(raised) for problem in problems)
    assert pickle.loads(pickle.dumps(raised)).problems == raised.problems  # noqa: S301 - made a line above


def test_a_refusal_becomes_a_problem_with_its_place() -> None:
    """Whoever knows the row and the fact adds them."""
    problem = Refused("some-of-zero", part=5).problem(row="8", fact="x", given=(5, 0))
    assert (problem.code, problem.row, problem.fact, problem.given) == ("some-of-zero", "8", "x", "(5, 0)")
    assert "5 out of a whole of 0" in problem.text("en")
    assert "[some-of-zero]" in str(Refused("some-of-zero", part=5))


class Unprintable:
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("99,80", "“99,80”"),
        (48, "48"),
        ("a\nb\x00", "“a\\x0ab\\x00”"),
        ("x" * 81, "“" + "x" * 80 + "…”"),
        ("x" * 80, "“" + "x" * 80 + "”"),
        (Unprintable(), "<Unprintable>"),
        pytest.param(10**5000, "<int>", id="5001 digits"),
    ],
)
def test_what_was_given_is_shown_in_one_short_line(given: object, shown: str) -> None:
    """Control characters, length and objects that cannot be printed do no harm."""
    assert shorten(given) == shown
