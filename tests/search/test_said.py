"""Values and moves in words: units, labels, days, and shares as they were given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from emulscore import (
    At,
    AttainmentFact,
    CountFact,
    Criterion,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    LevelFact,
    NumberFact,
    PointsFact,
    Ratio,
    Scheme,
    ShareFact,
    Sum,
    Tiered,
    When,
    Words,
    YesNoFact,
)
from emulscore.facts import NEVER, AnyFact
from emulscore.search.said import last_day, move_words, value_words

LATE = LatenessFact("bao_cao", holidays=[date(2026, 1, 1)])
LEVELS = LevelFact("nhan_su", levels={"dai_hoc": Words("đại học", "university"), "cao_dang": "cao đẳng"})


@pytest.mark.parametrize(
    ("fact", "raw", "vi", "en"),
    [
        (CountFact("n"), 1234, "1.234", "1234"),
        (CountFact("n", unit=Words("lần", "times")), 1, "1 lần", "1 time"),
        (CountFact("n", unit=Words("lần", "times")), 2, "2 lần", "2 times"),
        (NumberFact("m", largest=100, unit="Mbps"), Decimal("12.50"), "12,5 Mbps", "12.5 Mbps"),
        (PointsFact("hd", largest=8), Decimal("7.50"), "7,5 điểm", "7.5 points"),
        (PointsFact("hd", largest=8), Decimal("1.00"), "1 điểm", "1 point"),
        (ShareFact("s"), (199_600, 200_000), "199.600/200.000", "199600/200000"),
        (LEVELS, "dai_hoc", "đại học", "university"),
        (YesNoFact("y"), True, "có", "yes"),
        (YesNoFact("y"), False, "không", "no"),
        (LATE, {"months_begun": 0}, "đúng hạn", "on time"),
        (LATE, {"months_begun": 1}, "trễ 1 tháng", "late by 1 month"),
        (LATE, {"months_completed": 2}, "trễ 2 tháng tròn", "late by 2 full months"),
        (LATE, {"working_days": 3}, "trễ 3 ngày làm việc", "late by 3 working days"),
        (LATE, NEVER, "không thực hiện", "never happened"),
    ],
)
def test_a_value_is_said_as_people_write_it(fact: AnyFact, raw: object, vi: str, en: str) -> None:
    """Numbers with their units, levels by their labels, lateness in its unit of time."""
    said = value_words(fact, raw)
    assert (said.vi, said.text("en")) == (vi, en)


@pytest.mark.parametrize(
    ("fact", "before", "after", "given", "vi"),
    [
        (ShareFact("s", unit="hồ sơ"), (48, 50), (49, 50), "48/50", "trong 50 hồ sơ, thêm 1"),
        (ShareFact("s"), (2, 50), (0, 50), (2, 50), "trong 50, bớt 2"),
        (ShareFact("s"), (7570, 10_000), (7575, 10_000), "75,7%", "từ 75,7% lên 75,75%"),
        (AttainmentFact("a", most=2), (13_000, 10_000), (9_000, 10_000), "130%", "từ 130% xuống 90%"),
        (CountFact("n", unit="lần"), 3, 1, 3, "từ 3 lần xuống 1 lần"),
        (PointsFact("hd", largest=8), Decimal("6.00"), Decimal("6.01"), "6", "từ 6 điểm lên 6,01 điểm"),
        (YesNoFact("y"), False, True, "không", "từ “không” thành “có”"),
        (LEVELS, "cao_dang", "dai_hoc", "cao_dang", "từ “cao đẳng” thành “đại học”"),
        (LATE, {"days": 4}, {"days": 0}, {"days": 4}, "đúng hạn, thay vì trễ 4 ngày"),
    ],
)
def test_a_move_is_said_in_what_was_given(fact: AnyFact, before: object, after: object, given: object, vi: str) -> None:
    """A share given in counts moves in counts, one given as a percentage in percentages; others from value to value."""
    whole = before[1] if isinstance(before, tuple) else None
    assert move_words(fact, before, after, whole, given).vi == vi


@pytest.mark.parametrize(
    ("due", "late", "last"),
    [
        ("2025-12-15", {"months_begun": 0}, date(2025, 12, 15)),
        ("2025-12-15", {"months_begun": 1}, date(2026, 1, 15)),
        ("2026-01-31", {"months_begun": 1}, date(2026, 2, 28)),  # the anniversary of a 31st is the month's last day
        ("2025-12-15", {"months_completed": 0}, date(2026, 1, 14)),
        ("2025-12-15", {"weeks_begun": 2}, date(2025, 12, 29)),
        ("2025-12-30", {"working_days": 1}, date(2026, 1, 1)),  # a Tuesday; the Wednesday counts, New Year does not
    ],
)
def test_the_last_day_is_that_of_the_calendar(due: str, late: dict[str, object], last: date) -> None:
    """The latest day on which something is no later than that."""
    assert last_day(LATE, late, {"due": due, "done": due}) == last
    assert last_day(LATE, late, (due, due)) == last


def test_without_a_due_day_there_is_no_last_day() -> None:
    """A number of months, or a word, names no day."""
    assert last_day(LATE, {"months_begun": 1}, {"months_begun": 2}) is None
    assert last_day(LATE, {"months_begun": 1}, "đúng hạn") is None


def test_a_percentage_moves_in_hundredths_and_counts_in_counts() -> None:
    """75% of 4 points is 3: as 3/4 the next step is one more of 4; as a percentage it is 75,13% (3,0052 rounds to 3,01)."""
    rate = ShareFact("s", label="Tỷ lệ")
    scheme = Scheme("thu", "Thử", total=4, items=[Criterion("1", "Một", 4, Ratio(rate, empty="refuse"))])
    steps = []
    for given in ((3, 4), "75%"):
        (gain,) = scheme.score({"s": given}).gains(open={"s": True})
        assert gain.next is not None
        steps.append((gain.next.move.change, gain.next.move.out_of, str(gain.next.gain)))
    assert steps == [(1, 4, "1.00"), (13, 10_000, "0.01")]


def test_a_gain_is_one_line() -> None:
    """The next step, and what it can give at most; where they are one step, once; where there is none, that."""
    rate, late = (
        ShareFact("s", label=Words("Hồ sơ", "Files")),
        CountFact("n", label=Words("Lần trễ", "Times late"), largest=1),
    )
    rows = [
        Criterion("1", "Một", 4, Ratio(rate, empty="refuse")),
        Criterion("2", "Hai", 4, FrequencyPenalty({late: "50%"}, of="base")),
    ]
    scheme = Scheme("thu", "Thử", total=8, items=rows)
    gains = scheme.score({"s": "2/4", "n": 1}).gains(open={"s": True, "n": True})
    assert [gain.text() for gain in gains] == [
        "“Hồ sơ”: trong 4, thêm 1: +1; nhiều nhất +2: trong 4, thêm 2",
        "“Lần trễ”: từ 1 xuống 0: +2",
    ]
    assert gains.gains[1].text("en") == "“Times late”: from 1 to 0: +2"
    (none,) = scheme.score({"s": "4/4", "n": 1}).gains(open={"s": True})
    assert (none.text(), none.text("en")) == ("“Hồ sơ”: không tăng thêm được", "“Files”: nothing more to gain")


def test_what_is_not_settled_says_so() -> None:
    """A lateness that a row reads in two units of time cannot be moved by one of them."""
    both = Sum([
        At(2, LatePenalty(LATE, per=1, unit="days", never=0)),
        At(2, LatePenalty(LATE, per=1, unit="weeks_begun", never=0)),
    ])  # fmt: skip
    scheme = Scheme("thu", "Thử", total=4, items=[Criterion("1", "Một", 4, both)])
    (gain,) = scheme.score({"bao_cao": ("2026-01-05", "2026-01-06")}).gains(open={"bao_cao": True})
    assert not gain.settled
    assert gain.text("en").endswith("not settled")


def test_the_reason_of_a_lost_point_is_said() -> None:
    """3 of 5 points for college: the row, the points, the kind of the rule, and how it came about."""
    scheme = Scheme(
        "thu", "Thử", total=5, items=[Criterion("1", "Nhân sự", 5, Tiered(LEVELS, {"dai_hoc": 5, "cao_dang": 4}))]
    )
    (lost,) = scheme.score({"nhan_su": "cao_dang"}).lost
    assert lost.text() == "1. Nhân sự: mất 1 điểm [tiered]: Mức “cao đẳng”: 4/5 điểm."
    assert lost.text("en").startswith("1. Nhân sự: 1 point lost [tiered]: ")


def test_a_step_that_needs_what_is_not_there_is_not_settled() -> None:
    """With documents to answer the row asks how many were read; where that did not arise, the step has no points."""
    read, sent = (
        ShareFact("da_doc", label=Words("Đã đọc", "Read")),
        YesNoFact("co_van_ban", label=Words("Có văn bản", "Any")),
    )
    rule = When(sent, then=Ratio(read, empty="refuse"), otherwise=1)
    rows = [Criterion("1", "Một", 4, rule)]
    scheme = Scheme("thu", "Thử", total=4, items=rows)
    (gain,) = scheme.score({"co_van_ban": False, "da_doc": "không phát sinh"}).gains(open={"co_van_ban": True})
    assert not gain.settled
