"""The annex of Ngã Năm 2023, held against the text of the document itself."""

import ast
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from emulscore import NEVER, MeasurementError, Rule, Status, score
from emulscore.schemes import nga_nam_2023
from emulscore.schemes.nga_nam_2023 import assessment, scheme

Recomputed = Callable[[str, str], Fraction]

TEXT = (Path(__file__).parents[1] / "data" / "annex_nga_nam_2023.txt").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """Return the text with every run of blanks, also a page break inside a row, as one space."""
    return " ".join(text.split())


# Number, title, base, claimed points, calculation, basis; a row ends where the next number stands or the copy breaks off.
_ROW = re.compile(
    r"^(\d+)\t([^\t]*)\t(\d+)\t([\d,]+)\t([^\t]*)\t(.*?)(?=^\d+\t|\Z)",
    re.MULTILINE | re.DOTALL,
)
# The copy breaks off inside row 14: there the title goes on behind the point where the others have their base.
ROWS = {match[1]: tuple(map(plain, match.groups()[1:])) for match in _ROW.finditer(TEXT)}
STATED = [str(number) for number in range(1, 15)]


def test_the_copy_has_fourteen_rows_and_the_scheme_fifteen() -> None:
    """Rows 1 to 14 are in the copy; row 15 follows from 100 points, and says that its text is not known."""
    assert list(ROWS) == STATED
    assert list(scheme.criteria) == [*STATED, "15"]
    assert [row.id for row in scheme.criteria.values() if not row.stated] == ["15"]
    assert scheme.criteria["15"].wording is None


@pytest.mark.parametrize("number", STATED)
def test_title_base_and_wording_stand_in_the_document(number: str) -> None:
    """Each is the document's own, letter for letter."""
    row = scheme.criteria[number]
    title, base, _, calculation, _ = ROWS[number]
    assert row.title.vi == title
    assert row.base == int(base)
    assert row.wording == calculation


@pytest.mark.parametrize("number", STATED)
def test_claims_stand_in_the_document(number: str) -> None:
    """The points claimed are those of the column "Điểm tự chấm"; a calculation quoted with them is the row's."""
    _, _, claimed, calculation, _ = ROWS[number]
    claim = assessment.claims[number]
    assert claim.points == Fraction(claimed.replace(",", "."))
    assert claim.text in {None, calculation}


@pytest.mark.parametrize("number", STATED)
def test_citations_stand_in_the_document_in_order_and_nothing_else_does(number: str) -> None:
    """Taking the citations out of the basis leaves dashes and stops; in row 14 the copy cuts the last one off."""
    texts = {document.key: document.text for document in assessment.documents}
    rest = ROWS[number][4]
    for key in assessment.evidence[number]:
        cited = texts[key]
        if number == "14":
            assert cited.startswith(rest.removeprefix("- "))
            cited = rest.removeprefix("- ")
        before, found, rest = rest.partition(cited)
        assert found
        assert not before.strip("-;. ")
    assert not rest.strip("-;. ")


def test_citations_are_counted() -> None:
    """23 citations of 7 numbered documents, and two bases that have no number."""
    documents = {document.key: document for document in assessment.documents}
    cited = [documents[key] for keys in assessment.evidence.values() for key in keys]
    assert sum(document.numbered for document in cited) == 23
    assert len({document.key for document in cited if document.numbered}) == 7
    assert len([document for document in cited if not document.numbered]) == 2
    assert {document.key for document in cited} == set(documents)


def test_the_parts_of_each_citation_stand_in_it() -> None:
    """Number, symbol, day, issuer and subject are read out of the citation's own text."""
    for document in assessment.documents:
        parts = (document.kind, document.number, document.symbol, document.issuer, document.subject)
        assert all(part in document.text for part in parts if part is not None)
        if document.numbered:
            day = re.search(r"ngày (\d+)/(\d+)/(\d+)", document.text)
            assert day is not None
            assert document.date is not None
            assert tuple(map(int, day.groups())) == (document.date.day, document.date.month, document.date.year)


