"""`emulscore score-table`: scores a whole table of units, one in each row."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, Final

from emulscore.cli.arguments import SCHEME
from emulscore.cli.command import Argument, Command, InputError, UsageError
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.tables import csv_text, read_table, write_table
from emulscore.files import open_scheme
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_TABLE: Final = Argument(
    "table",
    Words(
        "bảng số liệu .csv hoặc .parquet, mỗi đơn vị một dòng", "a table of figures, .csv or .parquet, one unit a row"
    ),
    Words("BẢNG", "TABLE"),
)
_KEY: Final = Argument(
    "--key",
    Words("cột tên đơn vị, ghi cùng điểm vào kết quả", "the column that names the units, kept beside the points"),
    Words("CỘT", "COLUMN"),
)
_NO_COLUMN: Final = Words("bảng không có cột “{}”, {}", "the table has no column “{}”, {}")
_LINE: Final = Words("dòng {}{}: [{}]{}", "row {}{}: [{}]{}")
_FACT: Final = Words(" số liệu “{}”", " fact “{}”")
_ROW: Final = Words(" tiêu chí {}", " criterion {}")
_FAULTS: Final = Words("{} trên {} đơn vị chưa chấm được:", "{} of {} units could not be scored:")
_MORE: Final = Words("và {} đơn vị khác; cột “{}” của kết quả", "and {} more; column “{}” of the result")
_SHOWN: Final = 20


class _Options(Namespace):
    scheme: str
    table: str
    key: str | None
    output: str | None


def _run(options: _Options, lang: Lang) -> str:
    from emulscore.frames import score_frame  # noqa: PLC0415 - an extra

    scheme = open_scheme(options.scheme)
    table = read_table(options.table, lang)
    columns = list(table.columns)
    if options.key is not None and options.key not in columns:
        raise UsageError(_NO_COLUMN.text(lang).format(options.key, nearest(options.key, columns).text(lang)))
    scored = score_frame(scheme, table, key=options.key)
    output = csv_text(scored)
    if options.output is not None:
        output = written(options.output, lambda path: write_table(scored, path, lang), lang)
    problems = _problems(scheme, scored, options.key, lang)
    if problems:
        raise InputError(problems, output)
    return output


def _problems(scheme: Scheme, scored: Any, key: str | None, lang: Lang) -> str:  # noqa: ANN401 - a table of any engine
    """Say which units have no points, and why; nothing where all of them have."""
    from emulscore.frames import faults_of  # noqa: PLC0415 - an extra
    from emulscore.frames.results import ERROR  # noqa: PLC0415 - as above

    faults = faults_of(scheme)
    names = list(scored[key]) if key is not None else [""] * len(scored)
    lines = []
    for place, (name, number) in enumerate(zip(names, scored[ERROR], strict=True), 1):
        fault = faults.fault(int(number))
        if fault is not None:
            about = "" if fault.fact is None else _FACT.text(lang).format(fault.fact)
            about += "" if fault.row is None else _ROW.text(lang).format(fault.row)
            lines.append(_LINE.text(lang).format(place, f" ({name})" if key is not None else "", fault.code, about))
    if not lines:
        return ""
    said = [_FAULTS.text(lang).format(len(lines), len(names)), *lines[:_SHOWN]]
    said += [_MORE.text(lang).format(len(lines) - _SHOWN, ERROR)] if len(lines) > _SHOWN else []
    return "\n".join(said)


COMMAND: Final = Command(
    "score-table",
    Words("chấm cả một bảng số liệu, mỗi đơn vị một dòng", "score a whole table of units, one in each row"),
    (SCHEME, _TABLE, OUTPUT, _KEY),
    _run,
)
