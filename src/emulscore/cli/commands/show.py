"""`emulscore show`: shows a scheme, as the annex of a decision or as a blank assessment too."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Final

from attrs import evolve

from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.machine import json_text
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.show import table
from emulscore.files import dumps_scheme, open_scheme
from emulscore.report.annex import annex_sheet
from emulscore.report.blank import blank_assessment
from emulscore.report.listing import scheme_sheet
from emulscore.report.page import markdown_of, page_of
from emulscore.report.sheet import Sheet
from emulscore.report.text import text_of
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_ANNEX: Final = Argument(
    "--annex",
    Words(
        "bảng kèm theo quyết định: có cột căn cứ, không có phần được hiểu và ghi chú",
        "the table behind a decision: with evidence, without readings and remarks",
    ),
    takes="none",
)
_BLANK: Final = Argument(
    "--blank",
    Words("hồ sơ trống (.toml) để điền số liệu", "a blank assessment (.toml) to fill in"),
    takes="none",
)
_OUTPUT: Final = evolve(
    OUTPUT,
    says=Words(
        "tệp để ghi: .html (mở được bằng Word), .md hoặc .txt; với --annex cả .docx; với --blank là .toml",
        "the file to write: .html (word processors open it), .md or .txt; .docx too with --annex; .toml with --blank",
    ),
)
_ONE: Final = Words("chỉ dùng một trong hai: --annex hoặc --blank", "give either --annex or --blank")
_SUFFIX: Final = Words(
    "không biết định dạng của tệp {}; cần đuôi {}", "the format of {} is not known; give one of the suffixes {}"
)
_WRITERS: Final[Mapping[str, Callable[[Sheet], str]]] = {".html": page_of, ".md": markdown_of, ".txt": text_of}
_TOML: Final = ".toml"
_WORD: Final = ".docx"


class _Options(Namespace):
    scheme: str
    annex: bool
    blank: bool
    output: str | None
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    if options.annex and options.blank:
        raise UsageError(_ONE.text(lang))
    suffix = None if options.output is None else PurePath(options.output).suffix.lower()
    suffixes = (_TOML,) if options.blank else (*_WRITERS, *([_WORD] if options.annex else []))
    if suffix is not None and suffix not in suffixes:
        raise UsageError(_SUFFIX.text(lang).format(options.output, ", ".join(suffixes)))
    scheme = open_scheme(options.scheme)
    machine: dict[str, object] | None = {"scheme": scheme.id} if options.json else None
    if suffix == _WORD and options.output is not None:
        from emulscore.word import write_scheme  # noqa: PLC0415 - other commands start without it

        return written(options.output, lambda path: write_scheme(scheme, path, lang), lang, machine=machine)
    write = table if suffix is None else _WRITERS.get(suffix, table)
    sheet = annex_sheet if options.annex else scheme_sheet
    text = blank_assessment(scheme, lang) if options.blank else write(sheet(scheme, lang))
    if options.output is None:
        return text if machine is None else _machine(scheme, text if options.blank else None)
    return written(
        options.output,
        lambda path: Path(path).write_text(text, encoding="utf-8", newline="\n"),
        lang,
        machine=machine,
    )


def _machine(scheme: Scheme, blank: str | None) -> str:
    """Return the scheme as its JSON file has it, or the blank assessment as the text that it is."""
    if blank is not None:
        return json_text({"scheme": scheme.id, "blank": blank})
    return json_text({"scheme": json.loads(dumps_scheme(scheme, "json"))})


COMMAND: Final = Command(
    "show",
    Words(
        "xem một bộ tiêu chí; lập bảng kèm theo quyết định, hoặc hồ sơ trống để điền",
        "show a scheme; make the table behind a decision, or a blank assessment to fill in",
    ),
    (SCHEME, _ANNEX, _BLANK, _OUTPUT, JSON),
    _run,
)
