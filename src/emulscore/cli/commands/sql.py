"""`emulscore sql`: writes a scheme as SQL, for databases that score where the figures are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, Command
from emulscore.cli.machine import json_text
from emulscore.cli.output import OUTPUT, written
from emulscore.files import open_scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_DIALECT: Final = Argument(
    "--dialect",
    Words("loại cơ sở dữ liệu", "the kind of database"),
    choices=("sqlite", "duckdb", "postgresql", "mariadb", "spark"),
    required=True,
)
_TABLE: Final = Argument(
    "--table",
    Words("tên bảng số liệu (so_lieu)", "the table of figures (so_lieu)"),
    Words("BẢNG", "TABLE"),
    default="so_lieu",
)
_KEY: Final = Argument(
    "--key",
    Words(
        "cột tên đơn vị (don_vi); ghi nhiều lần được",
        "the column that names the units (don_vi); may be given several times",
    ),
    Words("CỘT", "COLUMN"),
    repeats=True,
)
_VIEW: Final = Argument(
    "--view",
    Words("tên khung nhìn kết quả (bang_diem)", "the view of the results (bang_diem)"),
    Words("TÊN", "NAME"),
    default="bang_diem",
)
_SELECT: Final = Argument(
    "--select",
    Words("chỉ in câu truy vấn, không có lệnh tạo", "print the query alone, without what creates"),
    takes="none",
)


class _Options(Namespace):
    scheme: str
    dialect: str
    table: str
    key: Sequence[str]
    view: str
    select: bool
    output: str | None
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    from emulscore.sql import to_sql  # noqa: PLC0415 - no other command needs it

    scheme = open_scheme(options.scheme)
    key = options.key or "don_vi"
    found = to_sql(scheme, options.dialect, table=options.table, key=key, view=options.view, language=lang)
    text = f"{found.select};\n" if options.select else f"{found.table};\n\n{found.view};\n"
    machine: dict[str, object] | None = {"scheme": scheme.id, "dialect": options.dialect} if options.json else None
    if options.output is None:
        parts = {"table": found.table, "view": found.view, "select": found.select}
        return text if machine is None else json_text(machine | parts)
    return written(
        options.output,
        lambda path: Path(path).write_text(text, encoding="utf-8", newline="\n"),
        lang,
        machine=machine,
    )


COMMAND: Final = Command(
    "sql",
    Words(
        "viết một bộ tiêu chí thành SQL để chấm trong cơ sở dữ liệu",
        "write a scheme as SQL, to score inside a database",
    ),
    (SCHEME, _DIALECT, _TABLE, _KEY, _VIEW, _SELECT, OUTPUT, JSON),
    _run,
)
