"""What all facts share: names, words, states, and numbers on a grid."""

from decimal import Decimal
from fractions import Fraction

import pytest

from emulscore import NEVER, NOT_APPLICABLE, CountFact, LatenessFact, LevelFact, PointsFact, ShareFact, Words, YesNoFact
from emulscore.errors import Refused
from emulscore.facts import AnyFact, State
from emulscore.facts._common import read_units

FACTS: list[AnyFact] = [
    CountFact("x"),
    ShareFact("x"),
    LevelFact("x", levels={"a": "A"}),
    YesNoFact("x"),
    PointsFact("x", largest=8),
    LatenessFact("x"),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (NEVER, 1),
        ("never", 1),
        ("Không thực hiện", 1),
        (NOT_APPLICABLE, 2),
        ("not applicable", 2),
        (" không phát sinh ", 2),
    ],
)
def test_every_fact_may_be_known_not_to_have_happened(fact: AnyFact, raw: object, state: int) -> None:
    """Never and not applicable are states of their own, without a value, for every kind of fact."""
    assert fact.read(raw) == {"x.state": state}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
@pytest.mark.parametrize("state", [State.MEASURED, State.NOTHING])
def test_other_states_cannot_be_given(fact: AnyFact, state: State) -> None:
    """Measured and 0 of 0 follow from values; nobody gives them."""
    with pytest.raises(Refused) as caught:
        fact.read(state)
    assert caught.value.code == "not-a-state"


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
@pytest.mark.parametrize(
    "raw", [None, object(), b"1", [], {}, {"a": 1}, [1, 2, 3], Decimal("sNaN"), float("nan"), True]
)
def test_strange_values_are_refused_and_never_break(fact: AnyFact, raw: object) -> None:
    """Whatever is given, a fact reads it or refuses it with a code; only yes-or-no takes True."""
    if raw is True and isinstance(fact, YesNoFact):
        assert fact.read(raw) == {"x.state": 0, "x": 1}
        return
    with pytest.raises(Refused):
        fact.read(raw)


@pytest.mark.parametrize("name", ["", "ho so", "1a", "ho-so", "never", "a.b", "[1]"])
def test_names_are_identifiers(name: str) -> None:
    """A name is letters, digits and underscores, and not the name of a state."""
    with pytest.raises(Refused) as caught:
        CountFact(name)
    assert caught.value.code == "bad-name"


def test_a_name_may_be_vietnamese_and_is_composed() -> None:
    """`hồ_sơ` in decomposed letters is the same name."""
    assert CountFact("ho\u0302\u0300_so\u031b").name == "hồ_sơ"


def test_a_fact_says_what_it_counts() -> None:
    """Texts become words; without a label, what it counts stands in for it, and else its name."""
    fact = ShareFact("a", counts="đúng hạn", out_of=Words("hồ sơ", "files"), excludes="mật", unit="lần", source="BC")
    assert (fact.counts, fact.out_of) == (Words("đúng hạn"), Words("hồ sơ", "files"))
    assert (fact.excludes, fact.unit, fact.source) == (Words("mật"), Words("lần"), Words("BC"))
    assert fact.words == Words("đúng hạn")
    assert ShareFact("a", unit="lần").words == Words("a")
    assert ShareFact("a", label="Tỷ lệ").words == Words("Tỷ lệ")


@pytest.mark.parametrize(
    ("raw", "decimals", "units"),
    [
        ("9,98", 2, 998),
        (0.757, 3, 757),
        (0.1 + 0.2, 17, 30000000000000004),
        (75.7, 1, 757),
        (-0.01, 2, -1),
        (3, 2, 300),
        (Decimal("0.50"), 1, 5),
        (Fraction(1, 4), 2, 25),
    ],
)
def test_numbers_are_read_in_steps_of_the_grid(raw: object, decimals: int, units: int) -> None:
    """A float is read where it is the double nearest to a number on the grid; other numbers exactly."""
    assert read_units(raw, decimals) == units


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (0.1 + 0.2, "float-off-grid"),
        (0.125, "float-off-grid"),
        (1e300, "number-too-long"),
        (float("inf"), "not-finite"),
        (float("nan"), "not-finite"),
        ("0,125", "off-grid"),
        (Fraction(1, 3), "off-grid"),
        (None, "not-a-number"),
    ],
)
def test_numbers_off_the_grid_are_refused(raw: object, code: str) -> None:
    """0.1 + 0.2 is not the double nearest to 0.30, so it is refused and not guessed."""
    with pytest.raises(Refused) as caught:
        read_units(raw, 2)
    assert caught.value.code == code
