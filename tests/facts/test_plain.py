"""Plain forms are read at once, to the same numbers and with the same refusals as every other form."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    AttainmentFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ShareFact,
    YesNoFact,
)
from emulscore.errors import Refused
from emulscore.facts import AnyFact, plain
from emulscore.facts.plain import Fill, filler
from emulscore.testing.facts import facts
from emulscore.testing.spoiled import spoiled_values
from emulscore.testing.values import values_of


def by_name(fact: AnyFact) -> Fill[str]:
    """Return the function that reads into a dictionary."""
    return filler(fact, {slot.name: slot.name for slot in fact.slots})


def filled(fill: Fill[str], raw: object) -> object:
    """Return the numbers, or the code of the refusal with its parameters; what was refused leaves no number behind."""
    cells: dict[str, int] = {}
    try:
        fill(raw, cells)
    except Refused as refused:
        assert not cells
        return refused.code, refused.params
    return cells


def read(fact: AnyFact, raw: object) -> object:
    """Return what the fact's own `read` says, in the same form."""
    try:
        return dict(fact.read(raw))
    except Refused as refused:
        return refused.code, refused.params


PLAIN: list[tuple[AnyFact, object, dict[str, int]]] = [
    (CountFact("x", largest=48), 48, {"x.state": 0, "x": 48}),
    (CountFact("x"), 0, {"x.state": 0, "x": 0}),
    (ShareFact("x"), (998, 1000), {"x.state": 0, "x.part": 998, "x.whole": 1000}),
    (ShareFact("x", largest=7), [0, 7], {"x.state": 0, "x.part": 0, "x.whole": 7}),
    (ShareFact("x"), {"whole": 3, "part": 1}, {"x.state": 0, "x.part": 1, "x.whole": 3}),
    (ShareFact("x"), "99,80%", {"x.state": 0, "x.part": 499, "x.whole": 500}),
    (ShareFact("x"), "75.7%", {"x.state": 0, "x.part": 757, "x.whole": 1000}),
    (ShareFact("x"), "0%", {"x.state": 0, "x.part": 0, "x.whole": 1}),
    (AttainmentFact("x", most="1,5"), (3, 2), {"x.state": 0, "x.part": 3, "x.whole": 2}),
    (AttainmentFact("x", most="1,5"), "150%", {"x.state": 0, "x.part": 3, "x.whole": 2}),
    (NumberFact("x", largest=1000, lowest=-5, decimals=1), -5, {"x.state": 0, "x": -50}),
    (NumberFact("x", largest=1000, decimals=1), "12,5", {"x.state": 0, "x": 125}),
    (PointsFact("x", largest=8), Decimal("7.5"), {"x.state": 0, "x": 750}),
    (YesNoFact("x"), True, {"x.state": 0, "x": 1}),
    (YesNoFact("x"), False, {"x.state": 0, "x": 0}),
    (LatenessFact("x"), {"months_begun": 2}, {"x.state": 0, "x.months_begun": 2}),
    (CountFact("x", largest=48), 1, {"x.state": 0, "x": 1}),
    (ShareFact("x", largest=7), (7, 7), {"x.state": 0, "x.part": 7, "x.whole": 7}),
    (ShareFact("x"), (1, 1), {"x.state": 0, "x.part": 1, "x.whole": 1}),
    (ShareFact("x"), "12,5%", {"x.state": 0, "x.part": 1, "x.whole": 8}),
    (ShareFact("x"), "7,05%", {"x.state": 0, "x.part": 141, "x.whole": 2000}),
    (ShareFact("x"), "100%", {"x.state": 0, "x.part": 1, "x.whole": 1}),
    (ShareFact("x", largest=10_000), "33,33%", {"x.state": 0, "x.part": 3333, "x.whole": 10_000}),
    (AttainmentFact("x", most="1,5"), [4, 3], {"x.state": 0, "x.part": 4, "x.whole": 3}),
    (NumberFact("x", largest=2, lowest=1, decimals=1), 1, {"x.state": 0, "x": 10}),
    (NumberFact("x", largest=2, lowest=1, decimals=1), 2, {"x.state": 0, "x": 20}),
    (NumberFact("x", largest=2, lowest=1, decimals=1), "1", {"x.state": 0, "x": 10}),
    (NumberFact("x", largest=2, lowest=1, decimals=1), "2,0", {"x.state": 0, "x": 20}),
    (NumberFact("x", largest=2, lowest=1, decimals=1), Decimal("2.0"), {"x.state": 0, "x": 20}),
    (NumberFact("x", largest=10**9, decimals=2), "123456789", {"x.state": 0, "x": 12_345_678_900}),
    (PointsFact("x", largest=8), "7", {"x.state": 0, "x": 700}),
    (PointsFact("x", largest=8), "7,5", {"x.state": 0, "x": 750}),
    (PointsFact("x", largest=8), "7.25", {"x.state": 0, "x": 725}),
    (PointsFact("x", largest=8, decimals=0), "7", {"x.state": 0, "x": 7}),
    (LatenessFact("x"), {"days": 3660}, {"x.state": 0, "x.days": 3660}),
    (LatenessFact("x"), {"days": 0}, {"x.state": 0, "x.days": 0}),
    (LatenessFact("x"), {"weeks_begun": 1}, {"x.state": 0, "x.weeks_begun": 1}),
    (
        LatenessFact("x"),
        0,
        {
            "x.state": 0,
            "x.days": 0,
            "x.working_days": 0,
            "x.weeks_begun": 0,
            "x.weeks_completed": 0,
            "x.months_begun": 0,
            "x.months_completed": 0,
        },
    ),
]


