"""Raw values that facts must refuse."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st

from emulscore.facts import (
    AnyFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ShareFact,
    State,
    YesNoFact,
)
from emulscore.numbers import show_percent
from emulscore.testing.values import grid_of

__all__ = ["Spoiled", "spoiled_values"]


@frozen
class Spoiled:
    """A raw value that must be refused.

    Attributes:
        value: The value.
        code: The code of the refusal.
    """

    value: object
    code: str


def spoiled_values(fact: AnyFact) -> st.SearchStrategy[Spoiled]:
    """Return raw values that *fact* must refuse, each with the code of the refusal."""
    found: list[tuple[object, str]] = [(State.NOTHING, "not-a-state"), (State.MEASURED, "not-a-state")]
    match fact:
        case CountFact():
            found += [("99,80", "not-a-count"), ("99.80", "not-a-count"), (True, "not-a-count")]
            found += [(Fraction(1, 2), "not-a-count"), (0.5, "not-a-count"), ("12%", "not-a-count")]
            found += [(-1, "negative"), ("-1", "negative"), (fact.largest + 1, "too-large")]
            found += [(float("nan"), "not-finite"), ("NaN", "not-finite"), ("9" * 70, "number-too-long")]
        case ShareFact():
            found += _spoiled_shares(fact)
            if isinstance(fact, ItemsFact):
                found += _spoiled_tables(fact)
        case NumberFact() | CohortFact():
            found += _spoiled_numbers(fact)
        case LevelFact():
            found += [("không có mức này", "unknown-level"), (0, "unknown-level")]
        case YesNoFact():
            found += [("maybe", "not-yes-no"), (2, "not-yes-no")]
        case LatenessFact():
            found += [(-1, "negative"), ("sớm", "not-a-lateness"), ({}, "not-a-lateness"), (True, "not-a-lateness")]
            found += [({"due": "31/02/2023", "done": "01/03/2023"}, "not-a-date"), (("x", "y"), "not-a-date")]
            found += [({"months_begun": "1,5"}, "not-a-count"), ({"days": fact.largest + 1}, "too-large")]
            found += [({"due": "01/01/2000", "done": "01/01/2023"}, "too-large")]
        case _:
            pass
    return st.sampled_from([Spoiled(value, code) for value, code in found])


def _spoiled_shares(fact: ShareFact) -> list[tuple[object, str]]:
    over = show_percent(fact.most + 1)
    found: list[tuple[object, str]] = [
        ((1, 0), "some-of-zero"),
        (over, "share-out-of-range"),
        ("-1%", "share-out-of-range"),
        ((0, fact.largest + 1), "too-large"),
        ((-1, 5), "negative"),
        ("x%", "not-a-number"),
        (True, "not-a-share"),
        ((1, 2, 3), "not-a-share"),
        ({"part": 1}, "not-a-share"),
        (("99,80", "100"), "not-a-count"),
        ("1.234%", "ambiguous-number"),
        ("1/0%", "division-by-zero"),
        (float("nan"), "not-finite"),
    ]
    if int(fact.most) + 1 <= int(fact.largest * fact.most):
        found.append(((int(fact.most) + 1, 1), "part-exceeds-whole"))
    if fact.numbers is None:
        found += [(1, "percent-or-fraction"), ("0,5", "percent-or-fraction"), (Decimal("99.8"), "percent-or-fraction")]
    if fact.decimals is None:
        found.append((0.5, "float"))
    else:
        found.append((0.1 + 1e-9, "float-off-grid"))
    return found


def _spoiled_tables(fact: ItemsFact) -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = [
        ([{"weight": 1}], "not-an-item"),
        ([{"weight": 1, "level": "tot", "faults": 1}], "not-an-item"),
        ([{"faults": -1}], "not-an-item"),
        ([{"level": "không có mức này"}], "unknown-level"),
        ([{"weight": -1, "level": "tot"}], "negative"),
    ]
    if fact.levels:
        name = fact.levels[0][0]
        found += [([{"weight": fact.largest + 1, "level": name}], "too-large")]
        found += [([{"weight": "x", "level": name}], "not-a-number")]
    return found


def _spoiled_numbers(fact: NumberFact | CohortFact) -> list[tuple[object, str]]:
    code = "points-out-of-range" if isinstance(fact, PointsFact) else "value-out-of-range"
    slot, scale = grid_of(fact), 10**fact.decimals
    off = Decimal(1).scaleb(-fact.decimals - 1)
    return [
        (Fraction(slot.high, scale) + 1, code),
        (Fraction(slot.low, scale) - 1, code),
        (off, "off-grid"),
        (0.1 + 1e-9, "float-off-grid"),
        (float("inf"), "not-finite"),
        ("x", "not-a-number"),
        (True, "not-a-number"),
        ("1/0", "division-by-zero"),
        ("1.234", "ambiguous-number"),
        (Decimal("1E+100"), "number-too-long"),
    ]
