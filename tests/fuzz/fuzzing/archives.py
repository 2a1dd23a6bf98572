"""Workbooks and Word documents, small so that many are tried; and archives that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from emulscore.excel import write_template
from fuzzing.schemes import EVERY_KIND

__all__ = ["documents", "hostile_archives", "packed", "unpacked", "workbooks"]

Parts = dict[str, bytes]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_DATA: Final = Path(__file__).parents[2] / "data" / "annexes"


def packed(parts: Parts, how: int = ZIP_STORED) -> bytes:
    """Put parts into an archive; the same parts give the same bytes."""
    file = BytesIO()
    with ZipFile(file, "w", how, compresslevel=1) as archive:
        for name, raw in parts.items():
            archive.writestr(ZipInfo(name), raw, compress_type=how)
    return file.getvalue()


def unpacked(raw: bytes, most: int = 1_000_000) -> Parts | None:
    """Take an archive apart; None where it is none, or far larger inside."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > most:
                return None
            return {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError, Exception):  # noqa: BLE001 - anything
        return None


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _document(body: str, **more: str) -> bytes:
    parts = {"[Content_Types].xml": _TYPES, "word/document.xml": _part("document", f"<w:body>{body}</w:body>")}
    return packed(parts | {f"word/{name}.xml": _part(name, inner) for name, inner in more.items()})


def _part(name: str, inner: str) -> bytes:
    return f'<w:{name} xmlns:w="{_W}">{inner}</w:{name}>'.encode("utf-8", "surrogatepass")


def _table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


_HEAD: Final = ("STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Cách tính", "Căn cứ")
_ROW: Final = ("1", "Hồ sơ", "10", "9,98", "Điểm = 99,80% * 10", "Báo cáo số 245/BC-UBND ngày 17/10/2023")


@cache
def documents() -> Parts:
    """Return annexes as Word documents: plain, merged, numbered, with changes still marked, in two tables."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    )
    number = '<w:pPr><w:pStyle w:val="b"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    numbered = _table(_HEAD, _ROW).replace("<w:p><w:r><w:t>1<", f"<w:p>{number}<w:r><w:t><")
    marked = _table(_HEAD, _ROW).replace(
        "<w:r><w:t>9,98</w:t></w:r>",
        "<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>9,98</w:t></w:r></w:ins>",
    )
    merged = _table(_HEAD, ("I", "Nhóm"), _ROW).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>', 3)
    inside = _table(_HEAD, _ROW).replace(_paragraph("Hồ sơ"), _table(("a", "b")) + _paragraph("Hồ sơ"))
    found = {
        "plain": _document(_paragraph("PHỤ LỤC") + _table(_HEAD, _ROW)),
        "numbered": _document(numbered, numbering=numbering, styles=styles),
        "marked": _document(marked.replace("<w:tr>", "<w:tr><w:trPr><w:ins/></w:trPr>", 1)),
        "merged": _document(merged),
        "inside": _document(inside),
        "two": _document(_table(_HEAD, _ROW) + _table(("2", *_ROW[1:]))),
    }
    return found | {path.name: path.read_bytes() for path in sorted(_DATA.glob("*.docx"))}


@cache
def workbooks() -> Parts:
    """Return workbooks: one to fill in, one filled in, and an annex."""
    import openpyxl  # noqa: PLC0415 - an extra

    found: Parts = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_template(EVERY_KIND, path, units="Xã A")
        found["empty"] = path.read_bytes()
        book = openpyxl.load_workbook(path)
        values = {"ke_hoach": "17/10/2023", "ho_so": 0.998, "muc": "tot", "cong_khai": "có", "sang_kien": 2}
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                if row[-1].value in values and not isinstance(row[3], openpyxl.cell.MergedCell):
                    row[3].value = values[row[-1].value]
        book.save(path)
        found["filled"] = path.read_bytes()
        book = openpyxl.Workbook()
        for line in (_HEAD, ("I", "Nhóm"), (1, "Hồ sơ", 10, 9.98, "99,80% * 10", _ROW[-1]), ("", "Tổng", 10, "=D3")):
            book.active.append(line)
        book.active.merge_cells("A2:B2")
        book.save(path)
        found["annex"] = path.read_bytes()
    return found


def hostile_archives(kind: Literal["docx", "xlsx"]) -> Parts:
    """Return archives that mean harm: bombs, entities, tables without end, parts that are none."""
    good = documents()["plain"] if kind == "docx" else workbooks()["filled"]
    parts = unpacked(good) or {}
    main = "word/document.xml" if kind == "docx" else "xl/worksheets/sheet1.xml"
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'

    def changed(change: Callable[[bytes], bytes], how: int = ZIP_DEFLATED) -> bytes:
        return packed({**parts, main: change(parts[main])}, how)

    found = {
        "cut": good[: len(good) // 2],
        "head": good[:30],
        "tail": good[-60:],
        "bomb": changed(lambda raw: raw + b" " * 60_000_000),
        "many parts": packed({**parts, **{f"x/{place}": b"" for place in range(12_000)}}),
        "entities": changed(lambda _: entities),
        "wide entities": changed(lambda _: entities.decode().encode("utf-16")),
        "nothing": packed({}),
        "other": packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "no main": packed({name: raw for name, raw in parts.items() if name != main}),
        "itself": packed({**parts, main: good}),
        "deep": changed(lambda _: b"<a>" * 100_000),
        "nul": changed(lambda raw: raw.replace(b"1", b"\x00")),
        "twice": good + good,
        "size": good.replace(len(parts[main]).to_bytes(4, "little"), b"\xff\xff\xff\x7f"),
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000),
        "locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    }
    if kind == "docx":
        return found | {
            "rows": changed(lambda raw: raw.replace(b"</w:tbl>", b"<w:tr><w:tc/></w:tr>" * 100_000 + b"</w:tbl>")),
            "cells": changed(lambda raw: raw.replace(b"</w:tr>", b"<w:tc/>" * 50_000 + b"</w:tr>")),
            "span": changed(
                lambda raw: raw.replace(b"<w:tc>", b'<w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr>')
            ),
            "digits": changed(lambda raw: raw.replace(b"9,98", b"9" * 100_000)),
            "nested": changed(
                lambda raw: raw.replace(b"<w:body>", b"<w:body>" + b"<w:tbl><w:tr><w:tc>" * 400).replace(
                    b"</w:body>", b"</w:tc></w:tr></w:tbl>" * 400 + b"</w:body>"
                )
            ),
        }
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return found | {
        "far": changed(lambda raw: raw.replace(b"</sheetData>", far)),
        "dimension": changed(lambda raw: raw.replace(b"<dimension ", b'<dimension ref="A1:XFD1048576" x')),
        "merged": changed(
            lambda raw: raw.replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            )
        ),
        "merges": changed(
            lambda raw: raw.replace(
                b"</sheetData>",
                b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 3_000 + b"</mergeCells>",
            )
        ),
        "digits": changed(lambda raw: raw.replace(b"<v>2</v>", b"<v>" + b"9" * 100_000 + b"</v>")),
        "exponent": changed(lambda raw: raw.replace(b"<v>2</v>", b"<v>1e999999999</v>")),
        "rows": changed(
            lambda raw: raw.replace(b"</sheetData>", b"<row><c><v>1</v></c></row>" * 100_000 + b"</sheetData>")
        ),
    }
