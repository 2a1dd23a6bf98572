"""`emulscore template`: writes the data-entry workbook of a scheme."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from emulscore.cli.arguments import SCHEME
from emulscore.cli.command import Argument, Command
from emulscore.cli.output import OUTPUT, written
from emulscore.files import open_scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_UNITS: Final = Argument(
    "--unit",
    Words("tên một đơn vị; ghi nhiều lần được", "the name of a unit; may be given several times"),
    Words("ĐƠN_VỊ", "UNIT"),
    repeats=True,
)
_OUTPUT: Final = evolve(
    OUTPUT,
    says=Words("tệp .xlsx để ghi; mặc định theo mã bộ tiêu chí", "the .xlsx file to write; by default the scheme's id"),
)


class _Options(Namespace):
    scheme: str
    unit: Sequence[str]
    output: str | None


def _run(options: _Options, lang: Lang) -> str:
    from emulscore.excel import write_template  # noqa: PLC0415 - an extra

    scheme = open_scheme(options.scheme)
    path = options.output or f"{scheme.id}.xlsx"
    return written(path, lambda path: write_template(scheme, path, options.unit or None, lang), lang)


COMMAND: Final = Command(
    "template",
    Words("lập phiếu nhập số liệu bằng Excel cho một bộ tiêu chí", "write the data-entry workbook of a scheme"),
    (SCHEME, _UNITS, _OUTPUT),
    _run,
)
