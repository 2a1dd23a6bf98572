"""JSON Schema (2020-12) of every kind of file, made from the classes that the files are read into."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import NoneType
from typing import Any, Final, Literal, get_args

import attrs

from emulscore.assessment import Appraisal, Assessment, Claim, Measurement
from emulscore.criteria import Criterion, Group, Item
from emulscore.derive import ChangeSet, Derivation, Value
from emulscore.expected import ExpectedCases
from emulscore.facts import ScaledFact
from emulscore.facts._common import Described
from emulscore.files import _shapes as shapes
from emulscore.files._cases import CASES
from emulscore.files._changes import CHANGES
from emulscore.files._describe import described, field_described
from emulscore.files._reader import LISTED, MEASURED, NUMBERED, NUMBERS
from emulscore.files._schemes import ASSESSMENT, SCHEME
from emulscore.files._values import Case, Knot, Pays, Scaled, Takes
from emulscore.hints import hints_of, is_literal, is_union, members
from emulscore.numbers import Amount
from emulscore.report.data import SCORECARD, DecimalText, ExactText, ScorecardData
from emulscore.rules import Rule, Span
from emulscore.scheme import Scheme
from emulscore.words import Words

__all__ = ["DOCUMENTS", "DocumentType", "json_schema", "schema_text"]

Schema = dict[str, Any]
DocumentType = Literal["scheme", "assessment", "changes", "cases", "scorecard"]

DOCUMENTS: Final[Mapping[DocumentType, tuple[str, type]]] = {
    "scheme": (SCHEME, Scheme),
    "assessment": (ASSESSMENT, Assessment),
    "changes": (CHANGES, ChangeSet),
    "cases": (CASES, ExpectedCases),
    "scorecard": (SCORECARD, ScorecardData),
}
"""Each kind of file: its `format`, and the class that it is read into."""

_DECLARING: Final = frozenset({Scheme, ChangeSet, Derivation})  # their tables declare facts beside their own keys

_PLAIN = r"[0-9]+([.,][0-9]+)?|[1-9][0-9]{0,2}((\.[0-9]{3}){2,}(,[0-9]+)?|(\.[0-9]{3})+,[0-9]+)"
_AMBIGUOUS = r"(?!\s*[+−-]?[1-9][0-9]{0,2}\.[0-9]{3}\s*%?\s*$)"
_NUMBER = rf"^{_AMBIGUOUS}\s*[+−-]?({_PLAIN}|[0-9]+\s*/\s*0*[1-9][0-9]*)\s*%?\s*$"
_COUNT = r"^\s*[+−-]?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)\s*$"
_DAY = r"^\s*(\d{4}-\d{2}-\d{2}|((ngày|nga\u0300y)\s+)?\d{1,2}/\d{1,2}/\d{4})\s*$"
_PRINTED = r"^-?[0-9]+(\.[0-9]+)?$"
_EXACT = r"^-?[0-9]+([./][0-9]+)?$"
_NAME = r"^\s*[^\s0-9.,;:/()%+-][^\s.,;:/()%+-]*\s*$"  # letters of any language, which engines write differently
_FACTS: Final = Words("Các số liệu mà cách tính đọc.", "The facts that the rules read.")
_TEXT: Final[Schema] = {"type": "string"}
_NOTHING: Final[Schema] = {"type": "null"}


def _digits(pattern: str) -> Schema:
    return {"type": "string", "maxLength": 60, "pattern": pattern}


_LEAVES: Final[Mapping[Any, Schema]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"anyOf": [{"type": "integer"}, _digits(_COUNT)]},
    Fraction: {"anyOf": [{"type": "number"}, _digits(_NUMBER)], "examples": [8, "9,98", "75,7%", "1/3"]},
    Amount: {"anyOf": [{"type": "number"}, _digits(_NUMBER)], "examples": [1, "0,5", "20%"]},
    DecimalText: {"type": "string", "pattern": _PRINTED, "examples": ["9.98", "-0.50"]},
    ExactText: {"type": "string", "pattern": _EXACT, "examples": ["4.5420", "-1/3"]},
    date: {"type": "string", "pattern": _DAY, "examples": ["2023-10-17", "17/10/2023"]},
}
_NUMBERED_TEXT: Final[Schema] = {"type": ["string", "integer"]}


def json_schema(document: DocumentType) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, with every rule, condition and gate that is registered.

    >>> schema = json_schema("scheme")
    >>> schema["$defs"]["rule-ratio"]["required"]
    ['kind', 'fact', 'empty']

    Args:
        document: What the file is: `scheme`, `assessment`, `changes` or `cases`; or `scorecard`, what
            `Scorecard.to_dict` returns.
    """
    form, cls = DOCUMENTS[document]
    maker = _Maker()
    body = maker.fields(cls, {"$schema": _TEXT, "format": {"const": form}}, required=("format",))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form,
        **body,
        "$defs": dict(sorted(maker.defs.items())),
    }


