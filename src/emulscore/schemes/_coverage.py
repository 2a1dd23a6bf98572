"""Which row of which published document is expressed by which rule, and by which bundled criterion, or why not.

`python -m emulscore.schemes._coverage` writes the page of both languages into `docs/`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

from attrs import frozen

from emulscore import schemes
from emulscore.conditions import Condition
from emulscore.facts import CohortFact, ItemsFact, ScaledFact
from emulscore.gates import Gate
from emulscore.rules import WeightedMean
from emulscore.rules.rule import Rule, arguments, facts_of
from emulscore.scheme import Scheme
from emulscore.schemes import (
    khanh_hoa_chuyen_doi_so_2024,
    nghi_dinh_335_2025,
    tiep_can_phap_luat_2021,
    truong_hoc_4725_2022,
)
from emulscore.schemes._catalogued import DOCUMENTS, NOT_BUNDLED, ROWS, SHAPES
from emulscore.schemes._partial import NotDone
from emulscore.words import Lang, Words

__all__ = ["PAGE", "Covered", "Place", "bundled", "coverage", "main", "page", "place_of"]

PAGE: Final = "coverage.md"


@frozen
class Place:
    """Where a bundled scheme holds a row of a document.

    Attributes:
        scheme: The id of the scheme.
        row: The number of the criterion; `""` for a gate.
        part: Which part of the criterion's rule it is; None for all of it.
        gate: Which gate of the grades it is, for a condition without points.
    """

    scheme: str
    row: str = ""
    part: int | None = None
    gate: int | None = None


@frozen
class Covered:
    """One row of a document and what expresses it.

    Attributes:
        document: The code of the document.
        row: The row's number in it.
        shape: The shape of its formula.
        title: What it is about.
        rule: The rule that expresses it: of the bundled criterion itself, or else of the shape.
        place: Where it is bundled; None where it is not.
        reason: Why it is not bundled; None where it is.
    """

    document: str
    row: str
    shape: str
    title: Words
    rule: str
    place: Place | None
    reason: Words | None


_SCHEMES: Final[dict[str, str]] = {
    "S01": "nga-nam-2023",
    "S02": "thanh-hoa-hdnd-2026",
    "S06": "tiep-can-phap-luat-2021",
    "S07": "tiep-can-phap-luat-2013",
    "S09": "cao-lanh-chuyen-doi-so",
    "S10": "chuyen-doi-so-cap-huyen",
    "S11": "ung-dung-cntt-bo",
    "S14": "mttq-dong-nai-2026",
    "S15": "nghi-dinh-335-2025",
}
"""The scheme that holds a document's rows under the document's own numbers."""

_LEADERS, _NGHIA_LAM, _SCHOOL = "nghi-dinh-335-2025-lanh-dao", "nghia-lam-cong-chuc", "truong-hoc-4725-2022"
_ELSEWHERE: Final[dict[tuple[str, str], Place]] = {
    ("S15", "(a)"): Place("nghi-dinh-335-2025", "KQ", part=0),
    ("S15", "(b)"): Place("nghi-dinh-335-2025", "KQ", part=1),
    ("S15", "(c)"): Place("nghi-dinh-335-2025", "KQ", part=2),
    ("S15", "(d)"): Place(_LEADERS, "KQ", part=3),
    ("S15", "xã-1"): Place(_NGHIA_LAM, "KQ", part=2),
    ("S15", "xã-2"): Place(_NGHIA_LAM, "KQ", part=0),
    **{("S18", f"xã {row}"): Place("khanh-hoa-chuyen-doi-so-xa-2024", str(row)) for row in range(1, 8)},
    **{("S18", f"huyện {row}"): Place("khanh-hoa-chuyen-doi-so-huyen-2024", str(row)) for row in range(2, 5)},
    ("S20", "1.1"): Place(_SCHOOL, gate=0),
    ("S20", "1.2"): Place(_SCHOOL, gate=1),
}
"""Rows that stand under another number, are a part of a row, or are a condition without points."""

_NOT_BUNDLED: Final[dict[str, tuple[NotDone, ...]]] = {
    **NOT_BUNDLED,
    "S06": tiep_can_phap_luat_2021.NOT_DONE,
    "S15": nghi_dinh_335_2025.NOT_DONE,
    "S18": khanh_hoa_chuyen_doi_so_2024.NOT_DONE,
    "S20": truong_hoc_4725_2022.NOT_DONE,
}
"""Rows that are not bundled, by document."""


@cache
def bundled() -> Mapping[str, Scheme]:
    """Return every bundled scheme by its id."""
    names = [found.name for found in iter_modules(schemes.__path__) if not found.name.startswith("_")]
    modules = [import_module(f"{schemes.__name__}.{name}") for name in names]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Scheme)]
    return {scheme.id: scheme for scheme in found}


def _tree(value: object) -> str:
    """Write a rule as the names of its classes: `Cap(Ratio)`; equal parts are written once."""
    inside = ", ".join(dict.fromkeys(filter(None, map(_tree, _inside(value)))))
    if not isinstance(value, _NAMED):
        return inside
    name = type(value).__name__
    return f"{name}({inside})" if inside else name


_MADE_OF = (Rule, Gate, Condition)
_NAMED = (*_MADE_OF, ItemsFact, CohortFact, ScaledFact)
"""What is named in a tree: rules, gates, conditions, and the facts that do arithmetic of their own."""


def _inside(value: object) -> Sequence[object]:
    if isinstance(value, tuple):
        return value
    return tuple(arguments(value).values()) if isinstance(value, _MADE_OF) else ()


def _at(place: Place) -> tuple[Words, object] | None:
    """Return the title and the rule or gate that stand at a place; None where nothing does."""
    scheme = bundled()[place.scheme]
    if place.gate is not None and scheme.grades is not None:
        gate = scheme.grades.gates[place.gate]
        return _about(gate), gate
    criterion = scheme.criteria.get(place.row)
    if criterion is None:
        return None
    rule: object = criterion.rule
    if place.part is not None and isinstance(rule, WeightedMean):
        rule = rule.parts[place.part]
        return _about(rule), rule
    return criterion.title, rule


def _about(value: object) -> Words:
    """Return what a part or a gate is about: the first fact that it looks at."""
    fact = next(facts_of(value))
    return Words(fact.name) if fact.label is None else fact.label


def place_of(document: str, row: str) -> Place | None:
    """Return where a row of a document is bundled, or would be; None for documents that are not bundled."""
    if document in _SCHEMES:
        return _ELSEWHERE.get((document, row), Place(_SCHEMES[document], row))
    return _ELSEWHERE.get((document, row))


def _covered(document: str, row: str, shape: str) -> Covered:
    place = place_of(document, row)
    found = None if place is None else _at(place)
    if found is not None:
        title, rule = found
        return Covered(document, row, shape, title, _tree(rule), place, None)
    left = next((left for left in _NOT_BUNDLED.get(document, ()) if left.row == row), None)
    if left is None:
        msg = f"nothing is said of row {row} of {document}: neither bundled nor left out"
        raise LookupError(msg)
    return Covered(document, row, shape, left.title, ", ".join(SHAPES[shape][1]), None, left.reason)


def coverage() -> tuple[Covered, ...]:
    """Return every row of the documents, with what expresses it.

    >>> row = next(row for row in coverage() if (row.document, row.row) == ("S01", "13"))
    >>> row.shape, row.rule, row.place.scheme
    ('TGT', 'Cap(Ratio)', 'nga-nam-2023')
    """
    return tuple(_covered(document, row, shape) for document, rows in ROWS.items() for row, shape in rows.items())


_HEAD: Final[dict[Lang, str]] = {
    "vi": """# Văn bản đã thử

