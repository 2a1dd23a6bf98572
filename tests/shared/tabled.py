"""What the tests of tables and of SQL share: what one unit gets alone, as the columns say it."""

from __future__ import annotations

from collections.abc import Mapping

from emulscore import MeasurementError, Problem, Scheme
from emulscore.columnar.names import column_of


def columns_of(scheme: Scheme, unit: Mapping[str, object]) -> tuple[dict[str, object], Problem | None]:
    """Return what one unit gets alone: the points by column and the grade, or its first problem."""
    try:
        card = scheme.score(unit)
    except MeasurementError as error:
        return {}, error.problems[0]
    found: dict[str, object] = {column_of(result.id): result.points for result in card.results}
    if scheme.grades is not None:
        found["xep_loai"] = card.grade.id
    return found, None
