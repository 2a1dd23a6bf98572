"""The annex of a unit's report and that of a decision, as a Word document, a page to print, or Markdown."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

from attrs import evolve

from emulscore.report.annex import annex_sheet
from emulscore.report.claims import Citations, Given, claims_sheet
from emulscore.report.page import markdown_of, page_of
from emulscore.report.sheet import Sheet
from emulscore.rules.rule import wrong
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.word.layout import Paper, body_of
from emulscore.word.parts import archive, fixed_parts
from emulscore.words import Lang, Words, words

__all__ = ["annex_html", "annex_markdown", "write_annex", "write_scheme"]

_LABEL: Final = Words("Phụ lục", "Annex")
_BLANK: Final = "\u00a0" * 8
_REPORT: Final = Words(
    f"(Kèm theo Báo cáo số{_BLANK}/{{}} ngày{_BLANK}tháng{_BLANK}năm{_BLANK} của {{}})",
    f"(Attached to report No.{_BLANK}/{{}} of{_BLANK}by {{}})",
)
_DECISION: Final = Words(
    f"(Kèm theo Quyết định số{_BLANK}/{{}} ngày{_BLANK}tháng{_BLANK}năm{_BLANK} của {{}})",
    f"(Attached to decision No.{_BLANK}/{{}} of{_BLANK}by {{}})",
)
_SMALLEST, _LARGEST = 11, 14


def write_annex(
    card: Scorecard,
    path: str | PathLike[str],
    lang: Lang = "vi",
    *,
    title: Words | str | None = None,
    number: str | None = None,
    attached: Words | str | None = None,
    symbol: str = "BC-UBND",
    given: Given = "claimed",
    citations: Citations = "full",
    landscape: bool = True,
    size: int = 13,
    issuer: Words | str | None = None,
) -> None:
    """Write the annex of a unit's report as a Word document: the same scorecard gives the same bytes.

    The form is that of Decree 30/2020/NĐ-CP: A4, Times New Roman, `Phụ lục` and the title in the middle, the line `(Kèm
    theo …)` in italics with number and day left blank, the page number above the text from the second page on. The
    heading of the table is repeated on every page, and no row is split.

    >>> from tempfile import TemporaryDirectory
    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> card = scheme.score(assessment, partial=True)
    >>> with TemporaryDirectory() as folder:
    ...     write_annex(card, Path(folder) / "phu-luc.docx")
    ...     Path(folder, "phu-luc.docx").read_bytes()[:2]
    b'PK'

    Args:
        card: The scorecard.
        path: Where the document is written.
        lang: The language of headings; what the unit wrote stays as it is.
        title: The annex's title; the scheme's where it is not given.
        number: Which annex it is, where there are several: `I`, `II`.
        attached: What it belongs to; a line with blank number and day where it is not given, none where it is empty.
        symbol: The symbol of the report in that line.
        given: Whether the points are those that the unit claims, the computed ones, or both side by side.
        citations: Whether a document is cited in full in every row, or shortly after its first mention.
        landscape: Whether the paper lies across.
        size: The size of the letters in points, 11 to 14; the decree asks for 13 or 14, tables are often set in less.
        issuer: Who issues it, for a paper that stands by itself and has a national heading; an annex has none.

    Raises:
        Refused: With the code `wrong-argument`.
    """
    sheet = _card_sheet(card, lang, title, attached, symbol, given, citations)
    _write(sheet, path, _paper(lang, number, size, issuer, landscape=landscape))


def write_scheme(
    scheme: Scheme,
    path: str | PathLike[str],
    lang: Lang = "vi",
    *,
    number: str | None = None,
    attached: Words | str | None = None,
    symbol: str = "QĐ-UBND",
    landscape: bool = True,
    size: int = 13,
    issuer: Words | str | None = None,
) -> None:
    """Write a scheme as the annex of the decision that adopts it: the same scheme gives the same bytes.

    >>> from tempfile import TemporaryDirectory
    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> with TemporaryDirectory() as folder:
    ...     write_scheme(scheme, Path(folder) / "quyet-dinh.docx", number="I")
    ...     Path(folder, "quyet-dinh.docx").read_bytes()[:2]
    b'PK'

    Args:
        scheme: The scheme.
        path: Where the document is written.
        lang: The language.
        number: Which annex it is, where there are several.
        attached: What it belongs to. Where it is not given, the scheme's source, if that says so (`Kèm theo Quyết định
            …/…/2026`), or else the issuer with blank number and day.
        symbol: The symbol of the decision in that line.
        landscape: Whether the paper lies across.
        size: The size of the letters in points, 11 to 14.
        issuer: Who issues it, for a paper that stands by itself and has a national heading.

    Raises:
        Refused: With the code `wrong-argument`.
    """
    line = _attached(attached, _decision(scheme, symbol, lang), lang)
    sheet = evolve(_filled(annex_sheet(scheme, lang)), about=(line,) if line else ())
    _write(sheet, path, _paper(lang, number, size, issuer, landscape=landscape))


def annex_html(
    card: Scorecard,
    lang: Lang = "vi",
    *,
    title: Words | str | None = None,
    attached: Words | str | None = None,
    symbol: str = "BC-UBND",
    given: Given = "claimed",
    citations: Citations = "full",
) -> str:
    """Return the annex of a unit's report as a page of HTML to print; the arguments are those of `write_annex`.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> "Điểm tự chấm" in annex_html(scheme.score(assessment, partial=True))
    True

    Raises:
        Refused: With the code `wrong-argument`.
    """
    return page_of(_card_sheet(card, lang, title, attached, symbol, given, citations))


def annex_markdown(
    card: Scorecard,
    lang: Lang = "vi",
    *,
    title: Words | str | None = None,
    attached: Words | str | None = None,
    symbol: str = "BC-UBND",
    given: Given = "claimed",
    citations: Citations = "full",
) -> str:
    """Return the annex of a unit's report as Markdown; the arguments are those of `write_annex`.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> print(annex_markdown(scheme.score(assessment, partial=True), attached="").splitlines()[2])
    | Số TT | Nội dung tiêu chí | Điểm chuẩn | Điểm tự chấm | Cách tính | Căn cứ tính điểm |

    Raises:
        Refused: With the code `wrong-argument`.
    """
    return markdown_of(_card_sheet(card, lang, title, attached, symbol, given, citations))


def _card_sheet(
    card: Scorecard,
    lang: Lang,
    title: Words | str | None,
    attached: Words | str | None,
    symbol: str,
    given: Given,
    citations: Citations,
) -> Sheet:
    line = _attached(attached, _REPORT.text(lang).format(symbol, card.assessment.unit.text(lang) or "…"), lang)
    return claims_sheet(card, lang, title=title, attached=line, given=given, citations=citations)


def _decision(scheme: Scheme, symbol: str, lang: Lang) -> str:
    """Say which decision a scheme belongs to: as its source has it, or with blanks to fill in."""
    if scheme.source is not None and scheme.source.vi.casefold().startswith("kèm theo"):
        return f"({scheme.source.text(lang)})"
    by = "…" if scheme.issuer is None else scheme.issuer.text(lang)
    return _DECISION.text(lang).format(symbol, by)


def _filled(sheet: Sheet) -> Sheet:
    """Leave columns out in which nothing stands."""
    kept = [place for place, _ in enumerate(sheet.columns) if any(line.cells[place] for line in sheet.lines)]
    lines = (evolve(line, cells=tuple(line.cells[place] for place in kept)) for line in sheet.lines)
    return evolve(sheet, columns=tuple(sheet.columns[place] for place in kept), lines=tuple(lines))


def _attached(given: Words | str | None, blank: str, lang: Lang) -> str:
    return blank if given is None else words(given).text(lang)


def _paper(lang: Lang, number: str | None, size: int, issuer: Words | str | None, *, landscape: bool) -> Paper:
    if size not in range(_SMALLEST, _LARGEST + 1):
        span = Words(f"số nguyên từ {_SMALLEST} đến {_LARGEST}", f"a whole number from {_SMALLEST} to {_LARGEST}")
        raise wrong("size", span.vi, span.text("en"))
    label = " ".join(filter(None, (_LABEL.text(lang), number)))
    return Paper(label, landscape, size, None if issuer is None else words(issuer).text(lang))


def _write(sheet: Sheet, path: str | PathLike[str], paper: Paper) -> None:
    parts = fixed_parts(body_of(sheet, paper), title=sheet.title, lang=sheet.lang, size=paper.size * 2)
    Path(path).write_bytes(archive(parts))
