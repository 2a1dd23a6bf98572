"""What the page of the calculator asks of the library: plain data in, plain data out.

The page knows nothing of schemes. It draws the form that `form` describes, sends back what was typed, and shows what
`score` answers; whatever cannot be taken comes back in the library's own words, beside the field that it is about.
"""

from __future__ import annotations

import json

from emulscore.errors import EmulscoreError

from .session import Session

__all__ = ["Session", "call"]

_session = Session()


def call(name: str, arguments: str) -> str:
    """Answer one call of the page: the name of a method of `Session`, its arguments and its answer as JSON.

    What the library refuses comes back as `{"refused": [...]}`, one text for each problem.
    """
    given = json.loads(arguments)
    try:
        answer = getattr(_session, name)(**given)
    except EmulscoreError as error:
        answer = {"refused": [problem.text(given["lang"]) for problem in error.problems]}
    return json.dumps(answer, ensure_ascii=False)
