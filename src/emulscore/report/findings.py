"""What the checker found, as a sheet: how grave, where, what, why it matters, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emulscore.checker.finding import Finding
from emulscore.report.sheet import Column, Kind, Line, Sheet
from emulscore.words import Lang, Words

__all__ = ["findings_sheet", "how_many"]

_HEADING = Words("Kiểm tra bộ tiêu chí", "Check of the scheme")
_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Mức", "Kind"), "label"),
    (Words("Điều cần xem", "What to look at"), "prose"),
)
_SEVERITY: Final = {"error": Words("lỗi", "error"), "warning": Words("cảnh báo", "warning")}
_NONE: Final = Words("Không có gì phải lưu ý", "Nothing to point out")


def findings_sheet(findings: Sequence[Finding], lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
    """Return the sheet of what the checker found.

    Args:
        findings: What was found, in order.
        lang: The language.
        about: Lines to stand under the heading.
    """
    lines = [
        Line("row", (str(place), _SEVERITY[one.severity].text(lang), _said(one, lang)), asks=one.severity == "error")
        for place, one in enumerate(findings, 1)
    ]
    lines.append(Line("total", ("", "", how_many(findings, lang))))
    return Sheet(
        _HEADING.text(lang),
        tuple(about),
        tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS),
        tuple(lines),
        (),
        lang,
    )


def _said(one: Finding, lang: Lang) -> str:
    """Return the finding's lines, the first with a capital, unless it begins with a file's name."""
    text = "\n".join(line.strip() for line in one.text(lang).split("\n"))
    return text if ":" in text.partition(" ")[0] else text[:1].upper() + text[1:]


def how_many(findings: Sequence[Finding], lang: Lang) -> str:
    """Say how many errors and warnings there are."""
    if not findings:
        return _NONE.text(lang)
    errors = sum(one.severity == "error" for one in findings)
    warnings = len(findings) - errors
    if lang == "vi":
        return f"{errors} lỗi, {warnings} cảnh báo"
    return ", ".join(
        f"{count} {name}{'' if count == 1 else 's'}" for count, name in ((errors, "error"), (warnings, "warning"))
    )
