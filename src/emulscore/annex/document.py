"""A Word document's tables: merged cells, tables in tables, and changes that are still marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from attrs import evolve, field, frozen

from emulscore.annex.grid import Cell, Source, Table, letter, too_large
from emulscore.annex.numbering import Numbering, W, numbering_of
from emulscore.errors import Problem, Refused
from emulscore.limits import Limits
from emulscore.packed import Form
from emulscore.words import Words, nfc

__all__ = ["DOCUMENT", "document_source"]

DOCUMENT: Final = "word/document.xml"
_FORM: Final = Form(
    "DOCX",
    none=Words("không phải là tệp .docx, hoặc bị cắt cụt", "not a .docx file, or cut off"),
    old=Words("tệp kiểu cũ .doc; hãy lưu lại thành .docx", "an old .doc file; save it as .docx"),
)
_OUT: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_IN: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHANGES: Final = {
    "out": Words("đã xóa: “{}”", "taken out: “{}”"),
    "in": Words("đã chèn: “{}”", "put in: “{}”"),
    "row out": Words("đã xóa dòng: “{}”", "row taken out: “{}”"),
    "row in": Words("đã chèn dòng: “{}”", "row put in: “{}”"),
}


def document_source(raw: bytes, limits: Limits) -> Source:
    """Read the tables of a document.

    Marked changes are read as if they were accepted, and each is listed. A table inside a cell of another table is a table
    of its own.

    Raises:
        FileError: The file cannot be read.
    """
    with _FORM.broken(), ZipFile(BytesIO(raw)) as archive:
        _FORM.check(archive, limits)
        root = fromstring(archive.read(DOCUMENT))  # noqa: S314 - what declares entities has been refused
        parts: dict[str, Element] = {}
        for name in ("numbering", "styles"):
            with suppress(KeyError):  # a document need not have them
                parts[name] = fromstring(archive.read(f"word/{name}.xml"))  # noqa: S314 - as above
        reader = _Reader(numbering_of(parts.get("numbering"), parts.get("styles")), limits)
        outside = [text for block in _blocks(_body(root)) if (text := reader.outside(block))]
    return Source(tuple(reader.tables), tuple(outside), tuple(reader.problems))


def _body(root: Element) -> Element:
    body = root.find(f"{W}body")
    if body is None:
        raise _FORM.unreadable(_FORM.none)
    return body


def _blocks(element: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a body or a cell, also those inside content controls and marked changes."""
    for child in element:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag not in _OUT:
            yield from _blocks(child)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _children(child, tag)


def _number(element: Element | None, name: str) -> int:
    found = None if element is None else element.find(f"{W}{name}")
    return 0 if found is None else int(found.get(f"{W}val", "0"))


@frozen
class _Reader:
    """Reads tables in the order in which they begin."""

    numbering: Numbering
    limits: Limits
    tables: list[Table] = field(factory=list, init=False)
    problems: list[Problem] = field(factory=list, init=False)
    cells: Counter[str] = field(factory=Counter, init=False)

    def outside(self, block: Element) -> str:
        """Return the text of a paragraph; take a table."""
        if block.tag == f"{W}tbl":
            self.table(block)
            return ""
        return self.paragraph(block, Cell())

    def table(self, element: Element) -> str:
        """Take a table; return its name."""
        place = len(self.tables)
        name = f"Bảng {place + 1}"
        self.tables.append(Table(name, ()))
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(_children(element, "tr"), 1):
            if number > self.limits.rows:
                raise too_large(self.limits, name)
            cells = self.row(row, name, number)
            self.cells[name] += len(cells or ())
            if self.cells.total() > self.limits.cells:
                raise too_large(self.limits, name)
            if cells is not None:
                rows.append(cells)
        self.tables[place] = Table(name, tuple(rows))
        return name

    def row(self, row: Element, name: str, number: int) -> tuple[Cell, ...] | None:
        """Return the cells of a row, one for each column; None for a row that was taken out."""
        properties = row.find(f"{W}trPr")
        cells: list[Cell] = [Cell()] * min(_number(properties, "gridBefore"), self.limits.columns)
        marked = {tag for tag in ("del", "ins") if properties is not None and properties.find(f"{W}{tag}") is not None}
        for cell in _children(row, "tc"):
            own = cell.find(f"{W}tcPr")
            path = f"{name}!{letter(len(cells))}{number}"
            text = self.cell(cell, Cell(path=path), silent="del" in marked)
            cells.append(Cell(text, text, path=path))  # where a cell goes on downwards it is empty
            more = min(max(_number(own, "gridSpan"), 1), self.limits.columns) - 1
            cells += [Cell("", text, path=path)] * more
            if len(cells) > self.limits.columns:
                raise too_large(self.limits, path)
        for tag in sorted(marked):
            text = " | ".join(cell.text for cell in cells if cell.text)
            self.change(evolve(cells[0] if cells else Cell(path=name)), "row out" if tag == "del" else "row in", text)
        return None if "del" in marked else tuple(cells)

    def cell(self, element: Element, at: Cell, *, silent: bool = False) -> str:
        """Return the text of a cell; a table in it is a table of its own, and said to be there."""
        texts = []
        for block in _blocks(element):
            if block.tag == f"{W}tbl":
                place = len(self.tables)
                self.table(block)
                inner = " | ".join(cell.text for row in self.tables[place].rows for cell in row if cell.text)
                self.problems.append(at.problem(Refused("nested-table"), given=inner))
            else:
                texts.append(self.paragraph(block, at, silent=silent))
        return "\n".join(filter(None, texts))

    def paragraph(self, element: Element, at: Cell, *, silent: bool = False) -> str:
        """Return the text of a paragraph, with its number or bullet."""
        mark = self.numbering.mark(element)
        text = nfc("".join(self.pieces(element, at, silent=silent))).strip()
        return mark + text if text else mark.strip() if mark.strip() != "-" else ""

    def pieces(self, element: Element, at: Cell, *, silent: bool) -> Iterator[str]:
        """Yield the pieces of a text, marked changes as if they were accepted."""
        for child in element:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag in _OUT:
                gone = "".join(one.text or "" for one in child.iter() if one.tag in {f"{W}delText", f"{W}t"})
                if gone.strip() and not silent:
                    self.change(at, "out", gone)
            elif child.tag in _IN:
                added = "".join(self.pieces(child, at, silent=silent))
                if added.strip() and not silent:
                    self.change(at, "in", added)
                yield added
            elif child.tag not in {f"{W}pPr", f"{W}rPr", f"{W}instrText", _FALLBACK}:
                yield from self.pieces(child, at, silent=silent)

    def change(self, at: Cell, kind: str, text: str) -> None:
        """Say that a change is still marked."""
        says = _CHANGES[kind]
        what = Words(says.vi.format(text.strip()[:200]), says.text("en").format(text.strip()[:200]))
        self.problems.append(at.problem(Refused("tracked-change", what=what), given=text))
