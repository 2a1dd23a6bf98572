"""What an official would ask of a row: each question fires where it should, and its near miss does not."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
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
    Question,
    Ratio,
    Scheme,
    ShareFact,
    Words,
    parse_citation,
)
from emulscore.evidence.subjects import kinds_in, phrases, shares_words, subject_of, terms
from emulscore.questions import period_end
from emulscore.schemes import nga_nam_2023 as annex

PLAN = "Kế hoạch số 94/KH-BCĐCĐS ngày 07/6/2023 của Ban Chỉ đạo Chuyển đổi số thị xã về hoạt động của Ban Chỉ đạo"
TEAMS = "Kế hoạch số 95/KH-UBND ngày 08/6/2023 của UBND thị xã về hoạt động của Tổ công nghệ số cộng đồng"
LATER = "Báo cáo số 9/BC-UBND ngày 31/12/2023 của UBND thị xã về kết quả thực hiện chuyển đổi số năm 2023"
EARLY = "Báo cáo số 8/BC-UBND ngày 30/12/2023 của UBND thị xã về kết quả thực hiện chuyển đổi số năm 2023"
FIRE = "Báo cáo số 7/BC-CATX ngày 31/12/2023 của Công an thị xã về phòng cháy, chữa cháy"
OFFICE = "Báo cáo số 6/BC-UBND ngày 31/12/2023 của UBND thị xã"
DOCUMENTS = {text: parse_citation(text) for text in (PLAN, TEAMS, LATER, EARLY, FIRE, OFFICE)}
SYSTEM = Document("he-thong", text="Số liệu trên Hệ thống thông tin giải quyết thủ tục hành chính")

LATE = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)
RATE = Ratio(ShareFact("ho_so"), empty="refuse")
SCHEME = Scheme(
    "s",
    "Thi đua chuyển đổi số",
    total=10,
    period="2023",
    items=[
        Criterion("1", "Ban hành Kế hoạch hoạt động của Tổ công nghệ số cộng đồng", 4, LATE),
        Criterion("2", "Tỷ lệ hồ sơ trực tuyến", 6, RATE),
    ],
)


def asked(
    *,
    first: tuple[str, ...] = (TEAMS,),
    second: tuple[str, ...] = (LATER,),
    scheme: Scheme = SCHEME,
    edit: Callable[[Assessment], Assessment] = lambda unit: unit,
) -> list[tuple[str, str]]:
    """Return code and row of what is asked of a unit whose claims agree; rows 1 and 2 cite what is given."""
    unit = Assessment(
        "Thị xã A",
        measurements={"ke_hoach": 0, "ho_so": "50%"},
        claims={"1": 4, "2": 3},
        documents=[*DOCUMENTS.values(), SYSTEM],
        evidence={"1": [DOCUMENTS[text].key for text in first], "2": [DOCUMENTS[text].key for text in second]},
    )
    return [(question.code, question.row) for question in scheme.score(edit(unit)).audit().questions]


def test_nothing_is_asked_where_everything_fits() -> None:
    """Claims agree, the plan is about the teams, the report is about the scheme and reaches the last day of the year."""
    assert asked() == []


# --- points -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"1": 4, "2": "3,01"}, [("claim-differs", "2")]),
        ({"1": 4, "2": "2,99"}, [("claim-differs", "2")]),
        ({"1": 4}, [("not-claimed", "2")]),
        ({}, []),
    ],
)
def test_claims_are_asked_about(claims: dict[str, str | int], expected: list[tuple[str, str]]) -> None:
    """More, less, or nothing beside other claims; a unit that claims nothing at all does not score itself."""

    def edit(unit: Assessment) -> Assessment:
        return evolve(unit, claims=claims)

    found = [one for one in asked(edit=edit) if not one[0].startswith("other-")]
    assert found == expected


def test_a_claim_without_figures_is_asked_about() -> None:
    """Points are claimed for a row whose figure is missing; where neither is there, nothing is asked."""
    unit = Assessment("A", measurements={"ke_hoach": 0}, claims={"1": 4, "2": 3})
    card = SCHEME.score(unit, partial=True)
    assert [(one.code, one.row) for one in card.audit().questions] == [("claim-unchecked", "2")]
    assert SCHEME.score(evolve(unit, claims={"1": 4}), partial=True).audit().questions == ()


@pytest.mark.parametrize(
    ("appraised", "final", "expected"),
    [
        (Appraisal(2), None, ["appraisal-differs"]),  # neither the claim of 3 nor the points computed
        (Appraisal(2, why="Số liệu chưa xác minh"), None, []),
        (Appraisal(3), None, []),
        (None, Appraisal(2), ["appraisal-differs"]),
        (Appraisal(2, why="Số liệu chưa xác minh"), Appraisal(2), []),
        (Appraisal(2, why="Số liệu chưa xác minh"), Appraisal(1), ["appraisal-differs"]),
        (Appraisal(2), Appraisal(1), ["appraisal-differs", "appraisal-differs"]),
        (Appraisal(2, why="Số liệu chưa xác minh"), Appraisal(3), []),  # back to what is computed
    ],
)
def test_other_points_need_a_reason(appraised: Appraisal | None, final: Appraisal | None, expected: list[str]) -> None:
    """Whoever gives neither the earlier points nor the computed ones is asked why, unless it is said."""

    def edit(unit: Assessment) -> Assessment:
        return evolve(
            unit,
            appraised={} if appraised is None else {"2": appraised},
            final={} if final is None else {"2": final},
        )

    assert asked(edit=edit) == [(code, "2") for code in expected]


def test_an_appraisal_without_a_claim_is_held_against_nothing() -> None:
    """Where nothing is claimed there is no gap to explain, and points that cannot be computed are no reason either."""
    unit = Assessment("A", measurements={"ke_hoach": 0}, claims={"1": 4}, appraised={"2": 3})
    assert SCHEME.score(unit, partial=True).audit().questions == ()


# --- evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [(TEAMS,), ()])
def test_a_row_with_points_and_no_document_is_asked_for_one(first: tuple[str, ...]) -> None:
    """Where other rows cite documents; with one, nothing is asked."""
    assert asked(first=first) == ([] if first else [("evidence-missing", "1")])


def test_documents_are_not_asked_for_where_nobody_keeps_any() -> None:
    """A unit without any document is asked for them only where the scheme or a row requires them."""

    def bare(unit: Assessment) -> Assessment:
        return evolve(unit, documents=(), evidence={})

    assert asked(edit=bare) == []
    assert asked(edit=bare, scheme=evolve(SCHEME, without_document="question")) == [
        ("evidence-missing", "1"),
        ("evidence-missing", "2"),
    ]
    rows = [evolve(SCHEME.criteria["1"], requires=["Kế hoạch"]), SCHEME.criteria["2"]]
    assert asked(edit=bare, scheme=evolve(SCHEME, items=rows)) == [("evidence-missing", "1")]


def test_a_row_without_points_needs_no_document() -> None:
    """Nothing is claimed and nothing computed: there is nothing to support."""

    def none(unit: Assessment) -> Assessment:
        return evolve(unit, measurements={"ke_hoach": 0, "ho_so": "0%"}, claims={"1": 4, "2": 0})

    assert asked(second=(), edit=none) == []


def test_every_kind_that_is_required_is_asked_for() -> None:
    """A plan is there, a report is not; an explanation answers it."""
    rows = [evolve(SCHEME.criteria["1"], requires=["KH", "BC"]), SCHEME.criteria["2"]]
    scheme = evolve(SCHEME, items=rows)
    assert asked(scheme=scheme) == [("evidence-missing", "1")]

    def explained(unit: Assessment) -> Assessment:
        return evolve(unit, explanations={"1": "Báo cáo lồng ghép"})

    assert asked(scheme=scheme, edit=explained) == []


def test_where_no_document_means_no_points_the_question_says_so() -> None:
    """The row gets 0 by the scheme's own rule, and the question says what is at stake."""
    unit = Assessment("A", measurements={"ke_hoach": 0, "ho_so": "50%"}, claims={"1": 4, "2": 3})
    audit = evolve(SCHEME, without_document="no_points").score(unit).audit()
    assert [row.computed for row in audit.rows] == [Fraction(0), Fraction(0)]
    assert [row.gap for row in audit.rows] == [Fraction(4), Fraction(3)]
    missing = [question for question in audit.questions if question.code == "evidence-missing"]
    assert [question.row for question in missing] == ["1", "2"]
    assert "không được tính điểm" in missing[0].text()
    assert "no points" in missing[0].text("en")


