"""Lines along a fact: where they break, where they cross, and where they end, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from emulscore.formula.bounds import Interval
from emulscore.formula.lines import Line, Lines, NotStraightError, lines
from emulscore.formula.nodes import (
    Band,
    Choose,
    Fact,
    Round,
    Slot,
    Table,
    largest,
    smallest,
)
from emulscore.words import Words

F = Fraction
LABEL = Words("x")
X = Fact(Slot("x", 0, 5, LABEL))
T = Fact(Slot("t", 0, 8, LABEL), 4)
ZERO, ONE, HALF = F(0), F(1), F(1, 2)


def of(*values: int | str) -> list[Fraction]:
    return [F(value) for value in values]


FLAT, RISING = Line(ZERO, F(3)), Line(ONE, ZERO)


def test_a_picture_has_four_hundred_breaks_at_most() -> None:
    """398 between both ends are drawn, one more is refused; ends and what lies beyond them are no more breaks."""
    plain = Lines((ZERO, F(1000)), (RISING,) * 3)
    assert len(plain.cut(F(value) for value in range(-5, 399)).breaks) == 400
    assert plain.cut(of(0, 1000, -1, 1001)) == plain
    with pytest.raises(NotStraightError):
        plain.cut(F(value) for value in range(1, 400))


def test_lines_are_read_at_breaks_and_between_them() -> None:
    """Three cells for two breaks: before, between, behind; where one crosses a height, and what is one piece again."""
    both = Lines(of_(0, 2, 4), (FLAT, RISING, None, FLAT, RISING))
    assert [both.at(F(value)) for value in range(5)] == [3, 1, None, 3, 4]
    assert both.cut(of(1)).breaks == of_(0, 1, 2, 4)
    assert both.cut(of(1)).cells == (FLAT, RISING, RISING, RISING, None, FLAT, RISING)
    assert both.crossings(ONE) == of(1)
    assert both.crossings(F(2)) == []  # at the break itself
    assert both.crossings(ZERO) == []
    assert both.crossings(F(3)) == []  # flat
    assert both.tidy() == both
    assert Lines(of_(0, 2, 4), (FLAT, RISING, RISING, RISING, FLAT)).tidy() == Lines(of_(0, 4), (FLAT, RISING, FLAT))
    assert Lines(of_(0, 2, 4), (FLAT,) * 5).tidy() == Lines(of_(0, 4), (FLAT,) * 3)


def of_(*values: int) -> tuple[Fraction, ...]:
    return tuple(F(value) for value in values)


def test_lines_keep_to_the_range_that_is_asked() -> None:
    """From 1 to 4: the bend at 3 is there, the ends are those asked for; a table has its whole numbers."""
    found = lines(smallest(X, 3), X, Interval(ONE, F(4)))
    assert (found.breaks, found.cells[1::2]) == (of_(1, 3, 4), (RISING, FLAT))
    table = lines(Table(X.slot, of_(5, 4, 3, 2, 1, 0)), X, Interval(ONE, F(3)))
    assert (table.breaks, [table.at(F(value, 2)) for value in range(2, 7)]) == (of_(1, 2, 3), [4, None, 3, None, 2])


@pytest.mark.parametrize(
    ("mode", "breaks"), [("half_up", of_(0, 1, 3, 4)), ("down", of_(0, 2, 4)), ("up", of_(0, 2, 4))]
)
def test_a_stair_jumps_where_its_mode_says(mode: object, breaks: tuple[Fraction, ...]) -> None:
    """Half of 0 to 4 in whole points: at 1 and 3 by halves, at 2 by whole ones."""
    long = Fact(Slot("x", 0, 4, LABEL))
    found = lines(Round(long / 2, ONE, mode), long, Interval(ZERO, F(4)))  # type: ignore[arg-type] # one of the three
    assert found.breaks == breaks


def test_two_facts_that_share_a_slot_do_not_stand_still() -> None:
    """A count in ones and in quarters, the same slot read in two ways: no line along either."""
    quarters = Fact(X.slot, 4)
    with pytest.raises(NotStraightError):
        lines(X + quarters, X, Interval(ZERO, F(5)), {"x": 3})
    assert lines(X + T, X, Interval(ZERO, F(5)), {"t": 2}).at(ONE) == F(3, 2)


def test_only_many_steps_are_too_many() -> None:
    """Five steps from 300 on are drawn, and those from -305; a table of five hundred numbers is not."""
    for start in (300, -305):
        found = lines(Round(X + start, ONE, "down"), X, Interval(ZERO, F(5)))
        assert [found.at(F(value, 2)) for value in (0, 1, 9, 10)] == [start, start, start + 4, start + 5]
    long = Slot("n", 0, 500, LABEL)
    with pytest.raises(NotStraightError):
        lines(Table(long, of_(*range(501))), Fact(long), Interval(ZERO, F(500)))
    short = Slot("n", 0, 399, LABEL)
    assert lines(Table(short, of_(*range(400))), Fact(short), Interval(ZERO, F(399))).at(F(7)) == 7


def test_a_stair_of_four_hundred_breaks_is_drawn() -> None:
    """Jumps at 1 to 398, and both ends; one step more is no picture."""
    long = Fact(Slot("n", 0, 400, LABEL))
    assert len(lines(Round(long, ONE, "down"), long, Interval(ZERO, F(399))).breaks) == 400
    with pytest.raises(NotStraightError):
        lines(Round(long, ONE, "down"), long, Interval(ZERO, F(400)))


def test_two_lines_that_cross_change_places() -> None:
    """Of two rising lines the lower one first, the other behind the crossing; where one has no value there is none."""
    found = lines(smallest(X * 2, X + 2), X, Interval(ZERO, F(5)))
    assert (found.breaks, found.cells[1::2]) == (of_(0, 2, 5), (Line(F(2), ZERO), Line(ONE, F(2))))
    found = lines(largest(X * 2, X + 2), X, Interval(ZERO, F(5)))
    assert (found.breaks, found.cells[1::2]) == (of_(0, 2, 5), (Line(ONE, F(2)), Line(F(2), ZERO)))
    partly = Choose(X, ((Band(low=F(3)), X),))
    assert [lines(smallest(X, partly), X, Interval(ZERO, F(5))).at(F(value)) for value in (2, 3, 5)] == [None, 3, 5]
    assert [lines(smallest(partly, X), X, Interval(ZERO, F(5))).at(F(value)) for value in (2, 3, 5)] == [None, 3, 5]
