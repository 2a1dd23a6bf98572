"""What a scheme does with a whole table of units."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeVar

__all__ = ["Tabular"]

F = TypeVar("F")


class Tabular:
    """Scores tables; the work itself is in `emulscore.frames`, which is loaded when it is first asked for."""

    __slots__ = ()

    def score_frame(self, frame: F, **options: Any) -> F:  # noqa: ANN401 - stated by the function it calls
        """Score a table of units, one a row, on its own engine; a table of the same kind comes back.

        The options are those of `emulscore.frames.score_frame`.

        Raises:
            Refused: With the code `missing-extra`, where the extra `frames` is not installed.
            MeasurementError: A column is missing or has the wrong type, or the arithmetic is too wide for the engine.
        """
        # Loaded by name, and only now: a dataframe library is no part of the core.
        return import_module("emulscore.frames").score_frame(self, frame, **options)  # type: ignore[no-any-return]
