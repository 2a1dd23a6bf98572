"""One rule tried out alone, as a scheme of one row."""

from __future__ import annotations

from emulscore.criteria import Criterion
from emulscore.numbers import Numeric
from emulscore.rowscore import RowScore
from emulscore.rules.rule import Rule
from emulscore.scheme import Scheme
from emulscore.words import Words

__all__ = ["score"]


def score(rule: Rule, *, base: Numeric, **measurements: object) -> RowScore:
    """Score one rule alone, at *base* points: for trying a rule out.

    >>> from emulscore import LatenessFact, LatePenalty
    >>> rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)
    >>> score(rule, base=8, ke_hoach=0).points
    Decimal('8.00')

    Args:
        rule: The rule.
        base: The base points.
        measurements: Values by the name of the fact.

    Raises:
        SchemeError: The rule can leave 0..base.
        MeasurementError: The measurements cannot be scored.
    """
    row = Criterion("1", Words("Tiêu chí", "Criterion"), base, rule)
    return Scheme("rule", row.title, total=row.base, items=[row]).score(measurements)["1"]
