"""The answers of a program in any language, a line of JSON each, and the lines that answer nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from emulscore.conformance._cases import Case, cases
from emulscore.conformance._outcome import (
    AnswerError,
    NotSupportedError,
    Outcome,
    one_line,
    outcome_from,
    wrong,
)
from emulscore.words import Words, filled

__all__ = ["Answers", "answered"]

_NO_ANSWER: Final = Words("không có câu trả lời", "there is no answer")
_EXIT: Final = Words(
    "{}: chương trình mới trả lời {} mẫu thì kết thúc với mã thoát {}",
    "{}: the program had answered {} when it ended with exit code {}",
)
_SIGNAL: Final = Words(
    "{}: chương trình mới trả lời {} mẫu thì bị dừng bởi tín hiệu {}",
    "{}: the program had answered {} when it was ended by signal {}",
)
_NO_JSON: Final = Words("không phải là JSON", "it is not JSON")
_NO_TABLE: Final = Words("phải là một bảng JSON", "it must be a table of JSON")
_NO_ID: Final = Words("phải có khóa id là một chuỗi ký tự", "it must have the key id, a text")
_TWICE: Final = Words("mẫu “{}” đã được trả lời ở dòng {}", "“{}” has been answered in line {}")
_NOT_ASKED: Final = Words("không có mẫu nào tên là “{}”", "there is no case “{}”")
_REASON: Final = Words("một chuỗi ký tự nói lý do", "a text that gives the reason")
_SKIPPED: Final = Words("bên cạnh skipped chỉ được có id", "beside skipped there may only be the id")


@frozen
class Answers:
    """What a program answered: an engine that knows its answers by heart.

    Attributes:
        found: The line and the answer by the id of the case.
        unread: What is wrong with each line that cannot be an answer, by its place from 1.
        code: The exit code of the program; None where no program was run.
    """

    found: Mapping[str, tuple[int, Mapping[str, Any]]] = field(repr=False, hash=False)
    unread: Mapping[int, Words] = field(hash=False)
    code: int | None = None

    def __call__(self, case: Case) -> Outcome:
        """Return the answer about a case.

        Raises:
            NotSupportedError: The program skips it.
            AnswerError: There is no answer, or it is not in the form of `expect`.
        """
        if case.id not in self.found:
            raise AnswerError(self._no_answer())
        answer = {key: one for key, one in self.found[case.id][1].items() if key != "id"}
        if "skipped" not in answer:
            return outcome_from(answer)
        reason = answer["skipped"]
        if len(answer) > 1:
            raise AnswerError(_SKIPPED)
        if not isinstance(reason, str) or not reason.strip():
            raise wrong("skipped", _REASON, reason)
        raise NotSupportedError(one_line(reason))

    def stray(self, asked: Iterable[Case]) -> dict[int, Words]:
        """Return what is wrong with each line that answers no case: those asked, and those of the files."""
        ids = {case.id for case in (*asked, *cases())}
        found = {place: filled(_NOT_ASKED, one_line(id_)) for id_, (place, _) in self.found.items() if id_ not in ids}
        return dict(sorted((found | {**self.unread}).items()))

    def _no_answer(self) -> Words:
        if self.code is None:
            return _NO_ANSWER
        says, count = (_SIGNAL if self.code < 0 else _EXIT), len(self.found)
        return filled(says, _NO_ANSWER, count, abs(self.code))


def answered(lines: Iterable[str]) -> Answers:
    """Return what wrote some answers as an engine.

    >>> from emulscore.conformance import cases, run
    >>> engine = answered(['{"id": "01-values/share/1", "points": {"1": "9.98", "": "9.98"}}'])
    >>> run(engine, cases("01-values/share/1")).text("en")
    '1 passed, 0 failed, 0 skipped'

    Args:
        lines: A line of JSON for each case, in any order: its `id`, and what came out in the form of `expect`; or its `id`
            and `skipped`, with the reason for which it could not be asked. Empty lines and byte order marks are passed over.
    """
    found: dict[str, tuple[int, Mapping[str, Any]]] = {}
    unread: dict[int, Words] = {}
    for place, line in enumerate(lines, 1):
        text = line.removeprefix("\ufeff").strip()
        if not text:
            continue
        tree, why = _read(text)
        if why is not None:
            unread[place] = why
        elif tree["id"] in found:
            unread[place] = filled(_TWICE, one_line(tree["id"]), found[tree["id"]][0])
        else:
            found[tree["id"]] = place, tree
    return Answers(found, unread)


def _read(line: str) -> tuple[Mapping[str, Any], Words | None]:
    """Return a line's table, or what it lacks to be one."""
    try:
        tree = json.loads(line, parse_float=Decimal)
    except (ArithmeticError, RecursionError, ValueError):  # no JSON, an endless exponent, endless brackets
        return {}, _NO_JSON
    if not isinstance(tree, dict):
        return {}, _NO_TABLE
    return tree, None if isinstance(tree.get("id"), str) else _NO_ID
