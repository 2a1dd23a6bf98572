"""`emulscore test`: holds schemes to cases that were written down beforehand."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from attrs import evolve

from emulscore.cases import CaseResult, case_files, check_cases, open_cases
from emulscore.cli.arguments import JSON
from emulscore.cli.command import Argument, CheckError, Command
from emulscore.cli.machine import json_text
from emulscore.errors import FileError, Problem, SchemeError
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_FILES: Final = Argument(
    "files",
    Words(
        "các tệp trường hợp, như xa-a.cases.toml bên cạnh xa-a.toml; hoặc thư mục chứa các tệp ấy",
        "files of cases, such as xa-a.cases.toml beside xa-a.toml; or a folder of such files",
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
    found = _tried([one for given in options.files for one in case_files(given)])
    lines = []
    for file, results in found:
        wrong = [one for one in results if not one.passed]
        lines += [_COUNT.text(lang).format(_shown(file, options.files), len(results), len(wrong))]
        lines += [one.text(lang) for one in wrong]
    output = "\n".join(lines)
    if options.json:
        output = json_text(
            {
                "cases": [
                    {
                        "file": str(file),
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


def _tried(files: list[Path]) -> list[tuple[Path, tuple[CaseResult, ...]]]:
    """Try all files, and tell at once what is wrong with those that cannot be tried.

    Raises:
        FileError: What is wrong with any of them; each problem names its file.
    """
    found, problems = [], []
    for file in files:
        try:
            found.append((file, check_cases(*open_cases(file))))
        except (FileError, SchemeError) as error:
            problems += [_in_file(one, file) for one in error.problems]
    if problems:
        raise FileError(problems)
    return found


def _in_file(problem: Problem, file: Path) -> Problem:
    if problem.place is not None:  # it names the file
        return problem
    return evolve(problem, path=str(file) if problem.path is None else f"{file}: {problem.path}")


def _shown(file: Path, given: list[str]) -> str:
    """Return the name of a file, from its folder on where that was given."""
    folder = next((Path(one) for one in given if Path(one) in file.parents), file.parent)
    return str(file.relative_to(folder))


COMMAND: Final = Command(
    "test",
    Words(
        "thử bộ tiêu chí với các trường hợp đã biết điểm", "hold a scheme to cases whose points are known beforehand"
    ),
    (_FILES, JSON),
    _run,
)
