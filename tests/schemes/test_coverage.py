"""Every catalogued row is bundled or left out with a reason, every bundled one has cases by hand, the pages are current.

A test file beside this one states its cases in a table `CASES` of (scheme, row, measurements, points), or without the
scheme where it is the file's own `scheme`; for a condition without points the row is "" and the grade stands for points.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from emulscore import Scheme, WeightedMean
from emulscore.rules.rule import facts_of
from emulscore.schemes._catalogued import DOCUMENTS, ROWS, SHAPES
from emulscore.schemes._coverage import PAGE, Covered, Place, bundled, coverage, main, page
from emulscore.words import Lang

HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs"
Case = tuple[str, str, Mapping[str, object], str]

# The annex of Ngã Năm, row by row, as its own calculations and rates stand there.
_NGA_NAM: dict[str, list[tuple[dict[str, object], str]]] = {
    "1": [({"ke_hoach": 0, "bao_cao": 0}, "8"), ({"ke_hoach": {"months_begun": 2}, "bao_cao": 0}, "6")],
    "2": [({"ke_hoach_to": 0, "bao_cao_to": 0}, "5"), ({"ke_hoach_to": 0, "bao_cao_to": {"months_begun": 9}}, "0")],
    "3": [({"nhan_su": "dai_hoc"}, "5"), ({"nhan_su": "cao_dang"}, "4"), ({"nhan_su": "dat_chuan"}, "3")],
    "4": [({"ho_so_mang": "100%"}, "10"), ({"ho_so_mang": "80%"}, "10"), ({"ho_so_mang": "40%"}, "5")],
    "5": [({"van_ban": "100%"}, "10"), ({"van_ban": "95%"}, "9.5")],
    "6": [
        ({"tre_thang": 0, "tre_quy": 0, "tre_6_thang": 0, "tre_nam": 0}, "5"),
        ({"tre_thang": 1, "tre_quy": 1, "tre_6_thang": 0, "tre_nam": 0}, "2.5"),
        ({"tre_thang": 0, "tre_quy": 0, "tre_6_thang": 1, "tre_nam": 0}, "2"),
        ({"tre_thang": 0, "tre_quy": 0, "tre_6_thang": 0, "tre_nam": 1}, "0"),
    ],
    "7": [({"thu_cong_vu": "100%"}, "6"), ({"thu_cong_vu": (3, 4)}, "4.5")],
    "8": [({"dung_han": "99,80%"}, "9.98"), ({"dung_han": "100%"}, "10")],
    "9": [({"can_bo_cai_app": "100%"}, "6"), ({"can_bo_cai_app": (1, 2)}, "3")],
    "10": [({"chu_ky_so": "100%"}, "6"), ({"chu_ky_so": (7, 48)}, "0.88")],
    "11": [({"can_bo_vneid": "100%"}, "6"), ({"can_bo_vneid": "0%"}, "0")],
    "12": [({"dan_vneid": "75,7%"}, "4.54"), ({"dan_vneid": "100%"}, "6")],
    "13": [({"dan_cai_app": "70%"}, "5"), ({"dan_cai_app": "50%"}, "5"), ({"dan_cai_app": "25%"}, "2.5")],
    "14": [({"ocop": "100%"}, "4"), ({"ocop": (1, 3)}, "1.33")],
}


def beside() -> Iterator[ModuleType]:
    """Load the test files of the other schemes, for their tables of cases."""
    for file in sorted(HERE.glob("test_*.py")):
        spec = (
            None if file.samefile(__file__) else importlib.util.spec_from_file_location(f"cases_of_{file.stem}", file)
        )
        if spec is not None and spec.loader is not None:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            yield module


@cache
def cases() -> dict[tuple[str, str], list[Case]]:
    found: list[Case] = [("nga-nam-2023", row, unit, to) for row, pairs in _NGA_NAM.items() for unit, to in pairs]
    for module in beside():
        for *scheme, row, unit, to in getattr(module, "CASES", ()):
            found.append((scheme[0] if scheme else module.scheme.id, row, unit, to))
    table: dict[tuple[str, str], list[Case]] = {}
    for case in found:
        table.setdefault(case[:2], []).append(case)
    return table


def facts_that_decide(place: Place) -> set[str]:
    """Return the facts of the row, of the part of it, or of the gate, that a place stands for."""
    scheme = bundled()[place.scheme]
    of: object
    if place.gate is None:
        of = scheme.criteria[place.row].rule
        if place.part is not None and isinstance(of, WeightedMean):
            of = of.parts[place.part]
    else:
        of = scheme.grades.gates[place.gate] if scheme.grades else None
    return {fact.name for fact in facts_of(of)}


def turns(place: Place) -> bool:
    """Say whether two cases differ only in the facts of a place, and in what they earn."""
    decide = facts_that_decide(place)
    found = [
        ({name: value for name, value in unit.items() if name not in decide}, Decimal(to) if place.row else to)
        for _, _, unit, to in cases().get((place.scheme, place.row), [])
    ]
    return any(one[0] == other[0] and one[1] != other[1] for one, other in combinations(found, 2))


def result(scheme: Scheme, row: str, unit: Mapping[str, object]) -> str | Decimal:
    return scheme.score(unit, partial=True)[row].points if row else scheme.score(unit).grade.id


COVERED = [row for row in coverage() if row.place is not None]


def named(row: Covered) -> str:
    return f"{row.document} {row.row}"


@pytest.mark.parametrize("row", COVERED, ids=named)
def test_each_covered_row_has_cases_by_hand(row: Covered) -> None:
    """Two cases stated by hand differ only in the row's own facts and earn different points: without it they fail."""
    assert row.place is not None
    assert turns(row.place)


