"""Checking a scheme file: what keeps it from being read or built, and what is odd about what can be."""

from __future__ import annotations

from emulscore.checker import Findings, findings_of_error
from emulscore.errors import FileError, SchemeError
from emulscore.files._doors import Source, open_scheme

__all__ = ["check_scheme"]


def check_scheme(source: Source) -> Findings:
    """Check a scheme file: errors keep it from being built; warnings are for somebody to look at.

    >>> [finding.code for finding in check_scheme("nga-nam-2023")]
    ['row-not-stated']

    Args:
        source: The file, or the id of a bundled scheme.
    """
    try:
        scheme = open_scheme(source)
    except (FileError, SchemeError) as error:
        return findings_of_error(error)
    return scheme.check()
