"""Assessments: a unit's measurements, claims and documents, in the form that files hold."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from emulscore import NEVER, NOT_APPLICABLE, Assessment, Claim, Document, Measurement, SchemeError, Words
from emulscore.errors import Refused

BC = Document("BC", text="Báo cáo số 1/BC", kind="Báo cáo", number="1", symbol="BC", date="07/6/2023")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("99,80%", "99,80%"),
        (Decimal("99.80"), "99.8"),
        (Decimal("8.00"), 8),
        (Decimal("1.234"), "1.2340"),
        (Decimal("1E+3"), 1000),
        (Fraction(1, 3), "1/3"),
        (Fraction(2), "2/1"),
        (True, True),
        (0.5, 0.5),
        (NEVER, "never"),
        (NOT_APPLICABLE, "not applicable"),
        ([998, Decimal(1000)], (998, 1000)),
        ({"due": date(2023, 6, 7), "done": datetime(2023, 6, 8)}, {"due": "2023-06-07", "done": "2023-06-08"}),  # noqa: DTZ001 - a day
        ("Tô\u0309", "Tổ"),
    ],
)
def test_values_are_kept_in_the_form_that_files_hold(raw: object, kept: object) -> None:
    """Numbers stay exact, dates become ISO texts, states their names, pairs tuples, texts composed."""
    value = Measurement(raw).value
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    "raw",
    [
        Decimal("1E+1000000"),
        Decimal("1E-1000000"),
        Decimal("Infinity"),
        Fraction(1, 10**19),
        datetime(2023, 1, 1, 8),  # noqa: DTZ001 - the hour is the point
    ],
)
def test_what_no_fact_can_read_is_kept_for_it_to_refuse(raw: object) -> None:
    """A huge number or a time of day is not written out, nor an error before its fact has said where it stands."""
    assert Measurement(raw).value is raw
    assert Measurement([raw]).value == (raw,)


def test_claims_are_exact() -> None:
    """A claim may be a number in any exact spelling, with the unit's own calculation; a float is refused."""
    unit = Assessment("Xã A", claims={"8": "9,98", "12": Claim(6, text="Điểm = 75,7%*6")})
    assert unit.claims["8"] == Claim(Fraction(499, 50))
    assert unit.claims["12"].text == "Điểm = 75,7%*6"
    with pytest.raises(Refused, match="float"):
        Assessment("Xã A", claims={"8": 9.98})  # type: ignore[dict-item] # wrong on purpose


def test_plain_values_become_measurements() -> None:
    """A value alone is a measurement without support; names are composed."""
    unit = Assessment(
        Words("Xã A", "Commune A"),
        measurements={"ho_\u0061\u0302": "1%", "b": Measurement("2%", document="BC")},
        documents=[BC],
    )
    assert unit.measurements["ho_â"] == Measurement("1%")
    assert unit.measurements["b"].document == "BC"
    assert Measurement(1, as_of="17/10/2023").as_of == date(2023, 10, 17)


def test_a_citation_of_an_unknown_document_is_refused_all_at_once() -> None:
    """Rows and values that cite what is not there are listed with their places and the keys there are."""
    with pytest.raises(SchemeError) as caught:
        Assessment(
            "Xã A",
            documents=[BC],
            evidence={"1": ["BC", "KH"], "2": ["X"]},
            measurements={"a": Measurement(1, document="Y"), "b": 2},
        )
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("unknown-key", "evidence.1"),
        ("unknown-key", "evidence.2"),
        ("unknown-key", "measurements.a"),
    ]
    assert "there is no key KH. Instead: BC." in caught.value.problems[0].text("en")


def test_a_document_knows_its_date_and_whether_it_is_numbered() -> None:
    """`07/6/2023` is 7 June; a basis without a number is no numbered document."""
    assert (BC.date, BC.numbered) == (date(2023, 6, 7), True)
    assert not Document("so-lieu", text="Căn cứ số liệu trên Hệ thống").numbered
    with pytest.raises(Refused, match="not-a-date"):
        Document("x", text="x", date="31/02/2023")
