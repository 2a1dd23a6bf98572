"""A port of one rule, the rate, written from the documentation and without the library.

It reads a question a line and answers a line: a rate times the base, half up. What else it is asked it says it cannot do.
With the argument `cut` it has a fault: it cuts what it should round.
"""

import json
import re
import sys
from decimal import Decimal
from fractions import Fraction

CUT = "cut" in sys.argv
PLAIN = {"id", "title", "base", "rule"}


def skipped(why: str) -> dict[str, object]:
    return {"skipped": why}


def refused(code: str) -> dict[str, object]:
    return {"errors": [{"code": code, "row": "1", "fact": "x"}]}


def share(raw: object) -> Fraction | str | None:
    """Read a share: the code of a refusal where it is one, nothing where the form is not known here."""
    if isinstance(raw, str) and (percent := re.fullmatch(r"(\d+)(?:[.,](\d{1,2}))?\s*%", raw)):
        if len(percent[1] + (percent[2] or "")) > 18:
            return "number-too-long"
        found = Fraction(f"{percent[1]}.{percent[2] or 0}") / 100
        return found if found <= 1 else "share-out-of-range"
    if isinstance(raw, str) and (pair := re.fullmatch(r"(\d+)/(\d+)", raw)):
        raw = [int(pair[1]), int(pair[2])]
    if isinstance(raw, dict) and set(raw) == {"part", "whole"}:
        raw = [raw["part"], raw["whole"]]
    if not (isinstance(raw, list) and len(raw) == 2 and all(type(one) is int for one in raw)):
        return None
    part, whole = raw
    if part < 0:
        return "negative"
    if whole > 1_000_000_000:
        return "too-large"
    if whole == 0:
        return "some-of-zero" if part else "zero-of-zero"
    return "part-exceeds-whole" if part > whole else Fraction(part, whole)


def printed(exact: Fraction) -> str:
    """Round half up to the hundredth; nothing here is below 0."""
    whole = exact * 100 // 1 if CUT else (exact * 200 + 1) // 2
    return f"{whole // 100}.{whole % 100:02}"


def answer(asked: dict[str, object]) -> dict[str, object]:
    scheme = asked["scheme"]
    assert isinstance(scheme, dict)
    rows, facts, given = scheme["items"], scheme["facts"], asked["facts"]
    rules = [row.get("rule", {}) for row in rows]
    if rules != [{"kind": "ratio", "fact": "x", "empty": "refuse"}] or set(rows[0]) != PLAIN:
        return skipped("only a row that is a rate")
    if facts != [{"kind": "share", "name": "x"}] or set(asked) - {"id", "scheme", "facts"} or "rounding" in scheme:
        return skipped("only a plain share")
    if not isinstance(given, dict) or set(given) != {"x"} or given["x"] is None:
        return skipped("only where x is given, and nothing else")
    read = share(given["x"])
    if read is None:
        return skipped("not two counts, and no percentage")
    if isinstance(read, str):
        return refused(read)
    points = printed(read * Fraction(str(rows[0]["base"])))
    return {"points": {"1": points, "": points}}


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        question = json.loads(line, parse_float=Decimal)
        sys.stdout.buffer.write(json.dumps({"id": question["id"], **answer(question)}).encode() + b"\n")
