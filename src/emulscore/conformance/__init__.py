"""What an engine must give: cases in plain JSON, by hand, that any implementation in any language can be held to.

>>> from emulscore.conformance import compiled, exact, run
>>> run(exact).failed, run(compiled).failed
((), ())
"""

from emulscore.conformance._cases import CONFORMANCE, Case, Outcome, Said, cases
from emulscore.conformance._program import answered, program, questions
from emulscore.conformance._run import (
    AnswerError,
    Engine,
    NotSupportedError,
    Report,
    Result,
    compiled,
    exact,
    outcome_of,
    run,
)

__all__ = [
    "CONFORMANCE",
    "AnswerError",
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
