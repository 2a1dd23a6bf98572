"""What facts say and what they refuse to be: the whole text, in both languages."""

from collections.abc import Callable

import pytest

from emulscore import CountFact, ItemsFact, LevelFact, NumberFact, ScaledFact
from emulscore.errors import Refused
from emulscore.facts import TIME_UNITS, time_unit_words
from emulscore.words import Words

CLASS = LevelFact("loai_xa", levels={"thuong": "xã thường", "mien_nui": "xã miền núi"}, label=Words("loại xã", "class"))
PEOPLE = CountFact("nguoi", label=Words("số người", "people"))


@pytest.mark.parametrize(
    ("make", "code", "vi", "en"),
    [
        (
            lambda: CountFact("hồ sơ"),
            "bad-name",
            "chữ cái, chữ số và dấu gạch dưới, như ho_so_truc_tuyen",
            "letters, digits and _, like ho_so",
        ),
        (
            lambda: LevelFact("x", levels={}),
            "wrong-argument",
            "ít nhất một mức, mỗi mức một tên riêng",
            "at least one level, each with a name of its own",
        ),
        (
            lambda: ItemsFact("x", levels={"tot": "101%"}),
            "wrong-argument",
            "mỗi mức một tỷ lệ từ 0% đến 100%",
            "a share from 0% to 100% for each level",
        ),
        (
            lambda: ItemsFact("x", per_fault="1,01"),
            "wrong-argument",
            "tỷ lệ từ 0% đến 100%",
            "a share from 0% to 100%",
        ),
        (
            lambda: NumberFact("x", largest="2,5", lowest=3),
            "wrong-argument",
            "số không quá 2,5",
            "a number of at most 2.5",
        ),
        (
            lambda: ScaledFact(PEOPLE, by=CLASS, factors={"thuong": 1}),
            "wrong-argument",
            "một hệ số trên 0 cho mỗi loại: thuong, mien_nui",
            "one factor above 0 for each class: thuong, mien_nui",
        ),
        (
            lambda: ScaledFact(PEOPLE, by=CLASS, factors={"thuong": 1, "mien_nui": 0}),
            "wrong-argument",
            "một hệ số trên 0 cho mỗi loại: thuong, mien_nui",
            "one factor above 0 for each class: thuong, mien_nui",
        ),
    ],
)
def test_what_a_fact_cannot_be_is_said_whole(make: Callable[[], object], code: str, vi: str, en: str) -> None:
    """The refusal says in both languages what is expected instead."""
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == code
    assert refused.value.params["expected"] == Words(vi, en)


def test_limits_themselves_are_allowed() -> None:
    """A share of 0% and of 100% for a level, all or nothing for a fault, and one number from *lowest* to *largest*."""
    assert ItemsFact("x", levels={"a": 0, "b": 1}, per_fault=1).per_fault == 1
    assert ItemsFact("x", per_fault=0).per_fault == 0
    assert NumberFact("x", largest=3, lowest=3).read(3) == {"x.state": 0, "x": 300}


def test_units_of_time_have_these_names() -> None:
    """The words that say what is counted, and whether a begun week or month counts."""
    assert {unit: (time_unit_words(unit).vi, time_unit_words(unit).text("en")) for unit in TIME_UNITS} == {
        "days": ("ngày", "days"),
        "working_days": ("ngày làm việc", "working days"),
        "weeks_begun": ("tuần (tính cả tuần chưa tròn)", "weeks begun"),
        "weeks_completed": ("tuần tròn", "full weeks"),
        "months_begun": ("tháng (tính cả tháng chưa tròn)", "months begun"),
        "months_completed": ("tháng tròn", "full months"),
    }


def test_a_scaled_fact_says_by_what() -> None:
    """Its label, with the label of the class behind it."""
    scaled = ScaledFact(PEOPLE, by=CLASS, factors={"thuong": 1, "mien_nui": "75%"})
    assert scaled.words == Words("số người (quy đổi theo loại xã)", "people (scaled by class)")


def test_a_name_beside_weight_and_level_is_allowed() -> None:
    """An item may have all of what an item can have: a name, a weight and its faults; here 2 × (1 - 0.25) of 2."""
    fact = ItemsFact("x", per_fault="25%")
    assert fact.read([{"name": "a", "weight": 2, "faults": 1}]) == {"x.state": 0, "x.part": 3, "x.whole": 4}
