"""Schemes and assessments as trees, with the line that says what a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from attrs import evolve

from emulscore.assessment import Assessment
from emulscore.errors import FileError, Problem, Refused
from emulscore.files._changes import derivation_tree, read_derivation
from emulscore.files._facts import read_declared
from emulscore.files._problems import FileProblems
from emulscore.files._reader import Reader
from emulscore.files._trees import Table, placed
from emulscore.files._writer import writer
from emulscore.scheme import Scheme
from emulscore.words import nfc

__all__ = [
    "ASSESSMENT",
    "SCHEME",
    "assessment_tree",
    "body_of",
    "read_as",
    "read_assessment",
    "read_scheme",
    "scheme_tree",
    "tree_as",
]

T = TypeVar("T")

SCHEME: Final = "emulscore scheme 1"
ASSESSMENT: Final = "emulscore assessment 1"

_LAST = (
    "measurements",
    "claims",
    "appraised",
    "final",
    "documents",
    "evidence",
    "explanations",
    "facts",
    "items",
    "grades",
)


def body_of(tree: Table, form: str) -> dict[str, object]:
    """Return what a file holds, once it is known to be of a form.

    Raises:
        FileError: It is of another form (`unknown-format`).
    """
    if tree.get("format") != form:
        problem = Refused("unknown-format", format=form).problem(given=tree.get("format"), path="format")
        raise FileError([placed(problem, tree, ("format",))])
    # JSON editors find a file's schema by a key of its own.
    about = {"format", "$schema"} if isinstance(tree.get("$schema"), str) else {"format"}
    return {key: value for key, value in tree.items() if key not in about}


def _built(body: Mapping[str, object], reader: Reader, cls: type, problems: FileProblems) -> Any:  # noqa: ANN401 - an object of *cls*
    built = None
    try:
        built = reader.read(body, cls)
    except Exception as error:  # noqa: BLE001 - rules from outside may raise anything
        problems.add(error)
    problems.throw()
    return built


def read_scheme(tree: Table) -> Scheme:
    """Read a scheme from the tree of its file.

    Raises:
        FileError: With all problems of the file.
        SchemeError: The file can be read, but the scheme cannot be.
    """
    body = body_of(tree, SCHEME)
    problems = FileProblems(tree, ("format", "facts"))
    facts = read_declared(body.pop("facts", []), problems)
    record = read_derivation(body.pop("derivation"), facts, problems) if "derivation" in body else None
    scheme: Scheme = _built(body, Reader(facts), Scheme, problems)
    declared = tree.get("facts", [])
    for place, one in enumerate(declared if isinstance(declared, list) else []):
        if nfc(one["name"]) not in scheme.facts:
            problems.refuse(Refused("unused-fact"), ("facts", place, "name"))
    problems.throw()
    return scheme if record is None else evolve(scheme, derivation=record)


def read_assessment(tree: Table) -> Assessment:
    """Read an assessment from the tree of its file.

    Raises:
        FileError: With all problems of the file.
        SchemeError: The file can be read, but cites a document that it does not list.
    """
    return read_as(tree, ASSESSMENT, Assessment)


def read_as(tree: Table, form: str, cls: type[T]) -> T:
    """Read an object that names no facts from the tree of its file.

    Raises:
        FileError: With all problems of the file; `unknown-format` where it is of another form.
        SchemeError: The file can be read, but what it says cannot be.
    """
    found: T = _built(body_of(tree, form), Reader({}), cls, FileProblems(tree, ("format",)))
    return found


def tree_as(form: str, value: object) -> dict[str, object]:
    """Write an object that names no facts as the tree of its file."""
    return _ordered({"format": form, **writer().fields(value)})


def _ordered(tree: Mapping[str, object]) -> dict[str, object]:
    """Put what is long last, so that short keys stand beside each other."""
    later = [key for key in _LAST if key in tree]
    return {key: tree[key] for key in [*(key for key in tree if key not in later), *later]}


def _items(raw: object) -> object:
    if isinstance(raw, list):
        return [_items(one) for one in raw]
    if isinstance(raw, dict) and "items" in raw and "rule" not in raw:
        return _ordered({**raw, "items": _items(raw["items"])})
    return raw


def scheme_tree(scheme: Scheme) -> dict[str, object]:
    """Write a scheme as the tree of its file.

    Raises:
        FileError: A rule, a condition, a gate or a fact is of a class that is not registered.
    """
    problems: list[Problem] = []

    def written(write: Callable[[], Any], row: str | None = None, fact: str | None = None) -> Any:  # noqa: ANN401 - a tree
        try:
            return write()
        except Refused as refused:
            problems.append(refused.problem(row=row, fact=fact))

    for row, criterion in scheme.criteria.items():
        written(partial(writer().kinded, criterion.rule), row=row)
    facts = [written(partial(writer().fact, fact), fact=name) for name, fact in scheme.facts.items()]
    grades = written(partial(writer().write, scheme.grades))
    if problems:
        raise FileError(problems)
    record = None if scheme.derivation is None else derivation_tree(scheme.derivation, scheme.facts.values())
    tree = writer().fields(scheme)
    tree["items"] = _items(tree["items"])
    later = {"grades": grades, "derivation": record}
    return _ordered(
        {"format": SCHEME, **tree, "facts": facts} | {key: one for key, one in later.items() if one is not None}
    )


def assessment_tree(assessment: Assessment) -> dict[str, object]:
    """Write an assessment as the tree of its file.

    Raises:
        FileError: A value cannot stand in a file exactly, such as a float.
    """
    problems: list[Problem] = []
    for name, measurement in assessment.measurements.items():
        try:
            writer().write(measurement)
        except Refused as refused:
            problems.append(refused.problem(fact=name, given=measurement.value))
    if problems:
        raise FileError(problems)
    return tree_as(ASSESSMENT, assessment)
