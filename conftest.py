"""Settings of the whole suite: examples in Markdown run as doctests; Hypothesis has no clock."""

import doctest
import re

from hypothesis import settings

FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,}).*$", re.MULTILINE)

_parse = doctest.DocTestParser.parse


def _parse_without_fences(
    self: doctest.DocTestParser, string: str, name: str = "<string>"
) -> list[str | doctest.Example]:
    """Blank the fences out first: a closing one would be read as expected output."""
    return _parse(self, FENCE.sub("", string), name)


doctest.DocTestParser.parse = _parse_without_fences  # type: ignore[method-assign]

# Every run draws the same examples, and a slow machine fails nothing. For a long random search:
# pytest --hypothesis-profile=deep
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("deep", deadline=None, max_examples=5_000)
settings.load_profile("steady")
