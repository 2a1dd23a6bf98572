"""What supports a row: documents that it must cite, what follows where it does not, and days taken from documents."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import (
    Appraisal,
    Assessment,
    Claim,
    Count,
    CountFact,
    Criterion,
    Document,
    Group,
    LatenessFact,
    LatePenalty,
    Measurement,
    MeasurementError,
    Ratio,
    Refused,
    Scheme,
    SchemeError,
    ShareFact,
    Words,
)
from emulscore.files import Format, dumps_assessment, dumps_scheme, loads_assessment, loads_scheme
from emulscore.support import ANY, documents_of, lacking
from emulscore.testing import measurements_for, schemes

PLAN = Document("KH", text="Kế hoạch số 1/KH-A", kind="Kế hoạch", number="1", symbol="KH-A", date="07/6/2023")
REPORT = Document("BC", text="Báo cáo số 2/BC-A", kind="Báo cáo", number="2", symbol="BC-A")
LATE = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)
FAULTS = Count({CountFact("loi", largest=9): 1}, start=0, low=0, high=2)
ROWS = [
    Criterion("1", "Kế hoạch", 4, LATE, requires=["KH"]),
    Criterion("2", "Hồ sơ", 6, Ratio(ShareFact("ho_so"), empty="refuse")),
]
BONUS = Criterion("3", "Sáng kiến", 2, Ratio(ShareFact("moi"), empty="refuse"))
SCHEME = Scheme(
    "s",
    "S",
    total=10,
    items=[
        *ROWS,
        Group("II", "Thưởng", [BONUS], 2, role="bonus"),
        Group("III", "Trừ", [Criterion("4", "Vi phạm", 2, FAULTS)], 2, role="deduction"),
    ],
    without_document="no_points",
)
VALUES: dict[str, object] = {"ke_hoach": 0, "ho_so": "50%", "moi": "100%", "loi": 1}
BOTH = (PLAN, REPORT)


def points(unit: Assessment, scheme: Scheme = SCHEME) -> list[Fraction]:
    """Return the printed points of the four rows and of the total."""
    card = scheme.score(unit)
    return [Fraction(row.points) for row in card] + [Fraction(card.points)]


def unit(**said: object) -> Assessment:
    return Assessment("Xã A", measurements=VALUES, documents=BOTH, **said)  # type: ignore[arg-type] # any of its fields


def test_a_kind_may_be_required_by_its_code() -> None:
    """`KH` is Kế hoạch, in the spelling that documents have; what is no known kind is kept."""
    row = Criterion("1", "Hàng", 4, LATE, requires=["kh", "báo cáo", "Ảnh chụp"])
    assert row.requires == ("Kế hoạch", "Báo cáo", "Ảnh chụp")


def test_a_row_lacks_the_kinds_that_it_requires_and_does_not_cite() -> None:
    """A document counts whether the row cites it or a value that the row reads; a row that requires none needs any."""
    plan, rate = ROWS
    assert lacking(plan, unit()) == ("Kế hoạch",)
    assert lacking(plan, unit(evidence={"1": ["BC"]})) == ("Kế hoạch",)
    assert lacking(plan, unit(evidence={"1": ["BC", "KH"]})) == ()
    assert lacking(rate, unit()) == (ANY,)
    assert lacking(rate, unit(evidence={"2": ["BC"]})) == ()
    measured = Assessment("A", measurements={"ke_hoach": Measurement(0, document="KH")}, documents=BOTH)
    assert lacking(plan, measured) == ()
    assert documents_of(plan, evolve(measured, evidence={"1": ["BC", "KH"]})) == (REPORT, PLAN)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # 4 on time, 50% of 6 = 3, 2 of bonus, 1 taken off: 8 with every document; a row without its own gets 0.
        ({"evidence": {"1": ["KH"], "2": ["BC"], "3": ["BC"]}}, [4, 3, 2, 1, 8]),
        ({"evidence": {"1": ["BC"], "2": ["BC"], "3": ["BC"]}}, [0, 3, 2, 1, 4]),
        ({"evidence": {"1": ["KH"], "3": ["BC"]}}, [4, 0, 2, 1, 5]),
        ({"evidence": {"1": ["KH"], "2": ["BC"]}}, [4, 3, 0, 1, 6]),
        ({}, [0, 0, 0, 1, -1]),
        ({"explanations": {"1": "Kế hoạch ban hành chung với cấp trên."}}, [4, 0, 0, 1, 3]),
    ],
)
def test_no_document_no_points(said: dict[str, object], expected: list[int]) -> None:
    """A row of the scale or the bonus without its documents gets 0, unless explained; a deduction is taken all the same."""
    assert points(unit(**said)) == expected


def test_the_rule_belongs_to_the_scheme_and_is_told() -> None:
    """Points by the figures come first, then the scheme's rule and what is missing; without the rule nothing changes."""
    card = SCHEME.score(unit(evidence={"1": ["BC"]}))
    said = card["1"].explain().split("\n")
    assert said[-1] == (
        "Theo quy định của bộ tiêu chí, không có minh chứng (Kế hoạch) và không có giải trình thì không tính điểm: 0/4 điểm."
    )
    assert len(said) > 1
    assert "without its document (Kế hoạch)" in card["1"].explain("en")
    assert (card["1"].points, card["1"].lost) == (Decimal("0.00"), Decimal("4.00"))
    for other in ("question", None):
        assert points(unit(), evolve(SCHEME, without_document=other)) == [4, 3, 2, 1, 8]


