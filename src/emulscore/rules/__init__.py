"""The rules: each a module, each one formula in the closed language of nodes, with its words."""

from emulscore.rules.cap import Cap
from emulscore.rules.direct import Direct
from emulscore.rules.frequency_penalty import FrequencyPenalty
from emulscore.rules.late_penalty import LatePenalty
from emulscore.rules.ratio import Ratio
from emulscore.rules.rule import Rule, Sentence, at_base, kinds, register
from emulscore.rules.tiered import Span, Tiered, above, at_least, at_most, below, between, exactly

__all__ = [
    "Cap",
    "Direct",
    "FrequencyPenalty",
    "LatePenalty",
    "Ratio",
    "Rule",
    "Sentence",
    "Span",
    "Tiered",
    "above",
    "at_base",
    "at_least",
    "at_most",
    "below",
    "between",
    "exactly",
    "kinds",
    "register",
]
