"""Where the symbol of a document ends, and what has none."""

from datetime import date

import pytest

from emulscore import Document, Refused, find_citations, parse_citation

KINDS = {"B": "Báo cáo", "K": "Kế hoạch"}


@pytest.mark.parametrize(
    ("text", "key", "day"),
    [
        ("Báo cáo số 245/BC-UBNDngày17/10/2023", "245/BC-UBND", date(2023, 10, 17)),  # no blank before the day
        ("Kế hoạch số 12/KH-Ủy ban nhân dân", "12/KH", None),  # letters with accents belong to no symbol
        ("Kế hoạch số 12/KH-", "12/KH", None),
        ("Kế hoạch số 12/KH-A-B-C-D-E-G-H-I-K", "12/KH-A-B-C-D-E-G-H-I-K", None),  # however many bodies sign together
    ],
)
def test_a_symbol_ends_where_words_begin(text: str, key: str, day: date | None) -> None:
    """What follows the last group is a day or words, however tightly it stands."""
    found = parse_citation(text)
    assert (found.kind, found.key, found.date) == (KINDS[text[0]], key, day)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kế hoạch số 12/ngày 17/10/2023", "citation-without-number"),
        ("Kế hoạch số 12/ về việc", "citation-without-number"),
        ("Kế hoạch số 12/Ủy ban", "citation-without-number"),
        ("Tỷ lệ 12/Abc đạt", "no-citation"),
        ("đạt 12/Abc-def", "no-citation"),
    ],
)
def test_a_slash_alone_makes_no_symbol(text: str, code: str) -> None:
    """A number with a slash and words behind it names no document, and is passed over in a longer text."""
    with pytest.raises(Refused) as caught:
        parse_citation(text)
    assert caught.value.code == code
    assert find_citations(text) == ()


def test_a_document_without_a_symbol_is_cited_by_its_number() -> None:
    """Nothing is joined to the number; below ten it has two digits."""
    assert Document("a", text="x", kind="Kế hoạch", number="12").short() == "Kế hoạch số 12"
    assert Document("b", text="x", kind="Kế hoạch", number="7", symbol="KH-UBND").short() == "Kế hoạch số 07/KH-UBND"
