"""Change files: what a ward or commune changes in a scheme, in TOML, JSON or YAML; and how a derived scheme keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from attrs import evolve

from emulscore.criteria import with_cohorts
from emulscore.derive import Change, ChangeSet, Derivation
from emulscore.errors import FileError, Problem, Refused
from emulscore.facts import AnyFact
from emulscore.files._facts import read_declared
from emulscore.files._problems import FileProblems
from emulscore.files._reader import Reader
from emulscore.files._trees import Path, Table
from emulscore.files._writer import writer
from emulscore.rules.rule import facts_of
from emulscore.words import nfc

__all__ = ["CHANGES", "changes_tree", "derivation_tree", "read_changes", "read_derivation"]

CHANGES: Final = "emulscore changes 1"


def read_changes(tree: Table, body: Mapping[str, object], known: Mapping[str, AnyFact]) -> ChangeSet:
    """Read a set of changes from the tree of its file.

    Args:
        tree: The tree of the file.
        body: What it holds but for the line that says what it is.
        known: The facts of the parent, which rules may name besides those that the file declares.

    Raises:
        FileError: With all problems of the file.
    """
    problems = FileProblems(tree, ("format", "facts"))
    declared = read_declared(body.get("facts", []), problems, known=known)
    found: ChangeSet | None = None
    try:
        found = Reader(declared).read({key: one for key, one in body.items() if key != "facts"}, ChangeSet)
    except Exception as error:  # noqa: BLE001 - rules from outside may raise anything
        problems.add(error)
    problems.throw()
    assert found is not None  # noqa: S101 - what could not be read was told
    used = {fact.name for fact in _facts(found.changes)}
    raw = tree.get("facts", [])
    for place, one in enumerate(raw if isinstance(raw, list) else []):
        if nfc(one["name"]) not in used:
            problems.refuse(Refused("unused-fact"), ("facts", place, "name"))
    problems.throw()
    return found


def changes_tree(changes: ChangeSet) -> dict[str, object]:
    """Write a set of changes as the tree of its file; every fact that it speaks of is declared in it.

    Raises:
        FileError: A rule, a condition, a gate or a fact is of a class that is not registered.
    """
    facts = _told(changes.changes, _facts(changes.changes))
    tree = writer().fields(changes)
    later = {"facts": facts} | {key: tree.pop(key) for key in ("rebase", "changes") if key in tree}
    return {"format": CHANGES, **tree, **{key: one for key, one in later.items() if one}}


def _facts(changes: Iterable[Change]) -> tuple[AnyFact, ...]:
    """Return the facts that changes speak of."""
    return tuple(dict.fromkeys(with_cohorts(facts_of(tuple(changes)))))


def _told(changes: Iterable[Change], facts: Iterable[AnyFact]) -> list[object]:
    """Write facts, and see that every change can be written."""
    problems: list[Problem] = []

    def written(write: Callable[[], Any], path: str | None = None, fact: str | None = None) -> Any:  # noqa: ANN401 - a tree
        try:
            return write()
        except Refused as refused:
            problems.append(refused.problem(path=path, fact=fact))

    for place, change in enumerate(changes):
        written(partial(writer().kinded, change), path=f"changes[{place}]")
    trees = [written(partial(writer().fact, fact), fact=fact.name) for fact in facts]
    if problems:
        raise FileError(problems)
    return trees


def derivation_tree(record: Derivation, known: Iterable[AnyFact]) -> dict[str, object]:
    """Write how a scheme was derived: the facts that it speaks of and that the scheme does not read are declared in it.

    Raises:
        FileError: As `changes_tree`.
    """
    here = list(known)
    facts = _told(record.changes, (fact for fact in _facts(record.changes) if fact not in here))
    tree = writer().fields(evolve(record, earlier=None))
    later = {"facts": facts} | {key: tree.pop(key) for key in ("rebase", "changes", "history") if key in tree}
    if record.earlier is not None:
        later["earlier"] = derivation_tree(record.earlier, here)
    return {**tree, **{key: one for key, one in later.items() if one}}


def read_derivation(raw: object, known: Mapping[str, AnyFact | None], problems: FileProblems) -> Derivation | None:
    """Read how a scheme was derived; what is wrong is added to the problems."""
    found: Derivation | None = None
    for path, one in reversed(list(_chain(raw, ("derivation",)))):
        inner = (
            {key: value for key, value in one.items() if key not in {"facts", "earlier"}}
            if isinstance(one, Mapping)
            else one
        )
        declared = read_declared(one.get("facts", []) if isinstance(one, Mapping) else [], problems, path, known=known)
        try:
            record: Derivation = Reader(declared).read(inner, Derivation)
            found = evolve(record, earlier=found)
        except Exception as error:  # noqa: BLE001 - rules from outside may raise anything
            problems.add(error, path)
    return found


def _chain(raw: object, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield each derivation with its place, the last one first."""
    yield path, raw
    if isinstance(raw, Mapping) and "earlier" in raw:
        yield from _chain(raw["earlier"], (*path, "earlier"))
