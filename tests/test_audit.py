"""Claims against computed points."""

from fractions import Fraction

import pytest

from emulscore import Assessment, Audit, Criterion, Ratio, Scheme, ShareFact, Status
from emulscore.audit import compare

SCHEME = Scheme(
    "s",
    "S",
    total=12,
    items=[Criterion(str(n), f"Hàng {n}", 3, Ratio(ShareFact(f"f{n}"), empty="refuse")) for n in range(1, 5)],
)


def audit(claims: dict[str, int | str], partial: bool = False, **rates: str) -> Audit:  # noqa: FBT002 - of score()
    return SCHEME.score(Assessment("Xã A", measurements=rates, claims=claims), partial=partial).audit()


def test_each_claim_is_held_against_the_printed_points() -> None:
    """50% of 3 is 1.5: claims of 1.5, 2 and 1 agree, are more and are less; row 4 claims nothing."""
    found = audit({"1": "1,5", "2": 2, "3": 1}, f1="50%", f2="50%", f3="50%", f4="50%")
    assert [(row.id, row.status, row.gap) for row in found.rows] == [
        ("1", Status.AGREES, 0),
        ("2", Status.CLAIMS_MORE, Fraction(1, 2)),
        ("3", Status.CLAIMS_LESS, Fraction(-1, 2)),
        ("4", Status.CANNOT_BE_CHECKED, None),
    ]
    assert list(dict.fromkeys(question.row for question in found.questions)) == ["2", "3", "4"]
    assert [(one.code, one.row) for one in found.questions if one.code != "other-reading"] == [
        ("claim-differs", "2"),
        ("claim-differs", "3"),
        ("not-claimed", "4"),
    ]
    assert found.claimed == Fraction(9, 2)


def test_a_claim_is_compared_with_what_is_printed_and_not_with_the_exact_value() -> None:
    """A third of 3.01 points... here 1/7 of 3 is printed 0.43, and a claim of 0.43 agrees."""
    found = audit({"1": "0,43"}, partial=True, f1="1/7")
    assert found.rows[0].status is Status.AGREES


def test_a_row_that_is_neither_claimed_nor_scored_asks_nothing() -> None:
    """A claim that cannot be checked is a question; nothing at all is none."""
    found = audit({"1": 3}, partial=True)
    assert {row.status for row in found.rows} == {Status.CANNOT_BE_CHECKED}
    assert [(question.code, question.row) for question in found.questions] == [("claim-unchecked", "1")]


@pytest.mark.parametrize(
    ("claimed", "computed", "vi", "en"),
    [
        ("6", "4.54", "12: tự chấm 6, tính ra 4,54, lệch 1,46", "12: claimed 6, computed 4.54, gap 1.46"),
        ("4", "4.54", "12: tự chấm 4, tính ra 4,54, lệch -0,54", "12: claimed 4, computed 4.54, gap -0.54"),
        ("6", None, "12: tự chấm 6, chưa tính được điểm", "12: claimed 6, not scored yet"),
        (None, "4.54", "12: chưa tự chấm, tính ra 4,54", "12: nothing claimed, computed 4.54"),
        (None, None, "12: tự chấm —, chưa tính được điểm", "12: claimed —, not scored yet"),
    ],
)
def test_a_row_is_said_in_one_line(claimed: str | None, computed: str | None, vi: str, en: str) -> None:
    """Claim, computed points and gap, or what is not known of them."""
    row = compare("12", *(None if value is None else Fraction(value) for value in (claimed, computed)))
    assert (row.text("vi"), row.text("en"), str(row)) == (vi, en, vi)


def test_every_status_has_words() -> None:
    """Each status is named in both languages, and none alike."""
    assert [status.text() for status in Status] == [
        "khớp",
        "tự chấm cao hơn",
        "tự chấm thấp hơn",
        "chưa đối chiếu được",
    ]
    assert [status.text("en") for status in Status] == [status.value for status in Status]
