"""`emulscore receipt`: writes the receipt of a unit's result."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, JSON, PARTIAL, SCHEME
from emulscore.cli.command import Argument, Command
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.units import UNIT, unit_of
from emulscore.files import open_scheme
from emulscore.receipt import dump_receipt, dumps_receipt, receipt_of
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_INPUTS: Final = Argument(
    "--inputs",
    Words(
        "kèm cả bộ tiêu chí và số liệu trong phiếu (có thể có thông tin không công khai)",
        "carry the scheme and the figures themselves (they may hold what is not for everyone)",
    ),
    takes="none",
)


class _Options(Namespace):
    scheme: str
    assessment: str
    unit: str | None
    output: str | None
    partial: bool
    inputs: bool
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    card = scheme.score(unit_of(scheme, options.assessment, options.unit, lang), partial=options.partial)
    receipt = receipt_of(card, scheme, inputs=options.inputs)
    if options.output is None:
        return dumps_receipt(receipt)
    machine = {"scheme": scheme.id, "unit": card.assessment.unit.text(lang)} if options.json else None
    return written(options.output, lambda path: dump_receipt(receipt, path), lang, machine=machine)


COMMAND: Final = Command(
    "receipt",
    Words("lập phiếu xác nhận kết quả chấm điểm của một hồ sơ", "write the receipt of an assessment's result"),
    (SCHEME, ASSESSMENT, UNIT, OUTPUT, PARTIAL, _INPUTS, JSON),
    _run,
)
