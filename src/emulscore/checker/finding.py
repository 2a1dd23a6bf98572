"""What the checker finds: where, what, why it matters, what to do, and measurements that show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from emulscore._catalogue import CATALOGUE
from emulscore.checker.texts import ERRORS, WARNINGS
from emulscore.errors import Problem
from emulscore.examples import example_words
from emulscore.words import Lang, Words, filled

__all__ = ["Finding", "Severity", "finding", "of_problem", "place_of"]

Severity = Literal["error", "warning"]
_SEVERITY: Mapping[Severity, Words] = {"error": Words("lỗi", "error"), "warning": Words("cảnh báo", "warning")}


@frozen
class Finding:
    """One thing that the checker found.

    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> [(found.code, found.row) for found in scheme.check()]
    [('row-not-stated', '15')]

    Attributes:
        code: The stable name of the kind of finding.
        severity: `error`: the scheme cannot be built; `warning`: it can, and somebody should look.
        place: Where: a criterion, a group, the grades, the whole.
        what: What is wrong.
        why: Why it matters.
        hint: What to do.
        example: Measurements that show it, by the name of the fact; `[III]` is the points of III, `[]` the total; None
            where there is nothing to show.
        row: The number of the row or group; None where none is concerned.
    """

    code: str
    severity: Severity
    place: Words
    what: Words
    why: Words
    hint: Words
    example: Mapping[str, object] | None = field(default=None, hash=False)
    row: str | None = None

    def text(self, lang: Lang = "vi") -> str:
        """Return the finding in a few lines."""
        says = {"vi": ("Vì sao đáng lưu ý", "Cần", "Ví dụ"), "en": ("Why it matters", "Instead", "Example")}[lang]
        lines = [
            f"{self.place.text(lang)}: {self.what.text(lang)}. [{self.code}, {_SEVERITY[self.severity].text(lang)}]"
        ]
        lines.append(f"  {says[0]}: {self.why.text(lang)}.")
        lines.append(f"  {says[1]}: {self.hint.text(lang)}.")
        if self.example and (shown := example_words(self.example).text(lang)) not in lines[0]:
            lines.append(f"  {says[2]}: {shown}.")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()


def place_of(row: str | None, fact: str | None = None) -> Words:
    """Say where a finding is."""
    if row is not None:
        return Words(f"tiêu chí {row}", f"criterion {row}")
    if fact is not None:
        return Words(f"số liệu “{fact}”", f"fact “{fact}”")
    return Words("bộ tiêu chí", "the scheme")


def finding(
    code: str,
    place: Words,
    params: Mapping[str, Words] | None = None,
    *,
    example: Mapping[str, object] | None = None,
    row: str | None = None,
) -> Finding:
    """Make a warning; its words come from one table."""
    found = {"place": place} | dict(params or {})
    what, why, hint = (filled(words, **found) for words in WARNINGS[code])
    return Finding(code, "warning", place, what, why, hint, example or None, row)


def of_problem(problem: Problem) -> Finding:
    """Turn what keeps a scheme from being built into a finding."""
    what, hint = (filled(words, **problem.params) for words in CATALOGUE[problem.code])
    place = place_of(problem.row, problem.fact)
    for where in (problem.path, None if problem.place is None else problem.place.text()):
        if where is not None:
            place = Words(f"{where}: {place.vi}", f"{where}: {place.text('en')}")
    why = ERRORS.get(problem.code, ERRORS[""])
    return Finding(problem.code, "error", place, what, why, hint, problem.example, problem.row)
