"""Compiled code as text, derived by hand; and the ranges of the numbers in it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from emulscore.formula.bounds import Bounds
from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Mode,
    Node,
    Note,
    Quotient,
    Round,
    Share,
    Slot,
    Table,
    WeightedMean,
    largest,
    smallest,
)
from emulscore.formula.targets import SAFE_WIDTH, PythonSource, Ranges, compile_python, greatest_number
from emulscore.formula.whole import Compiler
from emulscore.words import Words

F = Fraction
LABEL = Words("x")
X = Fact(Slot("x", 0, 5, LABEL))
Y = Fact(Slot("y", -3, 3, LABEL))
N = Fact(Slot("n", -3, 0, LABEL))
S = Share(Slot("s.part", 0, 4, LABEL), Slot("s.whole", 1, 4, LABEL))
A = Share(Slot("a.part", 0, 3, LABEL), Slot("a.whole", 1, 2, LABEL), F(3, 2))
ONE, HALF, EIGHTH = F(1), F(1, 2), F(1, 8)


def c(value: int | str) -> Const:
    return Const(F(value))


def rounding(top: str, bottom: str) -> str:
    """Return the quotient of two names rounded half up, as it is written."""
    return f"(((2 * {top}) + {bottom}) // (2 * {bottom}))"


CODE: list[tuple[Node, Fraction, list[str], str]] = [
    (X, ONE, [], "f0"),
    (c(5), ONE, [], "5"),
    (X + Y, ONE, ["t0 = (f0 + f1)"], "t0"),
    (Add((X, Y, X)), ONE, ["t0 = (f0 + f1)", "t1 = (t0 + f0)"], "t1"),
    (X + "1/2", HALF, ["t0 = ((2 * f0) + 1)"], "t0"),
    (Add((X, c(1), c(2))), ONE, ["t0 = (f0 + 3)"], "t0"),  # what is known is added up before
    (Add((X, c(1), c(-1))), ONE, [], "f0"),
    (X - 2, ONE, ["t0 = (f0 + (-2))"], "t0"),
    (X * Y, ONE, ["t0 = (f0 * f1)"], "t0"),
    (X * 0, ONE, [], "0"),
    (X * 3, HALF, [], "(6 * f0)"),
    (S, EIGHTH, ["t0 = (8 * f0)", "t1 = " + rounding("t0", "f1")], "t1"),
    (S * 2 + S, EIGHTH, ["t0 = ((2 * f0) + f0)", "t1 = (8 * t0)", "t2 = " + rounding("t1", "f1")], "t2"),  # one bottom
    (
        S + A,
        EIGHTH,
        ["t0 = ((f0 * f3) + (f2 * f1))", "t1 = (f1 * f3)", "t2 = (8 * t0)", "t3 = " + rounding("t2", "t1")],
        "t3",
    ),
    (S * A, EIGHTH, ["t0 = (f0 * f2)", "t1 = (f1 * f3)", "t2 = (8 * t0)", "t3 = " + rounding("t2", "t1")], "t3"),
    (smallest(X, 3), ONE, ["t0 = (f0 if f0 < 3 else 3)"], "t0"),
    (largest(X, 3), ONE, ["t0 = (f0 if f0 > 3 else 3)"], "t0"),
    (smallest(X, 7), ONE, [], "f0"),  # what never decides is not worked out
    (smallest(X, 5), ONE, [], "f0"),
    (largest(X, 5), ONE, [], "5"),
    (largest(X, 0), ONE, [], "f0"),
    (smallest(X, X), ONE, [], "f0"),
    (smallest(X, 9, 3), ONE, ["t0 = (f0 if f0 < 3 else 3)"], "t0"),
    (
        smallest(S, A),
        EIGHTH,
        [
            "t0 = (f0 if ((f0 * f3) <= (f2 * f1)) else f2)",
            "t1 = (f1 if ((f0 * f3) <= (f2 * f1)) else f3)",
            "t2 = (8 * t0)",
            "t3 = " + rounding("t2", "t1"),
        ],
        "t3",
    ),
    (
        largest(S, A),
        EIGHTH,
        [
            "t0 = (f0 if ((f2 * f1) <= (f0 * f3)) else f2)",
            "t1 = (f1 if ((f2 * f1) <= (f0 * f3)) else f3)",
            "t2 = (8 * t0)",
            "t3 = " + rounding("t2", "t1"),
        ],
        "t3",
    ),
    (Table(Slot("y", -1, 1, LABEL), (HALF, F(3), F(0))), HALF, ["t0 = (1, 6, 0,)[(f0 + 1)]"], "t0"),
    (
        Choose(X, ((Band(low=F(3)), X * 2), (Band(low=F(1)), c(1))), c(0)),
        ONE,
        ["t0 = ((2 * f0) if (3 <= f0) else (1 if (1 <= f0) else 0))"],
        "t0",
    ),
    (Choose(X, ((Band(high=F(2), high_open=True), X),), Y), ONE, ["t0 = (f0 if (f0 < 2) else f1)"], "t0"),
    (
        Choose(X, ((Band(F(1), F(4), low_open=True), X),), Y),
        ONE,
        ["t0 = (f0 if ((1 < f0) and (f0 <= 4)) else f1)"],
        "t0",
    ),
    (Choose(X, ((Band(high=F(3)), X),)), ONE, ["t0 = (f0 if (f0 <= 3) else 0)"], "t0"),
    (Choose(X, ((Band(high=F(9)), Y),), X), ONE, [], "f1"),
    (Choose(X, ((Band(low=F(9)), Y),)), ONE, [], "0"),  # it never has a value
    (Choose(X, ((Band(low=F(3)), Choose(X, ((Band(low=F(9)), Y),))),)), ONE, [], "0"),
    (Choose(X, ((Band(low=F(2)), Y),), Y), ONE, [], "f1"),
    (Note("k", X * 3), ONE, [], "(3 * f0)"),
    (
        Quotient(X, Y + 4, F(2), HALF),
        HALF,
        [
            "t0 = (f1 + 4)",
            "t1 = (t0 if t0 > 1 else 1)",
            "t2 = (f0 if (f0 <= (2 * t1)) else 2)",
            "t3 = (t1 if (f0 <= (2 * t1)) else 1)",
            "t4 = (2 * t2)",
            "t5 = " + rounding("t4", "t3"),
        ],
        "t5",
    ),
    (
        Quotient(X, Y + 3, F(2), HALF),
        HALF,
        [
            "t0 = (f1 + 3)",
            "t1 = (t0 if t0 > 1 else 1)",
            "t2 = ((2 * (f0 if (f0 <= (2 * t1)) else 2)) if (1 <= t0) else 1)",
            "t3 = ((t1 if (f0 <= (2 * t1)) else 1) if (1 <= t0) else 1)",
            "t4 = " + rounding("t2", "t3"),
        ],
        "t4",
    ),
    (Quotient(X, c(2), F(2), HALF), HALF, ["t0 = (f0 if f0 < 4 else 4)"], "t0"),
    (Quotient(X, c(0), F(2), HALF), HALF, [], "1"),
    (Quotient(c(0), c(2), F(2), HALF), HALF, [], "0"),
    (
        Quotient(S, c(2), F(1, 4), HALF),
        EIGHTH,
        [
            "t0 = ((2 * f0) if ((2 * f0) <= f1) else 1)",  # in quarters
            "t1 = (f1 if ((2 * f0) <= f1) else 1)",
            "t2 = (2 * t0)",
            "t3 = " + rounding("t2", "t1"),
        ],
        "t3",
    ),
    (
        WeightedMean((X, Y + 3), (c(2), c(6)), F(7)),
        ONE,
        [
            "t0 = (f1 + 3)",
            "t1 = (f0 + t0)",
            "t2 = (f0 + (3 * t0))",
            "t3 = (t1 if t1 > 1 else 1)",
            "t4 = ((2 * t2) if (1 <= t1) else 7)",
            "t5 = (t3 if (1 <= t1) else 1)",
            "t6 = " + rounding("t4", "t5"),
        ],
        "t6",
    ),
    (
        WeightedMean((c(1), c(3)), (X, Y), F(7)),
        F(1, 4),
        [
            "t0 = (f0 + (3 * f1))",
            "t1 = ((-1) * t0)",
            "t2 = (t0 if t0 > t1 else t1)",
            f"t3 = ({rounding('t2', '1')} if (0 <= t0) else ((-1) * {rounding('t2', '1')}))",
        ],
        "t3",
    ),
    (WeightedMean((c(0),), (X,), F(7)), ONE, [], "7"),
    (
        WeightedMean((c(1), X), (X, c(0)), F(7)),  # never nothing of nothing
        ONE,
        ["t0 = (f0 + 1)", "t1 = (t0 if t0 > 1 else 1)", "t2 = " + rounding("f0", "t1")],
        "t2",
    ),
    (
        WeightedMean((N * -1,), (X,), F(9)),
        ONE,
        [
            "t0 = ((-1) * f0)",
            "t1 = (t0 if t0 > 1 else 1)",
            "t2 = (((-1) * (f0 * f1)) if (1 <= t0) else 9)",
            "t3 = (t1 if (1 <= t0) else 1)",
            "t4 = " + rounding("t2", "t3"),
        ],
        "t4",
    ),
]


@pytest.mark.parametrize(("node", "step", "code", "units"), CODE)
def test_code_does_no_more_than_it_must(node: Node, step: Fraction, code: list[str], units: str) -> None:
    """What is known is worked out before, what is used twice has a name, and what never decides is left out."""
    target = PythonSource()
    assert Compiler(target).units(Round(node, step), step) == units
    assert target.lines == code


@pytest.mark.parametrize(
    ("mode", "above", "below"),
    [
        ("half_up", "(((2 * t2) + 2) // (2 * 2))", "(((2 * t2) + 2) // (2 * 2))"),
        ("down", "(t2 // 2)", "((t2 + (2 + (-1))) // 2)"),
        ("up", "((t2 + (2 + (-1))) // 2)", "(t2 // 2)"),
    ],
)
def test_what_can_be_below_zero_is_rounded_by_its_amount(mode: Mode, above: str, below: str) -> None:
    """Three quarters of -3 to 3 in halves: 3/2 of it, as an amount; below zero down and up change places."""
    target = PythonSource()
    assert Compiler(target).units(Round(Y * "3/4", HALF, mode), HALF) == "t3"
    assert target.lines == [
        "t0 = (3 * f0)",
        "t1 = ((-1) * t0)",
        "t2 = (t0 if t0 > t1 else t1)",
        f"t3 = ({above} if (0 <= t0) else ((-1) * {below}))",
    ]


@pytest.mark.parametrize(
    ("mode", "code"), [("up", "((t0 + (f1 + (-1))) // f1)"), ("down", "(t0 // f1)"), ("half_up", rounding("t0", "f1"))]
)
def test_an_amount_is_divided_at_once(mode: Mode, code: str) -> None:
    """A share in eighths."""
    target = PythonSource()
    assert Compiler(target).units(Round(S, EIGHTH, mode), EIGHTH) == "t1"
    assert target.lines == ["t0 = (8 * f0)", f"t1 = {code}"]


@pytest.mark.parametrize(
    ("node", "usable"),
    [
        (c(1), "True"),
        (X, "f0_given"),
        (S + X, "((f0_given and f1_given) and f2_given)"),
        (Choose(X, ((Band(high=F(3)), X),)), "(f0_given and (True if (f0 <= 3) else False))"),
        (Choose(X, ((Band(high=F(3)), Y),), X), "(f0_given and (f1_given if (f0 <= 3) else True))"),
        (Choose(X, ((Band(high=F(3)), Y),), N), "(f0_given and (f1_given if (f0 <= 3) else f2_given))"),
        (Choose(X, ((Band(high=F(9)), Y),), N), "(f0_given and f1_given)"),
        (Choose(X, ((Band(low=F(9)), Y),)), "(f0_given and False)"),
        (Choose(Choose(X, ((Band(low=F(9)), Y),)), ((Band(), Y),)), "((f0_given and False) and False)"),
        (Choose(X, ((Band(low=F(2)), X),), c(1)), "f0_given"),
    ],
)
def test_what_must_be_there_is_asked_of_the_branch_that_is_taken(node: Node, usable: str) -> None:
    """A fact of another branch may be absent; where no case holds there is no value."""
    target = PythonSource()
    compiler = Compiler(target)
    compiler.value(node)
    assert compiler.usable(compiler.needs(node)) == usable


def test_what_must_be_there_can_be_asked_before_the_value() -> None:
    """A condition needs the value that is tested, which is worked out for it."""
    compiler = Compiler(PythonSource())
    node = Choose(X * 2, ((Band(high=F(3)), Y),), c(1))
    assert compiler.usable(compiler.needs(node)) == "(f0_given and (f1_given if ((2 * f0) <= 3) else True))"


def test_the_cases_of_a_choice_have_their_conditions() -> None:
    """Those that can be entered, in order; what is left over is not among them."""
    choice = Choose(X, ((Band(low=F(9)), c(1)), (Band(low=F(3)), Y), (Band(high=F(1)), S)), N)
    assert Compiler(PythonSource()).cases(choice) == [("(3 <= f0)", Y), ("(f0 <= 1)", S)]
    never = Choose(Choose(X, ((Band(low=F(9)), X),)), ((Band(), Y),))
    assert Compiler(PythonSource()).cases(never) == []
    nothing = Choose(X * 0, ((Band(low=F(0)), Y),))
    assert Compiler(PythonSource()).cases(nothing) == [("(0 <= 0)", Y)]


def test_a_node_in_two_places_is_compiled_once() -> None:
    """The sum is worked out once, and its square reads it twice."""
    target = PythonSource()
    compiler = Compiler(target)
    shared = X + Y
    assert compiler.units(Round(shared * shared, ONE), ONE) == "t1"
    assert compiler.units(Round(shared, ONE), ONE) == "t0"
    assert target.lines == ["t0 = (f0 + f1)", "t1 = (t0 * t0)"]


def test_a_later_formula_reads_an_earlier_one() -> None:
    """The whole text of two formulas: what is absent reads as the least there is, and makes the result None."""
    code = compile_python([("[1]", Round(X, ONE), ONE), ("", Round(Fact(Slot("[1]", 0, 5, LABEL)) + Y, ONE), ONE)])
    assert code.source.splitlines() == [
        "def run(given):",
        "    f0, f1, = given",
        "    f0_given = f0 is not None",
        "    if not f0_given: f0 = 0",
        "    f1_given = f1 is not None",
        "    if not f1_given: f1 = -3",
        "    r0 = f0",
        "    r0_given = f0_given",
        "    t2 = (r0 + f1)",
        "    r1 = t2",
        "    r1_given = (r0_given and f1_given)",
        "    return (r0 if r0_given else None, r1 if r1_given else None,)",
    ]
    assert code.run.__code__.co_filename == "<compiled formulas>"
    assert code.slots == (X.slot, Y.slot)
    assert [code.run(given) for given in ((2, 3), (2, None), (None, 3))] == [(2, 5), (2, None), (None, None)]


def test_formulas_without_facts_and_no_formulas() -> None:
    """A constant reads nothing; nothing returns nothing."""
    assert compile_python([("c", Round(c(5), ONE), ONE)]).source.splitlines() == [
        "def run(given):",
        "    r0 = 5",
        "    r0_given = True",
        "    return (r0 if r0_given else None,)",
    ]
    nothing = compile_python([])
    assert nothing.source.splitlines() == ["def run(given):", "    return ()"]
    assert nothing.run(()) == ()


def test_a_long_expression_gets_a_name() -> None:
    """Sixty characters stay in place; one more is assigned first. A name and a number never are."""
    target = PythonSource()
    left, right = "a" * 28, "b" * 27
    assert target.add(left, right) == f"({left} + {right})"
    assert target.lines == []
    assert target.add(left, right + "b") == "t0"
    assert target.lines == [f"t0 = ({left} + {right}b)"]
    assert [target.keep(text) for text in ("x1", "12", "(-1)", "a.b")] == ["x1", "12", "t1", "t2"]
    assert [target.lit(value) for value in (3, 0, -3)] == ["3", "0", "(-3)"]


def test_doubles_are_exact_up_to_two_to_the_53() -> None:
    """The last whole number from which on a double cannot hold each: 9 007 199 254 740 992."""
    assert SAFE_WIDTH == 9_007_199_254_740_992
    assert float(SAFE_WIDTH - 1) + 1 == SAFE_WIDTH
    assert float(SAFE_WIDTH + 1) == SAFE_WIDTH
    assert greatest_number(Round(Fact(Slot("n", 0, SAFE_WIDTH, LABEL)), ONE)) == SAFE_WIDTH


def test_each_range_is_worked_out_by_hand() -> None:
    """The least and the greatest of a result, and the greatest amount that was met to get it."""
    done: list[tuple[Callable[[Ranges], tuple[int, int]], tuple[int, int], int]] = [
        (lambda on: on.lit(-5), (-5, -5), 5),
        (lambda on: on.lit(4), (4, 4), 4),
        (lambda on: on.lit(0), (0, 0), 0),
        (lambda on: on.read(Y.slot), (-3, 3), 3),
        (lambda on: on.read(Slot("z", 2, 9, LABEL)), (2, 9), 9),
        (lambda on: on.add((1, 2), (-7, 3)), (-6, 5), 6),
        (lambda on: on.mul((-2, 3), (-5, 4)), (-15, 12), 15),
        (lambda on: on.mul((2, 3), (4, 5)), (8, 15), 15),
        (lambda on: on.floordiv((0, 7), (2, 3)), (0, 3), 10),
        (lambda on: on.floordiv((-4, 7), (2, 3)), (0, 3), 10),
        (lambda on: on.floordiv((5, 9), (2, 4)), (1, 4), 13),
        (lambda on: on.floordiv((-4, 0), (1, 1)), (0, 0), 1),
        (lambda on: on.least((0, 7), (2, 3)), (0, 3), 0),
        (lambda on: on.least((2, 3), (0, 7)), (0, 3), 0),
        (lambda on: on.most((0, 7), (2, 3)), (2, 7), 0),
        (lambda on: on.most((2, 3), (0, 7)), (2, 7), 0),
        (lambda on: on.table((0, 2), (3, -4, 1)), (-4, 3), 4),
        (lambda on: on.where(None, (1, 5), (3, 9)), (1, 9), 0),
        (lambda on: on.where(None, (3, 9), (1, 5)), (1, 9), 0),
        (lambda on: on.within((-5, 9), -2, 4), (-2, 4), 0),
        (lambda on: on.within((0, 3), -2, 9), (0, 3), 0),
        (lambda on: on.keep((0, 3)), (0, 3), 0),
    ]
    for work, expected, met in done:
        ranges = Ranges()
        assert work(ranges) == expected
        assert ranges.met == [met]


@pytest.mark.parametrize(("above", "below"), [((-5, -1), (1, 1)), ((0, 5), (0, 3))])
def test_a_division_that_cannot_be_is_named(above: tuple[int, int], below: tuple[int, int]) -> None:
    """Both ranges stand in the error."""
    with pytest.raises(ValueError, match="must be of an amount") as caught:
        Ranges().floordiv(above, below)
    assert str(caught.value) == f"a division of {above} by {below} must be of an amount by a positive number"


def test_ranges_say_nothing_of_conditions() -> None:
    """None is what stands for each of them, and no number is met."""
    ranges = Ranges()
    asked: dict[str, tuple[object, ...]] = {
        "le": ((0, 1), (0, 1)),
        "lt": ((0, 1), (0, 1)),
        "both": (None, None),
        "given": (X.slot,),
        "choose": (None, None, None),
        "always": (),
        "never": (),
    }
    assert [getattr(ranges, name)(*given) for name, given in asked.items()] == [None] * len(asked)
    assert ranges.met == [0]


@pytest.mark.parametrize(
    ("node", "met"),
    [
        (X - 8, 8),  # from -8 to -3
        (c("7/3"), 0),  # a number that is known is not met
        (Round(S, EIGHTH), 2 * 32 + 4 + 2 * 4),  # (2 × 8 × part + whole) // (2 × whole), both together
        (Round(Y * "3/4", HALF), 2 * 9 + 2 + 4),
        (Table(Slot("t", 0, 1, LABEL), (F(-7, 2), F(3))), 7),
    ],
)
def test_the_greatest_number_is_that_by_hand(node: Node, met: int) -> None:
    """What the largest of all measurements meet on the way."""
    assert greatest_number(node) == met


def test_what_is_proven_is_told_to_the_target() -> None:
    """Each number with the least and the greatest that it can be, in its own steps."""

    class Told(PythonSource):
        def within(self, value: str, low: int, high: int) -> str:
            told.append((value, low, high))
            return value

    told: list[tuple[str, int, int]] = []
    Compiler(Told(), Bounds()).value((X * 3 + Y) / 4)
    assert told == [("f0", 0, 5), ("f0", 0, 5), ("f1", -3, 3), ("t0", -3, 18), ("t0", -3, 18)]
    told.clear()
    Compiler(Told(), Bounds()).value(X * "-2/3")
    assert told == [("f0", 0, 5), ("f0", 0, 5)]
    told.clear()
    Compiler(Told(), Bounds()).value(smallest(X * 2, "7/3"))  # in thirds: 6 x and 7
    assert told == [("f0", 0, 5), ("f0", 0, 5), ("t1", 0, 7)]
