"""Arguments that several commands take, with one wording for all of them."""

from __future__ import annotations

from typing import Final

from emulscore.cli.command import Argument
from emulscore.words import Words

__all__ = ["ASSESSMENT", "CHECK", "JSON", "PARTIAL", "SCHEME", "SCHEME_WORD"]

SCHEME_WORD: Final = Words("BỘ_TIÊU_CHÍ", "SCHEME")
SCHEME: Final = Argument(
    "scheme",
    Words(
        "tệp bộ tiêu chí, hoặc tên của bộ có sẵn (nga-nam-2023)",
        "a scheme's file, or the id of a bundled one (nga-nam-2023)",
    ),
    SCHEME_WORD,
)
ASSESSMENT: Final = Argument(
    "assessment",
    Words("tệp hồ sơ chấm điểm của đơn vị, hoặc phiếu Excel", "the file of a unit's assessment, or a workbook"),
    Words("HỒ_SƠ", "ASSESSMENT"),
)
JSON: Final = Argument(
    "--json",
    Words("in kết quả cho máy đọc (số thập phân ở dạng chuỗi)", "print for machines (decimals as strings)"),
    takes="none",
)
PARTIAL: Final = Argument(
    "--partial",
    Words(
        "cho phép thiếu số liệu: tiêu chí thiếu là “chưa chấm”, tổng điểm là một khoảng",
        "let figures be missing: rows without them are not scored, and totals are ranges",
    ),
    takes="none",
)
CHECK: Final = Argument(
    "--check",
    Words("thoát với mã 1 nếu còn câu hỏi đối chiếu", "exit with 1 where the audit has questions"),
    takes="none",
)