def test_the_bases_add_up() -> None:
    """92 points are in the copy, 8 are left of the 100 that the heading states."""
    assert sum(int(ROWS[number][1]) for number in STATED) == 92
    assert scheme.criteria["15"].base == 8
    assert "(15 tiêu chí - Thang điểm 100 điểm)" in TEXT
    assert scheme.total == 100


def test_the_heading_is_the_documents() -> None:
    """Title, source and group stand in the heading, whatever its capitals."""
    heading = plain(TEXT).casefold()
    assert scheme.title.vi.casefold() in heading
    assert scheme.source is not None
    assert scheme.source.vi.casefold().removeprefix("phụ lục ") in heading
    assert "II Đơn vị cấp thị xã" in TEXT
    (group,) = scheme.items
    assert (group.id, group.title.vi) == ("II", "Đơn vị cấp thị xã")


# Points by hand from the column "Cách tính": everything in full but 99,80% × 10 and 75,7% × 6 = 4,542.
POINTS = {"1": "8", "2": "5", "3": "5", "4": "10", "5": "10", "6": "5", "7": "6", "8": "9.98", "9": "6", "10": "6"}
POINTS |= {"11": "6", "12": "4.54", "13": "5", "14": "4"}


def test_the_points_of_every_row() -> None:
    """Each row as worked out by hand; together 90.52, and with row 15 unknown a range of 8 points."""
    card = scheme.score(assessment, partial=True)
    assert {row.id: row.points for row in card if row.scored} == {n: Decimal(p) for n, p in POINTS.items()}
    assert sum(map(Decimal, POINTS.values())) == Decimal("90.52")
    assert str(card.total) == "90,52 đến 98,52"
    assert list(card["15"].missing) == ["tieu_chi_15"]


def test_without_row_15_the_unit_cannot_be_scored_in_full() -> None:
    """Exactly the one unknown fact is asked for."""
    with pytest.raises(MeasurementError) as caught:
        scheme.score(assessment)
    assert [(p.code, p.row, p.fact) for p in caught.value.problems] == [("missing-fact", "15", "tieu_chi_15")]


@pytest.mark.parametrize(("given", "total"), [("0", "90.52"), ("7,5", "98.02"), (8, "98.52")])
def test_with_row_15_the_total_is_one_number(given: str | int, total: str) -> None:
    """90.52 and what a person gives, by both ways of scoring."""
    values = {name: m.value for name, m in assessment.measurements.items()} | {"tieu_chi_15": given}
    assert str(scheme.score(values).points) == total
    assert str(scheme.points(values)[""]) == total


def test_the_levels_of_row_3_pay_what_the_document_says() -> None:
    """The three levels in its order earn the three numbers behind "Điểm =", and nobody fit for the post earns 0."""
    row = scheme.criteria["3"]
    stated = re.findall(r"Điểm = (\d+)", ROWS["3"][3])
    earned = [score(row.rule, base=row.base, nhan_su=level).exact for level in ("dai_hoc", "cao_dang", "dat_chuan")]
    assert earned == list(map(Fraction, stated)) == [5, 4, 3]
    assert score(row.rule, base=row.base, nhan_su="chua_dat").exact == 0


def test_one_late_entry_takes_what_the_document_says() -> None:
    """20%, 30%, 60% and 100% of 5 points for one late entry by month, quarter, half-year and year."""
    stated = [Fraction(int(share), 100) for share in re.findall(r"(\d+)% số điểm", ROWS["6"][3])]
    facts = ("tre_thang", "tre_quy", "tre_6_thang", "tre_nam")
    row = scheme.criteria["6"]
    left = [score(row.rule, base=row.base, **{name: int(name == one) for name in facts}).exact for one in facts]
    assert left == [5 - 5 * share for share in stated] == [4, Fraction(7, 2), 2, 0]


