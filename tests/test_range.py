"""The range of a scheme: of all units, of one that is known in part, and of none whose values are refused."""

import pytest

from emulscore import Criterion, MeasurementError, Ratio, Scheme, ShareFact

ROWS = [Criterion(id_, "Việc", 6, Ratio(ShareFact(fact), empty="refuse")) for id_, fact in (("1", "x"), ("2", "y"))]
SCHEME = Scheme("a", "A", total=12, items=ROWS)


def ends(unit: dict[str, object] | None, id_: str) -> tuple[str, str]:
    found = SCHEME.range(unit)[id_]
    return str(found.low.points), str(found.high.points)


def test_what_is_known_narrows_the_range() -> None:
    """Half of 6 points are 3: the other row may still earn 0 to 6, and both together 3 to 9."""
    assert ends(None, "") == ends({}, "") == ("0.00", "12.00")
    half: dict[str, object] = {"x": "50%"}
    assert (ends(half, "1"), ends(half, "2"), ends(half, "")) == (("3.00", "3.00"), ("0.00", "6.00"), ("3.00", "9.00"))


def test_a_value_that_is_refused_has_no_range() -> None:
    """120% of a whole is no share, and is not passed over as unknown."""
    with pytest.raises(MeasurementError, match="x"):
        SCHEME.range({"x": "120%"})
