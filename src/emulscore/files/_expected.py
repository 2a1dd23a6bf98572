"""What is expected in place of a value of another type, in words."""

from __future__ import annotations

from typing import Final

from emulscore.errors import Refused
from emulscore.words import Words

__all__ = ["expected"]

_EXPECTED: Final[dict[str, Words]] = {
    "table": Words("một bảng {{ … }}", "a table {{ … }}"),
    "list": Words("một danh sách […]", "a list […]"),
    "pair": Words("danh sách {of} giá trị", "a list of {of} values"),
    "text": Words("văn bản “…”", "a text “…”"),
    "plain-text": Words("văn bản không có ký tự điều khiển", "a text without control characters"),
    "whole": Words("số nguyên", "a whole number"),
    "yes-no": Words("true hoặc false", "true or false"),
    "choice": Words("một trong: {of}", "one of: {of}"),
    "bound": Words("số {of}", "a number {of}"),
    "value": Words(
        "số, văn bản, true, false, ngày, danh sách hoặc bảng",
        "a number, a text, true, false, a day, a list or a table",
    ),
    "kind": Words("tên một loại", "the name of a kind"),
    "facts": Words("danh sách số liệu [[facts]]", "a list of facts [[facts]]"),
    "fact": Words("tên một số liệu", "the name of a fact"),
    "fact-kind": Words("số liệu loại: {of}", "a fact of the kind: {of}"),
    "rule-kind": Words("cách tính loại: {of}", "a rule of the kind: {of}"),
    "case": Words("is, hoặc các đầu mút, không cả hai", "either is, or the ends of a span"),
}


def expected(what: str, of: object = "") -> Refused:
    """Return the error for a value of another type than the one that is expected."""
    words = _EXPECTED[what]
    return Refused("wrong-value", expected=Words(words.vi.format(of=of), words.text("en").format(of=of)))