def test_measurements_alone_know_of_no_documents() -> None:
    """A table of figures says nothing of documents: the rule is not applied to it, by either way of scoring."""
    assert SCHEME.score(VALUES).points == SCHEME.points(VALUES)[""] == Decimal("8.00")


def test_what_is_unknown_stays_unknown_without_a_document() -> None:
    """A missing figure is not made up by a missing document: it is an error, or the row is not scored."""
    missing = Assessment("A", measurements={name: value for name, value in VALUES.items() if name != "ho_so"})
    with pytest.raises(MeasurementError) as caught:
        SCHEME.score(missing)
    assert [(one.code, one.fact) for one in caught.value.problems] == [("missing-fact", "ho_so")]
    card = SCHEME.score(missing, partial=True)
    assert not card["2"].scored
    assert card["2"].range.low == card["2"].range.high == Decimal(0)
    assert {SCHEME.range(missing)["2"].high.points} == {Decimal(0)}


def test_the_rule_is_one_of_two() -> None:
    """Another word is refused, and files keep the rule and what rows require."""
    with pytest.raises(Refused, match="without_document"):
        evolve(SCHEME, without_document="zero")  # type: ignore[arg-type] # wrong on purpose
    assert loads_scheme(dumps_scheme(SCHEME)) == SCHEME
    assert evolve(SCHEME, without_document=None).fingerprint != SCHEME.fingerprint


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_with_every_document_the_rule_changes_nothing_and_without_any_no_row_earns(data: st.DataObject) -> None:
    """For any scheme and unit: documents for all rows give the points of the plain scheme; none give 0 for each row."""
    scheme = data.draw(schemes(rows=2))
    measured = data.draw(measurements_for(scheme))
    strict = evolve(scheme, without_document="no_points")
    bare = Assessment("A", measurements=measured, documents=[REPORT])
    plain = {row.id: row.points for row in scheme.score(measured)}
    covered = strict.score(evolve(bare, evidence={id_: ["BC"] for id_ in scheme.criteria}))
    assert {row.id: row.points for row in covered} == plain
    for row in strict.score(bare):
        assert row.points == (plain[row.id] if row.named.role == "deduction" else 0)


def test_a_day_may_be_that_of_the_document() -> None:
    """Due 31/5/2023 and issued by the plan of 07/6/2023: one month begun late, 4 - 1 = 3."""
    for done in ("document", "ngày văn bản", " Ngày văn bản "):
        for value in ({"due": "31/5/2023", "done": done}, ("31/5/2023", done)):
            given_ = Assessment("A", measurements={"ke_hoach": Measurement(value, document="KH")}, documents=BOTH)
            assert Scheme("s", "S", total=4, items=ROWS[:1]).score(given_).points == 3
            assert given_.measurements["ke_hoach"].value == value


