"""What is wrong with a TOML file, in words: first what people get wrong most often, then what the parser says."""

from __future__ import annotations

import re
from typing import Final

from emulscore.words import Words

__all__ = ["toml_reason"]

_QUOTES: Final = re.compile(r"[“”„‘’«»]")
_STRAIGHT: Final = Words(
    'dấu nháy phải là dấu thẳng ", không phải “ ”',
    'quotes must be straight, ", and not “ ”',
)
_NOTHING: Final = re.compile(r"[^=#]*=\s*(#.*)?")
_NO_VALUE: Final = Words(
    "thiếu giá trị sau dấu =; chưa có số liệu thì thêm # ở đầu dòng",
    "there is no value behind the =; where it is not known, put # before the line",
)
_BARE: Final = re.compile(r"=\s*([+-]?\d[\d.,/%-]{0,40})")
_WORD: Final = re.compile(r"=\s*([^\W\d][^\"'=,\[\]{}#]{0,60})")
_IN_QUOTES: Final = Words("giá trị này phải đặt trong dấu nháy: {}", "this value must stand in quotes: {}")
_LAST_COMMA: Final = Words(
    "sau mục cuối có dấu phẩy thừa trước dấu }", "a comma stands behind the last entry, before the }"
)
_SAYS: Final[dict[str, Words]] = {
    "Expected newline or end of document": Words("sau giá trị còn chữ thừa", "something stands behind the value"),
    "Expected '=' after a key": Words(
        "thiếu dấu = sau tên; tên có khoảng trắng, dấu câu hoặc chữ có dấu phải đặt trong dấu nháy",
        "there is no = behind the name; one with blanks, other signs or accents must stand in quotes",
    ),
    "Expected ']'": Words("thiếu dấu ] ở cuối tên bảng", "there is no ] behind the name of a table"),
    "Invalid statement": Words("dòng này không phải là tên = giá trị", "this line is not name = value"),
    "Invalid value": Words("giá trị không đúng cách viết", "the value is not written as it should be"),
    "Invalid initial character for a key": Words(
        "tên không đúng cách viết; tên có chữ có dấu hoặc dấu câu phải đặt trong dấu nháy",
        "the name is not written as it should be; one with accents or other signs must stand in quotes",
    ),
    "Unclosed inline table": Words(
        "bảng trong dòng chưa có dấu }, hoặc giữa hai mục không có dấu phẩy",
        "a table on one line has no }, or two of its entries have no comma between them",
    ),
    "Unclosed array": Words("danh sách chưa có dấu ]", "a list has no ]"),
    "Unterminated string": Words("chưa có dấu nháy đóng", "a text has no closing quote"),
    "Illegal character '\\n'": Words("chưa có dấu nháy đóng trên dòng này", "a text has no closing quote on this line"),
    "Cannot overwrite a value": Words("mục này đã ghi ở trên", "this was written above already"),
    "Cannot declare": Words("bảng này đã ghi ở trên", "this table was written above already"),
    "Cannot mutate": Words("mục này đã ghi ở trên", "this was written above already"),
    "Duplicate inline table key": Words("mục này ghi hai lần", "this was written twice"),
}


def _quoted(value: str) -> Words:
    shown = f'"{value}"'
    return Words(_IN_QUOTES.vi.format(shown), _IN_QUOTES.text("en").format(shown))


def toml_reason(text: str, said: str, row: int, column: int) -> Words:
    """Say why a text is no TOML.

    >>> print(toml_reason("ty_le = 99,8%", "Expected newline or end of document after a statement", 1, 11))
    giá trị này phải đặt trong dấu nháy: "99,8%"

    Args:
        text: The text.
        said: What the parser says.
        row: The line at which it stopped, from 1.
        column: The place in the line, from 1.
    """
    lines = text.split("\n")
    line = lines[row - 1].rstrip("\r") if row <= len(lines) else ""
    if _QUOTES.match(line[column - 1 : column]):
        return _STRAIGHT
    if _NOTHING.fullmatch(line):
        return _NO_VALUE
    for bare in _BARE.finditer(line):
        # 11,52 in a table is read as 11, and 52 as the next name: the parser stops behind the blanks that follow.
        value, behind = bare[1].rstrip(",-"), len(line) - len(line[bare.end(1) :].lstrip())
        if bare.start(1) < column <= behind + 1 and re.search(r"[,/%]", value):
            return _quoted(value)
    for word in _WORD.finditer(line):
        if said.startswith("Invalid value") and column == word.start(1) + 1:
            return _quoted(word[1].rstrip())
    if line[column - 1 : column] == "}" and line[: column - 1].rstrip().endswith(","):
        return _LAST_COMMA
    return next((words for start, words in _SAYS.items() if said.startswith(start)), Words(said))
