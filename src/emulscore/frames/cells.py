"""Values that are read one by one: each distinct value of a column once, by the fact itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
from attrs import field, frozen

from emulscore.columnar.faults import Faults
from emulscore.columnar.singles import Cells

__all__ = ["Memo", "Read", "coded"]


@frozen
class Memo:
    """What was read of the values of one column.

    Attributes:
        cells: How values are read.
        faults: The numbers of errors.
    """

    cells: Cells
    faults: Faults
    _known: dict[object, tuple[int, ...]] = field(factory=dict)

    def row(self, raw: object) -> tuple[int, ...]:
        """Return what was read of one value."""
        raw = raw.item() if isinstance(raw, np.generic) else raw
        key = (type(raw), raw)  # 1 and True are not the same value
        try:
            if key not in self._known:
                self._known[key] = self.cells.row(raw, self.faults)
            return self._known[key]
        except TypeError:  # a list has no hash
            return self.cells.row(raw, self.faults)

    @property
    def absent(self) -> tuple[int, ...]:
        """Return what stands for a value that was not given."""
        lows = [low for _, low, _ in self.cells.ends]
        return (*lows, *(0 for _ in lows), 0)

    def tables(self, values: Iterable[object]) -> dict[str, np.ndarray[Any, np.dtype[np.int64]]]:
        """Return by key what was read of each value, and of an absent one at the end."""
        rows = [*map(self.row, values), self.absent]
        found = np.array(rows, dtype=np.int64).reshape(len(rows), len(self.cells.keys))
        return {key: np.ascontiguousarray(found[:, place]) for place, key in enumerate(self.cells.keys)}


@frozen
class Read:
    """A column of an in-memory table, each value as its place among the distinct ones; -1 is null."""

    codes: np.ndarray[Any, np.dtype[np.int32]]
    tables: Mapping[str, np.ndarray[Any, np.dtype[np.int64]]]


def coded(column: nw.Series[Any]) -> tuple[np.ndarray[Any, np.dtype[np.int32]], Sequence[object]]:
    """Return the place of each value among the distinct ones, -1 for null, and the distinct values."""
    native = column.to_native()
    if column.dtype != nw.Object:
        if column.implementation.is_polars():
            return _polars_coded(native)
        if column.implementation.is_pyarrow():
            encoded = native.combine_chunks().dictionary_encode()
            encoded = encoded.chunk(0) if hasattr(encoded, "chunk") else encoded
            codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            return codes.astype(np.int32), encoded.dictionary.to_pylist()
        if column.dtype in {nw.Categorical, nw.Enum}:
            return native.cat.codes.to_numpy().astype(np.int32), native.cat.categories.to_list()
        if native.dtype != object:
            codes, values = native.factorize()
            return codes.astype(np.int32), values.tolist()
    return _python_coded(column)


def _polars_coded(native: Any) -> tuple[np.ndarray[Any, np.dtype[np.int32]], Sequence[object]]:
    if hasattr(native.dtype, "categories") and str(native.dtype).startswith("Enum"):
        codes = native.to_physical().cast(type(native)([0]).dtype).fill_null(-1)
        return codes.to_numpy().astype(np.int32), native.dtype.categories.to_list()
    values = native.unique().drop_nulls()
    codes = native.replace_strict(values, list(range(len(values))), default=None) if len(values) else None
    if codes is None:
        return np.full(len(native), -1, np.int32), []
    return codes.fill_null(-1).to_numpy().astype(np.int32), values.to_list()


def _python_coded(column: nw.Series[Any]) -> tuple[np.ndarray[Any, np.dtype[np.int32]], Sequence[object]]:
    places: dict[object, int] = {}
    values: list[object] = []
    codes = np.full(len(column), -1, np.int32)
    for row, (raw, null) in enumerate(zip(column.to_list(), column.is_null().to_list(), strict=True)):
        if null:
            continue
        try:
            place = places.setdefault((type(raw), raw), len(values))
        except TypeError:  # a list has no hash
            place = len(values)
        if place == len(values):
            values.append(raw)
        codes[row] = place
    return codes, values
