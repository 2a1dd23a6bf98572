"""The facts that a file declares."""

from __future__ import annotations

from collections.abc import Mapping

from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.files._expected import expected
from emulscore.files._problems import FileProblems
from emulscore.files._reader import Reader
from emulscore.files._trees import MOST_PROBLEMS, Path

__all__ = ["read_declared"]


def read_declared(
    raw: object, problems: FileProblems, inside: Path = (), *, known: Mapping[str, AnyFact | None] | None = None
) -> dict[str, AnyFact | None]:
    """Read a list of facts, each by its name; None stands for one that could not be read, which is added to the problems.

    Args:
        raw: The list.
        problems: Where problems are added.
        inside: The place of the table that the list is in.
        known: Facts that may be named without being declared; one that is declared again is the file's own.
    """
    declared: dict[str, AnyFact | None] = {}
    facts = dict(known or {})
    if not isinstance(raw, list):
        problems.refuse(expected("facts"), (*inside, "facts"))
        return facts
    reader = Reader(facts)
    # A cohort's value names the facts that it is worked out from, so it is read after all of these.
    for place, one in sorted(enumerate(raw), key=lambda pair: _kind(pair[1]) == "cohort"):
        path: Path = (*inside, "facts", place)
        name = one.get("name") if isinstance(one, Mapping) else None
        fact: AnyFact | None = None
        try:
            fact = reader.fact(one)
        except Exception as error:  # noqa: BLE001 - every problem is told, whatever it is
            problems.add(error, path)
        key = name if fact is None else fact.name
        if isinstance(key, str):
            if key in declared:
                problems.refuse(Refused("fact-conflict"), (*path, "name"))
            declared.setdefault(key, fact)
            facts[key] = declared[key]
        if len(problems.found) >= MOST_PROBLEMS:
            break
    return facts


def _kind(raw: object) -> object:
    return raw.get("kind") if isinstance(raw, Mapping) else None
