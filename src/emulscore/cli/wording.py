"""The words of the command line, in Vietnamese and English, argparse's own among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, get_args

from emulscore.words import Lang, Words

__all__ = ["ARGPARSE", "QUESTIONS", "SAYS", "choose_lang"]

SAYS: Final[dict[str, Words]] = {
    "about": Words(
        "Chấm điểm thi đua chính xác tuyệt đối và giải thích từng điểm.",
        "Score emulation criteria exactly, and explain every point.",
    ),
    "commands": Words("các lệnh", "commands"),
    "command": Words("LỆNH", "COMMAND"),
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
    "not-understood": Words("không hiểu các tham số: {}", "unrecognized arguments: {}"),
}
"""What stands around the commands; each command has its own words with it."""

QUESTIONS: Final = Words("còn {} câu hỏi đối chiếu", "questions of the audit: {}")

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
