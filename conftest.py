"""Let the examples in Markdown run as doctests."""

import doctest
import re

FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,}).*$", re.MULTILINE)

_parse = doctest.DocTestParser.parse


def _parse_without_fences(
    self: doctest.DocTestParser, string: str, name: str = "<string>"
) -> list[str | doctest.Example]:
    """Blank the fences out first: a closing one would be read as expected output."""
    return _parse(self, FENCE.sub("", string), name)


doctest.DocTestParser.parse = _parse_without_fences  # type: ignore[method-assign]
