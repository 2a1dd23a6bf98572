"""Levels, and yes or no."""

import pytest

from emulscore import LevelFact, Words, YesNoFact
from emulscore.errors import Refused

STAFF = LevelFact(
    "nhan_su", levels={"dai_hoc": Words("Đại học trở lên", "Degree"), "cao_dang": "Cao đẳng", "khac": "Khác"}
)


@pytest.mark.parametrize(
    ("raw", "place"),
    [("dai_hoc", 0), ("cao_dang", 1), (" khac ", 2), ("Đại học trở lên", 0), ("Degree", 0), ("Cao đẳng", 1)],
)
def test_a_level_is_read_by_name_or_by_words(raw: str, place: int) -> None:
    """The name of a level, or its words in either language, is its place in the order declared."""
    assert STAFF.read(raw) == {"nhan_su.state": 0, "nhan_su": place}


def test_a_level_in_decomposed_letters_is_the_same() -> None:
    """`Cao đẳng` typed on another system is the same level."""
    assert STAFF.read("Cao đa\u0306\u0309ng")["nhan_su"] == 1


@pytest.mark.parametrize("raw", ["tien_si", "", 0, True, None, 1.0])
def test_an_unknown_level_is_refused_with_the_valid_ones(raw: object) -> None:
    """Only levels that are declared are known; the refusal lists them in order."""
    with pytest.raises(Refused) as caught:
        STAFF.read(raw)
    assert caught.value.code == "unknown-level"
    assert "dai_hoc, cao_dang, khac" in Refused.problem(caught.value).text("en")


@pytest.mark.parametrize("levels", [{}, {"": "x"}, {"never": "x"}, (("a", "x"), ("a", "y"))])
def test_levels_need_names_of_their_own(levels: dict[str, str]) -> None:
    """No level, an empty name, the name of a state or a name used twice cannot be."""
    with pytest.raises(Refused) as caught:
        LevelFact("l", levels=levels)
    assert caught.value.code == "wrong-argument"


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (True, 1),
        ("có", 1),
        ("Yes", 1),
        ("đạt", 1),
        (" TRUE ", 1),
        (False, 0),
        ("không", 0),
        ("no", 0),
        ("Không đạt", 0),
        ("false", 0),
    ],
)
def test_yes_and_no_are_read_in_both_languages(raw: object, answer: int) -> None:
    """A Boolean, or a word for yes or no."""
    assert YesNoFact("cong_khai").read(raw) == {"cong_khai.state": 0, "cong_khai": answer}


@pytest.mark.parametrize("raw", [1, 0, "1", "có thể", "", None, 1.0])
def test_numbers_are_no_answers(raw: object) -> None:
    """1 and 0 could mean anything, so they are refused."""
    with pytest.raises(Refused) as caught:
        YesNoFact("cong_khai").read(raw)
    assert caught.value.code == "not-yes-no"
