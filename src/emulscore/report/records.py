"""The rows of a scorecard as records, and as a table of the dataframe library that is at hand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal, Protocol

from emulscore.audit import Audit
from emulscore.errors import Refused
from emulscore.figures import decimals_of
from emulscore.numbers import to_decimal
from emulscore.rowscore import RowScore
from emulscore.words import Lang

__all__ = ["Library", "frame_of", "records_of"]

Library = Literal["pandas", "polars"]
_KNOWN: Final[tuple[Library, ...]] = ("pandas", "polars")


class Rows(Protocol):
    """What records need of a scorecard."""

    @property
    def rows(self) -> Sequence[RowScore]:
        """Return the rows."""
        ...

    def audit(self) -> Audit:
        """Hold the claims against the computed points."""
        ...


def records_of(card: Rows, lang: Lang = "vi") -> list[dict[str, object]]:
    """Return the rows as records with the same keys; points are `Decimal`, what is not known is None.

    Args:
        card: The scorecard.
        lang: The language of the texts.
    """
    asked = {row.id: row for row in card.audit().rows}
    return [
        {
            "id": row.id,
            "title": row.named.title.text(lang),
            "role": row.named.role,
            "base": _decimal(-row.named.base if row.named.role == "deduction" else row.named.base),
            "points": row.counted.low if row.scored else None,
            "low": row.counted.low,
            "high": row.counted.high,
            "claimed": _decimal(asked[row.id].claimed),
            "gap": _decimal(asked[row.id].gap),
            "status": asked[row.id].status.value,
            "why": row.explain(lang),
        }
        for row in card.rows
    ]


def _decimal(value: Fraction | None) -> Decimal | Fraction | None:
    """Return a number as a `Decimal` that is the same number; thirds and the like stay fractions."""
    if value is None or decimals_of(value) < 0:
        return value
    return to_decimal(value, Fraction(1, 10 ** decimals_of(value)))


def frame_of(records: list[dict[str, object]], library: Library | None = None) -> Any:  # noqa: ANN401 - the user's own
    """Return records as a table of pandas or polars.

    Args:
        records: The records.
        library: Which of them; the one that the program has loaded, or that is installed, where it is not given.

    Raises:
        Refused: With the code `no-frame-library`, where it is not installed.
    """
    wanted = _KNOWN if library is None else (library,)
    loaded = [name for name in wanted if name in sys.modules]
    name = next((name for name in (*loaded, *wanted) if find_spec(name) is not None), None)
    if name is None:
        raise Refused("no-frame-library", library=wanted[0])
    return import_module(name).DataFrame(records)