@pytest.mark.parametrize(("number", "name", "part"), [("4", "ho_so_mang", 80), ("13", "dan_cai_app", 50)])
def test_the_target_is_the_percentage_of_the_title(number: str, name: str, part: int) -> None:
    """The target earns the full base, one in a thousand less does not."""
    row = scheme.criteria[number]
    assert ROWS[number][0].startswith(f"{part}% ")
    assert score(row.rule, base=row.base, **{name: (part, 100)}).exact == row.base
    less = score(row.rule, base=row.base, **{name: (part * 10 - 1, 1000)}).exact
    assert less == row.base * Fraction(part * 10 - 1, part * 10)


def test_exactly_row_12_differs_from_its_claim() -> None:
    """91.98 are claimed; row 12 claims 6 where 75,7% × 6 is 4,54: a question about 1,46 points."""
    audit = scheme.score(assessment, partial=True).audit()
    assert audit.claimed == Fraction(9198, 100)
    unsettled = [row for row in audit.rows if row.status is not Status.AGREES]
    assert [(row.id, row.status) for row in unsettled] == [("12", Status.CLAIMS_MORE), ("15", Status.CANNOT_BE_CHECKED)]
    assert [one.row for one in audit.questions if one.code == "claim-differs"] == ["12"]
    assert unsettled[0].gap == Fraction(146, 100)
    assert unsettled[0].text() == "12: tự chấm 6, tính ra 4,54, lệch 1,46"


@pytest.mark.parametrize("number", STATED)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_explanation_can_be_worked_out_again(number: str, lang: Any, recomputed: Recomputed) -> None:  # noqa: ANN401 - vi or en
    """From the printed numbers alone the row's exact points come out."""
    row = scheme.score(assessment, partial=True)[number]
    assert row.exact is not None
    assert recomputed(row.explain(lang), lang) == row.exact


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_explanations_of_a_late_unit_can_be_worked_out_again(lang: Any, recomputed: Recomputed) -> None:  # noqa: ANN401 - vi or en
    """Late papers, late entries, rates below and above their targets: the sums hold there too."""
    values = {name: m.value for name, m in assessment.measurements.items()} | {
        "ke_hoach": {"due": "15/1/2023", "done": "16/3/2023"},
        "bao_cao": {"months_begun": 1},
        "ke_hoach_to": NEVER,
        "nhan_su": "chua_dat",
        "ho_so_mang": (1, 3),
        "tre_thang": 2,
        "tre_quy": 1,
        "dung_han": "33,33%",
        "dan_cai_app": "12,34%",
        "tieu_chi_15": "7,25",
    }
    card = scheme.score(values)
    for row in card:
        assert row.exact is not None
        assert recomputed(row.explain(lang), lang) == row.exact
    assert {n: card[n].exact for n in ("1", "2", "3", "4", "6", "13", "15")} == {
        "1": 4,  # 3 months begun and 1
        "2": 0,
        "3": 0,
        "4": Fraction(10, 3) / Fraction(4, 5),
        "6": Fraction(3, 2),  # 5 - 2 × 1 - 1.5
        "13": Fraction(1234, 10000) * 2 * 5,
        "15": Fraction(29, 4),
    }


# --- each reading is an argument, and each argument matters ---------------------------------------------------------------

_NOTHING = {"1": "ke_hoach", "2": "ke_hoach_to"}
_SECOND = {"1": "bao_cao", "2": "bao_cao_to"}
_RATES = {"5": "van_ban", "7": "thu_cong_vu", "8": "dung_han", "9": "can_bo_cai_app", "10": "chu_ky_so"}
_RATES |= {"11": "can_bo_vneid", "12": "dan_vneid", "14": "ocop"}

