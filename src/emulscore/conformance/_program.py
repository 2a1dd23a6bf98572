"""Holding a program in any language to the cases: it reads a line of JSON for each case, and writes one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from emulscore.conformance._cases import Case, Outcome, cases, outcome_from, question_of
from emulscore.conformance._run import AnswerError, Engine, NotSupportedError
from emulscore.errors import FileError, Location, Problem
from emulscore.words import Words

__all__ = ["answered", "program", "questions"]


def questions(only: Iterable[Case] | None = None) -> Iterator[str]:
    """Yield what a program is asked about each case: one line of JSON.

    >>> next(questions())[:44]
    '{"id": "01-values/share/1", "scheme": {"form'

    Args:
        only: The cases; all where they are not given.
    """
    for case in cases() if only is None else only:
        yield json.dumps(
            question_of(case), ensure_ascii=False, default=float
        )  # a Decimal of the file, in the same digits


def answered(lines: Iterable[str], file: str | None = None) -> Engine:
    """Return what wrote some answers as an engine.

    >>> from emulscore.conformance import cases, run
    >>> engine = answered(['{"id": "01-values/share/1", "points": {"1": "9.98", "": "9.98"}}'])
    >>> str(run(engine, cases()[:1]))
    '1 passed, 0 failed, 0 skipped'

    Args:
        lines: A line of JSON for each case, in any order: its `id`, and what came out in the form of `expect`; or its `id`
            and `skipped`, with the reason for which it could not be asked.
        file: Where the lines come from, for the message where they cannot be read.

    Raises:
        FileError: A line is no table of JSON with an `id`, or two answer one case; all such lines at once.
    """
    known: dict[str, Mapping[str, Any]] = {}
    problems = []
    for place, line in enumerate(lines, 1):
        if line.strip():
            answer = _table(line)
            if answer is not None and answer["id"] not in known:
                known[answer["id"]] = answer
                continue
            why = _NO_TABLE if answer is None else _TWICE
            problems.append(
                Problem("unreadable", place=Location(place, 1, file), params={"format": "JSON", "reason": why})
            )
    if problems:
        raise FileError(problems)

    def answer_of(case: Case) -> Outcome:
        answer = known.get(case.id)
        if answer is None:
            msg = "there is no answer"
            raise AnswerError(msg)
        if "skipped" in answer:
            raise NotSupportedError(answer["skipped"])
        try:
            if answer.keys() <= _KEYS:
                return outcome_from(answer)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            pass  # a shape of its own
        msg = f"the answer is not in the form of expect: {json.dumps(answer, ensure_ascii=False, default=str)}"
        raise AnswerError(msg)

    return answer_of


_KEYS: Final = {"id", "points", "grade", "errors", "cohort", "refused"}
_NO_TABLE: Final = Words(
    "mỗi dòng phải là một bảng JSON có khóa id", "each line must be a table of JSON with the key id"
)
_TWICE: Final = Words("mẫu này đã được trả lời ở dòng trước", "an earlier line has answered this case")


def _table(line: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(line, parse_float=Decimal)
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("id"), str) else None


def program(command: Sequence[str], only: Iterable[Case] | None = None) -> Engine:
    """Run a program, ask it about all cases, and return it as an engine.

    The program reads the lines of `questions` from its standard input, in UTF-8, and writes its answers, as `answered` reads
    them, to its standard output. What it writes to its standard error is shown.

    Args:
        command: The program and its arguments.
        only: The cases; all where they are not given.

    Raises:
        OSError: The program cannot be started.
        FileError: It wrote a line that cannot be read.
    """
    asked = "".join(f"{line}\n" for line in questions(only))
    done = subprocess.run(command, input=asked.encode(), stdout=subprocess.PIPE, check=False)  # noqa: S603 - the caller's own
    return answered(done.stdout.decode("utf-8", "replace").splitlines(), command[0])
