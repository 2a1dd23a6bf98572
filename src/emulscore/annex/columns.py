"""Which column of an annex holds what, by the words of its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, Literal

from attrs import frozen

from emulscore.annex.grid import Cell, Table
from emulscore.words import nfc

__all__ = ["Heading", "Role", "heading_of"]

Role = Literal["number", "title", "base", "claimed", "appraised", "final", "how", "result", "evidence"]

_FIRST_ROWS: Final = 40  # a heading stands above its table, behind titles at most
_DEEPEST: Final = 3
_LONGEST: Final = 200  # letters of a heading

_ABOUT: Final = r"(?:tên|nội dung|các|danh mục|nhóm|tiêu chí|chỉ tiêu|chỉ số|đánh giá|thành phần|chấm điểm|thi đua)"
_GROUNDS: Final = (
    r"(?:(?:tài liệu|văn bản|hồ sơ|căn cứ|minh chứng|kiểm chứng|chứng minh|tính điểm|chấm điểm|pháp lý|viện dẫn) ?)+"
)
_WORDS: Final[dict[Role, str]] = {
    "number": r"(?:số )?s?tt|số thứ tự|no|mã(?: số)?(?: tiêu chí)?",
    "title": rf"(?=.*(?:tiêu chí|chỉ tiêu|chỉ số|nội dung))(?:{_ABOUT} ?)+|criterion|criteria",
    "base": r"(?:thang điểm|điểm)(?: số)? (?:chuẩn|tối đa|quy định)|thang điểm|mức điểm(?: tối đa)?|base points",
    "claimed": r"(?:điểm )?(?:số )?(?:do )?(?:đơn vị |cơ quan )?tự (?:chấm|đánh giá)(?: điểm)?(?: của đơn vị)?|"
    r"claimed(?: points)?",
    "appraised": r"(?:điểm |kết quả )?(?:số )?(?:do )?(?:tổ |hội đồng |cơ quan |đoàn )?thẩm định(?: chấm)?(?: điểm)?|"
    r"(?:điểm )?(?:hội đồng|cơ quan thẩm định) chấm|appraised",
    "final": r"(?:điểm )?(?:cuối cùng|được duyệt|phê duyệt|công nhận|chính thức)|final",
    "how": r"(?:cách|phương pháp|công thức|cơ sở)(?: thức)? (?:tính|chấm)(?: điểm)?|diễn giải(?: cách tính)?|"
    r"calculation|how it is scored",
    "result": r"(?:kết quả|số liệu|tỷ lệ|tỉ lệ)(?: thực hiện| đạt được| đạt| báo cáo)*",
    "evidence": rf"{_GROUNDS}|evidence",
}
_PATTERNS: Final = {role: re.compile(words) for role, words in _WORDS.items()}
_AND: Final = re.compile(r" (?:và|,|/) |, ")


@frozen
class Heading:
    """The heading of an annex.

    Attributes:
        first: Its first row.
        last: Its last row.
        columns: The columns of each role, from the left.
        texts: The headings as they stand there, to know them again.
    """

    first: int
    last: int
    columns: Mapping[Role, tuple[int, ...]]
    texts: tuple[str, ...]

    def cells(self, row: Sequence[Cell], role: Role) -> list[Cell]:
        """Return the cells of a role that a row has."""
        return [row[column] for column in self.columns.get(role, ()) if column < len(row)]


def _plain(text: str) -> str:
    """Return the words of a heading: small letters, without brackets and marks."""
    bare = re.sub(r"\([^)]*\)", " ", nfc(text).casefold())
    return " ".join(re.sub(r"[^\w\s,/]|_", " ", bare).split()).strip(" ,/")


def _roles(text: str) -> list[Role]:
    """Return what a column with this heading holds; two things where it says so."""
    if len(text) > _LONGEST:
        return []
    plain = _plain(text)
    whole = [role for role, pattern in _PATTERNS.items() if pattern.fullmatch(plain)]
    if whole:
        return whole[:1]
    parts = [_roles(part) for part in _AND.split(plain)] if _AND.search(plain) else []
    return [role for found in parts for role in found] if all(parts) else []


def heading_of(table: Table) -> Heading | None:
    """Find the heading of a table: its first rows that name what is asked for and its points; None where none do."""
    for first in range(min(len(table.rows), _FIRST_ROWS)):
        for depth in range(1, _DEEPEST + 1):
            rows = table.rows[first : first + depth]
            width = max(map(len, rows))
            texts = []
            for column in range(width):
                heads = [row[column].head for row in rows if column < len(row)]
                texts.append(" ".join(head for head, _ in groupby(filter(None, heads))))
            columns: dict[Role, tuple[int, ...]] = {}
            for column, text in enumerate(texts):
                for role in _roles(text):
                    columns[role] = (*columns.get(role, ()), column)
            if "title" in columns and ("base" in columns or "claimed" in columns):
                return Heading(first, first + depth - 1, columns, tuple(texts))
    return None
