"""`emulscore verify`: holds a receipt against a scheme and the figures."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Argument, CheckError, Command
from emulscore.cli.machine import json_text
from emulscore.files import load_assessment, open_scheme
from emulscore.receipt import Receipt, Verification, load_receipt, verify
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_RECEIPT: Final = Argument("receipt", Words("tệp phiếu xác nhận", "the receipt's file"), Words("PHIẾU", "RECEIPT"))
_SCHEME: Final = Argument(
    "--scheme",
    Words(
        "bộ tiêu chí lấy từ nơi tin cậy; không có thì dùng bộ kèm trong phiếu",
        "the scheme from where one trusts it; without it, the one that the receipt carries",
    ),
    SCHEME.metavar,
)
_ASSESSMENT: Final = Argument(
    "--assessment",
    Words(
        "hồ sơ lấy từ nơi tin cậy; không có thì dùng số liệu kèm trong phiếu",
        "the assessment from where one trusts it; without it, the figures that the receipt carries",
    ),
    ASSESSMENT.metavar,
)
_DIFFERS: Final = Words("phiếu không khớp", "the receipt does not agree")
_UNKNOWN: Final = Words("chưa đối chiếu hết phiếu", "not everything in the receipt could be compared")


class _Options(Namespace):
    receipt: str
    scheme: str | None
    assessment: str | None
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    receipt = load_receipt(options.receipt)
    scheme = None if options.scheme is None else open_scheme(options.scheme)
    unit = None if options.assessment is None else load_assessment(options.assessment)
    found = verify(receipt, scheme, unit)
    output = _machine(receipt, found, lang) if options.json else found.text(lang)
    if not found.ok:
        raise CheckError(output, (_DIFFERS if found.differences else _UNKNOWN).text(lang))
    return output


def _machine(receipt: Receipt, found: Verification, lang: Lang) -> str:
    return json_text(
        {
            "ok": found.ok,
            "scheme": receipt.scheme,
            "unit": receipt.unit.text(lang),
            "checks": [
                {
                    "code": one.code,
                    "outcome": one.outcome,
                    "what": one.what.text(lang),
                    "said": one.said,
                    "found": one.found,
                    "text": one.text(lang),
                }
                for one in found.checks
            ],
        }
    )


COMMAND: Final = Command(
    "verify",
    Words(
        "chấm lại và đối chiếu một phiếu xác nhận với bộ tiêu chí và số liệu",
        "score again, and hold a receipt against the scheme and the figures",
    ),
    (_RECEIPT, _SCHEME, _ASSESSMENT, JSON),
    _run,
)
