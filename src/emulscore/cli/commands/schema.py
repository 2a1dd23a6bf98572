"""`emulscore schema`: prints the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final, get_args

from emulscore.cli.arguments import JSON
from emulscore.cli.command import Argument, Command
from emulscore.cli.output import OUTPUT, written
from emulscore.files import DocumentType, schema_text
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_DOCUMENT: Final = Argument(
    "document",
    Words(
        "loại tệp: scheme (bộ tiêu chí, mặc định), assessment (hồ sơ), changes (thay đổi), cases (trường hợp), "
        "scorecard (kết quả chấm điểm)",
        "the kind of file: scheme (by default), assessment, changes, cases, or scorecard (a result)",
    ),
    takes="optional",
    choices=get_args(DocumentType),
    default="scheme",
)


class _Options(Namespace):
    document: DocumentType
    output: str | None
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    text = schema_text(options.document)
    if options.output is None:
        return text
    machine = {"document": options.document} if options.json else None
    return written(
        options.output,
        lambda path: Path(path).write_text(text, encoding="utf-8", newline="\n"),
        lang,
        machine=machine,
    )


COMMAND: Final = Command(
    "schema",
    Words(
        "in JSON Schema của một loại tệp, cho trình soạn thảo", "print the JSON Schema of a kind of file, for editors"
    ),
    (_DOCUMENT, OUTPUT, JSON),
    _run,
)
