"""The town's own annex: cut off inside row 14 of 15, and read to the last cell."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from emulscore import At, Criterion, Ratio, Scheme, ShareFact, Sum
from emulscore.annex import AnnexReading, parse_annex, read_annex
from emulscore.files import dumps_assessment, loads_assessment
from emulscore.schemes.nga_nam_2023 import assessment, scheme

SEED: Final = Path(__file__).parents[1] / "data" / "annex_nga_nam_2023.txt"


@pytest.fixture
def reading() -> AnnexReading:
    return read_annex(SEED)


def test_every_row_and_claim_is_read(reading: AnnexReading) -> None:
    """Fourteen rows; the claims are those of the column, 91,98 in all."""
    claims = ["8", "5", "5", "10", "10", "5", "6", "9.98", "6", "6", "6", "6", "5", "4"]
    assert [row.id for row in reading.rows] == [str(number) for number in range(1, 15)]
    assert [row.base for row in reading.rows] == [8, 5, 5, 10, 10, 5, 6, 10, 6, 6, 6, 6, 5, 4]
    assert {id_: claim.points for id_, claim in reading.claims.items()} == {
        str(place): Fraction(points) for place, points in enumerate(claims, 1)
    }
    assert reading.points == Fraction("91.98")


def test_every_citation_is_read(reading: AnnexReading) -> None:
    """Twenty-three citations of seven documents: as many as there are numbers with a symbol below the heading."""
    assert len(reading.citations) == 23
    assert len(set(reading.citations)) == 7
    assert len(re.findall(r"[Ss]ố \d+/[A-ZĐ]", SEED.read_text(encoding="utf-8"))) == 23
    assert reading.rows[1].cited == ("94/KH-BCĐCĐS", "245/BC-UBND", "306/BC-UBND")


def test_bases_without_a_number_are_kept(reading: AnnexReading) -> None:
    """Two rows also rest on what is no numbered document; one of them goes on after the end of a page."""
    assert [document.text for document in reading.documents if not document.numbered] == [
        "Căn cứ Quy chế quản lý, vận hành và khai thác Hệ thống thông tin báo cáo chỉ tiêu kinh tế - xã hội tỉnh Sóc Trăng",
        "Căn cứ số liệu trên Hệ thống thông tin giải quyết TTHC tỉnh, thị xã (Công DVC)",
    ]


def test_every_share_is_read_and_no_other(reading: AnnexReading) -> None:
    """Ten rows show a share; row 6 names percentages in a rule, which are none."""
    assert dict(reading.shares) == {
        **dict.fromkeys(["4", "5", "7", "9", "10", "11", "14"], "100%"),
        "8": "99,80%",
        "12": "75,7%",
        "13": "70%",
    }


def test_the_cut_row_is_said_to_be_cut(reading: AnnexReading) -> None:
    """Its title and its citation break off, and the heading announces more than there is."""
    assert [row.id for row in reading.rows if row.cut] == ["14"]
    found = [(one.code, one.row, one.place and (one.place.line, one.place.column)) for one in reading.unread]
    assert found == [("annex-cut", "14", (28, 4)), ("annex-incomplete", None, (11, 1)), ("annex-cut", "14", (28, 75))]
    (incomplete,) = (one for one in reading.unread if one.code == "annex-incomplete")
    assert "14 trên 15 tiêu chí; 92 trên 100 điểm" in incomplete.text("vi")
    assert "14 of 15 criteria; 92 of 100 points" in incomplete.text("en")


def test_what_stands_around_the_table_is_kept(reading: AnnexReading) -> None:
    """The lines above it, in order, with the blank number and day of an electronic annex."""
    assert reading.outside[0] == "PHỤ LỤC"
    assert reading.outside[3] == "(Kèm theo Báo cáo số: /BC-UBND ngày /02/2024"


def test_the_reading_becomes_the_town_s_assessment(reading: AnnexReading) -> None:
    """Claims, documents and shares are those that were written down from the annex by hand."""
    unit = reading.assessment(scheme, unit="Thị xã Ngã Năm")
    assert reading.unplaced(scheme) == ()
    assert {row: claim.points for row, claim in unit.claims.items()} == {
        row: claim.points for row, claim in assessment.claims.items()
    }
    shares = {name: one.value for name, one in assessment.measurements.items() if str(one.value).endswith("%")}
    assert {name: one.value for name, one in unit.measurements.items()} == shares
    by_hand = {document.key: document for document in assessment.documents}
    ours = {document.key: document for document in unit.documents}
    assert [document for key, document in ours.items() if document.numbered] == [
        by_hand[key] for key in by_hand if key in ours
    ]
    assert unit.period == "2023"
    assert [unit.evidence[row][0] for row in unit.evidence] == [keys[0] for keys in assessment.evidence.values()]


def test_the_audit_asks_of_row_12_what_it_asks_of_the_town(reading: AnnexReading) -> None:
    """75,7 % of 6 points are 4,54, and 6 are claimed: read from the file alone, without anything typed."""
    card = scheme.score(reading.assessment(scheme), partial=True)
    (row,) = (row for row in card.audit().rows if row.id == "12")
    assert row.claimed == 6
    assert row.computed == Fraction("4.54")


def test_rows_of_another_scheme_have_no_place() -> None:
    """A number of its own, another title, another base, a share where several facts are read: each is listed."""
    head = "STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\n"
    lines = [
        "5\t100% văn bản hành chính (trừ văn bản mật) được gửi nhận bằng văn bản điện tử\t10\t9\tĐạt 90%",
        "7\tTrồng cây xanh đô thị\t6\t6\tĐạt 100%",
        "8\t100% Tỷ lệ hồ sơ xử lý đúng hạn\t20\t20\tĐạt 100%",
        "1\tBan hành, báo cáo kết quả thực hiện Kế hoạch\t8\t8\t100%",
        "99\tTiêu chí lạ\t1\t1\t",
    ]
    reading = parse_annex(head + "\n".join(lines))
    unit = reading.assessment(scheme)
    assert set(unit.claims) == {"5", "1"}
    assert {name: one.value for name, one in unit.measurements.items()} == {"van_ban": "90%"}
    assert [(one.code, one.row) for one in reading.unplaced(scheme)] == [
        ("annex-other-title", "7"),
        ("annex-other-base", "8"),
        ("annex-share-unplaced", "1"),
        ("unknown-row", "99"),
    ]
    assert all(one.place is not None and one.text("en") for one in reading.unplaced(scheme))


def test_a_share_that_its_fact_refuses_is_listed() -> None:
    """120 % of a part is no share; 99.800% could be read in two ways."""
    title = "100% văn bản hành chính (trừ văn bản mật) được gửi nhận bằng văn bản điện tử"
    head = "STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\n"
    for share, code in (("120%", "share-out-of-range"), ("99.800%", "ambiguous-number")):
        reading = parse_annex(f"{head}5\t{title}\t10\t10\tĐạt {share}")
        assert [one.code for one in reading.unplaced(scheme)] == [code]
        assert reading.assessment(scheme).measurements == {}


def test_a_row_is_found_by_its_title_where_its_number_is_another() -> None:
    """The same title under another number is the same row; marks and capitals do not matter."""
    title = "tỷ lệ người dân có cài đặt; đăng ký và kích hoạt sử dụng VNeID mức 2."
    reading = parse_annex(f"STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\n31\t{title}\t6\t6")
    assert set(reading.assessment(scheme).claims) == {"12"}


def test_of_two_rows_of_one_criterion_the_first_is_taken() -> None:
    """Row 31 has the title of row 5, which is there under its own number: its points do not displace those of row 5."""
    title = scheme.criteria["5"].title.vi
    reading = parse_annex(f"STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\n5\t{title}\t10\t9\n31\t{title}\t10\t8")
    assert {row: claim.points for row, claim in reading.assessment(scheme).claims.items()} == {"5": 9}
    assert [(one.code, one.row) for one in reading.unplaced(scheme)] == [("annex-row-repeated", "31")]


def test_points_that_others_gave_are_taken_with_the_claim_or_without_it() -> None:
    """The columns of those who appraise and who decide; row 6 has no claim, and a share that is not shown."""
    head = "STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\tThẩm định\tĐiểm phê duyệt\n"
    titles = {row: scheme.criteria[row].title.vi for row in ("5", "7")}
    unit = parse_annex(f"{head}5\t{titles['5']}\t10\t10\t9\t9,5\n7\t{titles['7']}\t6\t\t4\t").assessment(scheme)
    assert {row: claim.points for row, claim in unit.claims.items()} == {"5": 10}
    assert {row: one.points for row, one in unit.appraised.items()} == {"5": 9, "7": 4}
    assert {row: one.points for row, one in unit.final.items()} == {"5": Fraction("9.5")}


def two_shares() -> Scheme:
    one, other = ShareFact("mot"), ShareFact("hai")
    rows = [
        Criterion("1", "Văn bản điện tử", 10, Ratio(one, empty=0)),
        Criterion("2", "Chữ ký số", 10, Ratio(one, empty=0)),
        Criterion("3", "Hồ sơ trực tuyến", 10, Sum([At(5, Ratio(one, empty=0)), At(5, Ratio(other, empty=0))])),
    ]
    return Scheme("thu", "Thử", total=30, items=rows)


def test_a_share_of_one_of_two_facts_has_no_place() -> None:
    """Row 3 reads two shares: which of them the annex shows is not said."""
    reading = parse_annex("STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\n3\tHồ sơ trực tuyến\t10\t9\tĐạt 90%")
    assert reading.assessment(two_shares()).measurements == {}
    assert [(one.code, one.row) for one in reading.unplaced(two_shares())] == [("annex-share-unplaced", "3")]


def test_two_rows_that_differ_about_one_fact_are_listed() -> None:
    """The first share stands; the second, which contradicts it, is told. The same share twice is none."""
    head = (
        "STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\n1\tVăn bản điện tử\t10\t9\tĐạt 90%\n2\tChữ ký số\t10\t9\t"
    )
    reading = parse_annex(head + "Đạt 95%")
    assert {name: one.value for name, one in reading.assessment(two_shares()).measurements.items()} == {"mot": "90%"}
    assert [(one.code, one.row) for one in reading.unplaced(two_shares())] == [("annex-shares", "2")]
    assert parse_annex(head + "Đạt 90%").unplaced(two_shares()) == ()


def test_the_assessment_can_be_kept_as_a_file(reading: AnnexReading) -> None:
    """Written as TOML and read again it is the same, bases without a number included."""
    unit = reading.assessment(scheme, unit="Thị xã Ngã Năm")
    assert loads_assessment(dumps_assessment(unit)) == unit
