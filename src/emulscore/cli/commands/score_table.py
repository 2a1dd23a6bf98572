"""`emulscore score-table`: scores a whole table of units, one in each row."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final

from attrs import evolve, field, frozen

from emulscore.cli.arguments import JSON, SCHEME
from emulscore.cli.command import Argument, Command, InputError, UsageError
from emulscore.cli.machine import json_text, raw_json
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.tables import Read, csv_writer, read_table, table_writer
from emulscore.errors import MeasurementError
from emulscore.facts import CohortFact
from emulscore.files import open_scheme
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_TABLE: Final = Argument(
    "table",
    Words(
        "bảng số liệu .csv, .parquet hoặc .xlsx, mỗi đơn vị một dòng",
        "a table of figures, .csv, .parquet or .xlsx, one unit a row",
    ),
    Words("BẢNG", "TABLE"),
)
_KEY: Final = Argument(
    "--key",
    Words("cột tên đơn vị, ghi cùng điểm vào kết quả", "the column that names the units, kept beside the points"),
    Words("CỘT", "COLUMN"),
)
_CLUSTER: Final = Argument(
    "--cluster",
    Words(
        "cột tên cụm thi đua, khi điểm so với các đơn vị trong cụm; không có thì cả bảng là một cụm",
        "the column that names the clusters, where points compare units; without it the table is one cluster",
    ),
    Words("CỘT", "COLUMN"),
)
_NO_COLUMN: Final = Words("bảng không có cột “{}”, {}", "the table has no column “{}”, {}")
_LINE: Final = Words("dòng {}{}: [{}]{}", "row {}{}: [{}]{}")
_FACT: Final = Words(" số liệu “{}”", " fact “{}”")
_ROW: Final = Words(" tiêu chí {}", " criterion {}")
_FAULTS: Final = Words("{} trên {} đơn vị chưa chấm được:", "{} of {} units could not be scored:")
_MORE: Final = Words("và {} đơn vị khác; cột “{}” của kết quả", "and {} more; column “{}” of the result")
_ONE: Final = Words("cả bảng", "the whole table")
_SHOWN: Final = 20
_BAR: Final = 24


class _Options(Namespace):
    scheme: str
    table: str
    key: str | None
    cluster: str | None
    output: str | None
    json: bool


@frozen
class _Run:
    """One table being scored.

    Attributes:
        lines: What is said of the first units without points.
        counts: How many units there are, and how many of them have no points.
    """

    scheme: Scheme
    key: str | None
    cluster: str | None
    lang: Lang
    lines: list[str] = field(factory=list)
    counts: list[int] = field(factory=lambda: [0, 0])

    def scored(self, read: Read) -> Iterator[Any]:
        """Yield the scored table, some rows at a time."""
        from emulscore.frames import score_frame  # noqa: PLC0415 - an extra

        for batch in self._with_cohorts(read):
            kept = score_frame(self.scheme, batch, key=self.key)
            self._note(kept)
            _progress(read.done())
            yield kept

    def _with_cohorts(self, read: Read) -> Iterator[Any]:
        """Yield the batches; where units are compared, all of them at once, with the values of their cluster."""
        lost = [
            name
            for name, fact in self.scheme.facts.items()
            if isinstance(fact, CohortFact) and name not in read.columns
        ]
        if not lost:
            yield from read.batches
            return
        import pyarrow as pa  # noqa: PLC0415 - an extra

        table = pa.concat_tables(list(read.batches))
        cells = table[self.cluster].to_pylist() if self.cluster is not None else [None] * len(table)
        places: dict[object, list[int]] = {}
        for place, cluster in enumerate(cells):
            places.setdefault(cluster, []).append(place)
        values = {cluster: self._cohort(table, cluster, rows) for cluster, rows in places.items()}
        for name in lost:
            table = table.append_column(name, pa.array([values[cluster][name] for cluster in cells], pa.string()))
        yield table

    def _cohort(self, table: Any, cluster: object, places: list[int]) -> dict[str, str]:  # noqa: ANN401 - an Arrow table
        """Return the values of one cluster, as people type them."""
        from emulscore.frames import cohort_frame  # noqa: PLC0415 - an extra

        try:
            name = _ONE if cluster is None else str(cluster)
            found = cohort_frame(self.scheme, table.take(places), name=name)
        except MeasurementError as error:
            raise MeasurementError(
                evolve(problem, path=f"#{places[int(problem.path[1:]) - 1] + 1}") if problem.path else problem
                for problem in error.problems
            ) from None
        return {name: str(value).replace(".", ",") for name, value in found.values.items()}

    def _note(self, scored: Any) -> None:  # noqa: ANN401 - an Arrow table
        """Remember which units have no points, and why."""
        from emulscore.frames import faults_of  # noqa: PLC0415 - an extra
        from emulscore.frames.results import ERROR  # noqa: PLC0415 - as above

        numbers = scored[ERROR].to_numpy()
        wrong = numbers.nonzero()[0]
        before, self.counts[0] = self.counts[0], self.counts[0] + len(numbers)
        self.counts[1] += len(wrong)
        faults, lang = faults_of(self.scheme), self.lang
        for place in wrong[: _SHOWN - len(self.lines)].tolist():
            fault = faults.fault(int(numbers[place]))
            assert fault is not None  # noqa: S101 - the number is not 0
            about = "" if fault.fact is None else _FACT.text(lang).format(fault.fact)
            about += "" if fault.row is None else _ROW.text(lang).format(fault.row)
            name = "" if self.key is None else f" ({scored[self.key][place]})"
            self.lines.append(_LINE.text(lang).format(before + place + 1, name, fault.code, about))

    def machine(self, scored: Any) -> Iterator[dict[str, object]]:  # noqa: ANN401 - an Arrow table
        """Yield units as JSON has them, each with its first error as a code, a fact and a row."""
        from emulscore.frames import faults_of  # noqa: PLC0415 - an extra
        from emulscore.frames.results import ERROR  # noqa: PLC0415 - as above

        faults = faults_of(self.scheme)
        for unit in scored.to_pylist():
            fault = faults.fault(unit[ERROR])
            said = None if fault is None else {"code": fault.code, "fact": fault.fact, "row": fault.row}
            yield {name: said if name == ERROR else raw_json(value) for name, value in unit.items()}

    @property
    def problems(self) -> str:
        """Say which units have no points, and why; nothing where all of them have."""
        from emulscore.frames.results import ERROR  # noqa: PLC0415 - an extra

        units, wrong = self.counts
        if not wrong:
            return ""
        more = wrong - len(self.lines)
        said = [_FAULTS.text(self.lang).format(wrong, units), *self.lines]
        return "\n".join([*said, *([_MORE.text(self.lang).format(more, ERROR)] if more else [])])


def _progress(done: float) -> None:
    """Draw a progress bar on the error stream, one line that is drawn over; on a terminal only."""
    if sys.stderr.isatty():
        filled = int(_BAR * done)
        end = "\n" if done >= 1 else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done:4.0%}{end}")
        sys.stderr.flush()


def _run(options: _Options, lang: Lang) -> str:
    run = _Run(open_scheme(options.scheme), options.key, options.cluster, lang)
    with read_table(options.table, lang) as read:
        for column in (options.key, options.cluster):
            if column is not None and column not in read.columns:
                raise UsageError(_NO_COLUMN.text(lang).format(column, nearest(column, read.columns).text(lang)))
        if options.output is None and options.json:
            units = [unit for batch in run.scored(read) for unit in run.machine(batch)]
            output = json_text({"scheme": run.scheme.id, "units": units})
        elif options.output is None:
            buffer = BytesIO()
            _write(run.scored(read), csv_writer(buffer))
            output = buffer.getvalue().decode()
        else:

            def write(path: str) -> None:
                with table_writer(path, lang) as into:
                    _write(run.scored(read), into)

            output = written(options.output, write, lang)
            if options.json:
                told = dict(zip(("units", "without_points"), run.counts, strict=True))
                output = json_text({"output": options.output, **told})
    if run.problems:
        raise InputError(run.problems, output)
    return output


def _write(batches: Iterator[Any], into: Callable[[Any], None]) -> None:
    for batch in batches:
        into(batch)


COMMAND: Final = Command(
    "score-table",
    Words("chấm cả một bảng số liệu, mỗi đơn vị một dòng", "score a whole table of units, one in each row"),
    (SCHEME, _TABLE, OUTPUT, _KEY, _CLUSTER, JSON),
    _run,
)
