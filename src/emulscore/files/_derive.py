"""The doors for change files, and schemes derived by them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike

from emulscore.derive import ChangeSet
from emulscore.errors import FileError, SchemeError
from emulscore.facts import AnyFact
from emulscore.files._changes import CHANGES, changes_tree, read_changes
from emulscore.files._doors import Source, _dump, _format, _load, _loads, open_scheme
from emulscore.files._schemes import body_of
from emulscore.files._syntax import Format, render
from emulscore.files._trees import Table, found_later
from emulscore.limits import LIMITS, Limits
from emulscore.scheme import Scheme

__all__ = ["derive_from_file", "dump_changes", "dumps_changes", "load_changes", "loads_changes"]


def load_changes(source: Source, parent: Scheme | None = None, *, limits: Limits = LIMITS) -> ChangeSet:
    """Load a set of changes from a TOML, JSON or YAML file.

    Args:
        source: The file; its suffix says what it is.
        parent: The scheme that it changes, whose facts it may name; the bundled scheme of that id where it is not given.
        limits: How much of the file is read.

    Raises:
        FileError: With all problems of the file at once, at most 100.
    """
    return _read(_load(source, limits), parent)


def loads_changes(
    text: str,
    format: Format = "toml",  # noqa: A002 - the word for it
    parent: Scheme | None = None,
    *,
    limits: Limits = LIMITS,
) -> ChangeSet:
    """Load a set of changes from a text.

    >>> changes = loads_changes('''
    ... format = "emulscore changes 1"
    ... parent = { id = "nga-nam-2023" }
    ... id = "xa-a-2026"
    ... issuer = "UBND xã A"
    ... level = "cấp xã"
    ... period = 2026
    ... rebase = { to = 100, step = "0,01", amounts = "scale", why = "Giữ thang điểm 100" }
    ... changes = [
    ...   { kind = "drop", row = 15, why = "Xã không có nhiệm vụ này" },
    ...   { kind = "set_argument", row = 13, argument = "rule.target", value = "60%", why = "Chỉ tiêu của xã" },
    ... ]
    ... ''')
    >>> open_scheme("nga-nam-2023").apply(changes).total
    Fraction(100, 1)

    Raises:
        FileError: With all problems of the text at once, at most 100.
    """
    return _read(_loads(text, format, limits), parent)


def _read(tree: Table, parent: Scheme | None) -> ChangeSet:
    body = body_of(tree, CHANGES)
    return read_changes(tree, body, _facts_of(body) if parent is None else parent.facts)


def _facts_of(body: Mapping[str, object]) -> Mapping[str, AnyFact]:
    """Return the facts of the bundled scheme that a change file is written for; none where it is no bundled one."""
    parent = body.get("parent")
    name = parent.get("id") if isinstance(parent, Mapping) else None
    if not isinstance(name, str) or not re.fullmatch(r"[\w-]+", name):
        return {}
    try:
        return open_scheme(name).facts
    except FileError:
        return {}


def dumps_changes(changes: ChangeSet, format: Format = "toml") -> str:  # noqa: A002 - as above
    """Write a set of changes as text, with every fact that it speaks of; the same changes give the same text.

    >>> from emulscore import Drop
    >>> print(dumps_changes(ChangeSet("nga-nam-2023", id="xa-a", issuer="UBND xã A", level="cấp xã", period="2026",
    ...                               changes=[Drop("15", why="Xã không có nhiệm vụ này")])), end="")
    format = "emulscore changes 1"
    parent = { id = "nga-nam-2023" }
    id = "xa-a"
    issuer = "UBND xã A"
    level = "cấp xã"
    period = "2026"
    <BLANKLINE>
    [[changes]]
    kind = "drop"
    row = "15"
    why = "Xã không có nhiệm vụ này"

    Raises:
        FileError: Something in it could not be read back, such as a rule of a class that is not registered.
    """
    return render(changes_tree(changes), _format(f"text.{format}"))


def dump_changes(changes: ChangeSet, path: str | PathLike[str]) -> None:
    """Write a set of changes to a file; its suffix says in which format.

    Raises:
        FileError: As `dumps_changes`.
    """
    _dump(dumps_changes(changes, _format(str(path))), path)


def derive_from_file(
    parent: Scheme | Source, changes: Source, *, reapply: bool = False, limits: Limits = LIMITS
) -> Scheme:
    """Derive a scheme by a change file; problems of the changes are told with their places in the file.

    Args:
        parent: The scheme, its file, or the id of a bundled one.
        changes: The change file.
        reapply: Whether to carry the changes out although they were written for another state of the parent.
        limits: How much of the file is read.

    Raises:
        FileError: A file cannot be read, or the changes cannot be carried out.
        SchemeError: The parent, or the result, cannot be.
    """
    scheme = parent if isinstance(parent, Scheme) else open_scheme(parent, limits=limits)
    tree = _load(changes, limits)
    found = _read(tree, scheme)
    try:
        return scheme.apply(found, reapply=reapply)
    except SchemeError as error:
        if all(one.path is None for one in error.problems):
            raise
        raise FileError([found_later(one, tree) for one in error.problems]) from None
