"""The cases of one file as pytest's tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emulscore import EmulscoreError, Scheme
from emulscore.cases import CaseResult, check_cases, open_cases
from emulscore.cli.wording import choose_lang
from emulscore.expected import ExpectedCase, ExpectedCases
from emulscore.words import Lang

__all__ = ["CaseItem", "CasesFile"]


def _lang() -> Lang:
    return choose_lang((), os.environ)


class CasesFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        """Yield its cases.

        Raises:
            CollectError: The file, or its scheme, cannot be read.
        """
        try:
            scheme, found = open_cases(self.path)
        except EmulscoreError as error:
            raise self.CollectError("\n".join(problem.text(_lang()) for problem in error.problems)) from None
        for place, case in enumerate(found.cases, 1):
            title = "" if case.title is None else f" {case.title.text(_lang())}"
            yield CaseItem.from_parent(self, name=f"{place}{title}", scheme=scheme, case=case, place=place)


class _WrongError(Exception):
    """A case came out otherwise."""


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, scheme: Scheme, case: ExpectedCase, place: int, **more: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**more)
        self._scheme, self._case, self._place = scheme, case, place

    def runtest(self) -> None:
        """Hold the scheme to the case."""
        (found,) = check_cases(self._scheme, ExpectedCases(cases=[self._case]))
        if not found.passed:
            raise _WrongError(CaseResult(self._place, self._case, found.wrong).text(_lang()))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401 - pytest's own
        """Say what came out otherwise, without a line of Python."""
        if isinstance(excinfo.value, _WrongError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the file and the case."""
        return self.path, None, self.name
