"""Words inside SQL: nothing in them can leave the comment that they stand in."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["comment"]

_LONGEST: Final = 100
_HARMLESS: Final = str.maketrans({"'": "’", '"': "”", "`": "’", ";": ",", "\\": "/", "*": "×", "{": "(", "}": ")"})


def comment(text: str) -> str:
    r"""Return a text as a comment of one line.

    Line ends, control signs and signs that turn the direction of writing become blanks; quotes, stars, backslashes and
    semicolons become look-alikes, for the sake of tools that cut scripts into statements.

    >>> comment("tiêu chí 1: x */ ; DROP TABLE a; --\n'")
    '-- tiêu chí 1: x ×/ , DROP TABLE a, -- ’'
    """
    plain = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in text)
    words = " ".join(plain.translate(_HARMLESS).split())
    return f"-- {words}" if len(words) <= _LONGEST else f"-- {words[: _LONGEST - 1]}…"
