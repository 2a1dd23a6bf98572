"""Files of cases: what must come of measurements, as officials write it beside a scheme's file."""

from __future__ import annotations

from typing import Final

from emulscore.expected import ExpectedCases
from emulscore.files._doors import Source, _load, _loads
from emulscore.files._schemes import read_as
from emulscore.files._syntax import Format
from emulscore.limits import LIMITS, Limits

__all__ = ["CASES", "load_cases", "loads_cases"]

CASES: Final = "emulscore cases 1"


def load_cases(source: Source, *, limits: Limits = LIMITS) -> ExpectedCases:
    """Load cases from a TOML, JSON or YAML file.

    Args:
        source: The file; its suffix says which: `.toml`, `.json`, `.yaml` or `.yml`.
        limits: How much of the file is read.

    Raises:
        FileError: With all problems of the file at once, at most 100.
    """
    return read_as(_load(source, limits), CASES, ExpectedCases)


def loads_cases(text: str, format: Format = "toml", *, limits: Limits = LIMITS) -> ExpectedCases:  # noqa: A002 - the word for it
    """Load cases from a text.

    >>> found = loads_cases('''
    ... format = "emulscore cases 1"
    ... [[cases]]
    ... measurements = { ho_so = "99,8%" }
    ... points = { 8 = "9,98" }
    ... ''')
    >>> found.cases[0].points["8"]
    Fraction(499, 50)

    Raises:
        FileError: With all problems of the text at once, at most 100.
    """
    return read_as(_loads(text, format, limits), CASES, ExpectedCases)
