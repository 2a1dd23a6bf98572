"""The cases: a scheme, what was measured, and what must come out, as they stand in the files of this package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, Final

from attrs import evolve, field, frozen

from emulscore.assessment import Assessment, Measurement
from emulscore.cohort import Cohort
from emulscore.files import loads_assessment, loads_scheme
from emulscore.rowscore import Points
from emulscore.scheme import Scheme

__all__ = ["CONFORMANCE", "Case", "Outcome", "Said", "cases"]

CONFORMANCE: Final = "emulscore conformance 1"
"""What each file of cases says of itself; another number when the form of the files changes."""

Said = tuple[str, str | None, str | None]
"""One refusal: its code, the row and the fact."""


@frozen
class Outcome:
    """What came of one unit: its points, or why it was refused.

    Attributes:
        points: The printed points of rows, groups and the total (`""`); of a deduction, what it takes.
        grade: The id of the grade; None where there is none, or where the engine says nothing of grades.
        errors: Every refusal; the points are then empty.
        cohort: The cohort's values by the name of the fact, where the case has a cohort.
    """

    points: Mapping[str, Points] = field(factory=dict, hash=False)
    grade: str | None = None
    errors: frozenset[Said] = frozenset()
    cohort: Mapping[str, Decimal] = field(factory=dict, hash=False)


@frozen
class Case:
    """One case.

    Attributes:
        id: Its name, unique among all cases.
        why: The arithmetic, or the clause, that the expected points come from.
        tree: The scheme, as its file in JSON.
        facts: The raw measurements; a binary floating-point number stands as `{"$double": "0.1"}` in the file and is a float
            here.
        unit: What else the unit's file says, such as claims, documents and evidence; None where nothing.
        units: The raw measurements of all units of its cohort; None without one.
        partial: Whether facts may be missing.
        expected: What must come out.
        refused: Instead, the codes and rows for which the scheme itself must be refused.
    """

    id: str
    why: str
    tree: Mapping[str, Any] = field(repr=False, hash=False)
    facts: Mapping[str, object] = field(repr=False, hash=False)
    unit: Mapping[str, Any] | None = field(repr=False, hash=False)
    units: Sequence[Mapping[str, object]] | None = field(repr=False, hash=False)
    partial: bool
    expected: Outcome
    refused: frozenset[tuple[str, str | None]] = frozenset()

    @cached_property
    def scheme(self) -> Scheme:
        """Return the scheme.

        Raises:
            SchemeError: It cannot be.
            FileError: Its tree cannot be read.
        """
        return _scheme(json.dumps(self.tree, ensure_ascii=False, default=str))

    @cached_property
    def assessment(self) -> Assessment:
        """Return the unit with all that its file says."""
        head = {"format": "emulscore assessment 1", "unit": "Đơn vị", **(self.unit or {})}
        read = loads_assessment(json.dumps(head, ensure_ascii=False), "json")
        given = {name: Measurement(value) for name, value in self.facts.items()}
        return evolve(read, measurements={**given, **read.measurements})

    def cohort(self) -> Cohort | None:
        """Return the cohort, worked out from its units; None without one.

        Raises:
            MeasurementError: As `Scheme.cohort`.
        """
        return None if self.units is None else self.scheme.cohort(self.units, name="Cụm")


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of the files.

    >>> one = cases()[0]
    >>> bool(one.why and one.expected.points)
    True
    """
    found = (files(__package__) / "cases").iterdir()
    names = sorted(one.name for one in found if one.name.endswith(".json"))
    return tuple(case for name in names for case in _read((files(__package__) / "cases" / name).read_text("utf-8")))


@lru_cache(maxsize=256)
def _scheme(text: str) -> Scheme:
    return loads_scheme(text, "json")  # many cases are about one scheme, and building one proves it


def _read(text: str) -> Iterator[Case]:
    whole = json.loads(text, parse_float=Decimal)
    if whole["format"] != CONFORMANCE:
        msg = f"not {CONFORMANCE}: {whole['format']}"
        raise ValueError(msg)
    for one in whole["cases"]:
        expect = one["expect"]
        units = one.get("cohort")
        yield Case(
            one["id"],
            one["why"],
            whole["schemes"][one["scheme"]],
            _raw(one.get("facts", {})),
            one.get("unit"),
            None if units is None else [_raw(unit) for unit in units],
            one.get("partial", False),
            Outcome(
                {id_: _points(given) for id_, given in expect.get("points", {}).items()},
                expect.get("grade"),
                frozenset((error["code"], error.get("row"), error.get("fact")) for error in expect.get("errors", [])),
                {name: Decimal(value) for name, value in expect.get("cohort", {}).items()},
            ),
            frozenset((error["code"], error.get("row")) for error in expect.get("refused", [])),
        )


def _points(given: str | list[str]) -> Points:
    low, high = (given, given) if isinstance(given, str) else given
    return Points(Decimal(low), Decimal(high))


def _raw(given: Any) -> Any:  # noqa: ANN401 - what was measured, of any kind
    if isinstance(given, dict):
        return float(given["$double"]) if set(given) == {"$double"} else {key: _raw(one) for key, one in given.items()}
    return [_raw(one) for one in given] if isinstance(given, list) else given