def test_a_deduction_needs_no_document() -> None:
    """Points that are taken off need none to be taken."""
    faults = Count({CountFact("loi", largest=9): 1}, start=0, low=0, high=2)
    group = Group("II", "Trừ", [Criterion("3", "Vi phạm", 2, faults)], 2, role="deduction")

    def one(unit: Assessment) -> Assessment:
        more = {**unit.measurements, "loi": Measurement(1)}
        return evolve(unit, measurements=more, claims={**unit.claims, "3": Claim(1)})

    assert asked(scheme=evolve(SCHEME, items=[*SCHEME.items, group]), edit=one) == []


@pytest.mark.parametrize(
    ("first", "fires"),
    [
        ((PLAN,), True),  # a plan, but of the steering committee
        ((PLAN, LATER), True),  # the report is about the scheme: that is not enough for a row about issuing a paper
        ((PLAN, TEAMS), False),
        ((TEAMS, LATER), False),  # the title names no report
    ],
)
def test_a_row_about_a_paper_must_cite_that_paper(first: tuple[str, ...], *, fires: bool) -> None:
    """Of each kind that its title names, one document must have a word of the row in it."""
    assert asked(first=first) == ([("evidence-off-subject", "1")] if fires else [])


@pytest.mark.parametrize(
    ("second", "fires"),
    [
        ((FIRE,), True),
        ((FIRE, LATER), False),  # one of them is about the scheme
        ((OFFICE,), False),  # it does not say what it is about
        ((FIRE, OFFICE), False),
    ],
)
def test_figures_may_come_from_a_paper_about_the_scheme(second: tuple[str, ...], *, fires: bool) -> None:
    """A rate is asked about where every document is about something else, and each says what."""
    assert asked(second=second) == ([("evidence-off-subject", "2")] if fires else [])


