"""What differs between two rows, groups or schemes, in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Protocol

import attrs
from attrs import frozen

from emulscore.criteria import Criterion, Group, Item, Reading, Rounding
from emulscore.days import show_day
from emulscore.explain import statement_of
from emulscore.facts import AnyFact
from emulscore.figures import figure
from emulscore.formulas import Rescale
from emulscore.grades import Grades
from emulscore.numbers import Amount
from emulscore.rules.rule import arguments, facts_of
from emulscore.support import WithoutDocument
from emulscore.validity import Validity
from emulscore.words import LANGS, Lang, Words, words

__all__ = ["Difference", "Framed", "differences", "frame_differences"]

_SAYS: Final[Mapping[str, Words]] = {
    "number": Words("số thứ tự", "number"),
    "place": Words("vị trí", "place"),
    "kind": Words("loại dòng", "kind"),
    "title": Words("tên gọi", "title"),
    "base": Words("điểm chuẩn", "base points"),
    "rule": Words("cách tính", "rule"),
    "facts": Words("số liệu", "facts"),
    "wording": Words("câu chữ của văn bản", "wording"),
    "readings": Words("cách hiểu", "readings"),
    "evidence": Words("minh chứng", "evidence"),
    "system": Words("hệ thống nguồn", "system"),
    "remark": Words("ghi chú", "remark"),
    "stated": Words("văn bản có nêu", "stated"),
    "not_applicable": Words("khi không phát sinh", "where it did not arise"),
    "cap": Words("mức tối đa", "cap"),
    "role": Words("vai trò", "role"),
    "void": Words("điều kiện hủy điểm", "void"),
    "printed": Words("văn bản in", "as printed"),
    "total": Words("tổng điểm", "total"),
    "issuer": Words("cơ quan ban hành", "issuer"),
    "level": Words("cấp áp dụng", "level"),
    "period": Words("kỳ", "period"),
    "effective": Words("hiệu lực", "validity"),
    "source": Words("nguồn", "source"),
    "trust": Words("độ tin cậy của nguồn", "trust in the source"),
    "rounding": Words("làm tròn", "rounding"),
    "limits": Words("giới hạn tổng điểm", "limits of the total"),
    "rescale": Words("quy đổi", "rescaling"),
    "grades": Words("xếp loại", "grades"),
    "without_document": Words("khi thiếu căn cứ", "where documents are missing"),
    "requires": Words("căn cứ phải có", "documents it requires"),
}
_CHOICES: Final[Mapping[tuple[str, str], Words]] = {
    ("not_applicable", "full"): Words("được đủ điểm", "full points"),
    ("not_applicable", "zero"): Words("0 điểm", "no points"),
    ("not_applicable", "leave_out"): Words("không tính tiêu chí này", "the row is left out"),
    ("rescale", "printed"): Words("từ điểm đã làm tròn", "from rounded points"),
    ("rescale", "exact"): Words("từ điểm chưa làm tròn", "from exact points"),
    ("without_document", "question"): Words("đặt câu hỏi", "a question"),
    ("without_document", "no_points"): Words("không tính điểm", "no points"),
}
_NONE: Final = Words("không có", "none")
_BETWEEN: Final[Mapping[Lang, str]] = {"vi": "{}: từ “{}” thành “{}”", "en": "{}: from “{}” to “{}”"}


@frozen
class Difference:
    """One thing that differs: what, from, to.

    >>> Difference("base", Words("8"), Words("10")).text()
    'điểm chuẩn: từ “8” thành “10”'

    Attributes:
        what: What differs: `base`, `rule`, `title`, `facts`, …
        old: What it was, in words; None where there was none.
        new: What it is; None where there is none.
    """

    what: str
    old: Words | None = None
    new: Words | None = None

    def text(self, lang: Lang = "vi") -> str:
        """Say the difference."""
        ends = ((_NONE if end is None else end).text(lang) for end in (self.old, self.new))
        return _BETWEEN[lang].format(_SAYS.get(self.what, Words(self.what)).text(lang), *ends)

    def __str__(self) -> str:
        return self.text()


class Framed(Protocol):
    """What is compared of a scheme beside its rows."""

    @property
    def title(self) -> Words: ...
    @property
    def issuer(self) -> Words | None: ...
    @property
    def level(self) -> Words | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def effective(self) -> Validity | None: ...
    @property
    def without_document(self) -> WithoutDocument | None: ...
    @property
    def source(self) -> Words | None: ...
    @property
    def trust(self) -> str | None: ...
    @property
    def remark(self) -> Words | None: ...
    @property
    def total(self) -> Fraction: ...
    @property
    def rounding(self) -> Rounding: ...
    @property
    def limits(self) -> tuple[Fraction, Fraction] | None: ...
    @property
    def rescale(self) -> Rescale | None: ...
    @property
    def grades(self) -> Grades | None: ...
    @property
    def items(self) -> tuple[Item, ...]: ...


_NOT_FRAME: Final = frozenset({"id", "items", "derivation"})
_BOTH: Final = ("title", "base")
# Fields that are added later are compared too.
_ROW: Final = tuple(one.name for one in attrs.fields(Criterion) if one.name not in {*_BOTH, "id", "rule"})
_GROUP: Final = tuple(one.name for one in attrs.fields(Group) if one.name not in {*_BOTH, "id", "items"})


def frame_differences(old: Framed, new: Framed) -> tuple[Difference, ...]:
    """Return what differs between two schemes beside their rows."""
    names = [one.name for one in attrs.fields(type(old)) if one.name not in _NOT_FRAME]  # type: ignore[arg-type] # attrs class
    return tuple(_fields(old, new, tuple(name for name in names if hasattr(new, name))))


def differences(old: Item, new: Item) -> tuple[Difference, ...]:
    """Return what differs between two rows or two groups, but for their places and what is in a group."""
    return tuple(_differences(old, new))


def _differences(old: Item, new: Item) -> Iterator[Difference]:
    if old.id != new.id:
        yield Difference("number", Words(old.id), Words(new.id))
    if isinstance(old, Criterion) and isinstance(new, Criterion):
        yield from _fields(old, new, _BOTH)
        yield from _rules(old, new)
        yield from _fields(old, new, _ROW)
    elif isinstance(old, Group) and isinstance(new, Group):
        yield from _fields(old, new, (*_BOTH, *_GROUP))
    else:
        kinds = [
            Words("nhóm", "a group") if isinstance(item, Group) else Words("tiêu chí", "a row") for item in (old, new)
        ]
        yield Difference("kind", *kinds)
        yield from _fields(old, new, _BOTH)


def _fields(old: object, new: object, names: tuple[str, ...]) -> Iterator[Difference]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after and (one := flat(before)) != (other := flat(after)):
            yield Difference(name, *(_called(name, end) for end in _only(one, other)))


def _called(name: str, end: Words | None) -> Words | None:
    """Return what a choice is called, where files write it as one word."""
    return end if end is None else _CHOICES.get((name, end.vi), end)


def _rules(old: Criterion, new: Criterion) -> Iterator[Difference]:
    if old.rule == new.rule:
        return
    facts = [{fact.name: fact for fact in facts_of(row.rule)} for row in (old, new)]
    before, after = flat(old.rule), flat(new.rule)
    says = [Words(statement_of(row.rule, row.base), statement_of(row.rule, row.base, "en")) for row in (old, new)]
    if says[0] != says[1]:
        yield Difference("rule", *says)
    elif _but_facts(before, facts[0]) != _but_facts(after, facts[1]) or (
        before != after and set(facts[0]) == set(facts[1])
    ):
        # A choice that the rule's own words do not show is named.
        yield Difference("rule", *_only(before, after))
    if (told := _told(*facts)) != (None, None):
        yield Difference("facts", *told)


def _but_facts(parts: Mapping[str, Words], facts: Mapping[str, AnyFact]) -> dict[str, Words]:
    return {path: text for path, text in parts.items() if text.vi not in facts}


def _told(old: Mapping[str, AnyFact], new: Mapping[str, AnyFact]) -> tuple[Words | None, Words | None]:
    """Say which facts are read: those that are in one only by name, those that are defined anew by what differs."""
    sides: list[dict[str, Words]] = [{}, {}]
    for side, here, there in zip(sides, (old, new), (new, old), strict=True):
        for name, fact in here.items():
            if name not in there:
                side[name] = fact_words(fact)
            elif fact != there[name]:
                side |= {f"{name}.{key}": text for key, text in _definition(fact).items()}
    return _only(*sides)


def fact_words(fact: AnyFact) -> Words:
    """Return what people call a fact."""
    found = getattr(fact, "words", None)
    return found if isinstance(found, Words) else Words(fact.name)


def _definition(fact: AnyFact) -> dict[str, Words]:
    """Return what a fact is, field by field."""
    kind = type(fact).__name__.removesuffix("Fact").lower()
    return {"kind": Words(kind), **flat({key: one for key, one in arguments(fact).items() if key != "name"})}


def _only(old: Mapping[str, Words], new: Mapping[str, Words]) -> tuple[Words | None, Words | None]:
    """Say the parts of two values that differ."""
    keys = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    found: list[Words | None] = []
    for side in (old, new):
        there = [("" if key.isdecimal() or side[key].vi == key else key, side[key]) for key in keys if key in side]
        vi, en = (
            "; ".join(f"{key}: {text.text(lang)}" if key else text.text(lang) for key, text in there) for lang in LANGS
        )
        found.append(Words(vi, None if vi == en else en) if there else None)
    return found[0], found[1]


def flat(value: object) -> dict[str, Words]:
    """Return the parts of a value by path, each in words; facts by their names, and nothing for None."""
    return dict(_flat(value, ""))


def _flat(value: object, path: str) -> Iterator[tuple[str, Words]]:
    leaf = _leaf(value)
    if leaf is not None:
        yield path, leaf
        return
    inner: Mapping[str, object]
    if value is None:
        return
    if isinstance(value, Reading):
        inner = {value.argument: value.text}
        path = path.rpartition(".")[0]
    elif isinstance(value, Mapping):
        inner = {str(key): one for key, one in value.items()}
    elif isinstance(value, frozenset | set):
        inner = {str(place): one for place, one in enumerate(sorted(value, key=str))}
    elif isinstance(value, tuple | list):
        inner = {str(place): one for place, one in enumerate(value)}
    else:
        kind = getattr(value, "kind", None)
        inner = ({"kind": kind} if isinstance(kind, str) else {}) | arguments(value)
        if not inner:
            yield path, Words(type(value).__name__)
    for name, one in inner.items():
        yield from _flat(one, f"{path}.{name}" if path else name)


def _leaf(value: object) -> Words | None:
    if isinstance(value, AnyFact):
        return Words(value.name)
    if isinstance(value, Words):
        return value
    if isinstance(value, bool):
        return Words("có", "yes") if value else Words("không", "no")
    if isinstance(value, Amount | Validity):
        return Words(value.text(), value.text("en"))
    if isinstance(value, date):
        return Words(show_day(value), show_day(value, "en"))
    if isinstance(value, int | Fraction):
        return figure(value)
    if isinstance(value, str):
        return words(value)
    if isinstance(value, Decimal):
        return Words(str(value).replace(".", ","), str(value))
    return (
        None
        if value is None
        or attrs.has(type(value))
        or dataclasses.is_dataclass(value)
        or isinstance(value, Mapping | tuple | list | frozenset | set)
        or arguments(value)
        else Words(str(value))
    )
