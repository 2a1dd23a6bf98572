"""`emulscore derive`: makes a scheme of one's own out of another, by a file of changes."""

from __future__ import annotations

from argparse import Namespace
from typing import Final, cast

from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, Command
from emulscore.cli.machine import decimal, history_json, json_text
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.show import table
from emulscore.derive import Derivation
from emulscore.files import derive_from_file, dump_scheme
from emulscore.report.history import history_sheet
from emulscore.report.sheet import Notes
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_PARENT: Final = Argument("parent", SCHEME.says, Words("BỘ_TIÊU_CHÍ_GỐC", "PARENT"))
_CHANGES: Final = Argument(
    "changes",
    Words("tệp các thay đổi, mỗi thay đổi một lý do", "the file of changes, each with its why"),
    Words("THAY_ĐỔI", "CHANGES"),
)
_REAPPLY: Final = Argument(
    "--reapply",
    Words(
        "áp dụng dù các thay đổi được viết cho một bản khác của bộ tiêu chí gốc",
        "carry the changes out although they were written for another state of the parent",
    ),
    takes="none",
)
_HEADING: Final = Words("Bộ tiêu chí được xây dựng từ bộ khác", "A scheme derived from another")
_FILES: Final = Words("Tệp", "File")


class _Options(Namespace):
    parent: str
    changes: str
    output: str | None
    reapply: bool
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = derive_from_file(options.parent, options.changes, reapply=options.reapply)
    said = [] if options.output is None else [written(options.output, lambda path: dump_scheme(scheme, path), lang)]
    record = cast("Derivation", scheme.derivation)  # every derived scheme has one
    if options.json:
        return _machine(scheme, record, options, lang)
    head = record.text(lang).split("\n")[: -len(record.history)]
    about = (scheme.title.text(lang), *head)
    notes = [Notes(_FILES.text(lang), tuple(said))]
    return table(history_sheet(_HEADING.text(lang), record.history, lang, about=about, notes=notes))


def _machine(scheme: Scheme, record: Derivation, options: _Options, lang: Lang) -> str:
    return json_text(
        {
            "id": scheme.id,
            "title": scheme.title.text(lang),
            "total": decimal(scheme.total),
            "fingerprint": scheme.fingerprint,
            "parent": {"id": record.parent, "fingerprint": record.fingerprint},
            "output": options.output,
            "rows": [history_json(row, lang) for row in record.history],
        }
    )


COMMAND: Final = Command(
    "derive",
    Words(
        "xây dựng bộ tiêu chí của đơn vị mình từ một bộ có sẵn và tệp thay đổi",
        "make a scheme of one's own out of another and a file of changes",
    ),
    (_PARENT, _CHANGES, OUTPUT, _REAPPLY, JSON),
    _run,
)
