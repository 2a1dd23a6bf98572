"""What the columns of a table hold, by the types that Narwhals gives them."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from emulscore.columnar.columns import ColumnKind

__all__ = ["kind_of"]


def kind_of(dtype: Any) -> ColumnKind:
    """Return what a column of a type holds."""
    if dtype.is_integer():
        return "whole"
    if dtype.is_float():
        return "double"
    if dtype == nw.Boolean:
        return "flag"
    if dtype == nw.Date or (dtype == nw.Datetime and getattr(dtype, "time_zone", None) is None):
        return "day"
    if dtype == nw.Unknown:
        return "empty"
    if dtype in {nw.String, nw.Categorical, nw.Object} or dtype == nw.Enum or dtype.is_decimal():
        return "values"
    return "other"
