"""Texts in two languages."""

import unicodedata

import pytest

from emulscore.words import Words, nfc, words


def test_english_falls_back_to_vietnamese() -> None:
    """Without a translation the Vietnamese text is shown, in English too."""
    assert Words("Điểm chuẩn", "Base points").text("en") == "Base points"
    assert Words("Điểm chuẩn", "Base points").text() == "Điểm chuẩn"
    assert Words("Điểm chuẩn").text("en") == "Điểm chuẩn"
    assert str(Words("Điểm chuẩn", "Base points")) == "Điểm chuẩn"


def test_an_empty_translation_is_a_translation() -> None:
    """Only None means "not translated"."""
    assert Words("x", "").text("en") == ""


def test_texts_are_composed() -> None:
    """Decomposed letters are the same word: equal, and stored composed."""
    loose = unicodedata.normalize("NFD", "Chuyển đổi số")
    assert loose != "Chuyển đổi số"
    assert nfc(loose) == "Chuyển đổi số"
    assert Words(loose, loose) == Words("Chuyển đổi số", "Chuyển đổi số")


def test_a_plain_string_is_vietnamese() -> None:
    """`words` takes a string as Vietnamese and leaves words as they are."""
    pair = Words("a", "b")
    assert words("Tiêu chí") == Words("Tiêu chí", None)
    assert words(pair) is pair


def test_there_are_two_languages() -> None:
    """A text is asked for in one of them by its code; another one is no English."""
    assert (Words("a", "b").text("vi"), Words("a", "b").text("en"), Words("a").text("en")) == ("a", "b", "a")
    with pytest.raises(KeyError):
        Words("a", "b").text("fr")  # type: ignore[arg-type] # wrong on purpose
