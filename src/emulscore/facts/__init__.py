"""What may be measured, and how a raw value is read into whole numbers."""

from emulscore.facts._common import NEVER, NOT_APPLICABLE, AnyFact, State, is_fact
from emulscore.facts.cohort import CohortFact, CohortOf, ScaledFact
from emulscore.facts.items import ItemsFact
from emulscore.facts.lateness import (
    TIME_UNITS,
    LatenessFact,
    TimeUnit,
    months_late,
    read_date,
    time_unit_words,
)
from emulscore.facts.named import LevelFact, YesNoFact
from emulscore.facts.numeric import LARGEST, AttainmentFact, CountFact, NumberFact, PointsFact, ShareFact

Measured = CountFact | ShareFact | NumberFact | LevelFact | YesNoFact | LatenessFact | CohortFact | ScaledFact
"""Whatever a rule can look at."""

__all__ = [
    "LARGEST",
    "NEVER",
    "NOT_APPLICABLE",
    "TIME_UNITS",
    "AnyFact",
    "AttainmentFact",
    "CohortFact",
    "CohortOf",
    "CountFact",
    "ItemsFact",
    "LatenessFact",
    "LevelFact",
    "Measured",
    "NumberFact",
    "PointsFact",
    "ScaledFact",
    "ShareFact",
    "State",
    "TimeUnit",
    "YesNoFact",
    "is_fact",
    "months_late",
    "read_date",
    "time_unit_words",
]
