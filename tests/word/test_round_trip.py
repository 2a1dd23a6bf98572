"""What we write we read: claims, calculations and documents of any unit survive, and nothing is listed as unread."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import emulscore
from emulscore import Assessment, Claim, Criterion, Document, Group, Ratio, Scheme, ShareFact, parse_citation
from emulscore.annex import read_annex
from emulscore.files import open_scheme
from emulscore.schemes.nga_nam_2023 import assessment, scheme
from emulscore.word import write_annex

WORDS = ["tỷ lệ", "hồ sơ", "Chuyển đổi số", "kinh tế - xã hội", "(VNeID)", "“Công dân số”", "90 ngày, đêm", "CNTT"]
KNOWN = {path.stem for path in (Path(emulscore.__file__).parent / "schemes").glob("*.toml") if "." not in path.stem}
ISSUERS = ["UBND thị xã", "Công an xã", "Ban Chỉ đạo Chuyển đổi số tỉnh"]


@st.composite
def citations(draw: st.DrawFn) -> Document:
    """Draw a document as units cite them."""
    kind, code = draw(
        st.sampled_from([("Báo cáo", "BC"), ("Kế hoạch", "KH"), ("Quyết định", "QĐ"), ("Công văn", "UBND")])
    )
    tail = "VX" if kind == "Công văn" else draw(st.sampled_from(["UBND", "CATX", "BCĐ"]))
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    issuer = draw(st.sampled_from(["", *(f" của {one}" for one in ISSUERS)]))
    subject = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))
    number = draw(st.integers(1, 9999))
    return parse_citation(f"{kind} số {number}/{code}-{tail} ngày {day}/{month}/2024{issuer} về {subject}")


BASES = st.sampled_from(["Số liệu trên Hệ thống thông tin", "Sổ theo dõi của đơn vị", "Biểu tổng hợp (đính kèm)"])
POINTS = st.decimals(0, 10, places=2)


@st.composite
def units(draw: st.DrawFn) -> tuple[Scheme, Assessment]:
    """Draw a scheme of some rows, in groups or not, and a unit that claims for some of them."""
    many = draw(st.integers(1, 6))
    rows = [
        Criterion(
            str(place), f"Tiêu chí {place}: {draw(st.sampled_from(WORDS))}", 10, Ratio(ShareFact(f"a{place}"), empty=0)
        )
        for place in range(1, many + 1)
    ]
    items: list[Any] = [Group("II", "Đơn vị cấp xã", rows, 10 * many)] if draw(st.booleans()) else rows
    found = draw(st.lists(citations(), max_size=4, unique_by=lambda one: one.key))
    found += [Document(f"b{place}", text=text) for place, text in enumerate(draw(st.lists(BASES, unique=True)))]
    claims = {
        row.id: Claim(points, text=draw(st.sampled_from([None, "Đạt 97,5%", "Điểm = 97,5% * 10", "Đúng hạn"])))
        for row in rows
        if (points := draw(st.none() | POINTS)) is not None
    }
    keys = st.lists(st.sampled_from([one.key for one in found]), unique=True) if found else st.just([])
    evidence = {row.id: draw(keys) for row in rows}
    return (
        Scheme("thu", "Thử nghiệm", total=10 * many, items=items),
        Assessment(
            "Xã A", claims=claims, documents=found, evidence={row: keys for row, keys in evidence.items() if keys}
        ),
    )


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(case=units(), landscape=st.booleans())
def test_claims_and_documents_survive(case: tuple[Scheme, Assessment], landscape: bool, tmp_path: Path) -> None:
    """Every claim exactly, every document with all its parts, each in the row that cites it."""
    made, unit = case
    write_annex(made.score(unit, partial=True), tmp_path / "a.docx", landscape=landscape)
    reading = read_annex(tmp_path / "a.docx")
    back = reading.assessment(made, unit="Xã A")
    assert reading.unread == ()
    assert {row: claim.points for row, claim in back.claims.items()} == {
        row: claim.points for row, claim in unit.claims.items()
    }
    texts = {row: claim.text for row, claim in unit.claims.items() if claim.text}
    assert {row: back.claims[row].text for row in texts} == texts
    old, new = ({one.key: one for one in side.documents} for side in (unit, back))
    for row, keys in unit.evidence.items():
        cited = [new[key] for key in back.evidence[row]]
        assert [one.text for one in cited] == [old[key].text for key in keys]
        assert [one for one in cited if one.numbered] == [old[key] for key in keys if old[key].numbered]
    assert set(back.evidence) == set(unit.evidence)
    shown = {row: "97,5%" for row, text in texts.items() if "97,5%" in text}
    assert dict(reading.shares) == shown
    assert {name: one.value for name, one in back.measurements.items()} == {f"a{row}": "97,5%" for row in shown}


@pytest.mark.parametrize("how", [{}, {"landscape": False}, {"given": "both"}, {"lang": "en"}, {"citations": "short"}])
def test_the_town_s_annex_survives(tmp_path: Path, how: dict[str, Any]) -> None:
    """Fourteen claims, 23 citations and 10 shares again; only the title that was cut stays cut."""
    write_annex(scheme.score(assessment, partial=True), tmp_path / "a.docx", **how)
    reading = read_annex(tmp_path / "a.docx")
    back = reading.assessment(scheme)
    assert {row: claim.points for row, claim in back.claims.items()} == {
        row: claim.points for row, claim in assessment.claims.items()
    }
    assert len(reading.citations) == 23
    assert [one for one in back.documents if one.numbered] == [one for one in assessment.documents if one.numbered]
    assert dict(reading.shares).keys() == {"4", "5", "7", "8", "9", "10", "11", "12", "13", "14"}
    if how.get("lang") != "en":  # titles are English there, and are not cut
        assert [(one.code, one.row) for one in reading.unread] == [("annex-cut", "14")]
    assert reading.points == Fraction("91.98")


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_every_published_scheme_survives(name: str, tmp_path: Path) -> None:
    """A unit that claims the full points of every row: all rows have their place again, whatever their numbers are."""
    made = open_scheme(name)
    unit = Assessment("Xã A", claims={row.id: row.base for row in made.criteria.values()})
    write_annex(made.score(unit, partial=True), tmp_path / "a.docx")
    reading = read_annex(tmp_path / "a.docx")
    back = reading.assessment(made)
    assert {row: abs(claim.points) for row, claim in back.claims.items()} == {
        row: criterion.base for row, criterion in made.criteria.items()
    }
    assert reading.unplaced(made) == ()
    assert {one.code for one in reading.unread} <= {"annex-cut"}


@pytest.mark.parametrize(
    ("given", "shown"),
    [("40/48", "Đạt 40/48"), ((6215, 8540), "Đạt 6215/8540"), ("98%", "Đạt 98%"), ("99,80%", "Đạt 99,8%")],
)
def test_a_unit_s_own_share_stands_in_its_annex(given: object, shown: str, tmp_path: Path) -> None:
    """The source's words hold the figures of Ngã Năm; another unit's annex has its own, and they come back as they are."""
    unit = Assessment("Phường 1", measurements={"chu_ky_so": given, "dan_cai_app": given}, claims={"10": 5})
    write_annex(scheme.score(unit, partial=True), tmp_path / "a.docx")
    reading = read_annex(tmp_path / "a.docx")
    assert {row.id: row.how for row in reading.rows if row.id in {"10", "13"}} == {"10": shown, "13": shown}
    back = reading.assessment(scheme)
    for name in ("chu_ky_so", "dan_cai_app"):
        ends = [scheme.facts[name].read(one) for one in (given, back.values[name])]
        before, after = (Fraction(one[f"{name}.part"], one[f"{name}.whole"]) for one in ends)
        assert before == after
