"""What the columns of a result are called, on every engine and in SQL."""

from __future__ import annotations

from typing import Final, Literal

from emulscore.formulas import GRADE, TOTAL

__all__ = ["ERROR", "GRADE_COLUMN", "TOTAL_COLUMN", "PointsAs", "column_of"]

PointsAs = Literal["decimal", "hundredths"]
"""Points as decimals, or as whole numbers of the last decimal."""

TOTAL_COLUMN: Final = "tong_diem"
GRADE_COLUMN: Final = "xep_loai"
ERROR: Final = "loi"


def column_of(id_: str) -> str:
    """Return the name of the column that holds a row's or group's points, the total, or the grade.

    >>> column_of("12"), column_of(""), column_of("[grade]")
    ('diem_12', 'tong_diem', 'xep_loai')
    """
    return {TOTAL: TOTAL_COLUMN, GRADE: GRADE_COLUMN}.get(id_, f"diem_{id_}")
