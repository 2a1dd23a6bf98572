"""What bundled schemes share that are known only in part: how far to trust them, what is missing, common readings."""

from __future__ import annotations

from typing import Final, Literal

from attrs import field, frozen

from emulscore.criteria import Reading
from emulscore.words import Words, words

__all__ = ["NOTHING_TO_SHARE", "RATE", "NotDone", "Trust", "sourced"]

Trust = Literal["A", "B", "C", "D"]

_TRUST: Final[dict[Trust, Words]] = {
    "A": Words(
        "văn bản chính thức hoặc bản trên cổng thông tin pháp luật",
        "the official text, or a legal portal's copy",
    ),
    "B": Words(
        "tin tức hoặc hỏi đáp pháp luật dẫn lại văn bản chính thức",
        "news, or legal questions and answers that quote the official text",
    ),
    "C": Words(
        "phần mềm công khai số hóa một văn bản chính thức hoặc dự thảo và có dẫn nguồn",
        "public software that digitises an official or draft document and cites it",
    ),
    "D": Words(
        "dữ liệu mẫu của phần mềm công khai; hợp lý nhưng chưa chứng minh là chính thức",
        "sample data of public software; plausible, not proved official",
    ),
}


@frozen
class NotDone:
    """A row of a document that is not bundled, because facts are missing.

    Attributes:
        row: Its number.
        title: What it is about.
        reason: What is missing.
    """

    row: str
    title: Words = field(converter=words)
    reason: Words = field(converter=words)


def sourced(document: Words, trust: Trust, known: Words) -> Words:
    """Return the words on a source: the document, how far it can be trusted, and what of it is known.

    >>> print(sourced(Words("Quyết định A", "Decision A"), "A", Words("đủ", "all of it")).en)
    Decision A. Known: all of it. Trust A: the official text, or a legal portal's copy.

    Args:
        document: The document.
        trust: How far the copy at hand can be trusted, from A to D.
        known: What of the document is known.
    """
    grade = _TRUST[trust]
    return Words(
        f"{document.vi}. Đã biết: {known.vi}. Độ tin cậy {trust}: {grade.vi}.",
        f"{document.text('en')}. Known: {known.text('en')}. Trust {trust}: {grade.text('en')}.",
    )


NOTHING_TO_SHARE: Final = Words(
    "Văn bản không nói trường hợp không có đối tượng nào (0 trên 0): không chấm, phải hỏi lại.",
    "The text does not say what 0 of 0 earns: it is refused, and must be asked about.",
)

RATE: Final = (Reading("empty", NOTHING_TO_SHARE),)
"""The reading of every plain rate."""
