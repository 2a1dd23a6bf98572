"""`emulscore demo`: scores the assessment that is shipped, and writes what an office would hand on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import evolve

from emulscore.cli.arguments import JSON
from emulscore.cli.command import Command, InputError
from emulscore.cli.machine import json_text
from emulscore.cli.output import OUTPUT
from emulscore.cli.show import table
from emulscore.errors import FileError
from emulscore.files import load_assessment, open_scheme
from emulscore.report.card import card_sheet
from emulscore.report.page import page_of
from emulscore.report.sheet import Notes, Sheet
from emulscore.scorecard import Scorecard
from emulscore.system import reason_of
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_FOLDER: Final = "emulscore-demo"
_OUTPUT: Final = evolve(
    OUTPUT,
    says=Words(
        f"thư mục để ghi tệp Word, Excel và HTML; mặc định {_FOLDER}",
        f"the folder for the Word, Excel and HTML files; by default {_FOLDER}",
    ),
    metavar=Words("THƯ_MỤC", "FOLDER"),
    default=_FOLDER,
)
_FILES: Final = Words("Tệp đã ghi", "Files written")
_ANNEX: Final = Words("phu-luc.docx", "annex.docx")  # one name a language: the two do not stand in each other's way
_BOOK: Final = Words("ket-qua.xlsx", "results.xlsx")
_PAGE: Final = Words("ket-qua.html", "results.html")
_SAYS: Final[Mapping[str, Words]] = {
    ".docx": Words("phụ lục báo cáo, mở bằng Word", "the annex of the report, for Word"),
    ".xlsx": Words("bảng tổng hợp và bảng chấm điểm, mở bằng Excel", "the summary and the scorecard, for Excel"),
    ".html": Words("bảng chấm điểm, mở bằng trình duyệt", "the scorecard, for a browser"),
}
_LACKS: Final = Words("chưa ghi {}: {}", "{} was not written: {}")
_IN_THE_WAY: Final = Words(
    "không ghi đè: {} đã có và có nội dung khác; chọn thư mục khác bằng -o THƯ_MỤC",
    "not overwritten: {} is there already and holds something else; name another folder with -o FOLDER",
)
_NOT_WRITTEN: Final = Words("không ghi được vào thư mục {}: {}", "nothing can be written to the folder {}: {}")


class _Options(Namespace):
    output: str
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme("nga-nam-2023")
    assessment = load_assessment(files("emulscore") / "schemes" / "nga_nam_2023.assessment.toml")
    card = scheme.score(assessment, partial=True)
    sheet = card_sheet(card, lang, about=[scheme.title.text(lang)])
    made, lacking = _made(card, sheet, lang)
    folder = Path(options.output)
    why = _kept(folder, made, lang)
    paths = [] if why else [str(folder / name) for name in made]
    told = [f"{path}: {_SAYS[Path(path).suffix].text(lang)}" for path in paths] + ([] if why else lacking)
    output = (
        json_text({"files": paths, "scorecard": card.to_dict(lang)})
        if options.json
        else table(evolve(sheet, notes=(*sheet.notes, Notes(_FILES.text(lang), tuple(told)))))
    )
    if why:
        raise InputError(why, output)
    return output


def _made(card: Scorecard, sheet: Sheet, lang: Lang) -> tuple[dict[str, bytes], list[str]]:
    """Return the files by name, and what is said of those that lack an extra."""
    from emulscore.excel import write_results  # noqa: PLC0415 - other commands start without it
    from emulscore.word import write_annex  # noqa: PLC0415 - as above

    writers: dict[str, Callable[[Path], object]] = {
        _ANNEX.text(lang): lambda path: write_annex(card, path, lang, given="both"),
        _BOOK.text(lang): lambda path: write_results([card], path, lang),
        _PAGE.text(lang): lambda path: path.write_text(page_of(sheet), encoding="utf-8", newline="\n"),
    }
    made: dict[str, bytes] = {}
    lacking: list[str] = []
    with TemporaryDirectory() as folder:
        for name, write in writers.items():
            path = Path(folder, name)
            try:
                write(path)
            except FileError as missing:  # an extra that is not installed: it says how to get it
                lacking += [_LACKS.text(lang).format(name, one.text(lang)) for one in missing.problems]
            else:
                made[name] = path.read_bytes()
    return made, lacking


def _kept(folder: Path, made: Mapping[str, bytes], lang: Lang) -> str:
    """Write the files, or none of them where one would take the place of something else; return why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [folder / name for name in made if (folder / name).exists()]
        taken = [str(path) for path in there if not path.is_file() or path.read_bytes() != made[path.name]]
        if taken:
            return _IN_THE_WAY.text(lang).format(", ".join(taken))
        for name, content in made.items():
            (folder / name).write_bytes(content)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        return _NOT_WRITTEN.text(lang).format(folder, reason_of(error).text(lang))
    return ""


COMMAND: Final = Command(
    "demo",
    Words(
        "chấm thử hồ sơ năm 2023 của thị xã Ngã Năm, ghi cả tệp Word, Excel và HTML",
        "score the example that is shipped (Ngã Năm town, 2023), and write it as Word, Excel and HTML files",
    ),
    (_OUTPUT, JSON),
    _run,
)