Change = tuple[object, dict[str, object], str | None, str]
# Row and argument: another choice, a unit for which it matters, its points as read (None: refused), and by that choice.
CHANGES: dict[tuple[str, str], Change] = {
    ("3", "otherwise"): (2, {"nhan_su": "chua_dat"}, "0", "2"),
    ("4", "rule.target"): ("100%", {"ho_so_mang": "90%"}, "10", "9"),
    ("4", "rule.below"): ("plain", {"ho_so_mang": "40%"}, "5", "4"),
    ("4", "high"): ("50%", {"ho_so_mang": "80%"}, "10", "5"),
    ("4", "rule.empty"): (0, {"ho_so_mang": (0, 0)}, None, "0"),
    ("6", "of"): ("left", {"tre_thang": 2, "tre_quy": 0, "tre_6_thang": 0, "tre_nam": 0}, "3", "3.2"),
    ("13", "rule.target"): ("100%", {"dan_cai_app": "40%"}, "4", "2"),
    ("13", "rule.below"): ("nothing", {"dan_cai_app": "25%"}, "2.5", "0"),
    ("13", "high"): ("50%", {"dan_cai_app": "50%"}, "5", "2.5"),
    ("13", "rule.empty"): ("100%", {"dan_cai_app": "0/0"}, None, "5"),
}
for _row, _base in (("1", 8), ("2", 5)):
    _one, _two = _NOTHING[_row], _SECOND[_row]
    _dates = {"due": "15/1/2023", "done": "16/2/2023"}
    CHANGES[_row, "unit"] = ("months_completed", {_one: _dates, _two: 0}, f"{_base - 2}", f"{_base - 1}")
    _months: dict[str, object] = {_one: {"months_begun": 2}, _two: {"months_begun": 1}}
    CHANGES[_row, "several"] = ("worst", _months, f"{_base - 3}", f"{_base - 2}")
    CHANGES[_row, "never"] = (3, {_one: NEVER, _two: 0}, "0", "3")
for _row, _fact in _RATES.items():
    CHANGES[_row, "empty"] = ("50%", {_fact: (0, 0)}, None, str(int(ROWS[_row][1]) // 2))

READINGS = [(row.id, reading.argument) for row in scheme.criteria.values() for reading in row.readings]


def test_every_reading_is_among_the_changes() -> None:
    """No reading goes untested, and none is tested that is not there."""
    assert sorted(READINGS) == sorted(CHANGES)


def changed(rule: Rule, argument: str, value: object) -> Rule:
    name, _, inner = argument.partition(".")
    rule_: Any = rule  # an attrs class: evolve() wants to know which
    result: Rule = evolve(rule_, **{name: changed(rule_.rule, inner, value) if inner else value})
    return result


@pytest.mark.parametrize(("number", "argument"), READINGS)
def test_another_choice_moves_a_score(number: str, argument: str) -> None:
    """Where the text is silent our reading is one argument; choosing otherwise gives some unit other points."""
    row = scheme.criteria[number]
    value, unit, before, after = CHANGES[number, argument]
    if before is None:
        with pytest.raises(MeasurementError, match="zero-of-zero"):
            score(row.rule, base=row.base, **unit)
    else:
        assert score(row.rule, base=row.base, **unit).exact == Fraction(before)
    assert score(changed(row.rule, argument, value), base=row.base, **unit).exact == Fraction(after)


def test_the_rules_read_like_the_document() -> None:
    """The calculation of all 15 rows stands on at most 25 lines."""
    tree = ast.parse(getsource(nga_nam_2023))
    (rules,) = (
        node
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "_RULES"
    )
    assert rules.end_lineno is not None
    assert rules.end_lineno - rules.lineno + 1 <= 25


def test_every_text_is_translated() -> None:
    """Rows, readings, remarks and facts speak English too."""
    for row in scheme.criteria.values():
        texts = [row.title, *(reading.text for reading in row.readings), row.remark, row.system]
        assert all(text.en for text in texts if text is not None), row.id
    assert all(fact.label.en for fact in scheme.facts.values() if fact.label is not None)
