"""Whole numbers back into raw values."""

from datetime import date

import pytest

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    AttainmentFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ShareFact,
    YesNoFact,
)
from emulscore.facts import AnyFact

SHARE = ShareFact("x")
CASES: list[tuple[AnyFact, object]] = [
    (CountFact("x"), "1.234"),
    (SHARE, "99,80%"),
    (SHARE, (0, 0)),
    (SHARE, (998, 1000)),
    (AttainmentFact("x", most=3), "130%"),
    (NumberFact("x", largest=100, decimals=1), "12,5"),
    (PointsFact("x", largest=8), "7,25"),
    (LevelFact("x", levels={"a": "một", "b": "hai"}), "b"),
    (YesNoFact("x"), "không"),
    (LatenessFact("x"), {"months_begun": 2}),
    (LatenessFact("x"), (date(2023, 1, 31), date(2023, 3, 1))),
    (CohortFact("x", of=SHARE, take="mean", decimals=4), "0,9980"),
    (CountFact("x"), NEVER),
    (LatenessFact("x"), NOT_APPLICABLE),
]


@pytest.mark.parametrize(("fact", "raw"), CASES)
def test_a_raw_value_made_from_slots_reads_to_the_same_slots(fact: AnyFact, raw: object) -> None:
    """Whatever was read can be given back."""
    slots = fact.read(raw)
    assert fact.read(fact.raw(slots)) == slots