def test_a_row_that_requires_a_kind_must_cite_one_about_itself() -> None:
    """A rate that requires a report: one about the scheme is not enough, one about the row is."""
    rows = [SCHEME.criteria["1"], evolve(SCHEME.criteria["2"], requires=["Báo cáo"])]
    scheme = evolve(SCHEME, items=rows)
    assert asked(scheme=scheme) == [("evidence-off-subject", "2")]
    rows[1] = evolve(rows[1], title="Tỷ lệ hồ sơ chuyển đổi số")
    assert asked(scheme=evolve(SCHEME, items=rows)) == []


def test_figures_may_come_from_a_paper_about_the_group() -> None:
    """The heading of the group says what its rows are about; the heading of another group does not."""
    row = Criterion("2", "Tỷ lệ hồ sơ trực tuyến", 6, RATE)
    for title, expected in (("Phòng cháy", []), ("Văn hóa", [("evidence-off-subject", "2")])):
        groups = [Group("I", title, [row], 6), Group("II", "Phòng cháy", [SCHEME.criteria["1"]], 4)]
        assert asked(second=(FIRE,), scheme=evolve(SCHEME, items=groups)) == expected


@pytest.mark.parametrize(
    ("second", "expected"), [((EARLY,), ["evidence-before-period-end"]), ((LATER,), []), ((EARLY, LATER), [])]
)
def test_figures_must_reach_the_end_of_the_period(second: tuple[str, ...], expected: list[str]) -> None:
    """30/12 is before the year ends, 31/12 is not; the latest document counts, and a plan may be as early as it likes."""
    assert asked(second=second) == [(code, "2") for code in expected]


