"""Kinds of Vietnamese documents, with the codes that their symbols begin with."""

from __future__ import annotations

import re
from typing import Final

from emulscore.words import nfc

__all__ = ["DISPATCH", "KINDS", "LAWS", "OFFICIAL", "code_of", "coded", "contradicts", "kind_in_full", "kind_named"]

DISPATCH: Final = "Công văn"
"""The only kind whose symbol has no code."""

LAWS: Final = ("Bộ luật", "Luật", "Pháp lệnh")
"""Kinds that are cited by their name alone."""

KINDS: Final[dict[str, tuple[str, ...]]] = {
    # Decree 30/2020/NĐ-CP, Appendix III: administrative documents.
    "Nghị quyết": ("NQ", "QH"),
    "Quyết định": ("QĐ",),
    "Chỉ thị": ("CT",),
    "Quy chế": ("QC",),
    "Quy định": ("QYĐ", "QĐ"),  # QĐ as the Party writes it
    "Thông cáo": ("TC",),
    "Thông báo": ("TB",),
    "Hướng dẫn": ("HD",),
    "Chương trình": ("CTR",),
    "Kế hoạch": ("KH",),
    "Phương án": ("PA",),
    "Đề án": ("ĐA",),
    "Dự án": ("DA",),
    "Báo cáo": ("BC",),
    "Biên bản": ("BB",),
    "Tờ trình": ("TTR",),
    "Hợp đồng": ("HĐ",),
    DISPATCH: ("CV",),
    "Công điện": ("CĐ",),
    "Bản ghi nhớ": ("BGN",),
    "Bản thỏa thuận": ("BTT",),
    "Giấy ủy quyền": ("GUQ",),
    "Giấy mời": ("GM",),
    "Giấy giới thiệu": ("GGT",),
    "Giấy nghỉ phép": ("GNP",),
    "Giấy chứng nhận": ("GCN",),
    "Phiếu gửi": ("PG",),
    "Phiếu chuyển": ("PC",),
    "Phiếu báo": ("PB",),
    # Law (Decree 154/2020/NĐ-CP and its predecessors), and papers issued together.
    "Bộ luật": ("QH",),
    "Luật": ("QH", "L"),
    "Pháp lệnh": ("PL",),
    "Lệnh": ("L",),
    "Nghị định": ("NĐ",),
    "Thông tư": ("TT",),
    "Thông tư liên tịch": ("TTLT",),
    "Nghị quyết liên tịch": ("NQLT",),
    "Kế hoạch liên tịch": ("KHLT",),
    "Hướng dẫn liên tịch": ("HDLT",),
    "Văn bản hợp nhất": ("VBHN",),
    # The Party (Hướng dẫn 36-HD/VPTW).
    "Kết luận": ("KL",),
    "Thông tri": ("TT",),
}
"""Every kind that is known, with the codes of its symbols in capitals."""

OFFICIAL: Final = {"TTR": "TTr", "CTR": "CTr", "QYĐ": "QyĐ", "TTG": "TTg"}
"""Groups of symbols that are not all capitals."""

# Letters of kinds that are those of offices too (TC: thông cáo, tài chính), so that a công văn may bear them.
_OFFICES: Final = frozenset(
    {"CĐ", "CT", "CV", "DA", "GM", "HD", "HĐ", "KL", "L", "PA", "PB", "PC", "PG", "QC", "QH", "TC", "TT", "TTR"}
)
# Two kinds share the code; without a word for the kind the first is meant, by far the more common.
_SHARED: Final = {"QĐ": "Quyết định", "TT": "Thông tư", "L": "Lệnh"}
_CODED: Final = {code: kind for kind, codes in reversed(KINDS.items()) for code in codes if code != "QH"} | _SHARED


def _spelt(name: str) -> str:
    """Return one spelling for all: `uỷ` is `ủy`, `Qui định` is `Quy định`."""
    text = " ".join(nfc(name).casefold().split())
    for other, usual in (("uỷ", "ủy"), ("oả", "ỏa"), ("qui ", "quy ")):
        text = text.replace(other, usual)
    return text


_NAMED: Final = {
    **{_spelt(kind): kind for kind in KINDS},
    **{code.casefold(): kind for code, kind in _CODED.items() if len(code) > 1 and code not in {"CT", "TT"}},
    "văn bản": "",
}


def kind_named(word: str) -> str | None:
    """Return the kind that a word or an abbreviation names; "" for `Văn bản`, which names none; None for other words.

    >>> kind_named("QĐ"), kind_named("Giấy uỷ quyền"), kind_named("thị xã")
    ('Quyết định', 'Giấy ủy quyền', None)
    """
    return _NAMED.get(_spelt(word))


def kind_in_full(words: str) -> str | None:
    """Return the kind that words name in full, and None for an abbreviation.

    >>> kind_in_full("báo cáo"), kind_in_full("BC")
    ('Báo cáo', None)
    """
    kind = kind_named(words)
    return kind if kind and _spelt(kind) == _spelt(words) else None


def coded(code: str) -> str | None:
    """Return the kind that a code stands for, or None for the letters of an office."""
    return _CODED.get(code)


def code_of(symbol: str) -> str:
    """Return the letters that a symbol begins with, behind its year: `BC` of `BC-UBND`, `QH` of `2025/QH15`.

    >>> code_of("2020/NĐ-CP"), code_of("UBND-VHTT")
    ('NĐ', 'UBND')
    """
    found = re.match(r"(?:\d{4}/)?([^\W\d_]+)", symbol)
    return found[1].upper() if found else ""


def contradicts(kind: str, symbol: str) -> bool:
    """Say whether a symbol begins with the code of another kind.

    >>> contradicts("Báo cáo", "QĐ-UBND"), contradicts("Công văn", "UBND-VX")
    (True, False)
    """
    code = code_of(symbol)
    if code not in _CODED or code in KINDS.get(kind, (code,)):
        return False
    return not (kind == DISPATCH and code in _OFFICES)
