"""Whether a document is about what a row is about: by the words that both have, but for those that every paper has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from emulscore.evidence.document import Document
from emulscore.evidence.kinds import KINDS, kind_named
from emulscore.words import nfc

__all__ = ["kinds_in", "phrases", "shares_words", "subject_of", "terms"]

# What administrative papers say whatever they are about, and what only joins words.
_COMMON: Final = (
    "ban hành|báo cáo|kế hoạch|quyết định|công văn|văn bản|tờ trình|thông báo|kết quả|thực hiện|công tác|"
    "hoạt động|triển khai|nhiệm vụ|nội dung|quy định|thời gian|đúng hạn|trễ|năm|tháng|quý|ngày|giai đoạn|đầu năm|"
    "cuối năm|về việc|về|việc|của|và|các|những|trên|theo|tại|trong|cho|đối với|được|có|để|đạt|từ|đến|trở lên|nếu|"
    "thì|sẽ|trừ|so với|điểm chuẩn|điểm|tỷ lệ|đánh giá|căn cứ|số liệu|địa bàn|đơn vị|ubnd|hđnd|ủy ban nhân dân|"
    "uỷ ban nhân dân|hội đồng nhân dân|thị xã|thị trấn|thành phố|tỉnh|huyện|phường|xã|cấp|cơ quan|nhà nước|là|"
    "một|với|khi|do|bằng|cùng|này|đó|phục vụ|sử dụng|người"
)
_LETTERS: Final = {
    "CNTT": "công nghệ thông tin",
    "CĐS": "chuyển đổi số",
    "BCĐ": "Ban Chỉ đạo",
    "TTHC": "thủ tục hành chính",
    "CCHC": "cải cách hành chính",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "KT-XH": "kinh tế xã hội",
}
_ENDS = re.compile(rf"(?<![^\W_])(?:{_COMMON})(?![^\W_])|[^\w\s]+|\d+", re.IGNORECASE)
_SHORT = re.compile(rf"(?<![^\W_])(?:{'|'.join(_LETTERS)})(?![^\W_])")
_LEAST_LETTERS: Final = 3
_LONGEST_KIND: Final = 4


def phrases(text: str) -> tuple[str, ...]:
    """Return what a text is about: its stretches between marks, numbers and the words that every paper has.

    >>> phrases("Kế hoạch hoạt động của Tổ công nghệ số cộng đồng năm 2023")
    ('Tổ công nghệ số cộng đồng',)
    """
    spelt = _SHORT.sub(lambda found: _LETTERS[found[0]], nfc(text))
    return tuple(" ".join(part.split()) for part in _ENDS.split(spelt) if part.split())


def terms(text: str) -> frozenset[str]:
    """Return the words by which texts are compared: syllables two by two, and names such as `VNeID`.

    >>> sorted(terms("Chuyển đổi số, VNeID mức 2"))
    ['chuyển đổi', 'vneid', 'vneid mức', 'đổi số']
    """
    found: set[str] = set()
    for phrase in phrases(text):
        words = phrase.split()
        found.update(f"{one} {other}".casefold() for one, other in pairwise(words))
        found.update(word.casefold() for word in words if any(char.isupper() for char in word[1:]))
    return frozenset(found)


def subject_of(document: Document) -> str | None:
    """Return what says what a document is about; None where nothing does."""
    text = document.subject if document.numbered else document.subject or document.text
    return text if text and terms(text) else None


def shares_words(text: str, document: Document) -> bool:
    """Say whether a document and a text have words in common: of its subject, its issuer, or the letters of its symbol."""
    known = terms(text)
    if known & terms(f"{subject_of(document) or ''}. {document.issuer or ''}"):
        return True
    letters = {"".join(word[0] for word in phrase.split()).upper() for phrase in phrases(text)}
    groups = re.split(r"[-/]", document.symbol or "")
    return any(
        len(shorter) >= _LEAST_LETTERS and shorter in longer
        for one in letters
        for group in groups
        for shorter, longer in [sorted((one, group.upper()), key=len)]
    )


def kinds_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds of documents that texts name in full.

    >>> kinds_in(["Ban hành, báo cáo kết quả thực hiện Kế hoạch"])
    ('Báo cáo', 'Kế hoạch')
    """
    found: dict[str, None] = {}
    for text in texts:
        words = re.findall(r"[^\W\d_]+|[^\w\s]", text)
        for place in range(len(words)):
            for many in range(_LONGEST_KIND, 1, -1):
                kind = kind_named(" ".join(words[place : place + many]))
                if kind in KINDS:
                    found[kind] = None
                    break
    return tuple(found)