@pytest.mark.parametrize(
    "edit",
    [
        lambda unit: evolve(unit, period="quý IV"),
        lambda unit: evolve(unit, closes="30/12/2023"),
        lambda unit: evolve(unit, explanations={"2": "Số liệu chốt ngày 30/12"}),
        lambda unit: evolve(unit, measurements={**unit.measurements, "ho_so": Measurement("50%", as_of="31/12/2023")}),
        lambda unit: evolve(unit, evidence={**unit.evidence, "2": (*unit.evidence["2"], "he-thong")}),
    ],
    ids=["no end is known", "figures close earlier", "explained", "the figure is later", "a basis without a date"],
)
def test_figures_that_may_reach_the_end_are_not_asked_about(edit: Callable[[Assessment], Assessment]) -> None:
    """An earlier close, a later figure, an explanation, or a basis whose day nobody knows."""
    assert asked(second=(EARLY,), edit=edit) == []


def test_the_last_day_of_a_period_is_known_for_years_only() -> None:
    """What the period of the unit says counts before that of the scheme."""
    assert period_end("2023") == period_end(" năm 2023 ") == date(2023, 12, 31)
    assert [period_end(one) for one in (None, "", "2023-2024", "0000", "quý I năm 2023")] == [None] * 5


# --- the words by which documents and rows are compared --------------------------------------------------------------


def test_common_words_say_nothing() -> None:
    """What every paper says is left out, and letters that stand for words are spelt."""
    assert phrases("Báo cáo kết quả thực hiện công tác chuyển đổi số năm 2023") == ("chuyển đổi số",)
    assert terms("ứng dụng CNTT") == terms("Ứng dụng công nghệ thông tin")
    assert not terms("về việc báo cáo kết quả thực hiện kế hoạch năm 2023 của UBND thị xã")
    assert kinds_in(["Ban hành Kế hoạch, tờ trình; hoạch định"]) == ("Kế hoạch", "Tờ trình")


def test_letters_of_a_symbol_count() -> None:
    """TCNSCĐ are the letters of Tổ công nghệ số cộng đồng; BCĐCĐS are others."""
    text = "Kế hoạch hoạt động của Tổ công nghệ số cộng đồng"
    for symbol, same in (("KH-TCNSCĐ", True), ("KH-BCĐCĐS", False), ("KH-UBND", False)):
        document = Document("1", text="", kind="Kế hoạch", number="1", symbol=symbol, subject="phân công")
        assert shares_words(text, document) is same
    assert subject_of(Document("1", text="Kế hoạch số 1/KH-A", number="1", symbol="KH-A")) is None


@given(st.text(), st.text())
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    """A document about the very words of a row is about it, whatever they are, if they say anything."""
    document = Document("1", text="", number="1", subject=one)
    assert shares_words(one, document) or not terms(one)
    assert isinstance(shares_words(other, document), bool)


# --- how questions are put ---------------------------------------------------------------------------------------------


def test_a_question_is_one_sentence_with_its_row() -> None:
    """Rows that are asked the same are asked once, points before evidence; numbers are written as each language does."""
    audit = annex.scheme.score(annex.assessment, partial=True).audit()
    vi, en = audit.texts("vi"), audit.texts("en")
    assert vi[0] == (
        "Tiêu chí 12: tự chấm 6 điểm, tính ra 4,54 điểm, lệch 1,46 điểm; đơn vị căn cứ vào đâu để tự chấm cao hơn?"
    )
    assert en[0] == "Criterion 12: 6 points claimed, 4.54 computed, gap 1.46; what is the higher claim based on?"
    assert vi[-1] == (
        "Các tiêu chí 11, 12: kỳ kết thúc ngày 31/12/2023, nhưng văn bản mới nhất là Báo cáo số 1992/BC-CATX ngày "
        "20/10/2023; kết quả đến hết kỳ là bao nhiêu?"
    )
    assert len(vi) == len(en) == len({question.words for question in audit.questions})
    assert {question.row for question in audit.questions} == {row.id for row in audit.rows if row.questions}


