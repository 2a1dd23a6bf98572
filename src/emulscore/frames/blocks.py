"""The raw columns of an in-memory table as NumPy blocks: without a copy where the engine's memory allows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw
import numpy as np
from attrs import frozen

from emulscore.columnar.columns import FINEST

__all__ = ["RAW", "Array", "Raw", "raw_column"]

Array = np.ndarray[Any, Any]


@frozen
class Raw:
    """One raw column.

    Attributes:
        values: Gives the values of rows from *start* to *stop*; where one is null, any value.
        nulls: Says which of them are null; None where there are none in the whole column.
    """

    values: Callable[[int, int], Array]
    nulls: Callable[[int, int], Array] | None


def raw_column(column: nw.Series[Any]) -> Raw:
    """Return the blocks of a column of numbers, days or yes and no."""
    native = column.to_native()
    if column.implementation.is_polars():
        return _polars(native)
    if column.implementation.is_pandas_like():
        if hasattr(native.array, "__arrow_array__") and "pyarrow" in str(native.dtype):
            return _arrow(native.array.__arrow_array__())
        return _pandas(native)
    return _arrow(native)


def _whole(values: Array, nulls: Array | None) -> Raw:
    return Raw(lambda start, stop: values[start:stop], None if nulls is None else lambda start, stop: nulls[start:stop])


def _polars(native: Any) -> Raw:
    if not native.null_count():
        return _whole(native.to_numpy(), None)
    filler = {"Boolean": False}.get(str(native.dtype), 0)

    def values(start: int, stop: int) -> Array:
        block = native.slice(start, stop - start)
        if native.dtype.is_temporal():
            return np.asarray(block.to_numpy())  # NaT where there is no day
        return np.asarray(block.fill_null(filler).to_numpy())

    return Raw(values, lambda start, stop: native.slice(start, stop - start).is_null().to_numpy())


def _arrow(native: Any) -> Raw:
    def chunk(start: int, stop: int) -> Any:
        block = native.slice(start, stop - start)
        return block.combine_chunks() if hasattr(block, "combine_chunks") else block

    if not native.null_count:
        one = native.chunk(0) if hasattr(native, "chunk") and native.num_chunks == 1 else native
        return _whole(np.asarray(one.to_numpy(zero_copy_only=False) if one is not native else one.to_numpy()), None)

    def values(start: int, stop: int) -> Array:
        block = chunk(start, stop)
        if str(block.type).startswith(("date", "timestamp")):
            return np.asarray(block.to_numpy(zero_copy_only=False))
        filler = False if str(block.type) == "bool" else 0
        return np.asarray(block.fill_null(filler).to_numpy(zero_copy_only=False))

    return Raw(values, lambda start, stop: np.asarray(chunk(start, stop).is_null().to_numpy(zero_copy_only=False)))


def _pandas(native: Any) -> Raw:
    if isinstance(native.dtype, np.dtype):
        plain = native.to_numpy()
        if plain.dtype.kind in "fM":
            missing = np.isnat if plain.dtype.kind == "M" else np.isnan
            some = bool(missing(plain).any())
            return Raw(lambda start, stop: plain[start:stop], (lambda a, b: missing(plain[a:b])) if some else None)
        return _whole(plain, None)
    nulls = native.isna().to_numpy()
    kind = native.dtype.numpy_dtype if hasattr(native.dtype, "numpy_dtype") else np.dtype("datetime64[us]")
    if not nulls.any():
        return _whole(native.to_numpy(dtype=kind), None)
    filler: Any = np.datetime64("NaT") if kind.kind == "M" else 0
    return Raw(
        lambda start, stop: native.iloc[start:stop].to_numpy(dtype=kind, na_value=filler),
        lambda start, stop: nulls[start:stop],
    )


# --- what programs read of a block ------------------------------------------------------------------------------------


def _present(out: Array, values: Array, nulls: Array | None, data: Any) -> None:
    del values, data
    if nulls is None:
        out.fill(True)  # noqa: FBT003 - NumPy's own
    else:
        np.logical_not(nulls, out=out)


def _and_present(out: Array, nulls: Array | None) -> None:
    if nulls is not None:
        np.logical_and(out, ~nulls, out=out)


def _below(out: Array, values: Array, nulls: Array | None, data: int) -> None:
    out[...] = values < data
    _and_present(out, nulls)


def _above(out: Array, values: Array, nulls: Array | None, data: int) -> None:
    out[...] = values > data
    _and_present(out, nulls)


def _fits(out: Array, values: Array, nulls: Array | None, data: tuple[int, int]) -> None:
    out[...] = values >= data[0]
    np.logical_and(out, values <= data[1], out=out)
    _and_present(out, nulls)


def _within(out: Array, values: Array, nulls: Array | None, data: tuple[int, int]) -> None:
    del nulls
    least, most = np.iinfo(values.dtype).min, np.iinfo(values.dtype).max
    if least > data[1] or most < data[0]:
        out.fill(data[0])
    else:  # cut before it becomes a double: a greater number would lose digits
        np.copyto(out, np.clip(values, max(data[0], least), min(data[1], most)), casting="unsafe")
        np.clip(out, data[0], data[1], out=out)


def _fine(values: Array, nulls: Array | None) -> tuple[Array, Array]:
    """Return the finite values as doubles, 0 elsewhere, and where they are."""
    doubles = values.astype(np.float64)
    finite = np.isfinite(doubles)
    _and_present(finite, nulls)
    return np.where(finite, doubles, 0.0), finite


def _infinite(out: Array, values: Array, nulls: Array | None, data: None) -> None:
    del data
    np.logical_not(np.isfinite(values), out=out)
    _and_present(out, nulls)


def _outside(out: Array, values: Array, nulls: Array | None, data: int) -> None:
    doubles, _ = _fine(values, nulls)
    np.greater(np.abs(doubles), float(data), out=out)


def _steps(out: Array, values: Array, nulls: Array | None, data: int) -> None:
    doubles, _ = _fine(values, nulls)
    most = FINEST / data
    near = np.abs(doubles) <= most
    np.rint(np.where(near, doubles, 0.0) * float(data), out=out)
    np.copyto(out, np.copysign(float(FINEST), doubles), where=~near)


def _off_grid(out: Array, values: Array, nulls: Array | None, data: int) -> None:
    doubles, _ = _fine(values, nulls)
    doubles[np.abs(doubles) > FINEST / data] = 0.0
    np.not_equal(np.rint(doubles * float(data)) / float(data), doubles, out=out)


def _days(values: Array) -> Array:
    found = values.astype("datetime64[D]")
    found[np.isnat(found)] = np.datetime64("1970-01-01")
    return found


def _year(out: Array, values: Array, nulls: Array | None, data: None) -> None:
    del nulls, data
    np.clip(_days(values).astype("datetime64[Y]").astype(np.int64) + 1970, 1, 9999, out=out, casting="unsafe")


def _month(out: Array, values: Array, nulls: Array | None, data: None) -> None:
    del nulls, data
    np.copyto(out, _days(values).astype("datetime64[M]").astype(np.int64) % 12 + 1, casting="unsafe")


def _day(out: Array, values: Array, nulls: Array | None, data: None) -> None:
    del nulls, data
    days = _days(values)
    np.copyto(out, (days - days.astype("datetime64[M]")).astype(np.int64) + 1, casting="unsafe")


def _no_day(out: Array, values: Array, nulls: Array | None, data: None) -> None:
    del data
    days = values.astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    out[...] = (days != values) | (years < 1) | (years > 9999)  # noqa: PLR2004 - the years that a day can have
    _and_present(out, nulls)


RAW: dict[str, Callable[[Array, Array, Array | None, Any], None]] = {
    "present": _present,
    "below": _below,
    "above": _above,
    "fits": _fits,
    "whole-within": _within,
    "infinite": _infinite,
    "outside": _outside,
    "steps": _steps,
    "off-grid": _off_grid,
    "year": _year,
    "month": _month,
    "day": _day,
    "no-day": _no_day,
}
"""What each step on a raw column does to a block; a column that is taken as it is needs nothing done."""
