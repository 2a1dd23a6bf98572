"""`emulscore test`: holds schemes to cases that were written down beforehand."""

from __future__ import annotations

from argparse import Namespace
from pathlib import PurePath
from typing import Final

from emulscore.cases import check_cases, open_cases
from emulscore.cli.arguments import JSON
from emulscore.cli.command import Argument, CheckError, Command
from emulscore.cli.machine import json_text
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_FILES: Final = Argument(
    "files",
    Words(
        "các tệp trường hợp, như xa-a.cases.toml bên cạnh xa-a.toml",
        "files of cases, such as xa-a.cases.toml beside xa-a.toml",
    ),
    Words("TỆP", "FILE"),
    takes="many",
)
_COUNT: Final = Words("{}: {} trường hợp, {} sai", "{}: {} cases, {} wrong")
_WRONG: Final = Words("có {} trường hợp sai", "cases that came out otherwise: {}")


class _Options(Namespace):
    files: list[str]
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    found = [(file, check_cases(*open_cases(file))) for file in options.files]
    lines = []
    for file, results in found:
        wrong = [one for one in results if not one.passed]
        lines += [_COUNT.text(lang).format(PurePath(file).name, len(results), len(wrong))]
        lines += [one.text(lang) for one in wrong]
    output = "\n".join(lines)
    if options.json:
        output = json_text(
            {
                "cases": [
                    {
                        "file": file,
                        "case": one.place,
                        "title": None if one.case.title is None else one.case.title.text(lang),
                        "passed": one.passed,
                        "wrong": [text.text(lang) for text in one.wrong],
                    }
                    for file, results in found
                    for one in results
                ]
            }
        )
    failed = sum(not one.passed for _, results in found for one in results)
    if failed:
        raise CheckError(output, _WRONG.text(lang).format(failed))
    return output


COMMAND: Final = Command(
    "test",
    Words(
        "thử bộ tiêu chí với các trường hợp đã biết điểm", "hold a scheme to cases whose points are known beforehand"
    ),
    (_FILES, JSON),
    _run,
)