def test_a_lower_claim_is_asked_about_in_its_own_words() -> None:
    """A gap below 0, and why the unit claims less."""
    unit = Assessment("A", measurements={"ke_hoach": 0, "ho_so": "50%"}, claims={"1": 4, "2": "2,99"})
    (text, *_) = SCHEME.score(unit).audit().texts()
    assert text == "Tiêu chí 2: tự chấm 2,99 điểm, tính ra 3 điểm, lệch -0,01 điểm; vì sao đơn vị tự chấm thấp hơn?"


def test_an_appraisal_is_asked_about_with_who_gave_it() -> None:
    """Who appraised, the two scores and the gap between them."""
    unit = Assessment(
        "A",
        measurements={"ke_hoach": 0, "ho_so": "50%"},
        claims={"1": 4, "2": 3},
        appraised={"2": Appraisal("2,5", by=Words("Tổ thẩm định", "the appraisers"))},
    )
    audit = SCHEME.score(unit).audit()
    (vi,) = audit.texts()
    assert vi == (
        "Tiêu chí 2: điểm thẩm định của Tổ thẩm định là 2,5 điểm, điểm tự chấm là 3 điểm, lệch -0,5 điểm mà chưa nêu lý do; "
        "vì sao?"
    )
    assert audit.texts("en") == (
        "Criterion 2: the appraisal by the appraisers is 2.5 points, the claim 3, gap -0.5, and no reason is given; why?",
    )


def test_the_annex_is_asked_about_the_plan_of_row_2() -> None:
    """Row 2 is about the community teams and cites the steering committee's plan; of no other row is that asked."""
    audit = annex.scheme.score(annex.assessment, partial=True).audit()
    (question,) = [one for one in audit.questions if one.code == "evidence-off-subject"]
    assert question.row == "2"
    for part in (
        "“Tổ công nghệ số cộng đồng”",
        "Kế hoạch số 94/KH-BCĐCĐS (“hoạt động của Ban Chỉ đạo Chuyển đổi số năm 2023”)",
    ):
        assert part in question.text()


def test_the_annex_is_asked_for_figures_to_the_end_of_the_year() -> None:
    """Rates and levels whose documents are older than 31/12/2023.

    Not when papers were issued (1, 2), nor where a basis has no day (6, 8), nor the row that is not known (15).
    """
    audit = annex.scheme.score(annex.assessment, partial=True).audit()
    rows = [one.row for one in audit.questions if one.code == "evidence-before-period-end"]
    assert rows == ["3", "4", "5", "7", "9", "10", "11", "12", "13", "14"]


def test_a_row_stands_out_for_what_is_asked_of_it_alone() -> None:
    """Figures that end early are asked of many rows, and mark none of them."""
    audit = annex.scheme.score(annex.assessment, partial=True).audit()
    assert [row.id for row in audit.rows if row.stands_out] == ["2", "12"]


def test_what_others_gave_stands_in_the_audit_with_its_sign() -> None:
    """Points taken off are negative, whoever gave them."""
    faults = Count({CountFact("loi", largest=9): 1}, start=0, low=0, high=2)
    group = Group("II", "Trừ", [Criterion("3", "Vi phạm", 2, faults)], 2, role="deduction")
    unit = Assessment(
        "A",
        measurements={"ke_hoach": 0, "ho_so": "50%", "loi": 2},
        claims={"3": 1},
        appraised={"2": "3,5", "3": "1,5"},
        final={"3": -2},
    )
    rows = evolve(SCHEME, items=[*SCHEME.items, group]).score(unit).audit().rows
    assert [(row.claimed, row.appraised, row.final, row.computed) for row in rows] == [
        (None, None, None, Fraction(4)),
        (None, Fraction(7, 2), None, Fraction(3)),
        (Fraction(-1), Fraction(-3, 2), Fraction(-2), Fraction(-2)),
    ]


def test_a_question_is_a_value() -> None:
    """Code, row and words in both languages."""
    question = Question("evidence-missing", "III.2", Words("Văn bản nào?", "Which document?"))
    assert (str(question), question.text("en")) == ("Tiêu chí III.2: Văn bản nào?", "Criterion III.2: Which document?")
