"""Laws for anybody's rule and scheme, and Hypothesis strategies that draw rules, schemes and units.

Needs the extra `testing`; `import emulscore` does not load it.
"""

from emulscore.testing.broken import LawBroken
from emulscore.testing.case import Case, Subject
from emulscore.testing.check import check_rule, check_scheme, check_spoiled
from emulscore.testing.facts import Spoiled, facts, spoiled_values, values_of
from emulscore.testing.hook import register_strategies
from emulscore.testing.laws import LAWS, Law, check_unit
from emulscore.testing.nodes import formulas, readings, rounded_formulas
from emulscore.testing.rules import amounts, rules
from emulscore.testing.schemes import SpoiledUnit, measurements_for, schemes, spoiled

__all__ = [
    "LAWS",
    "Case",
    "Law",
    "LawBroken",
    "Spoiled",
    "SpoiledUnit",
    "Subject",
    "amounts",
    "check_rule",
    "check_scheme",
    "check_spoiled",
    "check_unit",
    "facts",
    "formulas",
    "measurements_for",
    "readings",
    "register_strategies",
    "rounded_formulas",
    "rules",
    "schemes",
    "spoiled",
    "spoiled_values",
    "values_of",
]
