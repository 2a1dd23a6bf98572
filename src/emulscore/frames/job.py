"""What is to be done to one table: a scheme, where its facts come from, and how results are given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final
from weakref import ref

from attrs import field, frozen

from emulscore.columnar.columns import Source
from emulscore.columnar.faults import Faults
from emulscore.columnar.program import Program, program_of
from emulscore.columnar.singles import Cells
from emulscore.columnar.widths import too_wide
from emulscore.errors import MeasurementError
from emulscore.figures import decimals_of
from emulscore.formulas import GRADE
from emulscore.frames.results import PointsAs, column_of
from emulscore.scheme import Scheme

__all__ = ["DOUBLES", "INTEGERS", "Job", "Result"]

DOUBLES: Final = 2**53
"""Whole numbers up to here are exact in doubles; engines that divide in doubles keep to it too."""
INTEGERS: Final = 2**63 - 1
"""Whole numbers up to here fit 64 bits."""


@frozen
class Result:
    """One column of points.

    Attributes:
        name: The column's name.
        step: The step of the program that holds it, in whole numbers of the last decimal.
        places: How many decimals there are.
    """

    name: str
    step: int
    places: int


Narrow = Callable[[Cells, str], tuple[int, int]]


@frozen
class Compiled:
    """Programs and kernels for tables with the same columns, kept for the next table.

    Attributes:
        asked: Which numbers were read value by value, as far as a program was made for them.
    """

    asked: dict[tuple[Cells, str], tuple[int, int]] = field(factory=dict)
    _programs: dict[bool, Program] = field(factory=dict)
    _kernels: list[tuple[Any, Any]] = field(factory=list)
    _queries: dict[object, list[list[str]]] = field(factory=dict)

    def holds(self, narrow: Narrow | None) -> bool:
        """Say whether the same numbers were read value by value in another table."""
        return narrow is None or all(narrow(*question) == ends for question, ends in self.asked.items())

    def program(self, job: Job, *, clean: bool) -> Program:
        """Return the program for any unit, or the short one."""

        def narrow(cells: Cells, key: str) -> tuple[int, int]:
            assert job.narrow is not None  # noqa: S101 - asked for only then
            found = self.asked[cells, key] = job.narrow(cells, key)
            return found

        if clean not in self._programs:
            self._programs[clean] = program_of(
                job.scheme.formulas,
                job.sources,
                job.faults,
                clean=clean,
                narrow=None if job.narrow is None else narrow,
                explain=job.explain,
            )
        return self._programs[clean]

    def kernels(self, make: Callable[[], tuple[Any, Any]]) -> tuple[Any, Any]:
        """Return the kernels of both programs."""
        if not self._kernels:
            self._kernels.append(make())
        return self._kernels[0]

    def query(self, key: object, write: Callable[[], list[list[str]]]) -> list[list[str]]:
        """Return the text of a query."""
        if key not in self._queries:
            self._queries.clear()  # the last one is enough
            self._queries[key] = write()
        return self._queries[key]


_KEPT: Final = 8  # so many kinds of table are remembered for one scheme
_COMPILED: Final[dict[int, tuple[ref[Scheme], dict[object, Compiled]]]] = {}


def _forget(scheme: int) -> Callable[[object], None]:
    kept = _COMPILED  # at the interpreter's end the module's own name may be gone before the scheme is

    def forget(_: object) -> None:
        kept.pop(scheme, None)

    return forget


@frozen
class Job:
    """One table to score.

    Attributes:
        scheme: The scheme.
        sources: Where its facts come from.
        faults: The numbers of errors.
        points: How points are given.
        key: The columns that name the units; None keeps all columns.
        explain: Whether notes are given too.
        narrow: Says which numbers were read value by value, where the table has been looked at already.
    """

    scheme: Scheme
    sources: tuple[Source, ...]
    faults: Faults
    points: PointsAs
    key: tuple[str, ...] | None
    explain: bool = False
    narrow: Callable[[Cells, str], tuple[int, int]] | None = None

    def program(self, *, clean: bool = False) -> Program:
        """Return the program for any unit, or the short one for units in order."""
        return self.compiled.program(self, clean=clean)

    @cached_property
    def compiled(self) -> Compiled:
        """Return what was compiled for such tables before, as long as the same values stand in them."""
        kept = _COMPILED.get(id(self.scheme))
        if kept is None or kept[0]() is not self.scheme:
            kept = _COMPILED[id(self.scheme)] = (ref(self.scheme, _forget(id(self.scheme))), {})
        key = (self.sources, self.narrow is None, self.explain)
        found = kept[1].get(key)
        if found is None or not found.holds(self.narrow):
            found = kept[1][key] = Compiled()
            while len(kept[1]) > _KEPT:
                del kept[1][next(iter(kept[1]))]
        return found

    def results(self, program: Program) -> list[Result]:
        """Return the columns of points."""
        found = []
        for named in self.scheme.formulas:
            if named.id != GRADE:
                places = decimals_of(named.step)
                factor = program.graph.lit(int(named.step * 10**places))
                found.append(Result(column_of(named.id), program.graph.mul(program.points[named.id], factor), places))
        return found

    def steps(self, program: Program) -> list[int]:
        """Return the steps that are worked out for every unit: points, the grade and the notes; the error comes last."""
        found = [result.step for result in self.results(program)]
        found += [program.points[GRADE]] if self.bands else []
        found += [step for note in program.notes for step in (note.top, note.bottom, note.said)]
        return [*found, program.error]

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """Return the grades by their place; none where the scheme has no grades."""
        return () if self.scheme.grades is None else tuple(band.id for band in self.scheme.grades.bands)

    def fits(self, limit: int) -> bool:
        """Say whether no whole number of the program leaves *limit*."""
        return all(met <= limit for met in self.program().widest.values())

    def refuse(self, limit: int) -> MeasurementError:
        """Return the error that names the facts to bound more tightly."""
        met = self.program().widest
        return MeasurementError(too_wide(named) for named in self.scheme.formulas if met[named.id] > limit)