class Seven:
    """Something that is written like a number, and is none."""

    def __str__(self) -> str:
        return "7"


@pytest.mark.parametrize(("fact", "raw", "expected"), PLAIN)
def test_a_plain_form_is_read_without_a_look_at_the_others(
    fact: AnyFact, raw: object, expected: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers are those of the form itself, and the general reading is not even asked."""
    fill = by_name(fact)
    monkeypatch.setattr(type(fact), "read", lambda *_: pytest.fail("the general reading was asked"))
    assert filled(fill, raw) == expected


LIKE = [
    (CountFact("x"), True, "not-a-count"),
    (CountFact("x", largest=48), 49, "too-large"),
    (CountFact("x"), -1, "negative"),
    (ShareFact("x"), (True, 1), "not-a-count"),
    (ShareFact("x"), (3, 2), "part-exceeds-whole"),
    (ShareFact("x", largest=7), (1, 8), "too-large"),
    (ShareFact("x", largest=499), "99,80%", "too-large"),
    (ShareFact("x"), "100,01%", "share-out-of-range"),
    (ShareFact("x"), "1.234%", "ambiguous-number"),
    (ShareFact("x"), {"part": 1, "tong": 2}, "not-a-share"),
    (ShareFact("x"), (1, 2, 3), "not-a-share"),
    (ShareFact("x"), [1], "not-a-share"),
    (AttainmentFact("x", most="1,5"), (8, 5), "part-exceeds-whole"),
    (PointsFact("x", largest=8), 9, "points-out-of-range"),
    (PointsFact("x", largest=8, decimals=1), "7,55", "off-grid"),
    (PointsFact("x", largest=8), Decimal("NaN"), "not-finite"),
    (NumberFact("x", largest=10**6), "1.234", "ambiguous-number"),
    (YesNoFact("x"), 1, "not-yes-no"),
    (LatenessFact("x"), {"months_begun": True}, "not-a-count"),
    (LatenessFact("x"), {"thang": 1}, "not-a-lateness"),
    (LatenessFact("x"), {"months_begun": 10**6}, "too-large"),
    (LatenessFact("x"), False, "not-a-lateness"),
    (LatenessFact("x"), 5, "not-a-lateness"),
    (LatenessFact("x"), -1, "negative"),
    (LatenessFact("x"), {"days": -1}, "negative"),
    (LatenessFact("x"), {"days": 3661}, "too-large"),
    (LatenessFact("x"), {"days": "1,5"}, "not-a-count"),
    (ShareFact("x"), (-1, 2), "negative"),
    (ShareFact("x"), (1, -2), "negative"),
    (ShareFact("x"), (1, 0), "some-of-zero"),
    (ShareFact("x"), (1, True), "not-a-count"),
    (AttainmentFact("x", most="1,5"), "160%", "share-out-of-range"),
    (AttainmentFact("x", most="1,5"), "250%", "share-out-of-range"),
    (AttainmentFact("x", most="1,5", largest=4), (3, 5), "too-large"),
    (NumberFact("x", largest=2, lowest=1, decimals=1), 0, "value-out-of-range"),
    (NumberFact("x", largest=2, lowest=1, decimals=1), 3, "value-out-of-range"),
    (NumberFact("x", largest=2, lowest=1, decimals=1), "0,9", "value-out-of-range"),
    (NumberFact("x", largest=2, lowest=1, decimals=1), Decimal("2.1"), "value-out-of-range"),
    (NumberFact("x", largest=10, decimals=0), True, "not-a-number"),
    (NumberFact("x", largest=10, decimals=1), Seven(), "not-a-number"),
    (NumberFact("x", largest=10, decimals=1), "7,25", "off-grid"),
]


@pytest.mark.parametrize(("fact", "raw", "code"), LIKE)
def test_what_only_looks_plain_is_refused(fact: AnyFact, raw: object, code: str) -> None:
    """Yes and no are no counts, one more than the largest is too large, and so on; the second time too."""
    fill = by_name(fact)
    assert [found[0] for found in (filled(fill, raw), filled(fill, raw)) if isinstance(found, tuple)] == [code, code]


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**10),
    st.floats(),
    st.fractions(0, 200, max_denominator=1000),
    st.decimals(-5, 200, places=2) | st.decimals(),
    st.text("0123456789.,%/-+ E", max_size=9),
    st.sampled_from(["never", "không phát sinh", "đúng hạn", "có", "KHÔNG", "٣%", "5%\n", NEVER]),
)
RAW = st.one_of(
    ODD,
    st.lists(ODD, max_size=3),
    st.tuples(ODD, ODD),
    st.tuples(st.integers(-1, 99), st.integers(-1, 99)),
    st.fixed_dictionaries({"part": ODD, "whole": ODD}),
    st.dictionaries(st.sampled_from(["months_begun", "days", "due", "done", "part", "whole"]), ODD, max_size=2),
)


@given(facts(), st.data())
def test_every_value_is_read_as_the_fact_reads_it(fact: AnyFact, data: st.DataObject) -> None:
    """Numbers and refusals are those of the fact's own `read`, for any value, the first time and when it comes again."""
    raw = data.draw(values_of(fact) | spoiled_values(fact).map(lambda one: one.value) | RAW)
    fill = by_name(fact)
    assert [filled(fill, raw), filled(fill, raw)] == [read(fact, raw)] * 2


@given(
    st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,2})?%", fullmatch=True),
    st.integers(1, 10_000),
    st.sampled_from([1, "1,5", 3]),
)
def test_every_percentage_is_read_as_the_fact_reads_it(text: str, largest: int, most: int | str) -> None:
    """Texts of the plain form, with any limits."""
    fact = AttainmentFact("x", most=most, largest=largest)
    assert filled(by_name(fact), text) == read(fact, text)


