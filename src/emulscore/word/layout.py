"""A sheet on paper: A4 with the margins of Decree 30/2020/NĐ-CP, its heading, its table, and what stands below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from attrs import frozen

from emulscore.report.sheet import Column, Line, Notes, Sheet
from emulscore.word.parts import text_of

__all__ = ["Paper", "body_of"]

_TWIPS: Final = 1440 / 25.4  # of a millimetre
_SHORT, _LONG = 210, 297
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 15, 20, 20
_HEADER: Final = 10
_NUMBER_WIDTH: Final = 18
_LABEL_WIDTH: Final = 13
_LETTER_WIDTH: Final = 2.6
_BOLD_WIDTH: Final = 2.4 / 13  # of a letter, for each point of its size
_NARROWEST, _WIDEST = 0.75, 1.25  # of an equal share
_TITLE_SIZE: Final = 28  # half points: 14
_NATION: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PLACE: Final = "…………, ngày      tháng      năm 20…"
_NUMBER: Final = "Số:            /"

Align = Literal["left", "center", "right", "both"]


@frozen
class Paper:
    """How a sheet is laid out.

    Attributes:
        label: What stands above its title, such as `Phụ lục I`.
        landscape: Whether the paper lies across.
        size: The size of its letters, in points.
        issuer: Who issues it, where it has a national heading of its own.
    """

    label: str
    landscape: bool = True
    size: int = 13
    issuer: str | None = None

    @property
    def width(self) -> float:
        """Return the width between the margins, in millimetres."""
        return (_LONG if self.landscape else _SHORT) - _LEFT - _RIGHT


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)


def body_of(sheet: Sheet, paper: Paper) -> str:
    """Return a sheet as the body of a document."""
    small = "" if paper.issuer is None else _national(paper.issuer, paper)
    head = [
        _paragraph(paper.label, "center", bold=True, size=_TITLE_SIZE),
        _paragraph(sheet.title.upper(), "center", bold=True, size=_TITLE_SIZE),
        *(_paragraph(line, "center", italic=True) for line in sheet.about),
        _paragraph("", "center"),
    ]
    notes = (_notes(one) for one in sheet.notes if one.items)
    return "".join((small, *head, _table(sheet, paper), *notes, _section(paper)))


def _paragraph(
    text: str,
    align: Align = "left",
    *,
    bold: bool = False,
    italic: bool = False,
    size: int | None = None,
    before: int = 0,
    keep: bool = False,
) -> str:
    marks = "<w:b/>" * bold + "<w:i/>" * italic
    marks += "" if size is None else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    run = f'<w:r>{f"<w:rPr>{marks}</w:rPr>" if marks else ""}<w:t xml:space="preserve">{text_of(text)}</w:t></w:r>'
    room = f'<w:spacing w:before="{before}"/>' if before else ""
    next_ = "<w:keepNext/>" * keep
    return f'<w:p><w:pPr>{next_}{room}<w:jc w:val="{align}"/></w:pPr>{run if text else ""}</w:p>'


def _widths(sheet: Sheet, paper: Paper) -> list[int]:
    """Give numbers what they need, and share the rest among the texts; in twips, adding up to the page."""
    ids = [line.cells[place] for place, one in enumerate(sheet.columns) if one.kind == "label" for line in sheet.lines]
    label = max(_LABEL_WIDTH, *(4 + _LETTER_WIDTH * len(id_) for id_ in ids if len(id_) < _LABEL_WIDTH), 0)
    heads = [word for one in sheet.columns if one.kind == "number" for word in one.title.split()]
    longest = 4 + _BOLD_WIDTH * paper.size * max(map(len, heads), default=0)  # no heading is broken inside a word
    number = max(_NUMBER_WIDTH if paper.landscape else _NUMBER_WIDTH - 3, longest)
    fixed = {"label": label, "number": number}
    room = paper.width - sum(fixed.get(column.kind, 0) for column in sheet.columns)
    shares = _shares(sheet, room)
    widths = [_twips(shares[place] if place in shares else fixed[one.kind]) for place, one in enumerate(sheet.columns)]
    widths[-1] += _twips(paper.width) - sum(widths)
    return widths


def _shares(sheet: Sheet, room: float) -> dict[int, float]:
    """Share the room among the texts by how much stands in each, within limits, so that no word is broken."""
    prose = [place for place, column in enumerate(sheet.columns) if column.kind == "prose"]
    rows = [line.cells for line in sheet.lines if line.kind == "row"]
    letters = {place: sum(len(cells[place]) for cells in rows) + 1 for place in prose}
    mean = sum(letters.values()) / max(len(prose), 1)
    weights = {place: min(max(many / mean, _NARROWEST), _WIDEST) for place, many in letters.items()}
    return {place: room * weight / sum(weights.values()) for place, weight in weights.items()}


def _table(sheet: Sheet, paper: Paper) -> str:
    widths = _widths(sheet, paper)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = {"top": 0.4, "left": 1.2, "bottom": 0.4, "right": 1.2}
    margins = "".join(f'<w:{side} w:w="{_twips(wide)}" w:type="dxa"/>' for side, wide in room.items())
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(sheet.columns, widths)}{''.join(_line(line, sheet.columns, widths) for line in sheet.lines)}</w:tbl>"
    )


def _head(columns: Iterable[Column], widths: Sequence[int]) -> str:
    cells = (
        _cell(_paragraph(column.title, "center", bold=True), width, middle=True)
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _line(line: Line, columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = "".join(_group(line, columns, widths) if line.kind == "group" else _row(line, columns, widths))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _group(line: Line, columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """Yield the cells of a group: its heading across those that are empty, then what its line states."""
    filled = [place for place, text in enumerate(line.cells[2:], 2) if text]
    across = filled[0] if filled else len(widths)
    heading = " ".join(filter(None, line.cells[:2]))
    yield _cell(_paragraph(heading, "left", bold=True, keep=True), sum(widths[:across]), across=across)
    for place in range(across, len(widths)):
        prose = columns[place].kind == "prose"
        yield _cell("".join(_texts(line.cells[place], "left" if prose else "center", bold=not prose)), widths[place])


def _row(line: Line, columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    bold = line.kind != "row"
    for column, width, text in zip(columns, widths, line.cells, strict=True):
        # Lines of a narrow column that reach both margins show wide gaps.
        align: Align = "left" if column.kind == "prose" else "center"
        yield _cell("".join(_texts(text, align, bold=bold)), width)


def _texts(text: str, align: Align, *, bold: bool = False) -> Iterator[str]:
    """Yield a cell's paragraphs, one for each line of its text."""
    for part in text.split("\n"):
        yield _paragraph(part, align, bold=bold)