@pytest.mark.parametrize("key", sorted(cases()), ids=" ".join)
def test_cases_by_hand_hold(key: tuple[str, str]) -> None:
    """The bundled criterion earns what every case states."""
    scheme_id, row = key
    for _, _, unit, to in cases()[key]:
        assert result(bundled()[scheme_id], row, unit) == (Decimal(to) if row else to)


# The shapes of the parts of a mean: the arithmetic is done by the table of items that the rate reads.
BY_ITEMS = {"(b)", "(c)", "xã-1", "(a)", "xã-2"}


@pytest.mark.parametrize("row", COVERED, ids=named)
def test_the_bundled_rule_is_of_the_rows_shape(row: Covered) -> None:
    """The rule of the criterion names a rule that the shape is expressed by, or the items that it is counted over."""
    if row.row in BY_ITEMS:
        assert row.rule == "Ratio(ItemsFact)"
    elif row.place is not None and row.place.gate is not None:
        assert row.rule == "Force(Not(FactIs))"
    else:
        assert any(rule in row.rule for rule in SHAPES[row.shape][1])


def test_nothing_is_left_out_without_a_reason() -> None:
    """Of 13 documents with 127 rows, rows that are not bundled say why, in both languages."""
    assert set(ROWS) == set(DOCUMENTS)
    left = [row for row in coverage() if row.place is None]
    assert all(row.reason is not None and row.reason.vi and row.reason.en for row in left)
    assert [named(row) for row in left if row.document not in {"S17", "S21"}] == [
        "S06 CT… tập huấn",
        "S15 (đ)",
        "S18 huyện 1",
        "S18 huyện 5",
        "S20 1.3",
    ]


def test_a_row_of_which_nothing_is_said_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is catalogued and neither bundled nor left out with a reason is named; no page goes out without it."""
    monkeypatch.setitem(ROWS, "S01", {**ROWS["S01"], "99": "TGT"})
    with pytest.raises(LookupError, match=r"^nothing is said of row 99 of S01: neither bundled nor left out$"):
        page("vi")


def test_the_catalogue_has_the_rows_of_the_documents() -> None:
    """The number of rows of each document, counted in it."""
    assert {code: len(rows) for code, rows in ROWS.items()} == {
        "S01": 14,
        "S02": 56,
        "S06": 3,
        "S07": 1,
        "S09": 3,
        "S10": 3,
        "S11": 5,
        "S14": 3,
        "S15": 9,
        "S17": 10,
        "S18": 12,
        "S20": 3,
        "S21": 5,
    }


LANGS: tuple[Lang, ...] = ("vi", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_are_current(lang: Lang, tmp_path: Path) -> None:
    """The page in the documentation is the one that the schemes give, byte for byte."""
    (tmp_path / "vi").mkdir()
    (tmp_path / "en").mkdir()
    main(str(tmp_path))
    made = (tmp_path / lang / PAGE).read_bytes()
    assert made == page(lang).encode()
    assert (DOCS / lang / PAGE).read_bytes() == made


def test_the_pages_are_written_by_the_module_itself(tmp_path: Path) -> None:
    """Run as a program, it writes both pages where it is told."""
    for lang in LANGS:
        (tmp_path / lang).mkdir()
    subprocess.run([sys.executable, "-m", "emulscore.schemes._coverage", str(tmp_path)], check=True)  # noqa: S603 - our own
    for lang in LANGS:
        assert (tmp_path / lang / PAGE).read_bytes() == (DOCS / lang / PAGE).read_bytes()


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_names_every_row(lang: Lang) -> None:
    """Each row stands in the table of its document with its rule, and with its scheme or the reason."""
    text = page(lang)
    for row in coverage():
        said = f"`{row.place.scheme}`" if row.place is not None else row.reason.text(lang) if row.reason else "?"
        lines = [line for line in text.splitlines() if line.startswith(f"| {row.row} |")]
        assert any(f"| `{row.rule}` |" in line and said in line for line in lines)


def test_every_bundled_scheme_says_how_far_it_can_be_trusted() -> None:
    """The source of every scheme that is known in part names its grade of trust, in both languages."""
    for scheme in bundled().values():
        if scheme.id not in {"nga-nam-2023", "thanh-hoa-hdnd-2026"}:
            assert scheme.source is not None
            assert "Độ tin cậy" in scheme.source.vi
            assert "Trust" in scheme.source.text("en")
