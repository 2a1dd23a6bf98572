"""Scorecards as plain data: every key as its schema says, and no float anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from emulscore import Criterion, Direct, GradeBand, Grades, Group, PointsFact, Scheme, at_least, below
from emulscore.files import json_schema
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.testing import measurements_for, schemes
from emulscore.words import Lang

CARD = annex.scheme.score(annex.assessment, partial=True)
LANGS: tuple[Lang, ...] = ("vi", "en")


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema("scorecard"))


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            assert isinstance(key, str)
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


@pytest.mark.parametrize("lang", LANGS)
def test_the_annex_is_what_the_schema_says(lang: Lang) -> None:
    """Every key is one that the schema names, and every value is allowed; what is left out is refused."""
    found = CARD.to_dict(lang)
    assert list(validator().iter_errors(found)) == []
    for key in found:
        assert list(validator().iter_errors({name: one for name, one in found.items() if name != key})), key
    assert list(validator().iter_errors({**found, "more": 1}))


def test_the_annex_in_numbers() -> None:
    """Row 12: 75,7% of 6 is 4,542, printed 4,54; 6 are claimed. Row 15 is not known: null, and 0 to 8."""
    rows = {row["id"]: row for row in CARD.to_dict()["rows"]}
    assert {key: rows["12"][key] for key in ("exact", "points", "claimed", "gap", "rule", "missing")} == {
        "exact": "4.5420",  # three decimals could be read as thousands
        "points": "4.54",
        "claimed": "6",
        "gap": "1.46",
        "rule": "ratio",
        "missing": [],
    }
    assert [rows["15"][key] for key in ("exact", "points", "low", "high", "claimed")] == [
        None,
        None,
        "0.00",
        "8.00",
        None,
    ]
    assert rows["12"]["questions"][0]["code"] == "claim-differs"
    assert CARD.to_dict()["grade"] is None


def test_texts_are_in_the_language_asked_for() -> None:
    """The same numbers, other words."""
    vi, en = (CARD.to_dict(lang)["rows"][11] for lang in LANGS)
    assert vi["why"][0] == "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm."
    assert en["why"][0] == "Rate 75.7% × 6 points = 4.542 points."
    assert vi["points"] == en["points"]


def test_it_goes_through_json_unchanged() -> None:
    """What json writes and reads back is the same."""
    found = CARD.to_dict()
    assert json.loads(json.dumps(found)) == found


def test_a_deduction_is_negative_everywhere() -> None:
    """A row that takes 2 of at most 5 has base -5 and points -2.00, and the total is 10 - 2."""
    take = Group(
        "T", "Trừ", [Criterion("T.1", "Vi phạm", 5, Direct(PointsFact("tru", largest=5)))], 5, role="deduction"
    )
    scheme = Scheme(
        "thu", "Thử", total=10, items=[Criterion("1", "Một", 10, Direct(PointsFact("a", largest=10))), take]
    )
    found = scheme.score({"a": 10, "tru": 2}).to_dict()
    row = found["rows"][1]
    assert [row[key] for key in ("role", "base", "points", "low", "high", "exact")] == [
        "deduction",
        "-5",
        "-2.00",
        "-2.00",
        "-2.00",
        "-2",
    ]
    assert found["total"]["points"] == "8.00"


def test_grades_that_are_open_stand_in_order() -> None:
    """With nothing known both grades are possible, and neither is the grade."""
    grades = Grades([GradeBand("dat", "Đạt", at_least(5)), GradeBand("khong", "Không đạt", below(5))])
    rows = [Criterion("1", "Một", 10, Direct(PointsFact("a", largest=10)))]
    scheme = Scheme("thu", "Thử", total=10, items=rows, grades=grades)
    open_ = scheme.score({}, partial=True).to_dict()
    assert list(validator().iter_errors(open_)) == []
    assert [open_["grade"]["id"], [one["id"] for one in open_["grade"]["possible"]]] == [None, ["dat", "khong"]]
    known = scheme.score({"a": 7}).to_dict()["grade"]
    assert (known["id"], known["title"], known["possible"]) == ("dat", "Đạt", [{"id": "dat", "title": "Đạt"}])


@settings(max_examples=25)
@given(st.data())
def test_any_scorecard_is_what_the_schema_says(data: st.DataObject) -> None:
    """Random schemes with groups, bonus, deductions, gates and unknown facts: allowed, and never a float."""
    scheme = data.draw(schemes())
    known = data.draw(measurements_for(scheme))
    kept = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    card = scheme.score({name: value for name, value in known.items() if name in kept}, partial=True)
    found = card.to_dict(data.draw(st.sampled_from(LANGS)))
    assert list(validator().iter_errors(found)) == []
    assert not any(isinstance(value, float) for value in leaves(found))
