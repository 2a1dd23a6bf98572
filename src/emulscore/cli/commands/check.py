"""`emulscore check`: looks a scheme's file over."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.checker import Findings
from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, CheckError, Command
from emulscore.cli.machine import json_text, raw_json
from emulscore.cli.show import table
from emulscore.files import check_scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_FILE: Final = Argument("file", SCHEME.says, Words("TỆP", "FILE"))
_ERRORS: Final = Words("bộ tiêu chí có {} lỗi", "errors in the scheme: {}")


class _Options(Namespace):
    file: str
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    found = check_scheme(options.file)
    output = _machine(found, options.file, lang) if options.json else table(found.sheet(lang, about=(options.file,)))
    if found.errors:
        raise CheckError(output, _ERRORS.text(lang).format(len(found.errors)))
    return output


def _machine(found: Findings, file: str, lang: Lang) -> str:
    return json_text(
        {
            "file": file,
            "errors": len(found.errors),
            "warnings": len(found.warnings),
            "findings": [
                {
                    "code": one.code,
                    "severity": one.severity,
                    "row": one.row,
                    "place": one.place.text(lang),
                    "what": one.what.text(lang),
                    "why": one.why.text(lang),
                    "hint": one.hint.text(lang),
                    "example": None if one.example is None else raw_json(one.example),
                }
                for one in found
            ],
        }
    )


COMMAND: Final = Command(
    "check",
    Words(
        "kiểm tra một bộ tiêu chí: lỗi khiến không lập được, và những chỗ nên xem lại",
        "check a scheme: errors that keep it from being built, and what should be looked at",
    ),
    (_FILE, JSON),
    _run,
)
