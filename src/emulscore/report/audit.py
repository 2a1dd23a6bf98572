"""An audit as a sheet: what each row's scorers gave beside what was computed, and what an official would ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Protocol

from emulscore.figures import show
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.words import Lang, Words

__all__ = ["Audited", "audit_sheet"]

_HEADING = Words("Đối chiếu điểm", "Audit")
_COLUMNS: Final[dict[str, tuple[Words, Kind]]] = {
    "id": (Words("STT", "No."), "label"),
    "title": (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    "claimed": (Words("Điểm tự chấm", "Claimed"), "number"),
    "computed": (Words("Tính ra", "Computed"), "number"),
    "gap": (Words("Lệch", "Gap"), "number"),
    "appraised": (Words("Thẩm định", "Appraised"), "number"),
    "final": (Words("Cuối cùng", "Final"), "number"),
    "status": (Words("Đối chiếu", "Result"), "label"),
}
_NUMBERS: Final = ("claimed", "computed", "gap", "appraised", "final")
_UNKNOWN: Final = "—"
_QUESTIONS = Words("Câu hỏi đối chiếu ({})", "Questions of the audit ({})")


class Told(Protocol):
    """Something that can be said in both languages."""

    def text(self, lang: Lang = "vi") -> str:
        """Say it."""
        ...


class Audited(Protocol):
    """What a sheet needs of an audited row."""

    @property
    def id(self) -> str:
        """Return its number."""
        ...

    @property
    def claimed(self) -> Fraction | None:
        """Return the points claimed."""
        ...

    @property
    def computed(self) -> Fraction | None:
        """Return the printed points."""
        ...

    @property
    def gap(self) -> Fraction | None:
        """Return claimed less computed points."""
        ...

    @property
    def appraised(self) -> Fraction | None:
        """Return the points of those who appraised."""
        ...

    @property
    def final(self) -> Fraction | None:
        """Return the points that were decided on."""
        ...

    @property
    def status(self) -> Told:
        """Return how the claim stands to the computed points."""
        ...

    @property
    def stands_out(self) -> bool:
        """Say whether there is a question about its points."""
        ...


def audit_sheet(
    rows: Sequence[Audited],
    questions: Sequence[str],
    lang: Lang = "vi",
    *,
    titles: Mapping[str, str] | None = None,
    about: Sequence[str] = (),
) -> Sheet:
    """Return the sheet of an audit; columns that nobody filled are left out.

    Args:
        rows: The rows.
        questions: What is asked, to stand under the table.
        lang: The language.
        titles: What each row is about; the column is left out without them.
        about: Lines to stand under the heading.
    """
    points = {name: {row.id: value for row in rows if (value := getattr(row, name)) is not None} for name in _NUMBERS}
    kept = [name for name in _COLUMNS if points.get(name, True) and (name != "title" or titles)]
    lines = []
    for row in rows:
        cells = {"id": row.id, "title": (titles or {}).get(row.id, ""), "status": _capital(row.status.text(lang))}
        cells |= {name: show(found[row.id], lang) if row.id in found else _UNKNOWN for name, found in points.items()}
        lines.append(Line("row", tuple(cells[name] for name in kept), asks=row.stands_out))
    return Sheet(
        _HEADING.text(lang),
        tuple(about),
        tuple(Column(_COLUMNS[name][0].text(lang), _COLUMNS[name][1]) for name in kept),
        tuple(lines),
        (Notes(_QUESTIONS.text(lang).format(len(questions)), tuple(questions)),),
        lang,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
