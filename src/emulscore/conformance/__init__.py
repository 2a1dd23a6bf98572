"""What an engine must give: cases in plain JSON, by hand, that any implementation in any language can be held to.

>>> from emulscore.conformance import compiled, exact, run
>>> run(exact).failed, run(compiled).failed
((), ())
"""

from emulscore.conformance._answers import Answers, answered
from emulscore.conformance._cases import CONFORMANCE, Case, cases
from emulscore.conformance._outcome import AnswerError, NotSupportedError, Outcome, Said
from emulscore.conformance._program import program, questions
from emulscore.conformance._report import Report, Result
from emulscore.conformance._run import Engine, compiled, exact, outcome_of, run

__all__ = [
    "CONFORMANCE",
    "AnswerError",
    "Answers",
    "Case",
    "Engine",
    "NotSupportedError",
    "Outcome",
    "Report",
    "Result",
    "Said",
    "answered",
    "cases",
    "compiled",
    "exact",
    "outcome_of",
    "program",
    "questions",
    "run",
]
