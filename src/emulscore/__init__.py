"""Score emulation and digital-transformation criteria exactly, prove the bounds, and explain every point."""

from emulscore.assessment import Assessment, Claim, Measurement
from emulscore.audit import Audit, AuditRow, Status
from emulscore.criteria import Criterion, Group, Reading, Rounding
from emulscore.errors import (
    EmulscoreError,
    FileError,
    MeasurementError,
    Problem,
    SchemeError,
    UnscoredError,
)
from emulscore.evidence import Document
from emulscore.facts import (
    NEVER,
    NOT_APPLICABLE,
    AttainmentFact,
    CountFact,
    LatenessFact,
    LevelFact,
    PointsFact,
    ShareFact,
    YesNoFact,
)
from emulscore.numbers import Amount, percent, points
from emulscore.rules import (
    Cap,
    Direct,
    FrequencyPenalty,
    LatePenalty,
    Ratio,
    Rule,
    Sentence,
    Span,
    Tiered,
    above,
    at_base,
    at_least,
    at_most,
    below,
    between,
    exactly,
    register,
)
from emulscore.scheme import Scheme, score
from emulscore.scorecard import Points, RowScore, Scorecard
from emulscore.words import Words

__version__ = "0.1.0"

__all__ = [
    "NEVER",
    "NOT_APPLICABLE",
    "Amount",
    "Assessment",
    "AttainmentFact",
    "Audit",
    "AuditRow",
    "Cap",
    "Claim",
    "CountFact",
    "Criterion",
    "Direct",
    "Document",
    "EmulscoreError",
    "FileError",
    "FrequencyPenalty",
    "Group",
    "LatePenalty",
    "LatenessFact",
    "LevelFact",
    "Measurement",
    "MeasurementError",
    "Points",
    "PointsFact",
    "Problem",
    "Ratio",
    "Reading",
    "Rounding",
    "RowScore",
    "Rule",
    "Scheme",
    "SchemeError",
    "Scorecard",
    "Sentence",
    "ShareFact",
    "Span",
    "Status",
    "Tiered",
    "UnscoredError",
    "Words",
    "YesNoFact",
    "above",
    "at_base",
    "at_least",
    "at_most",
    "below",
    "between",
    "exactly",
    "percent",
    "points",
    "register",
    "score",
]
