"""`python -m emulscore.conformance`: hold a program to the cases."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, get_args

from emulscore.cli.terminal import hush, send, speak_utf8
from emulscore.cli.wording import SAYS, choose_lang
from emulscore.conformance._answers import answered
from emulscore.conformance._cases import cases
from emulscore.conformance._program import program, questions, read_lines
from emulscore.conformance._run import run
from emulscore.errors import FileError
from emulscore.system import reason_of
from emulscore.words import Lang, Words

ABOUT: Final = """\
Đối chiếu một chương trình chấm điểm với bộ mẫu. / Hold a program that scores to the conformance cases.

Chương trình đọc mỗi mẫu một dòng JSON và ghi một dòng trả lời.
The program reads one line of JSON for each case, and writes one line that answers it.
"""
ONLY: Final = (
    "chỉ các mẫu có id bắt đầu như vậy, ghi được nhiều lần / only cases whose id begins so; may be given again"
)
NOTHING: Final = Words("không mẫu nào có id bắt đầu bằng “{}”", "no case has an id that begins with “{}”")
UNREAD: Final = 141


def main(words: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 where no case failed and at least one passed, else 1; 3 where the program or its answers cannot be read, or no case
        has the name that was given; 141 where whoever read the output stopped reading.
    """
    speak_utf8()
    asked = _parser().parse_args(words)
    lang = choose_lang([] if asked.lang is None else ["--lang", asked.lang], os.environ)
    try:
        return _run(asked, lang)
    except BrokenPipeError:
        hush()
        return UNREAD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m emulscore.conformance", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--lang", choices=get_args(Lang), help=" / ".join(SAYS["lang"].text(one) for one in get_args(Lang))
    )
    parser.add_argument("--only", metavar="ID", action="append", default=[], help=ONLY)
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--questions", action="store_true", help="in các câu hỏi / print the questions")
    way.add_argument("--answers", metavar="FILE", type=Path, help="đọc các câu trả lời / read the answers from a file")
    way.add_argument("program", nargs="?", help="chương trình / the program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="tham số của chương trình / its arguments")
    return parser


def _run(asked: argparse.Namespace, lang: Lang) -> int:
    unknown = [NOTHING.text(lang).format(start) for start in asked.only if not cases(start)]
    if unknown:
        return _complain(unknown)
    only = cases(*asked.only)
    if asked.questions:
        send("\n".join(questions(only)))
        return 0
    try:
        if asked.answers is None:
            engine = program([asked.program, *asked.arguments], only)
        else:
            engine = answered(read_lines(asked.answers.read_bytes(), asked.answers.name))
    except FileError as error:
        return _complain(problem.text(lang) for problem in error.problems)
    except OSError as error:
        return _complain([f"{asked.answers or asked.program}: {reason_of(error).text(lang)}"])
    report = run(engine, only)
    send(report.text(lang))
    return 0 if report.conforms else 1


def _complain(whys: Iterable[str]) -> int:
    for why in whys:
        sys.stderr.write(f"emulscore: {why}\n")
    return 3


if __name__ == "__main__":
    sys.exit(main())