def schema_text(document: DocumentType) -> str:
    """Return the JSON Schema of a kind of file as the text of its own file: the same classes, the same bytes."""
    return json.dumps(json_schema(document), ensure_ascii=False, indent=1) + "\n"


class _Maker:
    """Makes the schema of any type, asking of its shape what reading asks."""

    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}
        self._hooks: list[tuple[Callable[[Any], bool], Callable[[Any], Schema]]] = [
            # As in reading, but what says most stands first.
            (lambda kind: kind in {Appraisal, Claim}, lambda kind: {"anyOf": [_LEAVES[Fraction], self._class(kind)]}),
            (lambda kind: kind is Measurement, self._measurement),
            (lambda kind: kind is Words, lambda kind: {"anyOf": [_TEXT, self._class(kind)]}),
            (lambda kind: kind == Item, self._item),
            (lambda kind: kind == Value, self._argument),
            (shapes.is_kinded, self._kinded),
            (shapes.is_fact, self._fact),
            (shapes.is_case, self._one_case),
            (is_union, self._union),
            (lambda kind: kind in {object, Any}, lambda _: self._value()),
            (is_literal, lambda kind: {"enum": list(get_args(kind))}),
            (shapes.is_named, lambda kind: self._free(get_args(shapes.item_of(kind))[1])),
            (shapes.is_cases, lambda _: self._class(Case)),
            (shapes.is_knots, lambda _: self._class(Knot)),
            (shapes.is_takes, lambda _: self._class(Takes)),
            (shapes.is_mapping, lambda kind: self._free(get_args(kind)[1])),
            (shapes.is_pair, self._pair),
            (shapes.is_list, self._list),
            (lambda kind: kind in _LEAVES, lambda kind: _LEAVES[kind]),
            (shapes.is_class, self._class),
        ]

    def of(self, kind: Any) -> Schema:  # noqa: ANN401 - a type of any shape
        """Return the schema of a type; one that is not known takes anything."""
        return next((dict(make(kind)) for fits, make in self._hooks if fits(kind)), {})

    def fields(self, cls: type, first: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Schema:
        """Return the schema of a table with the fields of a class behind some *first* keys."""
        properties: dict[str, Schema] = dict(first)
        needed = list(required)
        ends: list[Schema] = []
        for name, kind, optional in _fields(cls):
            if name == "span" and shapes.has_span(cls):
                properties |= {end: {**self.of(Fraction | None), **field_described(Span, end)} for end in shapes.ENDS}
                ends = _ends(shapes.ENDS, needed=not optional)
                continue
            key = name.rstrip("_")
            properties[key] = {**self._field(cls, name, kind), **field_described(cls, name)}
            needed += [] if optional else [key]
        if cls in _DECLARING:
            said = {"description": f"{_FACTS.vi}\n{_FACTS.en}"}
            properties["facts"] = {"type": "array", "items": self._by_kind("fact", shapes.FACT_KINDS), **said}
        if cls in {Case, Span}:
            ends = _ends(("is", *shapes.ENDS) if cls is Case else shapes.ENDS, needed=True)
        table = {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}
        return {**described(cls), **table, **({"allOf": ends} if ends else {})}

    def _field(self, cls: type, name: str, kind: Any) -> Schema:  # noqa: ANN401 - as above
        if cls in NUMBERED and name in NUMBERS:
            return {"anyOf": [_NUMBERED_TEXT, _NOTHING]} if NoneType in get_args(kind) else _NUMBERED_TEXT
        if cls in NUMBERED and name in LISTED and shapes.is_list(kind):
            return {"type": "array", "items": _NUMBERED_TEXT}
        if cls in NUMBERED and shapes.is_named(kind):
            return {"type": "object", "additionalProperties": _NUMBERED_TEXT}
        if name in shapes.PAIR_KEYS.get(cls, {}):
            return {"type": "array", "items": self._class(Pays)}
        if issubclass(cls, Described) and name == "name":
            return {"type": "string", "pattern": _NAME}
        schema = self.of(kind)
        bounds = dict(_bounds(getattr(attrs.fields_dict(cls)[name], "validator", None))) if attrs.has(cls) else {}
        if bounds and "anyOf" in schema:
            schema["anyOf"] = [{**one, **bounds} if one.get("type") == "integer" else one for one in schema["anyOf"]]
        return schema

    def _class(self, cls: type) -> Schema:
        if cls.__name__ not in self.defs:
            self.defs[cls.__name__] = {}  # said already, where it is inside itself
            self.defs[cls.__name__] = self.fields(cls, {})
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _by_kind(self, family: str, known: Mapping[str, type]) -> Schema:
        if family not in self.defs:
            kinds = {kind: cls for kind, cls in known.items() if shapes.is_class(cls)}
            self.defs[family] = {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": list(kinds)}},
                "allOf": [
                    {
                        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                        "then": {"$ref": f"#/$defs/{family}-{kind}"},
                    }
                    for kind in kinds
                ],
            }
            for kind, cls in kinds.items():
                self.defs[f"{family}-{kind}"] = self.fields(cls, {"kind": {"const": kind}}, required=("kind",))
        return {"$ref": f"#/$defs/{family}"}

    def _kinded(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        family, known = shapes.kinds_of(kind) or (kind, {})
        schema = self._by_kind(family.__name__.lower(), known)
        if kind is not family:
            schema["properties"] = {"kind": {"enum": [name for name, cls in known.items() if issubclass(cls, kind)]}}
        return schema

    def _fact(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        return {"anyOf": [_TEXT, self._class(Scaled)]} if ScaledFact in members(kind) else _TEXT

    def _union(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        each = [self.of(one) for one in members(kind)]
        flat = [inner for one in each for inner in (one["anyOf"] if set(one) <= {"anyOf", "examples"} else [one])]
        flat += [_NOTHING] if NoneType in get_args(kind) else []
        examples = [value for one in each for value in one.get("examples", [])]
        several = {"anyOf": [one for place, one in enumerate(flat) if one not in flat[:place]]}
        return several | ({"examples": examples} if examples else {})

    def _list(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        item = shapes.item_of(kind)
        many = {"type": "array", "items": self.of(item)}
        return {"anyOf": [many, _TEXT]} if shapes.is_fact(item) else many

    def _pair(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        each = [self.of(one) for one in get_args(kind)]
        return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}

    def _free(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        return {"type": "object", "additionalProperties": self.of(kind)}

    def _item(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        del kind
        return {
            "type": "object",
            "if": {"required": ["items"]},
            "then": self._class(Group),
            "else": self._class(Criterion),
        }

    def _one_case(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        del kind
        return {"anyOf": [{"type": ["boolean", "string", "number"]}, self._class(Span)]}

    def _measurement(self, kind: type) -> Schema:
        own = {"type": "object", "anyOf": [{"required": [key]} for key in sorted(MEASURED)]}
        return {"if": own, "then": self._class(kind), "else": self._value()}

    def _argument(self, kind: Any) -> Schema:  # noqa: ANN401 - as above
        del kind
        table = {"if": {"required": ["kind"]}, "then": self.of(Rule), "else": self._class(Words)}
        return {"if": {"type": "object"}, "then": table, "else": self._value()}

    def _value(self) -> Schema:
        value = {"$ref": "#/$defs/value"}
        self.defs["value"] = {
            "type": ["string", "number", "boolean", "array", "object"],
            "items": value,
            "additionalProperties": value,
        }
        return value


def _fields(cls: type) -> Iterator[tuple[str, Any, bool]]:
    """Yield the name and the type of each field, and whether it can be left out."""
    hints = hints_of(cls)
    if attrs.has(cls):
        for one in attrs.fields(cls):
            if one.init:
                yield one.name, hints.get(one.name, Any), one.default is not attrs.NOTHING
    else:
        for plain in dataclasses.fields(cls):
            missing = plain.default is dataclasses.MISSING and plain.default_factory is dataclasses.MISSING
            if plain.init:
                yield plain.name, hints.get(plain.name, Any), not missing


def _given(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"not": _NOTHING}}}


def _ends(keys: tuple[str, ...], *, needed: bool) -> list[Schema]:
    """Say that a span has at most one end on each side; at least one in all, or what stands in its place."""
    apart = [("at_least", "above"), ("at_most", "below"), *(("is", end) for end in shapes.ENDS if "is" in keys)]
    found: list[Schema] = [{"not": {"allOf": [_given(one), _given(other)]}} for one, other in apart]
    return [{"anyOf": [_given(key) for key in keys]}, *found] if needed else found


def _bounds(validator: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - attrs names no class for them
    """Yield the least and greatest value that a field's validators let through."""
    for inner in (getattr(validator, "validator", None), *getattr(validator, "_validators", ())):
        yield from _bounds(inner) if inner is not None else ()
    name = {">=": "minimum", "<=": "maximum"}.get(getattr(validator, "compare_op", ""))
    if name is not None:
        yield name, validator.bound