@pytest.mark.parametrize("document", ["BC", None])
def test_a_day_is_not_taken_from_a_document_without_one(document: str | None) -> None:
    """Neither from an undated document nor from none; nothing is asked of values that name their own days."""
    value = {"due": "31/5/2023", "done": "document"}
    with pytest.raises(SchemeError) as caught:
        Assessment("A", measurements={"ke_hoach": Measurement(value, document=document)}, documents=BOTH)
    assert [(one.code, one.path) for one in caught.value.problems] == [
        ("document-without-date", "measurements.ke_hoach")
    ]
    Assessment(
        "A",
        measurements={"ke_hoach": Measurement({"due": "31/5/2023", "done": "1/6/2023"}, document="BC")},
        documents=BOTH,
    )


SCORED = Assessment(
    "Xã A",
    measurements={"ke_hoach": Measurement({"due": "31/5/2023", "done": "document"}, document="KH")},
    claims={"1": Claim(4, text="4 điểm"), "2": "3,5"},
    appraised={
        "1": Appraisal(3, by="Tổ thẩm định", on="15/01/2024", why=Words("Trễ 1 tháng", "One month late")),
        "2": 3,
    },
    final={"1": Appraisal("3,5", by="Hội đồng"), "2": Appraisal(3, why="Thống nhất")},
    documents=BOTH,
    evidence={"1": ["KH"]},
    explanations={"2": Words("Số liệu trên hệ thống", "Figures of the system")},
)


@pytest.mark.parametrize("form", ["toml", "json", "yaml"])
def test_several_scorers_stand_side_by_side_in_files(form: Format) -> None:
    """Claimed, appraised and final points, with who, when and why, are read back as they were written."""
    assert loads_assessment(dumps_assessment(SCORED, form), form) == SCORED


def test_files_give_points_alone_or_with_who_when_and_why() -> None:
    """A number is enough, for claims as for what others give."""
    text = """
format = "emulscore assessment 1"
unit = "Xã A"
[claims]
1 = "4,5"
[appraised]
1 = 4
2 = { points = "3,5", by = "Tổ thẩm định", on = 2024-01-15, why = "Trễ 1 tháng" }
[final]
1 = 4
"""
    read = loads_assessment(text)
    assert read.claims == {"1": Claim("4,5")}
    assert read.appraised == {
        "1": Appraisal(4),
        "2": Appraisal("3,5", by="Tổ thẩm định", on=date(2024, 1, 15), why="Trễ 1 tháng"),
    }
    assert read.final == {"1": Appraisal(4)}


def test_points_that_cannot_be_read_are_refused_with_their_place() -> None:
    """A day that is none, a number that is none and a key that is not there are all told at once."""
    text = """
format = "emulscore assessment 1"
unit = "Xã A"
[appraised]
1 = { points = "ba" }
2 = { points = 3, on = "31/02/2024" }
[final]
3 = { points = 3, who = "Hội đồng" }
"""
    with pytest.raises(Exception, match="not-a-number") as caught:
        loads_assessment(text)
    problems = caught.value.problems  # type: ignore[attr-defined] # the library's own
    assert [(one.code, one.path) for one in problems] == [
        ("not-a-number", "appraised.1.points"),
        ("not-a-date", "appraised.2.on"),
        ("unknown-key", "final.3.who"),
    ]


@pytest.mark.parametrize("said", ["claims", "appraised", "final", "evidence", "explanations"])
def test_a_row_that_the_scheme_does_not_have_is_refused(said: str) -> None:
    """Whoever speaks of row 9 of a scheme without one is told so."""
    one: object = {"evidence": [], "explanations": "vì"}.get(said, 1)
    with pytest.raises(MeasurementError) as caught:
        SCHEME.score(evolve(unit(), **{said: {"9": one}}))  # type: ignore[arg-type] # any of its fields
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [("unknown-row", "9")]
