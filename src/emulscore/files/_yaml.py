"""YAML without its surprises, on PyYAML's reader of events: what is a number is what JSON calls one, all else is text.

`no` and `on`, `012`, `1:30` and `2023-10-17` stay the texts that were typed. Tags are refused, keys are texts, and what
aliases repeat counts as often as it is repeated. A file is written so that readers of YAML 1.1 and of 1.2 take the same
values from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from emulscore.errors import FileError, Refused
from emulscore.files._trees import NotSyntaxError, Path, Spot, Table, too_full
from emulscore.limits import LIMITS, Limits
from emulscore.words import Words

if TYPE_CHECKING:
    import yaml

__all__ = ["read_yaml", "spots_in_yaml", "write_yaml"]

_WIDEST = 100  # characters of a table or list on one line

_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER: Final = {".nan": "NaN", ".inf": "Infinity", "+.inf": "Infinity", "-.inf": "-Infinity"}
_TRUE, _FALSE, _NOTHING = {"true", "True", "TRUE"}, {"false", "False", "FALSE"}, {"", "~", "null", "Null", "NULL"}

_TAG = Words("nhãn kiểu “!” không được dùng", "tags with “!” are not taken")
_SECOND = Words("tệp có nhiều tài liệu “---”", "there is more than one document “---”")
_UNKNOWN = Words("bí danh “*” không trỏ đến giá trị nào ở trên", "an alias “*” of no value above it")
_KEY = Words("tên mục phải là văn bản", "a key must be a text")

_STR, _INT, _BOOL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool"))


@frozen(eq=False)
class _Node:
    """A value as it stands in the file: the text and whether it is plain, the values, or the keys and values."""

    spot: Spot
    size: int
    scalar: tuple[str, bool] | None = None
    values: tuple[_Node, ...] | None = None
    pairs: tuple[tuple[str, Spot, _Node], ...] | None = None


def _yaml() -> Any:  # noqa: ANN401 - a module
    try:
        import yaml  # noqa: PLC0415 - an extra: the library works without it
    except ModuleNotFoundError:
        raise FileError([Refused("missing-extra", extra="yaml").problem()]) from None
    return yaml


def read_yaml(text: str, limits: Limits = LIMITS) -> object:
    """Read a text as a tree.

    Raises:
        FileError: The extra `yaml` is not installed, or there are too many values.
        NotSyntaxError: With the line and column.
        RecursionError: It is nested without end.
    """
    return _tree(_composed(text, limits))


def spots_in_yaml(text: str, limits: Limits = LIMITS) -> dict[Path, tuple[Spot, Spot]]:
    """Return where each key and each value of a text that can be read stands."""
    node = _composed(text, limits)
    return {} if node is None else dict(_spots(node, (), node.spot))


def _composed(text: str, limits: Limits) -> _Node | None:
    yaml = _yaml()
    try:
        return _Composer(yaml, yaml.parse(text, Loader=yaml.SafeLoader), limits).document()
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        spot = before.count("\n") + 1, error.position - before.rfind("\n")
        raise NotSyntaxError(Words(f"U+{ord(text[error.position]):04X}: {error.reason}"), *spot) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotSyntaxError(Words(str(error.problem or error.context)), mark.line + 1, mark.column + 1) from None


class _Composer:
    """Puts events together, and refuses tags, keys that are no texts and aliases without end."""

    def __init__(self, module: Any, events: Iterator[yaml.Event], limits: Limits) -> None:  # noqa: ANN401 - the module, which may be absent
        self._yaml = module
        self._events = events
        self._anchors: dict[str, _Node] = {}
        self._limits = limits
        self._held = 0

    def document(self) -> _Node | None:
        found: list[_Node] = []
        for event in self._events:
            if isinstance(event, self._yaml.DocumentStartEvent):
                if found:
                    raise NotSyntaxError(_SECOND, *_spot(event))
                found.append(self._node(next(self._events), 0))
        return found[0] if found else None

    def _node(self, event: yaml.Event, depth: int) -> _Node:
        if depth > self._limits.depth:
            raise RecursionError
        if isinstance(event, self._yaml.AliasEvent):
            return self._alias(event)
        if getattr(event, "tag", None) is not None:
            raise NotSyntaxError(_TAG, *_spot(event))
        if isinstance(event, self._yaml.ScalarEvent):
            node = _Node(_spot(event), 1, scalar=(event.value, event.style is None))
        elif isinstance(event, self._yaml.SequenceStartEvent):
            values = tuple(self._node(one, depth + 1) for one in self._held_until(self._yaml.SequenceEndEvent))
            node = _Node(_spot(event), 1 + sum(one.size for one in values), values=values)
        else:
            pairs = []
            for one in self._held_until(self._yaml.MappingEndEvent):
                key = self._node(one, depth + 1)
                if key.scalar is None:
                    raise NotSyntaxError(_KEY, *_spot(one))
                pairs.append((key.scalar[0], _spot(one), self._node(next(self._events), depth + 1)))
            node = _Node(_spot(event), 1 + sum(one.size for _, _, one in pairs), pairs=tuple(pairs))
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = node
        return node

    def _held_until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            self._hold(1)
            yield event

    def _alias(self, event: Any) -> _Node:  # noqa: ANN401 - as above
        # A value inside itself is not there yet when its alias is read.
        node = self._anchors.get(event.anchor)
        if node is None:
            raise NotSyntaxError(_UNKNOWN, *_spot(event))
        self._hold(node.size - 1)  # the alias itself was counted
        return node

    def _hold(self, values: int) -> None:
        self._held += values
        if self._held > self._limits.values:
            raise too_full(self._limits)


def _spot(event: Any) -> Spot:  # noqa: ANN401 - an event; its types allow one without a mark, which reading never makes
    return event.start_mark.line + 1, event.start_mark.column + 1


def _tree(node: _Node | None) -> object:
    if node is None:
        return None
    if node.pairs is not None:
        return Table.of([(key, _tree(inner)) for key, _, inner in node.pairs])
    if node.values is not None:
        return [_tree(inner) for inner in node.values]
    text, plain = node.scalar or ("", True)
    return _value(text) if plain else text


def _value(text: str) -> object:
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if text in _NOTHING:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return Decimal(_NO_NUMBER[text.lower()]) if text.lower() in _NO_NUMBER else text


def _spots(node: _Node, path: Path, key: Spot) -> Iterator[tuple[Path, tuple[Spot, Spot]]]:
    yield path, (key, node.spot)
    for name, spot, inner in node.pairs or ():
        yield from _spots(inner, (*path, name), spot)
    for place, inner in enumerate(node.values or ()):
        yield from _spots(inner, (*path, place), inner.spot)


def write_yaml(tree: Mapping[str, object]) -> str:
    """Write a tree as YAML: short tables on one line, others in blocks.

    Raises:
        FileError: The extra `yaml` is not installed.
    """
    yaml = _yaml()
    node = _written(yaml, tree)
    node.flow_style = False
    text = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=float("inf"))
    return str(text)


def _written(module: Any, value: Any) -> Any:  # noqa: ANN401 - nodes of a module that may be absent; what was checked
    if isinstance(value, Mapping):
        pairs = [(_written(module, str(key)), _written(module, inner)) for key, inner in value.items()]
        flow = _short([node for pair in pairs for node in pair], module)
        return module.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
    if isinstance(value, list | tuple):
        values = [_written(module, inner) for inner in value]
        return module.SequenceNode("tag:yaml.org,2002:seq", values, flow_style=_short(values, module))
    if isinstance(value, bool):
        return module.ScalarNode(_BOOL, str(value).lower())
    if isinstance(value, int):
        return module.ScalarNode(_INT, str(value))
    text = value if isinstance(value, str) else value.isoformat()
    return module.ScalarNode(_STR, text, style=_style(text))


def _style(text: str) -> str | None:
    """Quote what the reader above would not take as text; PyYAML itself quotes what YAML 1.1 would not."""
    if not text.isprintable():
        return '"'  # line ends and the like, as escapes
    return "'" if text in _TRUE | _FALSE | _NOTHING or _DECIMAL.fullmatch(text) or text.lower() in _NO_NUMBER else None


def _short(nodes: list[Any], module: Any) -> bool:  # noqa: ANN401 - as above
    plain = all(isinstance(node, module.ScalarNode) for node in nodes)
    return plain and sum(len(node.value) + 2 for node in nodes) <= _WIDEST
