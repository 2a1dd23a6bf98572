"""What an engine made of the cases, in words."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from textwrap import wrap
from typing import Final, Literal

from attrs import field, frozen

from emulscore.conformance._cases import Case, question_of
from emulscore.conformance._outcome import Outcome, one_line
from emulscore.words import Lang, Words

__all__ = ["Report", "Result"]

_STATUS: Final[Mapping[str, Words]] = {
    "passed": Words("đúng", "passed"),
    "failed": Words("sai", "failed"),
    "skipped": Words("bỏ qua", "skipped"),
}
_CASES: Final = Words("{} mẫu", "{} cases")
_LINE: Final = Words("dòng {}", "line {}")
_LINES: Final = Words("{} dòng", "{} lines")
_IN_FULL: Final = Words("xem trọn một mẫu và bộ tiêu chí của nó", "to see a case in full, with its scheme")
_COMMAND: Final = "python -m emulscore.conformance --questions --only"
_WIDTH: Final = 110
_INDENT: Final = "    "
_WHOLE: Final = "\0"  # a space at which a line does not end


@frozen
class Result:
    """What an engine made of one case.

    Attributes:
        case: The case.
        status: `passed`, `failed`, or `skipped` where the engine cannot be asked.
        found: What came out; None where nothing did.
        why: What is not as it should be, or why it was skipped; None where it passed.
    """

    case: Case
    status: Literal["passed", "failed", "skipped"]
    found: Outcome | None = None
    why: Words | None = None


@frozen
class Report:
    """What an engine made of all cases.

    Attributes:
        results: One for each case, in their order.
        stray: What is wrong with each line of a program that answers no case, by its place from 1; each is a failure.
    """

    results: tuple[Result, ...]
    stray: Mapping[int, Words] = field(factory=dict, hash=False)

    @property
    def failed(self) -> tuple[Result, ...]:
        """Return the cases that came out otherwise than they must."""
        return tuple(one for one in self.results if one.status == "failed")

    @property
    def skipped(self) -> tuple[Result, ...]:
        """Return the cases that the engine could not be asked."""
        return tuple(one for one in self.results if one.status == "skipped")

    @property
    def conforms(self) -> bool:
        """Say whether nothing failed, and something passed."""
        return not self.failed and not self.stray and len(self.skipped) < len(self.results)

    def text(self, lang: Lang = "vi") -> str:
        """Return what was skipped and what failed, each with its reason, and the counts.

        Cases without an outcome are told together where they have one reason, by the shortest names that `cases` takes.
        """
        lines = [*self._grouped("skipped", lang), *self._differing(lang), *self._grouped("failed", lang)]
        lines += self._strayed(lang)
        if self.failed:
            lines.append(f"{_IN_FULL.text(lang)}: {_COMMAND} {shlex.quote(self.failed[0].case.id)}")
        count: Counter[str] = Counter(one.status for one in self.results)
        count["failed"] += len(self.stray)
        lines.append(", ".join(f"{count[status]} {says.text(lang)}" for status, says in _STATUS.items()))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def _differing(self, lang: Lang) -> Iterator[str]:
        for one in self.failed:
            if one.found is not None:
                yield from _alone(one, lang)

    def _grouped(self, status: str, lang: Lang) -> Iterator[str]:
        reasons: dict[Words | None, list[Result]] = {}
        for one in self.results:
            if one.status == status and one.found is None:
                reasons.setdefault(one.why, []).append(one)
        for why, found in reasons.items():
            if len(found) == 1:
                yield from _alone(found[0], lang)
                continue
            yield _head(status, _CASES.text(lang).format(len(found)), why, lang)
            yield from _wrapped(_names([one.case.id for one in found], [one.case.id for one in self.results]))

    def _strayed(self, lang: Lang) -> Iterator[str]:
        reasons: dict[Words, list[int]] = {}
        for place, why in self.stray.items():
            reasons.setdefault(why, []).append(place)
        for why, places in reasons.items():
            if len(places) == 1:
                yield _head("failed", _LINE.text(lang).format(places[0]), why, lang)
                continue
            yield _head("failed", _LINES.text(lang).format(len(places)), why, lang)
            yield from _wrapped(", ".join(map(str, places)))


def _head(status: str, what: str, why: Words | None, lang: Lang) -> str:
    return ": ".join([_STATUS[status].text(lang), what, *([] if why is None else [why.text(lang)])])


def _alone(one: Result, lang: Lang) -> Iterator[str]:
    """Tell one case; of a failure what was asked too, by the keys of the files."""
    yield _head(one.status, one.case.id, one.why, lang)
    if one.status == "failed":
        yield f"{_INDENT}why: {one_line(one.case.why)}"
        for key, given in question_of(one.case).items():
            if key not in {"id", "scheme"}:
                yield f"{_INDENT}{key}: {one_line(json.dumps(given, ensure_ascii=False, default=float))}"


def _wrapped(text: str) -> Iterator[str]:
    for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield _INDENT + line.replace(_WHOLE, " ")


def _names(ids: Sequence[str], among: Sequence[str]) -> str:
    """Name cases by the beginnings that they alone have, where there is one for several, and each folder once in a row."""
    ours, every = (Counter(stem for id_ in some for stem in _stems(id_)) for some in (ids, among))
    found = (next((stem for stem in _stems(id_) if 1 < ours[stem] == every[stem]), id_) for id_ in ids)
    split = (name.replace(" ", _WHOLE).rpartition("/") for name in dict.fromkeys(found))
    folders = groupby(split, itemgetter(0, 1))
    return "; ".join(f"{''.join(folder)}{', '.join(name for _, _, name in some)}" for folder, some in folders)


def _stems(id_: str) -> Iterator[str]:
    parts = id_.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))