def _cell(inside: str, width: int, *, across: int = 1, middle: bool = False) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    place = '<w:vAlign w:val="center"/>' * middle
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{place}</w:tcPr>{inside}</w:tc>'


def _notes(notes: Notes) -> str:
    items = "".join(_paragraph(f"- {item}", "both", before=60) for item in notes.items)
    return _paragraph(notes.title, "left", bold=True, before=120, keep=True) + items


def _national(issuer: str, paper: Paper) -> str:
    """Return the heading of a paper that stands by itself: who issues it, its blank number, the nation, place and day."""
    widths = [_twips(paper.width * 2 / 5), _twips(paper.width * 3 / 5)]
    left = _paragraph(issuer.upper(), "center", bold=True), _paragraph(_NUMBER, "center")
    name, motto = _NATION
    right = (
        _paragraph(name, "center", bold=True),
        _underlined(motto),
        _paragraph(_PLACE, "center", italic=True),
    )
    cells = "".join(_cell("".join(inside), width) for inside, width in zip((left, right), widths, strict=True))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>{_paragraph('', 'center')}"
    )


def _underlined(text: str) -> str:
    run = (
        f'<w:r><w:rPr><w:b/><w:sz w:val="{_TITLE_SIZE}"/><w:u w:val="single"/></w:rPr><w:t>{text_of(text)}</w:t></w:r>'
    )
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p>'


def _section(paper: Paper) -> str:
    """Return the page: its number stands in the middle above the text, but not on the first."""
    width, height = (_LONG, _SHORT) if paper.landscape else (_SHORT, _LONG)
    across = ' w:orient="landscape"' * paper.landscape
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{across}/>'
        f'<w:pgMar w:top="{_twips(_TOP)}" w:right="{_twips(_RIGHT)}" w:bottom="{_twips(_BOTTOM)}" '
        f'w:left="{_twips(_LEFT)}" w:header="{_twips(_HEADER)}" w:footer="{_twips(_HEADER)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