@given(
    st.from_regex(r"[0-9]{1,9}([.,][0-9]{1,2})?", fullmatch=True),
    st.integers(0, 6),
    st.fractions(-9, 9, max_denominator=1000),
)
def test_every_decimal_is_read_as_the_fact_reads_it(text: str, decimals: int, lowest: Fraction) -> None:
    """Texts of the plain form, on any grid, between any limits."""
    fact = NumberFact("x", lowest=lowest, largest=10**6, decimals=decimals)
    assert filled(by_name(fact), text) == read(fact, text)
    number = Decimal(text.replace(",", "."))
    assert filled(by_name(fact), number) == read(fact, number)


def test_a_table_of_items_is_no_pair() -> None:
    """A class that reads the same form in another way keeps its own reading."""
    fact = ItemsFact("x", levels={"tot": "100%", "kha": "50%"})
    assert filled(by_name(fact), [{"level": "tot"}, {"level": "kha"}]) == {"x.state": 0, "x.part": 3, "x.whole": 4}


def test_nothing_of_nothing_is_no_share() -> None:
    """0 of 0 is a state, by counts and by a dictionary."""
    for raw in ((0, 0), [0, 0], {"part": 0, "whole": 0}, "0/0"):
        assert filled(by_name(ShareFact("x")), raw) == {"x.state": 3}


def test_every_hundredth_of_a_percent_is_remembered() -> None:
    """From 0% to 99,99%."""
    assert filled(by_name(ShareFact("x")), "99,99%") == {"x.state": 0, "x.part": 9999, "x.whole": 10_000}
    assert plain._KEPT == 100 * 100  # noqa: SLF001 - a limit that shows in memory alone


def test_only_so_many_texts_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is remembered is not read again; beyond the limit each one is, with the same result."""
    monkeypatch.setattr(plain, "_KEPT", 1)
    asked: list[object] = []
    own = LevelFact.read

    def counted(self: LevelFact, raw: object) -> object:
        asked.append(raw)
        return own(self, raw)

    monkeypatch.setattr(LevelFact, "read", counted)
    fill = by_name(LevelFact("x", levels={"a": "A", "b": "B"}))
    assert [filled(fill, text) for text in "abab"] == [{"x.state": 0, "x": place} for place in (0, 1, 0, 1)]
    assert asked == ["a", "b", "b"]
