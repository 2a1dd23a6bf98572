"""Laws for anybody's rule and scheme, and Hypothesis strategies that draw rules, schemes and units.

Needs the extra `testing`; `import emulscore` does not load it.

Raises:
    Refused: With the code `missing-extra`, where the extra is not installed.
"""

from importlib.util import find_spec

from emulscore.errors import Refused

if find_spec("hypothesis") is None:
    raise Refused("missing-extra", extra="testing")

from emulscore.testing.broken import LawBroken
from emulscore.testing.case import Case, Subject
from emulscore.testing.check import check_rule, check_scheme, check_spoiled
from emulscore.testing.facts import facts
from emulscore.testing.grades import Scale, conditions, grades
from emulscore.testing.hook import register_strategies
from emulscore.testing.laws import LAWS, Law, check_unit
from emulscore.testing.nodes import formulas, readings, rounded_formulas
from emulscore.testing.rules import amounts, rules
from emulscore.testing.schemes import schemes
from emulscore.testing.spoiled import Spoiled, spoiled_values
from emulscore.testing.units import SpoiledUnit, measurements_for, spoiled
from emulscore.testing.values import values_of

__all__ = [
    "LAWS",
    "Case",
    "Law",
    "LawBroken",
    "Scale",
    "Spoiled",
    "SpoiledUnit",
    "Subject",
    "amounts",
    "check_rule",
    "check_scheme",
    "check_spoiled",
    "check_unit",
    "conditions",
    "facts",
    "formulas",
    "grades",
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
