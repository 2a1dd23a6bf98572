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
from emulscore.conformance._outcome import Outcome, outcome_from
from emulscore.files import loads_assessment, loads_scheme
from emulscore.scheme import Scheme

__all__ = ["CONFORMANCE", "Case", "cases", "question_of"]

CONFORMANCE: Final = "emulscore conformance 1"
"""What each file of cases says of itself; another number when the form of the files changes."""


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
    """

    id: str
    why: str
    tree: Mapping[str, Any] = field(repr=False, hash=False)
    facts: Mapping[str, object] = field(repr=False, hash=False)
    unit: Mapping[str, Any] | None = field(repr=False, hash=False)
    units: Sequence[Mapping[str, object]] | None = field(repr=False, hash=False)
    partial: bool
    expected: Outcome

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


def cases(*only: str) -> tuple[Case, ...]:
    """Return the cases, in the order of the files.

    >>> one = cases()[0]
    >>> bool(one.why and one.expected.points)
    True
    >>> [one.id for one in cases("10-grades/not")]
    ['10-grades/not/1', '10-grades/not/2']

    Args:
        only: The id of a case, or the beginning of ids such as the name of a file; all cases where there is none.
    """
    found = (files(__package__) / "cases").iterdir()
    names = sorted(one.name for one in found if one.name.endswith(".json"))
    every = [case for name in names for case in _read((files(__package__) / "cases" / name).read_text("utf-8"))]
    wanted = {id_ for start in only for id_ in _beginning(start, [case.id for case in every])}
    return tuple(case for case in every if not only or case.id in wanted)


def _beginning(start: str, ids: Sequence[str]) -> list[str]:
    """Return the id that is meant, else those inside it as in a folder, else all that begin so."""
    inside = [id_ for id_ in ids if id_.startswith(f"{start}/")]
    return [start] if start in ids else inside or [id_ for id_ in ids if id_.startswith(start)]


@lru_cache(maxsize=256)
def _scheme(text: str) -> Scheme:
    return loads_scheme(text, "json")  # many cases are about one scheme, and building one proves it


def _read(text: str) -> Iterator[Case]:
    whole = json.loads(text, parse_float=Decimal)
    if whole["format"] != CONFORMANCE:
        msg = f"not {CONFORMANCE}: {whole['format']}"
        raise ValueError(msg)
    for one in whole["cases"]:
        units = one.get("cohort")
        yield Case(
            one["id"],
            one["why"],
            whole["schemes"][one["scheme"]],
            _raw(one.get("facts", {})),
            one.get("unit"),
            None if units is None else [_raw(unit) for unit in units],
            one.get("partial", False),
            outcome_from(one["expect"]),
        )


def question_of(case: Case) -> dict[str, Any]:
    """Return what another program is asked about a case, as a tree of JSON."""
    asked: dict[str, Any] = {"id": case.id, "scheme": case.tree, "facts": _plain(case.facts)}
    if case.unit is not None:
        asked["unit"] = case.unit
    if case.units is not None:
        asked["cohort"] = _plain(case.units)
    return asked | ({"partial": True} if case.partial else {})


def _plain(given: Any) -> Any:  # noqa: ANN401 - what was measured, of any kind
    if isinstance(given, float):
        return {"$double": repr(given)}
    if isinstance(given, Mapping):
        return {key: _plain(one) for key, one in given.items()}
    return [_plain(one) for one in given] if isinstance(given, list) else given


def _raw(given: Any) -> Any:  # noqa: ANN401 - what was measured, of any kind
    if isinstance(given, dict):
        return float(given["$double"]) if set(given) == {"$double"} else {key: _raw(one) for key, one in given.items()}
    return [_raw(one) for one in given] if isinstance(given, list) else given
