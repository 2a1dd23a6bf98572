"""The words of the command line, in Vietnamese and English, argparse's own among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, get_args

from emulscore.words import Lang, Words

__all__ = ["ARGPARSE", "SAYS", "choose_lang"]

SAYS: Final[dict[str, Words]] = {
    "about": Words(
        "Chấm điểm thi đua chính xác tuyệt đối và giải thích từng điểm.",
        "Score emulation criteria exactly, and explain every point.",
    ),
    "demo": Words(
        "chấm thử hồ sơ năm 2023 của thị xã Ngã Năm",
        "score the example that is shipped: Ngã Năm town, 2023",
    ),
    "score": Words("chấm một hồ sơ theo một bộ tiêu chí", "score an assessment by a scheme"),
    "rank": Words(
        "chấm nhiều hồ sơ như một cụm thi đua và xếp hạng", "score several assessments as one cohort, and rank them"
    ),
    "explain": Words("giải thích từng bước điểm của một tiêu chí", "explain one criterion's points, step by step"),
    "commands": Words("các lệnh", "commands"),
    "command": Words("LỆNH", "COMMAND"),
    "SCHEME": Words("BỘ_TIÊU_CHÍ", "SCHEME"),
    "ASSESSMENT": Words("HỒ_SƠ", "ASSESSMENT"),
    "ASSESSMENTS": Words("HỒ_SƠ", "ASSESSMENT"),
    "ROW": Words("TIÊU_CHÍ", "ROW"),
    "scheme": Words(
        "tệp bộ tiêu chí, hoặc tên của bộ có sẵn (nga-nam-2023)",
        "a scheme's file, or the id of a bundled one (nga-nam-2023)",
    ),
    "assessment": Words("tệp hồ sơ chấm điểm của đơn vị", "the file of a unit's assessment"),
    "assessments": Words("các tệp hồ sơ của mọi đơn vị trong cụm", "the files of all units of the cohort"),
    "row": Words("số thứ tự của tiêu chí, ví dụ 12", "the criterion's number, such as 12"),
    "partial": Words(
        "cho phép thiếu số liệu: tiêu chí thiếu là “chưa chấm”, tổng điểm là một khoảng",
        "let figures be missing: rows without them are not scored, and totals are ranges",
    ),
    "json": Words("in kết quả cho máy đọc (số thập phân ở dạng chuỗi)", "print for machines (decimals as strings)"),
    "check": Words(
        "thoát với mã 1 nếu còn câu hỏi đối chiếu",
        "exit with 1 where the audit has questions",
    ),
    "ties": Words(
        "sau hai đơn vị đồng hạng 1 là hạng 3 (shared, mặc định) hay hạng 2 (dense)",
        "after two units in place 1 comes place 3 (shared, the default) or place 2 (dense)",
    ),
    "at-limit": Words(
        "các đơn vị bằng nhau ở ranh giới tỷ lệ xếp loại: đều được giữ (keep) hay đều không được (lose)",
        "units that are equal at the limit of the quota: all keep the grade, or all lose it",
    ),
    "cohort": Words("Cụm thi đua", "Cohort"),
    "ask-limit": Words(
        "có đơn vị bằng nhau ở ranh giới tỷ lệ xếp loại {}: thêm --at-limit keep hoặc --at-limit lose",
        "units are equal at the limit of the quota on {}: add --at-limit keep or --at-limit lose",
    ),
    "lang": Words(
        "ngôn ngữ: vi hoặc en (mặc định theo EMULSCORE_LANG, rồi theo máy)",
        "language: vi or en (by default EMULSCORE_LANG, then the machine's)",
    ),
    "version": Words("hiện phiên bản rồi thoát", "show the version and exit"),
    "codes": Words(
        "Mã thoát: 0 xong; 1 kiểm tra được yêu cầu không đạt; 2 gõ sai lệnh; 3 tệp đầu vào không dùng được.",
        "Exit codes: 0 done; 1 a check that was asked for failed; 2 wrong usage; 3 an input file cannot be used.",
    ),
    "no-command": Words("không có lệnh hoặc lựa chọn “{}”, {}", "there is no command or choice “{}”, {}"),
    "no-row": Words("bộ tiêu chí không có tiêu chí {}, {}", "the scheme has no criterion {}, {}"),
    "questions": Words("còn {} câu hỏi đối chiếu", "the audit has {} questions"),
}

ARGPARSE: Final[dict[str, str]] = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "show this help message and exit": "hiện trợ giúp này rồi thoát",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "tham số %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu các tham số: %s",
    "unrecognized arguments: %s": "không hiểu các tham số: %s",
    "ambiguous option: %(option)s could match %(matches)s": "tùy chọn %(option)s có thể là %(matches)s",
    "ignored explicit argument %r": "tùy chọn này không nhận giá trị %r",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected at most one argument": "cần nhiều nhất một giá trị",
    "not allowed with argument %s": "không dùng cùng với %s",
}
"""What argparse says in English, and what it says in Vietnamese."""


def choose_lang(argv: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language: that of `--lang`, of EMULSCORE_LANG, of the machine if it speaks English, else Vietnamese.

    >>> choose_lang(["demo", "--lang=en"], {}), choose_lang([], {"LANG": "en_US.UTF-8"}), choose_lang([], {"LANG": "C"})
    ('en', 'en', 'vi')
    """
    asked = [following for word, following in pairwise(argv) if word == "--lang"]
    asked += [word.partition("=")[2] for word in argv if word.startswith("--lang=")]
    asked += [environment.get("EMULSCORE_LANG", "")]
    machine = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    for lang in get_args(Lang):
        if next(filter(None, asked), machine[:2]) == lang:
            found: Lang = lang
            return found
    return "vi"
