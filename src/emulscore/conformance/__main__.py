"""`python -m emulscore.conformance`: hold a program to the cases."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from emulscore.conformance._program import answered, program, questions
from emulscore.conformance._run import run
from emulscore.errors import FileError

ABOUT = """\
Đối chiếu một chương trình chấm điểm với bộ mẫu. / Hold a program that scores to the conformance cases.

Chương trình đọc mỗi mẫu một dòng JSON và ghi một dòng trả lời.
The program reads one line of JSON for each case, and writes one line that answers it.
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 where no case failed and at least one passed, else 1; 3 where the program or its answers cannot be read.
    """
    parser = argparse.ArgumentParser(
        "python -m emulscore.conformance", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--questions", action="store_true", help="in các câu hỏi / print the questions")
    way.add_argument("--answers", metavar="FILE", type=Path, help="đọc các câu trả lời / read the answers from a file")
    way.add_argument("program", nargs="?", help="chương trình / the program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="tham số của chương trình / its arguments")
    asked = parser.parse_args(words)
    if asked.questions:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text stream
        print(*questions(), sep="\n")  # noqa: T201 - what was asked for
        return 0
    try:
        if asked.answers is None:
            engine = program([asked.program, *asked.arguments])
        else:
            engine = answered(asked.answers.read_text("utf-8").splitlines(), asked.answers.name)
    except (FileError, OSError) as error:
        print(f"emulscore: {error}", file=sys.stderr)  # noqa: T201 - as above
        return 3
    report = run(engine)
    print(report)  # noqa: T201 - as above
    return 1 if report.failed or len(report.skipped) == len(report.results) else 0


if __name__ == "__main__":
    sys.exit(main())
