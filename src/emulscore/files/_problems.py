"""What went wrong while a tree was read, as problems with codes and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from emulscore.errors import EmulscoreError, FileError, Problem, Refused, SchemeError, shorten
from emulscore.files import _shapes as shapes
from emulscore.files._expected import expected, expected_of
from emulscore.files._reader import AlreadyToldError
from emulscore.files._trees import MOST_PROBLEMS, Path, at, found_later, path_text, placed
from emulscore.hints import hints_of
from emulscore.limits import LIMITS
from emulscore.reading import nearest
from emulscore.rules import kinds
from emulscore.words import Words

__all__ = ["FileProblems"]

_MOST_SHOWN = 60
_WHERE_DEEP = 3  # steps say where something is nested too deeply
_KEY_OF = {"bad-name": "name"}  # codes of one argument that do not say which
_BOUND = re.compile(r"'(\w+)' must be (\S+) ([^:]+): .*", re.DOTALL)


class FileProblems:
    """Gathers the problems of one file.

    Attributes:
        found: The problems of the file.
        built: The problems of the scheme, where the file itself could be read.
    """

    def __init__(self, tree: object, extra: tuple[str, ...] = ()) -> None:
        self.found: list[Problem] = []
        self.built: list[Problem] = []
        self._tree = tree
        self._extra = extra

    def add(self, error: Exception, path: Path = ()) -> None:
        """Take everything that an error tells."""
        for place, cls, leaf in _leaves(error, path, None):
            if isinstance(leaf, EmulscoreError) and not isinstance(leaf, Refused):
                self.built += leaf.problems
            else:
                self.found += islice(self._problems(place, cls, leaf), MOST_PROBLEMS)

    def refuse(self, refused: Refused, path: Path) -> None:
        """Take one problem with its place, what was given there, and the row or fact it is in."""
        self.found.append(self._placed(path, refused))

    def _placed(self, path: Path, refused: Refused) -> Problem:
        path = _without_spans(self._tree, path)
        given, row, fact = at(self._tree, path)
        shown = None if isinstance(given, dict | list) else given
        problem = refused.problem(row=row, fact=fact, given=shown, path=path_text(path))
        return placed(problem, self._tree, path)

    def throw(self) -> None:
        """Raise what was found: first the file's problems, then those of what it says.

        Raises:
            FileError: The file cannot be read.
            SchemeError: It can, but what it says cannot be.
        """
        if self.found:
            raise FileError(self.found[:MOST_PROBLEMS])
        if self.built:
            raise SchemeError([found_later(one, self._tree) for one in self.built])

    def _problems(self, path: Path, cls: type | None, leaf: Exception) -> Iterator[Problem]:
        for place, refused in self._refusals(path, cls, leaf):
            yield self._placed(place, refused)

    def _refusals(self, path: Path, cls: type | None, leaf: Exception) -> Iterator[tuple[Path, Refused]]:
        if isinstance(leaf, AlreadyToldError):
            return
        if isinstance(leaf, ForbiddenExtraKeysError):
            known = [*_names(leaf.cl), *(() if path else self._extra)]
            for key in sorted(leaf.extra_fields):
                hint = nearest(key[:_MOST_SHOWN], known)
                yield (*path, key), Refused("unknown-key", key=shorten(key), nearest=hint)
        elif isinstance(leaf, KeyError) and path and leaf.args == (path[-1],):
            yield path, _missing(str(path[-1]), cls)
        elif isinstance(leaf, Refused):
            argument = _KEY_OF.get(leaf.code)
            if leaf.code in {"wrong-argument", "missing-argument"}:
                argument = leaf.params["argument"].vi
            inside = cls is not None and argument in _names(cls)
            yield ((*path, argument) if inside and argument is not None else path), leaf
        elif isinstance(leaf, RecursionError):
            yield path[:_WHERE_DEEP], Refused("too-deep", limit=LIMITS.depth)  # so many are read on any stack
        elif found := _BOUND.fullmatch(str(leaf)):
            bound = f"{found[2]} {found[3]}"
            yield (*path, found[1]), expected("bound", bound)
        else:
            yield path, Refused("wrong-value", expected=Words(shorten(str(leaf))))


def _names(cls: type) -> list[str]:
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    names = [field.name.rstrip("_") for field in fields] or list(getattr(cls, "__dataclass_fields__", ()))
    return [*(name for name in names if name != "span"), *shapes.ENDS] if shapes.has_span(cls) else names


def _missing(key: str, cls: type | None) -> Refused:
    """Say that a key is missing: of a rule, a choice that its author must make, or what it is about."""
    if cls is not None and cls in kinds().values():
        fields = attrs.fields_dict(cls) if attrs.has(cls) else getattr(cls, "__dataclass_fields__", {})
        if key in fields and fields[key].kw_only:
            return Refused("missing-argument", argument=key, expected=expected_of(hints_of(cls).get(key)))
    return Refused("missing-key", key=key)


def _without_spans(tree: object, path: Path) -> Path:
    """Leave out the steps into a span, whose ends stand beside the other keys."""
    found: Path = ()
    for step in path:
        if step != "span" or "span" in _table(at(tree, found)[0]):
            found = (*found, step)
    return found


def _table(raw: object) -> Mapping[str, object]:
    return raw if isinstance(raw, Mapping) else {}


def _leaves(error: Exception, path: Path, cls: type | None) -> Iterator[tuple[Path, type | None, Exception]]:
    """Yield every error with its place, and the class of the object that it is about or that lacks the key."""
    steps = [note for note in getattr(error, "__notes__", ()) if isinstance(note, AttributeValidationNote)]
    places = [note for note in getattr(error, "__notes__", ()) if isinstance(note, IterableValidationNote)]
    if steps:
        path, cls = (*path, steps[0].name.rstrip("_")), cls if isinstance(error, KeyError) else None
    elif places:
        path, cls = (*path, places[0].index), None
    if isinstance(error, BaseValidationError):
        inner = error.cl if isinstance(error, ClassValidationError) else None
        for one in error.exceptions:
            yield from _leaves(one, path, inner)
    else:
        yield path, cls, error
