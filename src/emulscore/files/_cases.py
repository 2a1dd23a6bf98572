"""Files of cases: what must come of measurements, as officials write it beside a scheme's file."""

from __future__ import annotations

from typing import Final

from emulscore.expected import ExpectedCases
from emulscore.files._doors import Source, _load, _loads
from emulscore.files._schemes import read_as
from emulscore.files._syntax import LARGEST_FILE, Format

__all__ = ["CASES", "load_cases", "loads_cases"]

CASES: Final = "emulscore cases 1"


def load_cases(source: Source, *, limit: int = LARGEST_FILE) -> ExpectedCases:
    """Load cases from a TOML, JSON or YAML file.

    Args:
        source: The file; its suffix says which: `.toml`, `.json`, `.yaml` or `.yml`.
        limit: The largest file that is read, in bytes.

    Raises:
        FileError: With all problems of the file at once, at most 100.
    """
    return read_as(_load(source, limit), CASES, ExpectedCases)


def loads_cases(text: str, format: Format = "toml", *, limit: int = LARGEST_FILE) -> ExpectedCases:  # noqa: A002 - the word for it
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
    return read_as(_loads(text, format, limit), CASES, ExpectedCases)
