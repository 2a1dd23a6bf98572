"""The rules: each a module, each one formula in the closed language of nodes, with its words."""

from emulscore.rules.at import At
from emulscore.rules.best import Best
from emulscore.rules.cap import Cap
from emulscore.rules.cases import Span, above, at_least, at_most, below, between, exactly
from emulscore.rules.count import Count
from emulscore.rules.direct import Direct
from emulscore.rules.frequency_penalty import FrequencyPenalty
from emulscore.rules.late_penalty import LatePenalty
from emulscore.rules.linear import Linear
from emulscore.rules.ratio import Ratio
from emulscore.rules.relative import Leader, Relative
from emulscore.rules.round import Round
from emulscore.rules.rule import Rule, Sentence, at_base, kinds, register
from emulscore.rules.sum import Sum
from emulscore.rules.tiered import Tiered
from emulscore.rules.weighted_mean import WeightedMean
from emulscore.rules.when import When

__all__ = [
    "At",
    "Best",
    "Cap",
    "Count",
    "Direct",
    "FrequencyPenalty",
    "LatePenalty",
    "Leader",
    "Linear",
    "Ratio",
    "Relative",
    "Round",
    "Rule",
    "Sentence",
    "Span",
    "Sum",
    "Tiered",
    "WeightedMean",
    "When",
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
