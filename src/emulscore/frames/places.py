"""The order among the units of a scored table, and the quota on a grade."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any, Final, Literal, TypeVar

import narwhals as nw
import numpy as np

from emulscore.errors import MeasurementError, Problem, Refused
from emulscore.figures import decimals_of
from emulscore.formula.bounds import bounds
from emulscore.formulas import GRADE
from emulscore.frames.job import DOUBLES
from emulscore.frames.results import GRADE_COLUMN, column_of
from emulscore.ranking import AtLimit, Ties
from emulscore.scheme import Scheme
from emulscore.words import Words

__all__ = ["GRADE_AFTER", "PLACE", "quota_frame", "rank_frame"]

F = TypeVar("F")
PLACE: Final = "thu_hang"
"""The column of places."""
GRADE_AFTER: Final = "xep_loai_cuoi"
"""The column of grades after the quota."""


def rank_frame(scheme: Scheme, frame: F, *, ties: Ties, by: Sequence[str] = ("",), cluster: str | None = None) -> F:
    """Add the place of every unit to a scored table, best first, as `rank` does; a unit without points has none.

    Args:
        scheme: The scheme that scored it.
        frame: What `score_frame` returned, in any way of giving points.
        ties: What follows two units with the same points: `shared` (1, 1, 3) or `dense` (1, 1, 2).
        by: What is compared, in order: `""` for the total, or a row's or group's number.
        cluster: The column of the units' clusters; all units form one where it is not given.

    Returns:
        The table with the column `thu_hang`.
    """
    table: Any = nw.from_native(frame)
    table = table.with_columns(__key=_key(scheme, table, by), __one=_cluster(cluster))
    method: Any = {"shared": "min", "dense": "dense"}[ties]
    place = _rank(table, "__key", method)
    return table.with_columns(**{PLACE: place}).drop("__key", "__one").to_native()  # type: ignore[no-any-return]


def quota_frame(scheme: Scheme, frame: F, *, at_limit: AtLimit, cluster: str | None = None) -> F:
    """Apply the scheme's quota on a grade to a scored table, as `apply_quota` does.

    Where a unit of the cluster has no grade, nobody's grade after the quota is known: it is null.

    Args:
        scheme: The scheme that scored it.
        frame: What `score_frame` returned.
        at_limit: What happens to units that are equal in everything at the limit: all `keep` the grade, or all `lose` it.
        cluster: The column of the units' clusters; all units form one where it is not given.

    Returns:
        The table with the column `xep_loai_cuoi`.
    """
    table: Any = nw.from_native(frame)
    quota = None if scheme.grades is None else scheme.grades.quota
    if quota is None:
        return table.with_columns(**{GRADE_AFTER: nw.col(GRADE_COLUMN)}).to_native()  # type: ignore[no-any-return]
    grade = nw.col(GRADE_COLUMN)
    table = table.with_columns(__key=_key(scheme, table, quota.by), __one=_cluster(cluster))
    holder = (~grade.is_null()) & (grade == quota.grade)
    table = table.with_columns(
        __held=nw.when(holder).then(nw.col("__key")).otherwise(nw.lit(-1.0)),
        __each=nw.lit(1, nw.Int64),
        __null=nw.when(grade.is_null()).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)),
    )
    table = table.with_columns(
        __units=nw.col("__each").sum().over("__one"), __open=nw.col("__null").sum().over("__one")
    )
    # Those without the grade come behind all who have it.
    table = table.with_columns(__first=_rank(table, "__held", "min"), __last=_rank(table, "__held", "max"))
    allowed = (nw.col("__units").cast(nw.Int64) * quota.share.numerator) // quota.share.denominator
    table = table.with_columns(__allowed=allowed)
    keeps = nw.col("__last") <= nw.col("__allowed")
    if at_limit == "keep":
        keeps = nw.col("__first") <= nw.col("__allowed")
    after = nw.when(holder & ~keeps).then(nw.lit(quota.rest)).otherwise(grade)
    kept = table.with_columns(**{GRADE_AFTER: nw.when(nw.col("__open") == 0).then(after)})
    made = ("__key", "__one", "__held", "__each", "__null", "__units", "__open", "__first", "__last", "__allowed")
    return kept.drop(*made).to_native()  # type: ignore[no-any-return]


def _rank(table: Any, column: str, method: Literal["min", "max", "dense"]) -> Any:
    """Return the places of a column's values in their clusters, the greatest first."""
    if not table.implementation.is_pyarrow():
        return nw.col(column).rank(method, descending=True).over("__one")
    values = table[column].to_numpy().astype(np.float64)
    _, clusters = np.unique(np.array(table["__one"].to_list(), dtype=object).astype(str), return_inverse=True)
    given = np.flatnonzero(~np.isnan(values))
    order = given[np.lexsort((-values[given], clusters[given]))]
    ranked, grouped = values[order], clusters[order]
    start = np.r_[True, grouped[1:] != grouped[:-1]][: len(order)]
    fresh = start | np.r_[True, ranked[1:] != ranked[:-1]][: len(order)]
    row = np.arange(len(order))
    base = np.maximum.accumulate(np.where(start, row, 0))
    if method == "dense":
        seen = np.cumsum(fresh)
        places = seen - seen[base] + 1
    elif method == "min":
        places = np.maximum.accumulate(np.where(fresh, row, 0)) - base + 1
    else:
        ends = np.r_[fresh[1:], True][: len(order)]
        places = np.minimum.accumulate(np.where(ends, row, len(order))[::-1])[::-1] - base + 1
    found: list[int | None] = [None] * len(values)
    for at, place in zip(order.tolist(), places.tolist(), strict=True):
        found[at] = place
    return nw.new_series("", found, nw.Int64, backend=table.implementation)


def _cluster(cluster: str | None) -> nw.Expr:
    return nw.lit(1) if cluster is None else nw.col(cluster)


def _key(scheme: Scheme, table: Any, by: Sequence[str]) -> nw.Expr:
    """Return one whole number that orders units as the points named in *by* do, one after another."""
    named = {formula.id: formula for formula in scheme.formulas if formula.id != GRADE}
    parts, spans = [], []
    schema = table.collect_schema()
    for part in by:
        if part not in named:
            raise Refused("unknown-part", part=part, parts=", ".join(named))
        formula = named[part]
        scale = 10 ** decimals_of(formula.step)
        interval = bounds(formula.node)
        low, high = (0, 0) if interval is None else (int(interval.low * scale), int(interval.high * scale))
        # Doubles hold these numbers exactly; columns of 16 bits would wrap.
        column = nw.col(column_of(part)).cast(nw.Float64)
        if not schema[column_of(part)].is_integer():
            column = (column * float(scale)).round(0)
        parts.append(column - low)
        spans.append(high - low + 1)
    if reduce(lambda one, other: one * other, spans, 1) > DOUBLES:
        raise MeasurementError([Problem("too-wide", params={"largest": Words("—")})])
    found = parts[0]
    for part_, span in zip(parts[1:], spans[1:], strict=True):
        found = found * span + part_
    return found
