"""Conditions on a result: the total, a group's or a row's points, and facts. Gates on grades are made of them."""

from emulscore.conditions._base import CONDITIONS, Condition, Results, span_words
from emulscore.conditions._joined import AllOf, AnyOf, FactIs, Not
from emulscore.conditions._points import EveryRow, PointsOf, ShareOf, TotalIs

__all__ = [
    "CONDITIONS",
    "AllOf",
    "AnyOf",
    "Condition",
    "EveryRow",
    "FactIs",
    "Not",
    "PointsOf",
    "Results",
    "ShareOf",
    "TotalIs",
    "span_words",
]
