"""Holding a program in any language to the cases: it reads a line of JSON for each case, and writes one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from emulscore.conformance._answers import Answers, answered
from emulscore.conformance._cases import Case, cases, question_of
from emulscore.errors import FileError, Location, Problem
from emulscore.words import Words

__all__ = ["program", "questions", "read_lines"]

_NOT_UTF8: Final = Words("không phải là UTF-8", "it is not UTF-8")


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


def program(command: Sequence[str], only: Iterable[Case] | None = None) -> Answers:
    """Run a program, ask it about all cases, and return it as an engine.

    The program reads the lines of `questions` from its standard input, in UTF-8, and writes its answers, as `answered` reads
    them, to its standard output. What it writes to its standard error is shown.

    Args:
        command: The program and its arguments.
        only: The cases; all where they are not given.

    Raises:
        OSError: The program cannot be started.
        FileError: What it wrote is not UTF-8.
    """
    asked = "".join(f"{line}\n" for line in questions(only))
    done = subprocess.run(command, input=asked.encode(), stdout=subprocess.PIPE, check=False)  # noqa: S603 - the caller's own
    return evolve(answered(read_lines(done.stdout, command[0])), code=done.returncode)


def read_lines(raw: bytes, name: str) -> list[str]:
    """Return the lines of what a program wrote.

    Raises:
        FileError: It is not UTF-8.
    """
    try:
        return raw.decode().split("\n")  # no other sign ends a line: JSON may hold them
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        place = Location(before.count("\n") + 1, len(before) - before.rfind("\n"), name)
        raise FileError([Problem("unreadable", place=place, params={"format": "JSON", "reason": _NOT_UTF8})]) from None
