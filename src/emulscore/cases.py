"""Holding a scheme to cases that were written down beforehand, and saying what came out otherwise, and why."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction
from os import PathLike
from pathlib import Path, PurePath
from typing import Final

from attrs import frozen

from emulscore.errors import CODES, FileError, MeasurementError, Problem, SchemeError
from emulscore.expected import ExpectedCase, ExpectedCases
from emulscore.files import load_cases, load_scheme, open_scheme
from emulscore.formulas import GRADE, TOTAL
from emulscore.numbers import show
from emulscore.reading import nearest
from emulscore.rowscore import RowScore
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import LANGS, Lang, Words, filled, nfc

__all__ = ["CaseResult", "case_files", "check_cases", "open_cases"]

_SUFFIXES: Final = (".toml", ".json", ".yaml", ".yml")
_CASE: Final = Words("Trường hợp {}{}: {}", "Case {}{}: {}")
_STATUS: Final = {True: Words("đúng", "right"), False: Words("sai", "wrong")}
_ROW: Final = Words("tiêu chí {}", "criterion {}")
_GROUP: Final = Words("nhóm {}", "group {}")
_TOTAL: Final = Words("tổng điểm", "total")
_GRADE: Final = Words("xếp loại", "grade")
_GOT: Final = Words("{}: cần {}, được {}", "{}: expected {}, got {}")
_NOT_YET: Final = Words("{}: cần {}, nhưng chưa chấm được", "{}: expected {}, but it is not scored yet")
_NO_ERROR: Final = Words(
    "cần lỗi {}, nhưng chấm được: tổng điểm {}", "expected the error {}, but it was scored: total {}"
)
_OTHER: Final = Words("cần lỗi {}, nhưng gặp: {}", "expected the error {}, but got: {}")
_REFUSED: Final = Words("không chấm được: {}", "it cannot be scored: {}")


@frozen
class CaseResult:
    """What came of one case.

    Attributes:
        place: Its place in the file, from 1.
        case: The case.
        wrong: What came out otherwise: the row, what was expected, what it got, and the explanation of its points.
    """

    place: int
    case: ExpectedCase
    wrong: tuple[Words, ...] = ()

    @property
    def passed(self) -> bool:
        """Say whether all came out as expected."""
        return not self.wrong

    def text(self, lang: Lang = "vi") -> str:
        """Say what came of it, one line for each thing that is wrong, with the explanation below it."""
        title = "" if self.case.title is None else f" “{self.case.title.text(lang)}”"
        head = _CASE.text(lang).format(self.place, title, _STATUS[self.passed].text(lang))
        return "\n".join([head, *(f"  {line}" for one in self.wrong for line in one.text(lang).splitlines())])


def case_files(path: str | PathLike[str]) -> tuple[Path, ...]:
    """Return the files of cases in a folder and in those inside it, by name; of a file, just that one.

    What is hidden, as `.git` is, is passed over.

    Raises:
        FileError: With the code `no-case-files`, where a folder holds none.
    """
    here = Path(path)
    if not here.is_dir():
        return (here,)
    names = tuple(f".cases{suffix}" for suffix in _SUFFIXES)
    inside = sorted(one for one in here.rglob("*") if one.name.endswith(names) and one.is_file())
    found = tuple(one for one in inside if not any(part.startswith(".") for part in one.relative_to(here).parts))
    if not found:
        raise FileError([Problem("no-case-files", given=str(path))])
    return found


def open_cases(path: str | PathLike[str]) -> tuple[Scheme, ExpectedCases]:
    """Open a file of cases, and the scheme that it is about.

    Raises:
        FileError: Either cannot be read, or there is no scheme's file beside it.
        SchemeError: The scheme cannot be, or a case names a row, a grade or an error that is not there.
    """
    found, here = load_cases(path), Path(path)
    scheme = _scheme(here, found.scheme)
    _suit(scheme, found)
    return scheme, found


def _scheme(path: Path, name: str | None) -> Scheme:
    """Open the scheme that a file of cases is about: a published one, or that of a file beside it."""
    stem = path.name.removesuffix(path.suffix).removesuffix(".cases") if name is None else name
    wanted = [path.parent / f"{stem}{suffix}" for suffix in _SUFFIXES]
    if name is not None and (PurePath(name).suffix or "/" in name or "\\" in name):
        wanted = [path.parent / name]
    found = next((there for one in wanted if (there := _there(one)) is not None), None)
    if name is not None and len(wanted) > 1:  # an id: a file is asked for by its full name
        try:
            return open_scheme(name)
        except FileError:
            if found is None:
                raise
    elif found is not None:
        return load_scheme(found)
    beside = [
        one.name for one in _files_in(wanted[0].parent) if one.suffix in _SUFFIXES and ".cases" not in one.suffixes
    ]
    params = {"name": wanted[0].name if name is None else name, "files": ", ".join(beside) or "—"}
    raise FileError([Problem("no-scheme-file", params=params)])


def _there(path: Path) -> Path | None:
    """Return the file of a name, whichever form of Unicode the disk has it in: the two look the same."""
    same = [one for one in _files_in(path.parent) if nfc(one.name) == nfc(path.name)]
    return next((one for one in [path, *same] if one in same), None)


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.is_file())
    except (OSError, ValueError):  # ValueError: a name with a zero byte
        return []


def _suit(scheme: Scheme, found: ExpectedCases) -> None:
    problems = list(_misfits(scheme, found))
    if problems:
        raise SchemeError(problems)


def _misfits(scheme: Scheme, found: ExpectedCases) -> Iterator[Problem]:
    known = [named.id for named in scheme.formulas if named.kind in {"row", "group"}]
    grades = [] if scheme.grades is None else [band.id for band in scheme.grades.bands]
    for place, case in enumerate(found.cases):
        for row in case.points:
            if row not in known:
                path, hint = f"cases[{place}].points", nearest(row, known)
                yield Problem("unknown-row", row=row, path=path, params={"nearest": hint})
        if case.grade is not None and case.grade not in grades:
            params = {"part": case.grade, "parts": ", ".join(grades) or "—"}
            yield Problem("unknown-part", path=f"cases[{place}].grade", params=params)
        if case.error is not None and case.error not in CODES:
            path, hint = f"cases[{place}].error", _nearest_codes(case.error)
            yield Problem("unknown-code", path=path, given=case.error, params={"nearest": hint})


def _nearest_codes(code: str) -> Words:
    """Say which codes were probably meant; all of them would be too many."""
    close = [f"“{one}”" for one in get_close_matches(code, CODES, 3)]
    if not close:
        return Words("một mã lỗi như “part-exceeds-whole”", "a code such as “part-exceeds-whole”")
    return Words(f"có phải {' hay '.join(close)}?", f"did you mean {' or '.join(close)}?")


def check_cases(scheme: Scheme, found: ExpectedCases) -> tuple[CaseResult, ...]:
    """Hold a scheme to cases.

    A case needs no more measurements than the rows that it names.

    >>> from emulscore.files import loads_cases, open_scheme
    >>> cases = loads_cases('''
    ... format = "emulscore cases 1"
    ... [[cases]]
    ... measurements = { dung_han = "99,80%" }
    ... points = { 8 = "9,99" }
    ... ''')
    >>> print(check_cases(open_scheme("nga-nam-2023"), cases)[0].text("en"))
    Case 1: wrong
      criterion 8: expected 9.99, got 9.98
        Rate 99.8% × 10 points = 9.98 points.

    Raises:
        SchemeError: A case names a row or a grade that the scheme does not have, or an error that there is not.
    """
    _suit(scheme, found)
    return tuple(CaseResult(place, case, tuple(_wrong(scheme, case))) for place, case in enumerate(found.cases, 1))


def _wrong(scheme: Scheme, case: ExpectedCase) -> Iterator[Words]:
    try:
        card = scheme.score(case.measurements, partial=case.error != "missing-fact")
    except MeasurementError as error:
        if case.error not in {problem.code for problem in error.problems}:
            says = _REFUSED if case.error is None else _OTHER
            yield filled(says, *([] if case.error is None else [case.error]), _listed(error.problems))
        return
    if case.error is not None:
        yield filled(_NO_ERROR, case.error, Words(str(card.total), card.total.text("en")))
        return
    results = {one.id: one for one in card.results}
    expected = [*case.points.items(), *([] if case.total is None else [(TOTAL, case.total)])]
    for id_, points in expected:
        yield from _of_row(results[id_], points)
    if case.grade is not None:
        yield from _of_grade(scheme, card, results[GRADE], case.grade)


def _of_row(result: RowScore, expected: Fraction) -> Iterator[Words]:
    needed = abs(expected) if result.named.role == "deduction" else expected
    if result.scored and Fraction(result.points) == needed:
        return
    kind = {"row": _ROW, "group": _GROUP}.get(result.named.kind, _TOTAL)
    asked = (filled(kind, result.id), _shown(needed))
    what = filled(_GOT, *asked, _shown(Fraction(result.points))) if result.scored else filled(_NOT_YET, *asked)
    yield _why(what, result)


def _of_grade(scheme: Scheme, card: Scorecard, result: RowScore, expected: str) -> Iterator[Words]:
    titles = {} if scheme.grades is None else scheme.grades.titles
    if not result.scored:
        yield _why(filled(_NOT_YET, _GRADE, titles[expected]), result)
    elif card.grade.id != expected:
        yield _why(filled(_GOT, _GRADE, titles[expected], titles[card.grade.id]), result)


def _shown(points: Fraction) -> Words:
    return Words(*(show(points, lang) for lang in LANGS))


def _why(what: Words, result: RowScore) -> Words:
    """Put the explanation of a row below what is wrong about it."""
    texts = (
        "\n".join([what.text(lang), *(f"  {line}" for line in result.explain(lang).splitlines())]) for lang in LANGS
    )
    return Words(*texts)


def _listed(problems: tuple[Problem, ...]) -> Words:
    return Words(*("\n  ".join(["", *(problem.text(lang) for problem in problems)]) for lang in LANGS))