Các văn bản chấm điểm đã công bố được dùng để thử thư viện, từng hàng một: hàng thuộc dạng công thức nào, cách tính nào
diễn đạt nó, và nó nằm trong bộ tiêu chí có sẵn nào. Hàng thiếu dữ kiện (không rõ điểm tối đa, các mức bị cắt) thì không
tự nghĩ ra: hàng ấy được ghi là chưa làm, kèm lý do. Trang này được lập từ chính các bộ tiêu chí có sẵn.
""",
    "en": """# Coverage

The published documents that the library's power of expression is tried on, row by row: the shape of the formula, the
rule that expresses it, and the bundled scheme that holds it. A row whose facts are missing (no maximum, bands cut off)
is never made up: it is listed as not done, with the reason. This page is generated from the bundled schemes themselves.
""",
}
_COLUMNS: Final[dict[str, dict[Lang, tuple[str, ...]]]] = {
    "documents": {
        "vi": ("văn bản", "số hàng", "có sẵn", "chưa"),
        "en": ("document", "rows", "bundled", "not"),
    },
    "rows": {
        "vi": ("hàng", "nội dung", "dạng", "cách tính", "có sẵn ở đâu, hoặc vì sao chưa"),
        "en": ("row", "what it is about", "shape", "rule", "where it is bundled, or why not"),
    },
    "shapes": {"vi": ("dạng", "nghĩa", "số hàng"), "en": ("shape", "meaning", "rows")},
}
_SAYS: Final[dict[str, Words]] = {
    "documents": Words("Tóm tắt", "In short"),
    "shapes": Words("Các dạng công thức", "The shapes"),
    "all": Words("**tất cả**", "**all**"),
    "row": Words("hàng", "row"),
    "part": Words("phần", "part"),
    "gate": Words("điều kiện", "gate"),
}


def _table(columns: tuple[str, ...], rows: Iterable[Sequence[object]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _where(row: Covered, lang: Lang) -> str:
    place = row.place
    if place is None:
        return "" if row.reason is None else row.reason.text(lang)
    if place.gate is not None:
        return f"`{place.scheme}`, {_SAYS['gate'].text(lang)} {place.gate + 1}"
    part = "" if place.part is None else f", {_SAYS['part'].text(lang)} {place.part + 1}"
    return f"`{place.scheme}`, {_SAYS['row'].text(lang)} {place.row}{part}"


def page(lang: Lang) -> str:
    """Return the page on coverage, as Markdown."""
    rows = coverage()
    by_document = {code: [row for row in rows if row.document == code] for code in DOCUMENTS}
    counts = [
        (title.text(lang), len(of), sum(row.place is not None for row in of))
        for title, of in zip(DOCUMENTS.values(), by_document.values(), strict=True)
    ]
    counts.append((_SAYS["all"].text(lang), len(rows), sum(row.place is not None for row in rows)))
    shapes = [
        (f"`{shape}`", words.text(lang), [row.shape for row in rows].count(shape))
        for shape, (words, _) in SHAPES.items()
    ]
    parts = [
        _HEAD[lang],
        f"## {_SAYS['documents'].text(lang)}\n",
        _table(_COLUMNS["documents"][lang], [(title, of, done, of - done) for title, of, done in counts]),
        f"## {_SAYS['shapes'].text(lang)}\n",
        _table(_COLUMNS["shapes"][lang], shapes),
    ]
    for code, of in by_document.items():
        parts.append(f"## {DOCUMENTS[code].text(lang)}\n")
        parts.extend(f"{source}\n" for source in _sources(of, lang))
        cells = [(row.row, row.title.text(lang), row.shape, f"`{row.rule}`", _where(row, lang)) for row in of]
        parts.append(_table(_COLUMNS["rows"][lang], cells))
    return "\n".join(parts)


def _sources(rows: Iterable[Covered], lang: Lang) -> Iterator[str]:
    ids = dict.fromkeys(row.place.scheme for row in rows if row.place is not None)
    for id_ in ids:
        source = bundled()[id_].source
        yield f"`{id_}`" if source is None else f"`{id_}`: {source.text(lang)}"


def main(docs: str = "docs") -> None:
    """Write the page of both languages.

    Args:
        docs: The folder of the documentation.
    """
    langs: tuple[Lang, ...] = ("vi", "en")
    for lang in langs:
        Path(docs, lang, PAGE).write_text(page(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
