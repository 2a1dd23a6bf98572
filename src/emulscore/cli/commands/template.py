"""`emulscore template`: writes the data-entry workbook of a scheme."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from emulscore.assessment import Assessment
from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Argument, Command, InputError
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.units import units_of
from emulscore.files import open_scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_UNITS: Final = Argument(
    "--unit",
    Words("tên một đơn vị; ghi nhiều lần được", "the name of a unit; may be given several times"),
    Words("ĐƠN_VỊ", "UNIT"),
    repeats=True,
)
_FILL: Final = Argument(
    "--fill",
    Words(
        "hồ sơ (tệp, phiếu Excel hoặc thư mục phiếu) để điền sẵn những gì đã biết; ghi nhiều lần được",
        "an assessment (a file, workbook or folder) whose known values are filled in; may be given several times",
    ),
    ASSESSMENT.metavar,
    repeats=True,
)
_THERE: Final = Words(
    "không ghi đè: {} đã có; nêu tên tệp bằng -o TỆP", "not overwritten: {} is there already; name a file with -o FILE"
)
_OUTPUT: Final = evolve(
    OUTPUT,
    says=Words("tệp .xlsx để ghi; mặc định theo mã bộ tiêu chí", "the .xlsx file to write; by default the scheme's id"),
)


class _Options(Namespace):
    scheme: str
    unit: Sequence[str]
    fill: Sequence[str]
    output: str | None
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    from emulscore.excel import write_template  # noqa: PLC0415 - an extra

    scheme = open_scheme(options.scheme)
    path = options.output or f"{scheme.id}.xlsx"
    if options.output is None and Path(path).exists():  # somebody may have filled it in
        raise InputError(_THERE.text(lang).format(path))
    units: list[str | Assessment] = [*options.unit, *(unit for file in options.fill for unit in units_of(scheme, file))]
    names = [unit if isinstance(unit, str) else unit.unit.text(lang) for unit in units]
    machine = {"scheme": scheme.id, "units": names} if options.json else None
    return written(path, lambda path: write_template(scheme, path, units or None, lang), lang, machine=machine)


COMMAND: Final = Command(
    "template",
    Words("lập phiếu nhập số liệu bằng Excel cho một bộ tiêu chí", "write the data-entry workbook of a scheme"),
    (SCHEME, _UNITS, _FILL, _OUTPUT, JSON),
    _run,
)
