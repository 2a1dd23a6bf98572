"""What is expected in place of a value of another type, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, get_args

import attrs

from emulscore.errors import Refused
from emulscore.files import _shapes as shapes
from emulscore.hints import is_literal, members
from emulscore.numbers import Amount
from emulscore.words import Words

__all__ = ["expected", "expected_of", "unquoted"]

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
    "one-case": Words(
        "true, false, tên một mức, một số, hoặc các đầu mút {{ at_least = … }}",
        "true, false, the name of a level, a number, or the ends of a span {{ at_least = … }}",
    ),
    "rule": Words("cách tính {{ kind = … }}", "a rule {{ kind = … }}"),
    "key": Words(
        "nếu đó là số thứ tự có dấu chấm thì đặt trong dấu nháy: {of}",
        "where it is a number with a dot, put it in quotes: {of}",
    ),
    "amount": Words("mức điểm như 2 hoặc “20%”", "an amount such as 2 or “20%”"),
    "number": Words("một số", "a number"),
    "case": Words("is, hoặc các đầu mút, không cả hai", "either is, or the ends of a span"),
}


def expected(what: str, of: object = "") -> Refused:
    """Return the error for a value of another type than the one that is expected."""
    words = _EXPECTED[what]
    return Refused("wrong-value", expected=Words(words.vi.format(of=of), words.text("en").format(of=of)))


def unquoted(key: str, raw: object, kind: Any) -> Refused | None:  # noqa: ANN401 - a type of any shape
    """Return the error for a row's number such as 1.2 that stands without quotes, which makes it a table 1 with a key 2.

    Args:
        key: The name of the table.
        raw: What stands in it.
        kind: What should, at a row's number.
    """
    names, own = [key], attrs.fields_dict(kind) if attrs.has(kind) else {}
    while isinstance(raw, Mapping) and len(raw) == 1 and own.keys().isdisjoint(raw):
        ((inner, raw),) = raw.items()
        names.append(inner)
    return None if len(names) == 1 else expected("key", f'"{".".join(names)}"')


_BY_TYPE: Final[dict[Any, str]] = {Amount: "amount", Fraction: "number", int: "whole", bool: "yes-no", str: "text"}


def expected_of(kind: Any) -> Words:  # noqa: ANN401 - a type of any shape
    """Say what a value of a type may be."""
    says = [_one_of(one) for one in ((kind,) if shapes.is_fact(kind) else members(kind))]
    return Words(" hoặc ".join(one.vi for one in says), " or ".join(one.text("en") for one in says))


def _one_of(kind: Any) -> Words:  # noqa: ANN401 - as above
    if is_literal(kind):
        return Words(", ".join(f"“{one}”" for one in get_args(kind)))
    name = _BY_TYPE.get(kind, "value")
    if shapes.is_fact(kind):
        name = "fact"
    elif shapes.is_kinded(kind):
        name = "rule"
    elif shapes.is_list(kind):
        name = "list"
    return expected(name).params["expected"]
