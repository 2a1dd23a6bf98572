"""`emulscore import`: reads the annex that a unit wrote, and makes an assessment of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve

from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, CheckError, Command
from emulscore.cli.machine import decimal, json_text
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.show import table
from emulscore.cli.units import naming
from emulscore.errors import Problem
from emulscore.figures import show
from emulscore.files import dump_assessment, open_scheme
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

if TYPE_CHECKING:
    from emulscore.annex import AnnexReading

__all__ = ["COMMAND"]

_ANNEX: Final = Argument(
    "annex",
    Words("phụ lục của đơn vị: .docx, .xlsx hoặc văn bản .txt", "the unit's annex: .docx, .xlsx or a text"),
    Words("PHỤ_LỤC", "ANNEX"),
)
_UNIT: Final = Argument("--unit", Words("tên đơn vị", "the unit's name"), Words("ĐƠN_VỊ", "UNIT"), default="")
_PERIOD: Final = Argument(
    "--period",
    Words("kỳ chấm điểm; mặc định là kỳ của bộ tiêu chí", "the period; by default the scheme's"),
    Words("KỲ", "PERIOD"),
)
_OUTPUT: Final = evolve(
    OUTPUT, says=Words("tệp hồ sơ để ghi: .toml, .json hoặc .yaml", "the assessment to write: .toml, .json or .yaml")
)
_CHECK: Final = Argument(
    "--check",
    Words("thoát với mã 1 nếu có chỗ cần xem lại", "exit with 1 where something has to be looked at"),
    takes="none",
)
_HEADING: Final = Words("Phụ lục đã đọc", "The annex as read")
_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    (Words("Điểm chuẩn", "Base points"), "number"),
    (Words("Điểm tự chấm", "Claimed"), "number"),
    (Words("Tỷ lệ", "Share"), "number"),
    (Words("Căn cứ", "Evidence"), "prose"),
)
_NONE: Final = "—"
_TOTAL: Final = Words("Cộng điểm tự chấm", "Points claimed, in all")
_TO_LOOK_AT: Final = Words("Cần xem lại ({})", "To be looked at ({})")
_LEFT: Final = Words("còn {} chỗ cần xem lại", "to be looked at: {}")


class _Options(Namespace):
    scheme: str
    annex: str
    unit: str
    period: str | None
    output: str | None
    json: bool
    check: bool


def _run(options: _Options, lang: Lang) -> str:
    from emulscore.annex import read_annex  # noqa: PLC0415 - other commands start without it

    scheme = open_scheme(options.scheme)
    with naming(options.annex):
        reading = read_annex(options.annex)
    unit = reading.assessment(scheme, unit=options.unit, period=options.period)
    left = (*reading.unread, *reading.unplaced(scheme))
    said = [] if options.output is None else [written(options.output, lambda path: dump_assessment(unit, path), lang)]
    sheet = _sheet(reading, left, lang, [scheme.title.text(lang), *said])
    output = _machine(scheme, reading, left, options.output, lang) if options.json else table(sheet)
    if options.check and left:
        raise CheckError(output, _LEFT.text(lang).format(len(left)))
    return output


def _sheet(reading: AnnexReading, left: Sequence[Problem], lang: Lang, about: Sequence[str]) -> Sheet:
    """Return what was read: each row with its points, its share and what it cites; then what has to be looked at."""
    columns = tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS)
    lines = [
        Line(
            "row",
            (
                row.id,
                row.title,
                _NONE if row.base is None else show(row.base, lang),
                _NONE if row.claim is None else show(row.claim.points, lang),
                row.share or _NONE,
                ", ".join(row.cited),
            ),
            asks=row.cut,
        )
        for row in reading.rows
    ]
    lines.append(Line("total", ("", _TOTAL.text(lang), "", show(reading.points, lang), "", "")))
    told = tuple(problem.text(lang) for problem in left)
    notes = Notes(_TO_LOOK_AT.text(lang).format(len(told)), told)
    return Sheet(_HEADING.text(lang), tuple(about), columns, tuple(lines), (notes,), lang)


def _machine(scheme: Scheme, reading: AnnexReading, left: Sequence[Problem], output: str | None, lang: Lang) -> str:
    return json_text(
        {
            "scheme": scheme.id,
            "output": output,
            "rows": [
                {
                    "id": row.id,
                    "title": row.title,
                    "base": decimal(row.base),
                    "claimed": None if row.claim is None else decimal(row.claim.points),
                    "appraised": decimal(row.appraised),
                    "final": decimal(row.final),
                    "share": row.share,
                    "cited": list(row.cited),
                    "cut": row.cut,
                }
                for row in reading.rows
            ],
            "documents": [document.key for document in reading.documents],
            "left": [
                {"code": one.code, "row": one.row, "place": one.path, "given": one.given, "text": one.text(lang)}
                for one in left
            ],
        }
    )


COMMAND: Final = Command(
    "import",
    Words(
        "đọc phụ lục chấm điểm của đơn vị (Word, Excel, văn bản) thành hồ sơ",
        "read the annex that a unit wrote (Word, Excel, text) into an assessment",
    ),
    (SCHEME, _ANNEX, _OUTPUT, _UNIT, _PERIOD, JSON, _CHECK),
    _run,
)
