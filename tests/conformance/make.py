"""Writes the files of cases: what is measured and what must come out, by hand, without the library.

Run it from the root of the repository: `python tests/conformance/make.py`. A test holds the files to it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[2] / "src" / "emulscore" / "conformance" / "cases"
Tree = dict[str, Any]


class Topic:
    """One file: its schemes, and its cases."""

    def __init__(self, name: str, about: str) -> None:
        self.name, self.about = name, about
        self.schemes: dict[str, Tree] = {}
        self.cases: list[Tree] = []
        self.scheme = ""
        TOPICS.append(self)

    def of(self, name: str, items: list[Tree], facts: list[Tree], total: object = None, **more: Any) -> None:
        """Begin a scheme: the cases that follow are about it."""
        assert name not in self.schemes, name
        bases = [0 if item.get("role", "base") != "base" else item["base"] for item in items]
        self.scheme = name
        self.schemes[name] = {
            "format": "emulscore scheme 1", "id": name, "title": name,
            "total": sum(bases) if total is None else total, **more, "facts": facts, "items": items,
        }  # fmt: skip

    def one(self, name: str, rule: Tree, *facts: Tree, base: object = 10, **row_more: Any) -> None:
        """Begin a scheme of one row, numbered 1."""
        self.of(name, [row("1", rule, base, **row_more)], list(facts))

    def gives(self, facts: Tree, expected: str | Tree, why: str, **more: Any) -> None:
        """State the points: of a scheme of one row as one text, else by number; `grade` and `cohort` stand among *more*."""
        points = {"1": expected, "": expected} if isinstance(expected, str) else expected
        expect = {"points": points} | {key: more.pop(key) for key in ("grade",) if key in more}
        if "values" in more:
            expect["cohort"] = more.pop("values")
        self._add(facts, expect, why, more)

    def refuses(self, facts: Tree, *errors: str, why: str, **more: Any) -> None:
        """State the refusals, each as `code row fact`, `-` where there is none; a code alone is about row 1 and fact x."""
        said = []
        for error in errors:
            code, row_, fact_ = error.split() if " " in error else (error, "1", "x")
            said.append({"code": code} | {key: one for key, one in (("row", row_), ("fact", fact_)) if one != "-"})
        self._add(facts, {"errors": said}, why, more)

    def never_builds(self, *codes: str, why: str) -> None:
        """State for what the scheme itself is refused, each as `code row`; `-` is a row whose number is empty."""
        pairs = [[*code.split(), None][:2] for code in codes]
        refused = [
            {"code": code} | ({} if row_ is None else {"row": "" if row_ == "-" else row_}) for code, row_ in pairs
        ]
        self._add({}, {"refused": refused}, why, {})

    def _add(self, facts: Tree, expect: Tree, why: str, more: Tree) -> None:
        place = 1 + sum(case["scheme"] == self.scheme for case in self.cases)
        id_ = f"{self.name}/{self.scheme}/{place}"
        self.cases.append({"id": id_, "scheme": self.scheme, "facts": facts, **more, "expect": expect, "why": why})

    def text(self) -> str:
        """Return the file: one line for each scheme and each case."""

        def plain(value: object) -> str:
            return json.dumps(value, ensure_ascii=False)

        schemes = ",\n".join(f"  {plain(name)}: {plain(tree)}" for name, tree in self.schemes.items())
        cases = ",\n".join(f"  {plain(case)}" for case in self.cases)
        head = f' "format": "emulscore conformance 1",\n "about": {plain(self.about)},'
        return f'{{\n{head}\n "schemes": {{\n{schemes}\n }},\n "cases": [\n{cases}\n ]\n}}\n'


TOPICS: list[Topic] = []


def row(id_: str, rule: Tree, base: object = 10, **more: Any) -> Tree:
    return {"id": id_, "title": f"Tiêu chí {id_}", "base": base, "rule": rule, **more}


def group(id_: str, items: list[Tree], base: object, **more: Any) -> Tree:
    return {"id": id_, "title": f"Nhóm {id_}", "base": base, "items": items, **more}


def fact(kind: str, name: str = "x", **more: Any) -> Tree:
    return {"kind": kind, "name": name, **more}


def rule(kind: str, subject: str | None = "x", **more: Any) -> Tree:
    return {"kind": kind, **({} if subject is None else {"fact": subject}), **more}


def given(name: str) -> Tree:
    """Return the rule by which a person gives the points."""
    return rule("direct", name)


def points(name: str, largest: object) -> Tree:
    return fact("points", name, largest=largest)


RATIO = rule("ratio", empty="refuse")


def values() -> None:
    t = Topic("01-values", "How raw values are read.")
    t.one("share", RATIO, fact("share"))
    for raw in ("99,80%", "99.80%", "99,8 %", [998, 1000], "998/1000", {"part": 998, "whole": 1000}):
        t.gives({"x": raw}, "9.98", "998/1000 × 10 = 9,98; the same share in six spellings")
    t.gives({"x": "1/3"}, "3.33", "1/3 × 10 = 3,333…")
    t.gives({"x": [2, 3]}, "6.67", "2/3 × 10 = 6,666…")
    t.gives({"x": [1, 16]}, "0.63", "1/16 × 10 = 0,625, a half: away from zero")
    t.gives({"x": [3, 16]}, "1.88", "3/16 × 10 = 1,875, a half: away from zero")
    t.gives({"x": "0%"}, "0.00", "nothing of something is a share of 0")
    t.gives({"x": "100%"}, "10.00", "all of it")
    t.gives({"x": ["1.000", "4.000"]}, "2.50", "dots between groups of three digits: 1000/4000 × 10")
    bad = {
        "abc%": "not-a-number", "99.800%": "ambiguous-number", "1/0%": "division-by-zero",
        "12345678901234567890123%": "number-too-long", "120%": "share-out-of-range", "5/0": "some-of-zero",
        "120/100": "part-exceeds-whole", "0/0": "zero-of-zero", "99,80/100": "not-a-count",
        "không phát sinh": "not-applicable-without-policy", "không thực hiện": "never-without-consequence",
    }  # fmt: skip
    for text, code in bad.items():
        t.refuses({"x": text}, code, why=f"“{text}” is no share: {code}")
    t.refuses({"x": True}, "not-a-share", why="yes is no share")
    t.refuses({"x": [1, 2, 3]}, "not-a-share", why="three numbers are no pair")
    t.refuses({"x": [-1, 5]}, "negative", why="a count is 0 or more")
    t.refuses({"x": [1, 2000000000]}, "too-large", why="the largest whole is 1 000 000 000 where none is declared")
    t.refuses({"x": 0.5}, "percent-or-fraction", why="0.5 could be a half, or half of one percent: never guessed")
    t.refuses({"x": {"$double": "0.5"}}, "float", why="a binary fraction, and no decimals are declared")
    t.refuses({"x": {"$double": "nan"}}, "not-finite", why="not a number")
    t.refuses({}, "missing-fact", why="nothing given is not 0")
    t.refuses({"x": None}, "missing-fact", why="null is nothing given")
    t.refuses({"x": "50%", "y": 1}, "unknown-fact - y", why="the scheme has no y")
    t.refuses({"x": "120%", "y": 1}, "share-out-of-range 1 x", "unknown-fact - y", why="all problems at once")
    t.one("percents", RATIO, fact("share", numbers="percent", decimals=1))
    t.gives({"x": 75.7}, "7.57", "declared to be percent: 75,7% × 10")
    t.gives({"x": {"$double": "75.7"}}, "7.57", "the double nearest to 75,7 on a grid of 0,1")
    t.refuses({"x": {"$double": "75.75"}}, "float-off-grid", why="no number of one decimal has this double")
    t.one("fractions", RATIO, fact("share", numbers="fraction", decimals=3))
    t.gives({"x": 0.757}, "7.57", "declared to be a fraction of one: 0,757 × 10")
    t.gives({"x": {"$double": "0.757"}}, "7.57", "the double nearest to 0,757 on a grid of 0,001")
    t.one("small", RATIO, fact("share", largest=100))
    t.gives({"x": [99, 100]}, "9.90", "99/100 × 10")
    t.refuses({"x": [1, 101]}, "too-large", why="the declared largest whole is 100")

    t.one("count", rule("count", None, per=[{"fact": "x", "pays": "0.001"}], start=0, low=0, high="100%"),
          fact("count", largest=5000))  # fmt: skip
    t.gives({"x": "1.234"}, "1.23", "1234 times 0,001 = 1,234: a dot between groups of three")
    t.gives({"x": 5000}, "5.00", "5000 × 0,001")
    t.gives({"x": {"$double": "12"}}, "0.01", "a double that is whole: 12 × 0,001 = 0,012")
    t.refuses({"x": "99,80"}, "not-a-count", why="a count has no decimals")
    t.refuses({"x": "0.757"}, "not-a-count", why="no thousand begins with a 0, so the dot marks decimals")
    t.refuses({"x": True}, "not-a-count", why="yes is no count")
    t.refuses({"x": -1}, "negative", why="a count is 0 or more")
    t.refuses({"x": 5001}, "too-large", why="one more than declared")

    t.one("number", rule("linear", knots=[{"at": -10, "pays": 0}, {"at": 90, "pays": 10}], before=0, after="hold"),
          fact("number", lowest=-10, largest=90, decimals=1))  # fmt: skip
    t.gives({"x": "12,5"}, "2.25", "(12,5 + 10) / 100 × 10")
    t.gives({"x": "-2,5"}, "0.75", "(−2,5 + 10) / 100 × 10")
    t.gives({"x": {"$double": "0.3"}}, "1.03", "(0,3 + 10) / 100 × 10 = 1,03")
    t.refuses({"x": "12,34"}, "off-grid", why="one decimal is declared")
    t.refuses({"x": {"$double": "0.30000000000000004"}}, "float-off-grid", why="the next double after 0,3")
    t.refuses({"x": "90,1"}, "value-out-of-range", why="90 is the largest")
    t.refuses({"x": "80%"}, "percent-format", why="a number is no share: 80, or 0,8?")

    t.one("points", given("x"), points("x", 8), base=8)
    t.gives({"x": "7,5"}, "7.50", "as it was given")
    t.gives({"x": 0}, "0.00", "0 is a value")
    t.refuses({"x": "8,01"}, "points-out-of-range", why="8 is the most that can be given")
    t.refuses({"x": "x"}, "not-a-number", why="a letter is no number")
    t.refuses({"x": "100%"}, "percent-format", why="of the full points, or one point?")

    levels = {"tot": "tốt", "kha": "khá"}
    t.one("level", rule("tiered", cases=[{"is": "tot", "pays": 10}, {"is": "kha", "pays": 7}]),
          fact("level", levels=levels))  # fmt: skip
    t.gives({"x": "kha"}, "7.00", "by its name")
    t.gives({"x": "tốt"}, "10.00", "by its words")
    t.refuses({"x": "kém"}, "unknown-level", why="no such level")
    t.one("answer", rule("tiered", cases=[{"is": True, "pays": 10}, {"is": False, "pays": 1}]), fact("yes_no"))
    t.gives({"x": "Có"}, "10.00", "yes in Vietnamese")
    t.gives({"x": False}, "1.00", "no")
    t.refuses({"x": 1}, "not-yes-no", why="1 is not yes")

    t.one("attained", {"kind": "cap", "rule": rule("ratio", empty=4)}, fact("attainment", most=2))
    t.gives({"x": "60%"}, "6.00", "60% × 10")
    t.gives({"x": [13, 10]}, "10.00", "130% × 10 = 13, held to 10")
    t.gives({"x": [0, 0]}, "4.00", "0 of 0 earns the stated 4")
    t.refuses({"x": "201%"}, "share-out-of-range", why="200% is the most that is declared")
    t.one("items", RATIO, fact("items", levels={"tot": "100%", "kha": "75%"}, per_fault="25%"))
    t.gives({"x": [{"weight": 2, "level": "tot"}, {"weight": 1, "level": "kha"}]}, "9.17",
            "(2 × 1 + 1 × 3/4) / 3 = 11/12; × 10 = 9,1666…")  # fmt: skip
    t.gives({"x": [{"faults": 3}, {"faults": 9}]}, "1.25", "(1/4 + 0) / 2 × 10: an item never falls below 0")
    t.gives({"x": [1, 2]}, "5.00", "a ready pair")
    t.refuses({"x": [{"weight": 1}]}, "not-an-item", why="neither a level nor faults")
    t.refuses({"x": [{"level": "tồi"}]}, "unknown-level", why="no such level")
    t.refuses({"x": [{"weight": 0, "level": "tot"}]}, "zero-of-zero", why="items of weight 0 are no share")
    t.gives(
        {"x": [{"weight": 1, "level": "kha"}, {"level": "tot"}]}, "8.75", "no weight is a weight of 1: (3/4 + 1) / 2"
    )
    t.gives({"x": [{"weight": "0,5", "faults": 1}, {"weight": "1,5", "level": "tot"}]}, "9.38",
            "(0,5 × 3/4 + 1,5) / 2 × 10 = 9,375, a half: away from zero")  # fmt: skip
    spellings(t)
    defaults(t)


def spellings(t: Topic) -> None:
    """Add the ways in which people type words and numbers."""
    t.one("typed share", RATIO, fact("share"))
    for raw, points_, why in (
        ("12,345%", "1.23", "a comma marks decimals, of which there may be three: 12,345% × 10 = 1,2345"),
        ("99,800%", "9.98", "the comma says what a dot would not: 99,8%"),
        ("1.000/1.250", "8.00", "dots between groups of three digits: 1000/1250 × 10"),
        (" 50 % ", "5.00", "spaces around it"),
    ):
        t.gives({"x": raw}, points_, why)
    t.refuses({"x": "-5%"}, "share-out-of-range", why="a share is 0 or more")
    t.refuses({"x": "\u22125%"}, "share-out-of-range", why="the sign of arithmetic is a minus too")
    t.refuses({"x": "1/2/3"}, "not-a-share", why="three numbers are no pair")
    t.refuses({"x": "0" * 60 + "5%"}, "number-too-long", why="61 digits: a number has 60 characters at most")
    for raw in (
        "không phát sinh",
        "KHÔNG PHÁT SINH",
        "kho\u0302ng pha\u0301t sinh",
        "Not Applicable",
        " không phát sinh ",
    ):
        t.refuses({"x": raw}, "not-applicable-without-policy",
                  why="one state: letter case, accents typed apart and spaces around it say nothing")  # fmt: skip
    for raw in ("NEVER", "Không thực hiện", "kho\u0302ng thu\u031b\u0323c hie\u0323\u0302n"):
        t.refuses({"x": raw}, "never-without-consequence", why="one state, however it is typed")
    line = [{"at": -2000, "pays": 0}, {"at": 2000, "pays": 10}]
    t.one("typed number", rule("linear", knots=line, before=0, after=10),
          fact("number", lowest=-2000, largest=2000, decimals=1))  # fmt: skip
    for raw, points_, why in (
        ("1.234,5", "8.09", "1234,5: (1234,5 + 2000) / 4000 × 10 = 8,08625"),
        ("1,5", "5.00", "(1,5 + 2000) / 4000 × 10 = 5,00375"),
        ("-1.200,0", "2.00", "(−1200 + 2000) / 4000 × 10"),
        ("\u2212800", "3.00", "the sign of arithmetic: (−800 + 2000) / 4000 × 10"),
        ("+400", "6.00", "(400 + 2000) / 4000 × 10"),
    ):
        t.gives({"x": raw}, points_, why)
    t.refuses({"x": "1.234"}, "ambiguous-number", why="1234, or 1,234: never guessed")
    t.refuses({"x": "1.23.4"}, "not-a-number", why="no groups of three digits")
    t.one("typed answer", rule("tiered", cases=[{"is": True, "pays": 10}, {"is": False, "pays": 1}]), fact("yes_no"))
    for words, points_ in (
        (("có", "CÓ", "co\u0301", "Đạt", "yes", "True", " có "), "10.00"), (("không", "Không đạt", "NO", "false"), "1.00"),
    ):  # fmt: skip
        for raw in words:
            t.gives({"x": raw}, points_, "yes" if points_ == "10.00" else "no")
    t.refuses({"x": "x"}, "not-yes-no", why="x is neither")
    levels = {"tot": {"vi": "tốt", "en": "good"}, "kha": "khá"}
    t.one("typed level", rule("tiered", cases=[{"is": "tot", "pays": 10}, {"is": "kha", "pays": 7}]),
          fact("level", levels=levels))  # fmt: skip
    for raw, points_, why in (
        ("tốt", "10.00", "its Vietnamese words"), ("good", "10.00", "its English words"),
        ("to\u0302\u0301t", "10.00", "accents typed apart"), (" khá ", "7.00", "spaces around it"),
    ):  # fmt: skip
        t.gives({"x": raw}, points_, why)
    for raw in ("Tốt", "TOT", "Good"):
        t.refuses({"x": raw}, "unknown-level", why="a level is compared to the letter")
    t.one("typed day", rule("late_penalty", None, late="x", per=1, unit="days", never=0), fact("lateness"))
    for raw, points_, why in (
        ("ĐÚNG HẠN", "10.00", "on time"), ("On time", "10.00", "on time"), ("Never", "0.00", "never done"),
    ):  # fmt: skip
        t.gives({"x": raw}, points_, why)
    t.gives({"x": {"due": "1/6/2023", "done": "ngày 07/6/2023"}}, "4.00", "6 days")
    t.gives({"x": {"days": 2, "months_begun": 1}}, "8.00", "the rule asks for the days")
    t.gives({"x": {"due": "7/6/2023", "done": "2023-06-10"}}, "7.00", "3 days, written in two ways")
    t.gives({"x": 0}, "10.00", "no delay, in whatever unit")
    t.refuses({"x": "0"}, "not-a-lateness", why="a text is on time, never, or did not arise")
    t.refuses({"x": ["Ngày 1/6/2023", "7/6/2023"]}, "not-a-date", why="ngày before a day has small letters")
    t.refuses({"x": ["29/02/2023", "2023-03-01"]}, "not-a-date", why="2023 has no 29/2")
    t.one(
        "typed count", rule("count", None, per=[{"fact": "x", "pays": "0.5"}], start=0, low=0, high=10), fact("count")
    )
    for raw in ("5", " 5 ", "+5", "0" * 59 + "5"):
        t.gives({"x": raw}, "2.50", "5 × 0,5: spaces, a sign and zeros before it say nothing, up to 60 characters")
    t.refuses({"x": "0" * 60 + "5"}, "number-too-long", why="61 characters")
    t.refuses({"x": "5,5"}, "not-a-count", why="a count has no decimals")
    t.refuses({"x": "1e3"}, "not-a-count", why="a number is written in full")
    t.refuses({"x": {"$double": "5.5"}}, "not-a-count", why="a double that is not whole")
    t.one("typed items", RATIO, fact("items", levels={"tot": "100%", "kha": "75%"}, per_fault="25%"))
    t.gives({"x": "50%"}, "5.00", "a ready share")
    t.gives({"x": [{"faults": 1, "name": "Việc 1"}, {"faults": 5}]}, "3.75", "(3/4 + 0) / 2: a row may have a name")
    t.refuses({"x": []}, "zero-of-zero", why="no row is 0 of 0")
    t.refuses({"x": [{"level": "tot", "faults": 1}]}, "not-an-item", why="a level or faults, not both")


def defaults(t: Topic) -> None:
    """Add what holds where a fact declares nothing: the last value that is taken, and the first that is not."""
    t.one("default count", rule("tiered", cases=[{"at_least": 1000000000, "pays": 9}], otherwise=0), fact("count"))
    t.gives({"x": 1000000000}, "9.00", "the largest count where none is declared")
    t.refuses({"x": 1000000001}, "too-large", why="one more")
    t.one("default share", RATIO, fact("share"))
    t.gives({"x": [500000000, 1000000000]}, "5.00", "the largest whole where none is declared")
    t.refuses({"x": [500000000, 1000000001]}, "too-large", why="one more")
    t.gives({"x": "50,0000001%"}, "5.00", "500000001 of 1 000 000 000: 5,00000001")
    t.refuses({"x": "50,00000001%"}, "too-large", why="5000000001 of 10 000 000 000 in lowest terms")
    t.gives({"x": "50,00000000%"}, "5.00", "a half, however many zeros: in lowest terms 1 of 2")
    t.one("default attainment", {"kind": "cap", "rule": RATIO}, fact("attainment", most=2))
    t.refuses({"x": [1, 1000000001]}, "too-large", why="one more")
    t.refuses({"x": [201, 100]}, "part-exceeds-whole", why="a part of 200 at most is declared: 200% of 100")
    t.one("default lateness", rule("tiered", cases=[{"at_least": 3660, "pays": 3}], otherwise=10, never=0, unit="days"),
          fact("lateness"))  # fmt: skip
    t.gives({"x": {"days": 3660}}, "3.00", "the largest delay where none is declared")
    t.refuses({"x": {"days": 3661}}, "too-large", why="one more")
    t.gives({"x": ["2013-01-01", "2023-01-09"]}, "3.00", "10 × 365 + 2 leap days (2016, 2020) to 1/1/2023, and 8: 3660")
    t.refuses({"x": ["2013-01-01", "2023-01-10"]}, "too-large", why="3661 days")
    for unit, most, why in (("weeks_begun", 523, "3660 / 7 = 522,86"), ("months_begun", 131, "3660 / 28 = 130,71")):
        t.one(f"default {unit}", rule("tiered", cases=[{"at_least": most, "pays": 3}], otherwise=10, never=0, unit=unit),
              fact("lateness"))  # fmt: skip
        t.gives({"x": {unit: most}}, "3.00", f"{why}, rounded up")
        t.refuses({"x": {unit: most + 1}}, "too-large", why="one more")
    t.one("default number", rule("linear", knots=[{"at": 0, "pays": 0}, {"at": 10, "pays": 10}], before=0, after="hold"),
          fact("number", largest=10))  # fmt: skip
    t.gives({"x": "1,25"}, "1.25", "two decimals where none are declared")
    t.refuses({"x": "1,255"}, "off-grid", why="three decimals")
    t.gives({"x": {"$double": "1.25"}}, "1.25", "a double on the grid of two decimals")
    t.refuses({"x": "-0,01"}, "value-out-of-range", why="0 is the lowest where none is declared")
    t.one("default points", given("x"), points("x", 10))
    t.gives({"x": "1,25"}, "1.25", "two decimals where none are declared")
    t.refuses({"x": "1,255"}, "off-grid", why="three decimals")
    t.gives({"x": {"$double": "1.25"}}, "1.25", "a double on the grid of two decimals")
    t.refuses({"x": "-0,01"}, "points-out-of-range", why="points are 0 or more")


def ratio() -> None:
    t = Topic("02-ratio", "Ratio and Cap.")
    t.one("rate", RATIO, fact("share"), base=6)
    t.gives({"x": "75,7%"}, "4.54", "75,7% × 6 = 4,542")
    t.gives({"x": [7, 48]}, "0.88", "7/48 × 6 = 0,875 exactly; decimals that are cut lose the hundredth")
    for pays, points_ in ((3, "3.00"), ("50%", "5.00")):
        t.one(f"empty {pays}", rule("ratio", empty=pays), fact("share"))
        t.gives({"x": [0, 0]}, points_, f"0 of 0 earns {pays} of 10")
        t.gives({"x": [0, 9]}, "0.00", "0 of 9 is a share of 0")

    def target(below: str) -> Tree:
        return {"kind": "cap", "rule": rule("ratio", target="80%", below=below, empty="refuse")}

    for below, points_, why in (
        ("pro_rata", "7.50", "60/80 × 10"), ("plain", "6.00", "60% × 10"), ("nothing", "0.00", "below the target"),
    ):  # fmt: skip
        t.one(below, target(below), fact("share"))
        t.gives({"x": "60%"}, points_, why)
        t.gives({"x": "80%"}, "10.00", "the target earns all")
        t.gives({"x": "90%"}, "10.00", "90/80 × 10 = 11,25, held to 10")
    t.one("held", {"kind": "cap", "rule": RATIO, "low": 2, "high": "80%"}, fact("share"))
    t.gives({"x": "10%"}, "2.00", "1 is below 2")
    t.gives({"x": "50%"}, "5.00", "within")
    t.gives({"x": "95%"}, "8.00", "9,5 is above 80% of 10")


def late() -> None:
    t = Topic("03-late", "LatePenalty, and lateness in every unit of time.")
    span = {"due": "15/01/2023", "done": "16/02/2023"}
    counted = {
        "days": ("0.1", "6.80", "32 days from 15/1 to 16/2 × 0,1"),
        "working_days": ("0.1", "7.70", "16/1 to 12/2 are 4 weeks of 5, 13/2 to 16/2 are 4, less 23/1: 23 × 0,1"),
        "weeks_begun": (1, "5.00", "32 days are 4 weeks and a begun one"),
        "weeks_completed": (1, "6.00", "32 days are 4 full weeks"),
        "months_begun": (1, "8.00", "15/2 is one month, 16/2 begins the second"),
        "months_completed": (1, "9.00", "one full month"),
    }
    for unit, (per, points_, why) in counted.items():
        t.one(unit, rule("late_penalty", None, late="x", per=per, unit=unit, never="refuse"),
              fact("lateness", holidays=["2023-01-23"]))  # fmt: skip
        t.gives({"x": span}, points_, why)
        t.gives({"x": "đúng hạn"}, "10.00", "on time")
        t.gives({"x": ["2023-03-31", "2023-03-01"]}, "10.00", "early is on time")
        t.gives({"x": {unit: 3}}, "9.70" if per == "0.1" else "7.00", f"3 × {per}")
    t.one("months", rule("late_penalty", None, late="x", per=1, unit="months_begun", never="refuse"),
          fact("lateness", largest=1000))  # fmt: skip
    for due, done, points_, why in (
        ("31/01/2023", "28/02/2023", "9.00", "the last day of February is the anniversary of 31/1"),
        ("31/01/2023", "01/03/2023", "8.00", "one day into the second month"),
        ("29/02/2024", "28/02/2025", "0.00", "12 months, more than there is to take"),
        ("15/01/2023", "15/02/2023", "9.00", "the anniversary itself completes the month"),
    ):
        t.gives({"x": [due, done]}, points_, why)
    t.gives({"x": {"months_begun": 12}}, "0.00", "a penalty takes at most what there is")
    t.refuses({"x": {"days": 3}}, "other-time-unit", why="days do not say how many months have begun")
    t.refuses({"x": "never"}, "never-without-consequence", why="the rule does not say what never earns")
    t.refuses({"x": 3}, "not-a-lateness", why="3 of what")
    t.refuses({"x": {"due": "31/02/2023", "done": "01/03/2023"}}, "not-a-date", why="there is no such day")
    t.refuses({"x": {"months_begun": -1}}, "negative", why="no negative lateness")
    t.refuses({"x": ["01/01/2020", "01/01/2023"]}, "too-large", why="1096 days; 1000 are declared")
    t.one("working days unknown", rule("late_penalty", None, late="x", per=1, unit="working_days", never="refuse"),
          fact("lateness"))  # fmt: skip
    t.refuses({"x": span}, "other-time-unit", why="without holidays working days are not counted from dates")
    t.one("share", rule("late_penalty", None, late="x", per="20%", unit="days", never="30%"), fact("lateness"), base=5)
    t.gives({"x": {"days": 2}}, "3.00", "5 − 2 × 20% of 5")
    t.gives({"x": "không thực hiện"}, "1.50", "never done: 30% of 5")
    for several, points_, why in (("sum", "5.00", "10 − (2 + 3)"), ("worst", "7.00", "10 − 3")):
        t.one(several, rule("late_penalty", None, late=["x", "y"], per=1, unit="days", several=several, never=3),
              fact("lateness"), fact("lateness", "y"))  # fmt: skip
        t.gives({"x": {"days": 2}, "y": {"days": 3}}, points_, why)
        t.gives({"x": "never", "y": {"days": 2}}, "3.00", "10 − 2 = 8, but at most 3 where one was never done")
        t.gives({"x": "never", "y": {"days": 9}}, "1.00", "10 − 9, less than the 3")
        t.refuses({"x": "never"}, "missing-fact 1 y", why="the other paper may take more than the 3 leave")


def tiers() -> None:
    t = Topic("04-tiered", "Tiered and When: labels, answers, numbers and stretches.")
    cases = [
        {"at_least": "90%", "pays": "100%"}, {"above": "70%", "below": "90%", "pays": 6},
        {"at_least": "50%", "at_most": "70%", "pays": 4},
    ]  # fmt: skip
    t.one("stretches", rule("tiered", cases=cases, otherwise=1, empty=2), fact("share"))
    for raw, points_ in (
        ("90%", "10.00"), ("89,99%", "6.00"), ("70,01%", "6.00"), ("70%", "4.00"), ("50%", "4.00"), ("49,99%", "1.00"),
    ):  # fmt: skip
        t.gives({"x": raw}, points_, f"{raw}: from 90% 10; above 70% 6; 50% to 70% 4; else 1")
    t.gives({"x": [0, 0]}, "2.00", "0 of 0 is stated")
    t.one("first", rule("tiered", cases=[{"at_least": 1, "pays": 3}, {"at_least": 5, "pays": 9}], otherwise=0),
          fact("count"))  # fmt: skip
    t.gives({"x": 7}, "3.00", "the first case that holds, not the best")
    t.one("numbers", rule("tiered", cases=[{"is": 0, "pays": 10}, {"is": 1, "pays": 5}], otherwise=0), fact("count"))
    t.gives({"x": 1}, "5.00", "exactly 1")
    t.gives({"x": 2}, "0.00", "neither 0 nor 1")
    t.one("delays", rule("tiered", cases=[{"at_most": 5, "pays": 10}], otherwise=4, never=1, unit="days"),
          fact("lateness"))  # fmt: skip
    t.gives({"x": {"days": 5}}, "10.00", "not more than 5 days")
    t.gives({"x": {"days": 6}}, "4.00", "more than 5 days")
    t.gives({"x": "never"}, "1.00", "never done is stated")
    t.one("silent", rule("tiered", cases=[{"at_most": 5, "pays": 10}], otherwise=4, unit="days"), fact("lateness"))
    t.refuses({"x": "never"}, "never-without-consequence", why="never is not among what otherwise names")

    inner = rule("count", None, per=[{"fact": "y", "pays": 1}], start=0, low=0, high=6)
    t.one("answer", rule("when", then=10, otherwise=inner), fact("yes_no"), fact("count", "y"))
    t.gives({"x": True}, "10.00", "recognised; what is not needed may be missing")
    t.gives({"x": False, "y": 4}, "4.00", "4 × 1")
    t.refuses({"x": False}, "missing-fact 1 y", why="now it is needed")
    t.refuses({}, "missing-fact 1 x", why="whether y is needed is not known before x")
    t.refuses({"x": "x"}, "not-yes-no 1 x", why="whether y is needed is not known before x")
    t.refuses({"x": True, "y": -1}, "negative 1 y", why="what cannot be read is told, needed or not")
    levels = {"thuong": "thường", "nui": "miền núi"}
    t.one("by level", rule("when", case="nui", then="50%", otherwise=0), fact("level", levels=levels))
    t.gives({"x": "nui"}, "5.00", "50% of 10")
    t.gives({"x": "thuong"}, "0.00", "the other way")
    for name, case, yes, no in (
        ("at least", {"at_least": 3}, 3, 2), ("above", {"above": 3}, 4, 3), ("at most", {"at_most": 3}, 3, 4),
        ("below", {"below": 3}, 2, 3), ("exactly", 3, 3, 4),
    ):  # fmt: skip
        t.one(name, rule("when", case=case, then=7, otherwise=2), fact("count"))
        t.gives({"x": yes}, "7.00", f"{yes} is {name} 3")
        t.gives({"x": no}, "2.00", f"{no} is not {name} 3")
    for unit, days, holds in (
        ("days", 3, True), ("days", 4, False), ("working_days", 3, True), ("weeks_begun", 21, True),
        ("weeks_begun", 22, False), ("weeks_completed", 27, True), ("weeks_completed", 28, False),
    ):  # fmt: skip
        t.one(f"{unit} {days}", rule("when", case={"at_most": 3}, unit=unit, then=10, otherwise=1),
              fact("lateness", holidays=[]))  # fmt: skip
        t.gives({"x": ["2023-05-01", f"2023-05-{1 + days:02}"]}, "10.00" if holds else "1.00",
                f"{days} days after Monday 1/5/2023, against at most 3 {unit}")  # fmt: skip
    for unit, done, holds in (
        ("months_begun", "2023-04-15", True), ("months_begun", "2023-04-16", False),
        ("months_completed", "2023-05-14", True), ("months_completed", "2023-05-15", False),
    ):  # fmt: skip
        t.one(f"{unit} {done}", rule("when", case={"at_most": 3}, unit=unit, then=10, otherwise=1), fact("lateness"))
        t.gives({"x": ["2023-01-15", done]}, "10.00" if holds else "1.00", f"15/1 to {done} against 3 {unit}")
    for unit in UNITS:
        late_ = LATE[unit]
        t.one(f"tier {unit}", rule("tiered", cases=[{"is": late_, "pays": 9}], otherwise=2, unit=unit),
              fact("lateness", holidays=[]))  # fmt: skip
        t.gives({"x": FROM_TO}, "9.00", f"1/2/2023 to 10/4/2023: {late_} {unit}")
        t.gives({"x": {unit: late_ + 1}}, "2.00", "one more")
        t.one(f"way {unit}", rule("when", case={"at_least": late_, "at_most": late_}, unit=unit, then=9, otherwise=2),
              fact("lateness", holidays=[]))  # fmt: skip
        t.gives({"x": FROM_TO}, "9.00", f"1/2/2023 to 10/4/2023: {late_} {unit}")
        t.one(f"line {unit}",
              rule("linear", knots=[{"at": 0, "pays": 10}, {"at": 100, "pays": 0}], before=0, after=0, unit=unit),
              fact("lateness", holidays=[]))  # fmt: skip
        t.gives({"x": FROM_TO}, f"{(100 - late_) // 10}.{(100 - late_) % 10}0", f"10 less a tenth of {late_} {unit}")
    t.one("no gap on the grid", rule("tiered", cases=[{"at_least": "0.5", "pays": 10}, {"at_most": "0.49", "pays": 4}]),
          points("x", 1))  # fmt: skip
    t.gives({"x": "0,5"}, "10.00", "points have two decimals: between 0,49 and 0,5 there are none")
    t.gives({"x": "0,49"}, "4.00", "the last below 0,5")


UNITS = ("days", "working_days", "weeks_begun", "weeks_completed", "months_begun", "months_completed")
FROM_TO = ["2023-02-01", "2023-04-10"]  # a Wednesday, a Monday
# 27 + 31 + 10 days; 9 weeks of 5 from 2/2 to 5/4, then 6/4, 7/4 and 10/4; 1/4 is two months, 10/4 is in the third.
LATE = dict(zip(UNITS, (68, 48, 10, 9, 3, 2), strict=True))


def lines() -> None:
    t = Topic("05-linear", "Linear: stretches, ends and steps.")
    knots = [{"at": "50%", "pays": 3}, {"at": "70%", "pays": 5}]
    befores: tuple[tuple[object, str], ...] = ("hold", "3.00"), (1, "1.00")
    for before, low in befores:
        for after, high in (("hold", "5.00"), ("20%", "1.00")):
            t.one(f"{before} {after}", rule("linear", knots=knots, before=before, after=after, empty="10%"),
                  fact("share"), base=5)  # fmt: skip
            t.gives({"x": "49%"}, low, f"below the first knot: {before}")
            t.gives({"x": "50%"}, "3.00", "the first knot itself")
            t.gives({"x": "60%"}, "4.00", "half way from 3 to 5")
            t.gives({"x": "70%"}, "5.00", "the last knot itself")
            t.gives({"x": "71%"}, high, f"above the last knot: {after}")
            t.gives({"x": [0, 0]}, "0.50", "0 of 0 earns 10% of 5")
    t.one("refuses", rule("linear", knots=knots, before=0, after="hold"), fact("share"), base=5)
    t.refuses({"x": [0, 0]}, "zero-of-zero", why="not said what 0 of 0 earns")
    t.one("steps", rule("linear", knots=knots, before=0, after="hold", step="5%"), fact("share"), base=5)
    for raw, points_, why in (
        ("64,9%", "4.00", "two whole steps of 0,5"), ("65%", "4.50", "three"), ("50%", "3.00", "none"),
    ):  # fmt: skip
        t.gives({"x": raw}, points_, why)
    falling = [{"at": 0, "pays": 10}, {"at": 10, "pays": 0}]
    t.one("falling", rule("linear", knots=falling, before=0, after=0, step=2), fact("count"))
    for times, points_, why in (
        (3, "6.00", "7 from the end that earns less: three whole steps of 2"), (2, "8.00", "four"),
        (0, "10.00", "a knot earns its points"), (11, "0.00", "above the last knot"),
    ):  # fmt: skip
        t.gives({"x": times}, points_, why)
    t.one("thirds", rule("linear", knots=[{"at": 0, "pays": 0}, {"at": 3, "pays": 1}, {"at": 4, "pays": 10}], before=0,
                         after="hold"), fact("count"))  # fmt: skip
    t.gives({"x": 2}, "0.67", "2/3 on the first stretch")
    t.gives({"x": 3}, "1.00", "the knot between")
    t.one("knots in any order", rule("linear", knots=[*knots[::-1], {"at": "20%", "pays": 0}], before=0, after=1),
          fact("share"), base=5)  # fmt: skip
    t.gives({"x": "60%"}, "4.00", "half way from 3 at 50% to 5 at 70%, in whatever order they are written")
    t.gives({"x": "35%"}, "1.50", "half way from 0 at 20% to 3 at 50%")
    t.gives({"x": "71%"}, "1.00", "above the last knot, which is not the one written last")
    t.gives({"x": "19%"}, "0.00", "below the first knot")


def events() -> None:
    t = Topic("06-events", "Count and FrequencyPenalty.")
    per = [{"fact": "x", "pays": 3}, {"fact": "y", "pays": "-5%"}]
    t.one("count", rule("count", None, per=per, start=1, low="10%", high=8), fact("count"), fact("count", "y"))
    t.gives({"x": 2, "y": 1}, "6.50", "1 + 2 × 3 − 0,5")
    t.gives({"x": 9, "y": 0}, "8.00", "28, at most 8")
    t.gives({"x": 0, "y": 9}, "1.00", "1 − 4,5, at least 10% of 10")
    takes = [{"fact": "x", "takes": "20%"}, {"fact": "y", "takes": "50%"}]
    for of, points_, why in (("base", "1.00", "10 − 2 × 2 − 5"), ("left", "3.20", "10 × 0,8 × 0,8 × 0,5")):
        t.one(of, rule("frequency_penalty", None, per=takes, of=of), fact("count", largest=20),
              fact("count", "y", largest=20))  # fmt: skip
        t.gives({"x": 2, "y": 1}, points_, why)
        t.gives({"x": 0, "y": 0}, "10.00", "nothing happened")
    t.gives({"x": 20, "y": 0}, "0.12", "10 × 0,8^20 = 0,1152…")
    t.one("points", rule("frequency_penalty", None, per=[{"fact": "x", "takes": "1.5"}], of="base"), fact("count"))
    t.gives({"x": 3}, "5.50", "10 − 3 × 1,5")
    t.gives({"x": 7}, "0.00", "10,5 is more than there is")


def parts() -> None:
    t = Topic("07-parts", "Sum, Best, WeightedMean, At and Round.")
    two = [fact("share"), fact("share", "y")]
    first, other = RATIO, rule("ratio", "y", empty="refuse")
    both = {"x": "50%", "y": "90%"}
    t.one("sum", rule("sum", None, parts=[rule("at", None, points="40%", rule=first),
                                          rule("at", None, points=6, rule=other)]), *two)  # fmt: skip
    t.gives(both, "7.40", "50% × 4 + 90% × 6")
    t.gives({"x": [1, 3], "y": [1, 3]}, "3.33", "4/3 + 2 = 3,333…: the parts are not rounded")
    t.one("best", rule("best", None, parts=[first, other]), *two)
    t.gives(both, "9.00", "the better of 5 and 9")
    t.gives({"x": "80%", "y": "10%"}, "8.00", "the better of 8 and 1")
    t.one("mean", rule("weighted_mean", None, parts=[first, other], weights=[1, "0.5"]), *two)
    t.gives(both, "6.33", "(1 × 5 + 0,5 × 9) / 1,5 = 6,333…")
    for mode, low, high in (("half_up", "3.25", "3.50"), ("down", "3.25", "3.25"), ("up", "3.50", "3.50")):
        t.one(mode, rule("round", None, rule=first, step="0.25", mode=mode), two[0])
        t.gives({"x": "33%"}, low, f"3,30 to a step of 0,25, {mode}")
        t.gives({"x": "33,75%"}, high, f"3,375, half of a step, {mode}")
        t.gives({"x": "32,5%"}, "3.25", "on the grid")
    line, one = ([{"at": "0%", "pays": low}, {"at": "100%", "pays": high}] for low, high in ((-1, 9), (1, 1)))
    for mode, tie, near in (("half_up", "0.50", "1.00"), ("down", "0.50", "0.50"), ("up", "1.00", "1.00")):
        below = rule("round", None, rule=rule("linear", knots=line, before=0, after=0, empty=0), step="0.5", mode=mode)
        parts_ = [below, rule("linear", knots=one, before=1, after=1, empty=0)]
        t.one(f"below 0 {mode}", {"kind": "cap", "rule": rule("sum", None, parts=parts_)}, two[0])
        t.gives({"x": "7,5%"}, tie, f"1 and −0,25, half way from −0,5 to 0: {mode}")
        t.gives({"x": "9%"}, near, f"1 and −0,1, nearer to 0: {mode}")
        t.gives({"x": "19%"}, "2.00" if mode != "down" else "1.50", f"1 and 0,9 to a step of 0,5: {mode}")


def cohorts() -> None:
    t = Topic("08-cohorts", "Values of a cohort, and rules that compare with it.")
    number = fact("number", largest=100, decimals=1)
    units = [{"x": "6"}, {"x": "8"}, {"x": "3,1"}]
    for take, value, points_, why in (
        ("best", "8.0", "7.50", "6/8 × 10"), ("mean", "5.7", "10.00", "17,1/3 = 5,7; 6/5,7 is more than all"),
    ):  # fmt: skip
        t.one(take, rule("relative", to="c", empty="20%"), number, fact("cohort", "c", of="x", take=take, decimals=1))
        t.gives({"x": "6"}, points_, why, cohort=units, values={"c": value})
    t.gives({"x": "3,1"}, "5.44", "3,1/5,7 × 10 = 5,4385…", cohort=units)
    t.gives({"x": "0"}, "2.00", "nobody has any: the stated 20%", cohort=[{"x": 0}], values={"c": "0.0"})
    t.refuses({"x": "6"}, "missing-fact 1 c", why="without its cohort the value is unknown")
    t.refuses({"x": "6"}, "empty-cohort - c", why="no unit", cohort=[])
    t.one("least", rule("linear", knots=[{"at": 0, "pays": 0}, {"at": 10, "pays": 10}], before=0, after="hold", less="c"),
          number, fact("cohort", "c", of="x", take="least", decimals=0))  # fmt: skip
    t.gives({"x": "7,5"}, "4.50", "3,1 rounded to 3; 7,5 − 3 on the line", cohort=units, values={"c": "3"})
    t.one("without", rule("relative", to="c", empty=0), fact("share"), fact("yes_no", "y"),
          fact("cohort", "c", of="x", take="best", decimals=4, without="y"))  # fmt: skip
    t.gives({"x": "30%"}, "7.50", "only units without y are compared: 30/40", values={"c": "0.4000"},
            cohort=[{"x": "90%", "y": True}, {"x": "40%", "y": "không phát sinh"}])  # fmt: skip
    attained, lead = fact("attainment", most=5), fact("cohort", "c", of="x", take="best", decimals=4)
    leads = [{"x": "120%"}, {"x": "140%"}]
    leader = rule("leader", to="c", at_target="50%", unsurpassed=6, empty=1, unassigned=rule("ratio", "y", empty=0))
    t.one("leader", leader, attained, lead, fact("share", "y"))
    t.gives({"x": "80%"}, "4.00", "80% of the 5 at the target", cohort=leads, values={"c": "1.4000"})
    t.gives({"x": "120%"}, "7.50", "5 + 20/40 × 5", cohort=leads)
    t.gives({"x": "140%"}, "10.00", "the leading unit", cohort=leads)
    t.gives({"x": "100%"}, "6.00", "nobody is beyond the target: 6", cohort=[{"x": "100%"}])
    t.gives({"x": [0, 0]}, "1.00", "a target of 0", cohort=leads)
    t.gives({"x": "không phát sinh", "y": "30%"}, "3.00", "no target: 30% × 10", cohort=leads)
    t.one("leader refuses", {**leader, "empty": "refuse", "unassigned": "refuse"}, attained, lead)
    t.refuses({"x": [0, 0]}, "zero-of-zero", why="not said", cohort=leads)
    t.refuses({"x": "không phát sinh"}, "not-applicable-without-policy", why="not said", cohort=leads)
    scaled = {"scaled": "x", "by": "k", "factors": {"thuong": 1, "nui": "75%"}}
    t.one("scaled", rule("tiered", cases=[{"at_least": 40, "pays": 10}], otherwise=0) | {"fact": scaled}, fact("count"),
          fact("level", "k", levels={"thuong": "thường", "nui": "miền núi"}))  # fmt: skip
    t.gives({"x": 30, "k": "nui"}, "10.00", "30 / 75% = 40")
    t.gives({"x": 29, "k": "nui"}, "0.00", "29 / 75% = 38,67")
    t.gives({"x": 39, "k": "thuong"}, "0.00", "39 / 1")

    t.one("rounded", rule("relative", to="c", empty=0), fact("count", largest=100),
          fact("cohort", "c", of="x", take="mean", decimals=0))  # fmt: skip
    for others, value, points_, why in (
        ([1, 2], "2", "5.00", "3/2 rounds to 2: 1/2"), ([1, 1, 2], "1", "10.00", "4/3 rounds to 1: 1/1"),
    ):  # fmt: skip
        t.gives({"x": 1}, points_, why, cohort=[{"x": one} for one in others], values={"c": value})
    for mode in ("down", "up"):
        t.of(f"rounded {mode}", [row("1", rule("relative", to="c", empty=0))],
             [fact("count", largest=100), fact("cohort", "c", of="x", take="mean", decimals=0)],
             rounding={"mode": mode})  # fmt: skip
        t.gives({"x": 1}, "5.00", "3/2 rounds half up to 2, however the scheme rounds points", values={"c": "2"},
                cohort=[{"x": 1}, {"x": 2}])  # fmt: skip
        t.gives({"x": 1}, "10.00", "4/3 rounds half up to 1, however the scheme rounds points", values={"c": "1"},
                cohort=[{"x": 1}, {"x": 1}, {"x": 2}])  # fmt: skip
    t.one("rounded below 0", rule("linear", knots=[{"at": 0, "pays": 0}, {"at": 1, "pays": 10}], before=0, after="hold",
                                  less="c"), fact("number", lowest=-1, largest=1, decimals=2),
          fact("cohort", "c", of="x", take="mean", decimals=1))  # fmt: skip
    t.gives({"x": "0,1"}, "2.00", "−0,05 rounds away from zero to −0,1: 0,1 + 0,1 = 0,2", values={"c": "-0.1"},
            cohort=[{"x": "0,1"}, {"x": "-0,2"}])  # fmt: skip
    small = fact("share", largest=100)
    t.one("passed over", rule("relative", to="c", empty=0), small,
          fact("cohort", "c", of="x", take="mean", decimals=2))  # fmt: skip
    some = [{"x": "40%"}, {"x": "80%"}]
    t.gives({"x": "30%"}, "5.00", "(40% + 80%) / 2 = 60%; 30/60", cohort=some, values={"c": "0.60"})
    for raw in ("không phát sinh", "không thực hiện", "0/0"):
        t.gives({"x": "30%"}, "5.00", f"a unit with “{raw}” is passed over, and is not 0", cohort=[*some, {"x": raw}],
                values={"c": "0.60"})  # fmt: skip
        t.refuses({"x": "30%"}, "empty-cohort - c", why="no unit is left", cohort=[{"x": raw}])
    t.refuses(
        {"x": "30%"}, "missing-fact - x", why="a unit's figure is missing: it is not passed over", cohort=[*some, {}]
    )
    t.refuses({"x": "30%"}, "missing-fact - x", why="every unit's figure is missing", cohort=[{}])
    t.refuses({"x": "30%"}, "share-out-of-range - x", why="a unit's figure is wrong", cohort=[*some, {"x": "120%"}])
    t.gives({"x": "30%"}, "5.00", "what else is known of a unit says nothing", cohort=[some[0], {**some[1], "z": 1}])
    t.gives({"x": "90%"}, "10.00", "90/60 is more than all", cohort=some)
    t.one("led", leader, attained, lead, fact("share", "y"))
    t.gives({"x": "80%"}, "4.00", "below the target the cohort's value is not needed")
    t.refuses({"x": "120%"}, "missing-fact 1 c", why="above it, it is")
    t.gives({"x": "160%"}, "10.00", "5 + 60/40 × 5 = 12,5, held to 10", cohort=leads)
    t.one("apart", rule("relative", to="c", empty=0), small, fact("yes_no", "y"),
          fact("cohort", "c", of="x", take="best", decimals=2, without="y"))  # fmt: skip
    target = {"x": "40%", "y": "không phát sinh"}
    t.gives({"x": "30%"}, "7.50", "a unit with y is not compared, whatever its answer: 30/40", values={"c": "0.40"},
            cohort=[{"x": "90%", "y": False}, target])  # fmt: skip
    t.refuses({"x": "30%"}, "empty-cohort - c", why="every unit has y", cohort=[{"x": "90%", "y": True}])
    t.gives({"x": "30%"}, "7.50", "y was never done there: it applies all the same", values={"c": "0.40"},
            cohort=[{"x": "90%", "y": "không thực hiện"}, target])  # fmt: skip
    t.refuses(
        {"x": "30%"},
        "missing-fact - y",
        why="whether y applies to a unit is asked of each",
        cohort=[{"x": "90%"}, target],
    )
    t.one("open mean", rule("relative", to="c", empty="20%"), fact("number", largest=100, decimals=1),
          fact("cohort", "c", of="x", take="mean", decimals=1))  # fmt: skip
    t.gives({"x": "6"}, {"1": ["0.60", "10.00"], "": ["0.60", "10.00"]},
            "6/100 × 10 where the mean is 100, all where it is 6 or less", partial=True)  # fmt: skip
    t.one("open lead", {**leader, "unassigned": "refuse"}, attained, lead)
    t.gives({"x": "120%"}, {"1": ["5.25", "10.00"], "": ["5.25", "10.00"]},
            "5 + 20/400 × 5 where the leading unit is at 500%, all where it is at 120%", partial=True)  # fmt: skip
    t.one("given by hand", rule("relative", to="c", empty=0), number,
          fact("cohort", "c", of="x", take="best", decimals=1))  # fmt: skip
    t.gives({"x": "6", "c": "8"}, "7.50", "6/8: a cohort's value can be given like any other fact")
    t.refuses({"x": "6", "c": "8,05"}, "off-grid 1 c", why="one decimal is declared")
    t.refuses({"x": "6", "c": "101"}, "value-out-of-range 1 c", why="no unit can have more than 100")
    t.refuses({"x": "6", "c": "không phát sinh"}, "not-applicable-without-policy 1 c", why="the row has no policy")
    t.one("share by hand", rule("relative", to="c", empty=0), small,
          fact("cohort", "c", of="x", take="best", decimals=2))  # fmt: skip
    for text in ("75%", "0,75"):
        t.gives({"x": "30%", "c": text}, "4.00", "30/75 × 10")
    t.refuses({"x": "30%", "c": "75,5%"}, "off-grid 1 c", why="two decimals of a share are whole percents")


def schemes() -> None:
    t = Topic("09-schemes", "Rounding, groups, roles, limits, and rows that did not arise.")
    third = [row(id_, rule("ratio", f"x{id_}", empty="refuse"), 1) for id_ in ("1", "2", "3")]
    shares = [fact("share", f"x{id_}") for id_ in ("1", "2", "3")]
    thirds = {"x1": [1, 3], "x2": [1, 3], "x3": [1, 3]}
    for amounts, expected, why in (
        ([], {"1": "0.33", "I": "0.67", "": "1.00"}, "nothing printed is read on: 2/3, then 1"),
        (["rows"], {"1": "0.33", "I": "0.66", "": "0.99"}, "the total is the sum of rounded rows"),
        (["groups"], {"1": "0.33", "I": "0.67", "": "1.00"}, "2/3 rounded to 0,67; 0,67 + 1/3 = 1,0033…"),
        (["rows", "groups", "total"], {"1": "0.33", "I": "0.66", "": "0.99"}, "each once, from the value above it"),
    ):  # fmt: skip
        t.of(f"amounts {amounts}", [group("I", third[:2], 2), third[2]], shares, rounding={"amounts": amounts})
        t.gives(thirds, expected, why)
    for mode, tie, low in (("half_up", "0.5", "0.5"), ("down", "0.4", "0.4"), ("up", "0.5", "0.5")):
        t.of(f"grid {mode}", [third[0]], shares[:1], rounding={"step": "0.1", "mode": mode})
        t.gives({"x1": "45%"}, {"1": tie, "": tie}, f"0,45 on a grid of 0,1, {mode}")
        t.gives({"x1": "40%"}, {"1": "0.4", "": "0.4"}, "on the grid")
        t.gives({"x1": "41%"}, {"1": "0.5" if mode == "up" else "0.4", "": "0.5" if mode == "up" else "0.4"},
                f"0,41 on a grid of 0,1, {mode}; {low} of a tie")  # fmt: skip
    rows = [row("1", given("a"), 6), row("2", given("b"), 4)]
    ab = [points("a", 6), points("b", 4)]
    t.of("groups", [group("I", rows, 8, cap=8, void="v")], [*ab, fact("yes_no", "v")], 8)
    t.gives({"a": 6, "b": 3, "v": False}, {"I": "8.00", "": "8.00"}, "9, held to 8")
    t.gives({"a": 3, "b": 3, "v": False}, {"I": "6.00", "": "6.00"}, "under the cap")
    t.gives({"a": 6, "b": 3, "v": True}, {"1": "6.00", "I": "0.00", "": "0.00"}, "the whole group is void")
    t.refuses({"a": 6, "b": 3}, "missing-fact I v", why="what voids a group is a fact of the group")
    t.refuses({"a": 6, "b": 3, "v": "x"}, "not-yes-no - v", why="x is neither, and no row reads v")
    t.refuses(
        {"a": 6, "b": 3, "v": "không phát sinh"}, "not-applicable-without-policy I v",
        why="a group has no policy for what did not arise",
    )  # fmt: skip
    more = group("T", [row("T1", given("t"), 3)], 3, role="bonus")
    less = group("D", [row("D1", rule("count", None, per=[{"fact": "d", "pays": 2}], start=0, low=0, high=5), 5)], 5,
                 role="deduction")  # fmt: skip
    beside = [*ab, points("t", 3), fact("count", "d")]
    t.of("beside", [group("I", rows, 10, role="base"), more, less], beside, 10)
    t.gives({"a": 6, "b": 3, "t": 2, "d": 1}, {"I": "9.00", "T": "2.00", "D": "2.00", "": "9.00"}, "9 + 2 − 2")
    t.gives({"a": 1, "b": 0, "t": 0, "d": 9}, {"D": "5.00", "": "-4.00"}, "a deduction takes 5 at most: 1 − 5")
    t.of("limits", [*rows, more, less], beside, 10, limits=[0, 12])
    t.gives({"a": 1, "b": 0, "t": 0, "d": 9}, {"": "0.00"}, "1 − 5, but not below 0")
    t.gives({"a": 6, "b": 4, "t": 3, "d": 0}, {"": "12.00"}, "13, but not above 12")
    t.gives({"a": 6, "b": 4, "t": 3, "d": 2}, {"": "9.00"}, "10 + 3 − 4: 13 on the way is no total yet")
    for policy, expected, why in (
        ("full", {"1": "6.00", "": "9.00"}, "6 + 3"), ("zero", {"1": "0.00", "": "3.00"}, "0 + 3"),
    ):  # fmt: skip
        t.of(policy, [row("1", given("a"), 6, not_applicable=policy), rows[1]], ab)
        t.gives({"a": "không phát sinh", "b": 3}, expected, why)
        t.gives({"a": 5, "b": 3}, {"": "8.00"}, "5 + 3")
    leave = [{**one, "not_applicable": "leave_out"} for one in third]
    for rescale, total in (("printed", "0.99"), ("exact", "1.00")):
        t.of(rescale, leave, shares, rescale=rescale)
        t.gives({**thirds, "x3": "not applicable"}, {"": total}, f"two of three rows, {rescale}: sum / 2 × 3")
        t.gives(thirds, {"": total}, f"nothing is left out, {rescale}: sum / 3 × 3")
    t.refuses(dict.fromkeys(thirds, "không phát sinh"), "all-left-out - -", why="nothing is left to rescale")
    t.of("partial", rows, ab)
    t.gives({"a": 5}, {"1": "5.00", "2": ["0.00", "4.00"], "": ["5.00", "9.00"]}, "row 2 is 0 to 4", partial=True)
    t.refuses(
        {"a": 7}, "points-out-of-range 1 a", why="wrong is not missing, also where facts may be missing", partial=True
    )
    cited = {"documents": [{"key": "k", "text": "Kế hoạch 1", "kind": "Kế hoạch"}], "evidence": {"1": ["k"]}}
    for policy, expected, why in (
        ("question", {"1": "5.00", "2": "3.00", "": "8.00"}, "a question takes no points"),
        ("no_points", {"1": "5.00", "2": "0.00", "": "5.00"}, "row 2 cites nothing"),
    ):  # fmt: skip
        t.of(policy, [{**rows[0], "requires": ["Kế hoạch"]}, rows[1]], ab, without_document=policy)
        t.gives({"a": 5, "b": 3}, expected, why, unit=cited)
        t.gives({"a": 5, "b": 3}, {"": "8.00"}, "row 2 is explained", unit={**cited, "explanations": {"2": "vì"}})
        t.gives({"a": 5, "b": 3}, expected, "blanks explain nothing", unit={**cited, "explanations": {"2": " "}})
    dated = {"documents": [{"key": "k", "text": "Kế hoạch"}],
             "measurements": {"x": {"value": {"due": "2023-01-15", "done": "document"}, "document": "k"}}}  # fmt: skip
    t.one("dated", rule("late_penalty", None, late="x", per=1, unit="months_begun", never=0), fact("lateness"))
    t.refuses({}, "document-without-date - -", why="x was done on the day of its document, which has none", unit=dated)
    signed = [{"key": "k", "text": "Kế hoạch", "date": "2023-02-16"}]
    t.gives({}, "8.00", "15/1 to 16/2: one month and a begun one", unit={**dated, "documents": signed})
    named = {"x": {"value": ["2023-01-15", "ngày văn bản"], "document": "k"}}
    t.gives({}, "8.00", "the same, in Vietnamese", unit={"documents": signed, "measurements": named})
    t.refuses({}, "unknown-key - -", why="no document has the key k", unit={**dated, "documents": []})
    t.of("other", rows, ab)
    t.refuses({"a": 5, "b": 3}, "other-scheme - -", why="made for another scheme", unit={"scheme": "khac"})
    t.refuses({"a": 5, "b": 3}, "unknown-row 9 -", why="no row 9 to claim points for", unit={"claims": {"9": 1}})
    t.gives({"a": 5, "b": 3}, {"1": "2.00", "": "5.00"}, "a is given twice: the unit's own 2 holds; 2 + 3",
            unit={"measurements": {"a": {"value": 2}}})  # fmt: skip
    schemes_beyond(t)


def schemes_beyond(t: Topic) -> None:
    """Add totals below 0, caps beside the scale, groups in groups, what is left out of groups, and documents."""
    rows = [row("1", given("a"), 6), row("2", given("b"), 4)]
    ab = [points("a", 6), points("b", 4)]
    taken = group("D", [row("D1", given("d"), 1)], 1, role="deduction")
    for mode, tie, more in (("half_up", "-0.2", "-0.1"), ("down", "-0.2", "-0.2"), ("up", "-0.1", "-0.1")):
        t.of(f"below 0 {mode}", [row("1", given("a"), 1), taken], [points("a", 1), points("d", 1)], 1,
             rounding={"step": "0.1", "mode": mode, "amounts": []})  # fmt: skip
        t.gives({"a": 0, "d": "0,15"}, {"": tie}, f"0 − 0,15 lies half way from −0,2 to −0,1: {mode}")
        t.gives({"a": 0, "d": "0,12"}, {"": more}, f"0 − 0,12 lies nearer to −0,1: {mode}")
        t.gives({"a": "0,05", "d": "0,25"}, {"": "-0.2"}, "0,05 − 0,25 is on the grid")
    for least, most, pts, total, why in (
        (0, 9, (6, 4, 0, 2), "8.00", "10 − 2: the 10 on the way is no total yet"),
        (0, 9, (6, 4, 3, 0), "9.00", "13, but not above 9"),
        (3, 12, (0, 0, 2, 0), "3.00", "0 + 2, but not below 3"),
        (3, 12, (0, 1, 2, 1), "3.00", "1 + 2 − 1, but not below 3"),
    ):
        if f"limits {least} {most}" not in t.schemes:
            t.of(f"limits {least} {most}", [*rows, group("T", [row("T1", given("t"), 3)], 3, role="bonus"),
                                          group("D", [row("D1", given("d"), 5)], 5, role="deduction")],
                 [*ab, points("t", 3), points("d", 5)], 10, limits=[least, most])  # fmt: skip
        t.gives(dict(zip("abtd", pts, strict=True)), {"": total}, why)
    besides = [group("T", [row("T1", given("t"), 3), row("T2", given("u"), 3)], 4, cap=4, role="bonus"),
               group("D", [row("D1", given("d"), 5), row("D2", given("e"), 4)], 6, cap=6, role="deduction")]  # fmt: skip
    t.of("caps beside", [*rows, *besides], [*ab, points("t", 3), points("u", 3), points("d", 5), points("e", 4)], 10)
    t.gives({"a": 6, "b": 3, "t": 3, "u": 3, "d": 5, "e": 4}, {"T": "4.00", "D": "6.00", "": "7.00"},
            "9 + 6 held to 4 − 9 held to 6")  # fmt: skip
    t.gives({"a": 6, "b": 3, "t": 3, "u": "0,5", "d": 5, "e": "0,5"}, {"T": "3.50", "D": "5.50", "": "7.00"},
            "9 + 3,5 − 5,5: both under their caps")  # fmt: skip
    inner = group("I.1", rows, 8, cap=8, void="v")
    t.of(
        "nested", [group("I", [inner, row("3", given("c"), 4)], 11, cap=11)], [*ab, points("c", 4), fact("yes_no", "v")]
    )
    unit = {"a": 6, "b": 3, "c": 2, "v": False}
    t.gives(unit, {"I.1": "8.00", "I": "10.00", "": "10.00"}, "9 held to 8; 8 + 2")
    t.gives({**unit, "c": 4}, {"I.1": "8.00", "I": "11.00", "": "11.00"}, "8 + 4 held to 11")
    t.gives(
        {**unit, "v": True}, {"I.1": "0.00", "I": "2.00", "": "2.00"}, "the inner group is void, the outer one is not"
    )
    for policy, takes, total in (("full", "5.00", "4.00"), ("zero", "0.00", "9.00")):
        t.of(f"deduction {policy}", [*rows, group("D", [row("D1", given("d"), 5, not_applicable=policy)], 5,
             role="deduction")], [*ab, points("d", 5)], 10)  # fmt: skip
        t.gives({"a": 6, "b": 3, "d": "không phát sinh"}, {"D1": takes, "D": takes, "": total},
                f"{policy} of what is taken: 9 − {takes[0]}")  # fmt: skip

    left = [{**one, "not_applicable": "leave_out"} for one in (*rows, row("3", given("c"), 4))]
    held = group("I", left[:2], 6, cap=6, void="v")
    beside = [group("T", [row("T1", given("t"), 3)], 3, role="bonus"),
              group("D", [row("D1", given("d"), 5)], 5, role="deduction")]  # fmt: skip
    t.of("rescaled groups", [held, left[2], *beside],
         [*ab, points("c", 4), points("t", 3), points("d", 5), fact("yes_no", "v")], 10, rescale="exact")  # fmt: skip
    none = "không phát sinh"
    for a, b, c, bonus, off, void, total, why in (
        (6, 4, 2, 0, 0, False, "8.00", "(10 held to 6, and 2) of 6 + 4"),
        (none, 3, 2, 0, 0, False, "6.25", "3 + 2 of 4 + 4: of the group only 4 are left: 5/8 × 10"),
        (5, none, none, 0, 0, False, "8.33", "5 of 6: 8,333…"),
        (6, 4, 2, 0, 0, True, "2.00", "0 + 2 of 6 + 4: a void group is not left out"),
        (none, 4, 2, 0, 0, True, "2.50", "0 + 2 of 4 + 4"),
        (none, none, 2, 0, 0, False, "5.00", "2 of 4: nothing of the group is left"),
        (none, 3, 2, 2, 1, False, "7.25", "5/8 × 10 + 2 − 1: what is beside the scale is not rescaled"),
    ):
        t.gives({"a": a, "b": b, "c": c, "t": bonus, "d": off, "v": void}, {"": total}, why)
    t.gives({"a": none, "b": 3, "c": 2, "t": 0, "d": 0, "v": False}, {"1": "0.00", "2": "3.00", "I": "3.00", "3": "2.00"},
            "what is left out has no points; rows and groups have their own, not rescaled")  # fmt: skip
    t.of("rescaled beside", [{**left[0], "base": 8}, group("T", [row("T1", given("t"), 3)], 3, role="bonus")],
         [points("a", 8), points("t", 3)], 8, rescale="printed")  # fmt: skip
    t.refuses({"a": none, "t": 3}, "all-left-out - -", why="a bonus is not of the scale, and nothing else is left")

    ways = rule("when", "v", then=given("a"), otherwise=given("b"))
    two = [fact("yes_no", "v"), points("a", 6), points("b", 6)]
    t.one("ways", ways, *two, base=6)
    t.gives({"v": True, "a": 1}, "1.00", "b is not needed, and may be missing")
    t.gives({"v": True, "a": 1, "b": none}, "1.00", "b is not needed, and need not have arisen")
    t.refuses({"v": True, "a": none, "b": 2}, "not-applicable-without-policy 1 a", why="a is needed")
    t.refuses({"v": True, "a": 1, "b": 7}, "points-out-of-range 1 b", why="what cannot be read is told, needed or not")
    t.refuses({"a": 1}, "missing-fact 1 v", why="what the sides need is told once it is known which one is taken")
    t.refuses({"v": "x"}, "not-yes-no 1 v", why="x is neither; what the sides need is not told yet")
    for policy, whole in (("full", "6.00"), ("zero", "0.00")):
        t.one(f"ways {policy}", ways, *two, base=6, not_applicable=policy)
        t.gives({"v": True, "a": 1, "b": 2}, "1.00", "all of them arose")
        t.gives(
            {"v": True, "a": 1, "b": none}, whole, "one of the row's facts did not arise, also of the side not taken"
        )
        t.gives({"v": True, "a": none}, whole, "a did not arise: b, which is named after it, is not looked at")
        t.refuses({"v": True, "a": 1}, "missing-fact 1 b", why="whether b arose is asked before the side is chosen")
        t.refuses({"v": True, "b": none}, "missing-fact 1 a", why="a is named before b, and is missing")

    documents(t, rows, ab)
    ranges(t, rows, ab)
    concerned(t)


def documents(t: Topic, rows: list[Tree], ab: list[Tree]) -> None:
    """Add what counts as a document of a row."""
    plan, report = ({"key": key, "text": text, "kind": kind}
                    for key, text, kind in (("k", "Kế hoạch 1", "Kế hoạch"), ("r", "Báo cáo 2", "Báo cáo")))  # fmt: skip
    unit = {"a": 5, "b": 3}

    def cites(*documents: Tree, one: str = "", **more: Any) -> Tree:
        return {"documents": list(documents), "evidence": {"1": list(one), "2": ["k"]}, **more}

    asks = [{**rows[0], "requires": ["Kế hoạch"]}, rows[1]]
    t.of("kinds", asks, ab, without_document="no_points")
    t.gives(
        unit, {"1": "5.00", "2": "3.00", "": "8.00"}, "measurements alone know of no documents: the rule is not applied"
    )
    t.gives(unit, {"1": "0.00", "2": "0.00", "": "0.00"}, "a unit's file without any document: 0 + 0", unit={})
    for why, first, file in (
        ("cited is a report, and a plan is required", "0.00", cites(plan, report, one="r")),
        ("one of the two is a plan", "5.00", cites(plan, report, one="rk")),
        ("kinds are compared without regard to letter case", "5.00",
         cites({**plan, "kind": "KẾ HOẠCH"}, one="k")),
        ("the kind is what `kind` says: words of the text are none", "0.00",
         cites({"key": "k", "text": "Kế hoạch 1"}, one="k")),
        ("a plan is explained away", "5.00", cites(plan, report, one="r", explanations={"1": "vì"})),
        ("what the measurement names is cited by its row", "5.00",
         cites(plan, measurements={"a": {"value": 5, "document": "k"}})),
    ):  # fmt: skip
        t.gives(unit, {"1": first, "2": "3.00", "": f"{int(first[0]) + 3}.00"}, why, unit=file)
    t.of("two kinds", [{**rows[0], "requires": ["Kế hoạch", "Báo cáo"]}, rows[1]], ab, without_document="no_points")
    t.gives(unit, {"1": "0.00", "": "3.00"}, "no report: each kind is required", unit=cites(plan, one="k"))
    t.gives(unit, {"1": "5.00", "": "8.00"}, "a plan and a report", unit=cites(plan, report, one="kr"))
    t.of("asked only", asks, ab, without_document="question")
    t.gives(unit, {"1": "5.00", "": "8.00"}, "a question takes no points", unit=cites(plan, report, one="r"))
    t.of("taken all the same", [*asks, group("T", [row("T1", given("t"), 3)], 3, role="bonus"),
                                group("D", [row("D1", given("d"), 5)], 5, role="deduction")],
         [*ab, points("t", 3), points("d", 5)], 10, without_document="no_points")  # fmt: skip
    t.gives({**unit, "t": 2, "d": 1}, {"1": "5.00", "T": "0.00", "D": "1.00", "": "7.00"},
            "5 + 3 − 1: a bonus needs a document, a deduction does not", unit=cites(plan, one="k"))  # fmt: skip


def ranges(t: Topic, rows: list[Tree], ab: list[Tree]) -> None:
    """Add ranges that are narrower than 0 to the base, and of rows that read one fact."""

    def low_to_high(name: str, facts: Tree, low: str, high: str, why: str, *subject: Any, **more: Any) -> None:
        if subject:
            t.one(name, *subject, **more)
        t.gives(facts, {"1": [low, high], "": [low, high]}, why, partial=True)

    yes, count, few = fact("yes_no"), fact("count"), fact("count", largest=2)
    low_to_high("open way", {}, "2.00", "7.00", "one or the other", rule("when", then=7, otherwise=2), yes)
    tiers = [{"at_least": 5, "pays": 8}, {"at_least": 1, "pays": 3}]
    low_to_high("open tier", {}, "2.00", "8.00", "8, 3 or 2", rule("tiered", cases=tiers, otherwise=2), count)
    takes = [{"fact": "x", "takes": "20%"}]
    low_to_high("open events", {}, "6.00", "10.00", "10 − 2 × 2 to 10: at most 2 are declared",
                rule("frequency_penalty", None, per=takes, of="base"), few)  # fmt: skip
    low_to_high("open count", {}, "1.00", "7.00", "1 + 0 × 3 to 1 + 2 × 3",
                rule("count", None, per=[{"fact": "x", "pays": 3}], start=1, low=0, high=8), few)  # fmt: skip
    both = [RATIO, rule("ratio", "y", empty="refuse")]
    low_to_high("open best", {"x": "50%"}, "5.00", "10.00", "5 is sure", rule("best", None, parts=both),
                fact("share"), fact("share", "y"))  # fmt: skip
    low_to_high("open mean", {"x": "50%"}, "1.67", "8.33", "(5 + 2 × 0) / 3 to (5 + 2 × 10) / 3",
                rule("weighted_mean", None, parts=both, weights=[1, 2]), fact("share"), fact("share", "y"))  # fmt: skip
    low_to_high("open held", {}, "2.00", "8.00", "2 at least, 8 at most",
                {"kind": "cap", "rule": RATIO, "low": 2, "high": 8}, fact("share"))  # fmt: skip
    per = rule("late_penalty", None, late=["x", "y"], per=1, unit="days", several="sum", never=1)
    low_to_high("open delay", {"x": {"days": 4}}, "0.00", "6.00", "10 − 4 where y is on time; y may be as late as it likes",
                per, fact("lateness"), fact("lateness", "y"))  # fmt: skip
    low_to_high("", {"x": "never"}, "0.00", "1.00", "x was never done: 1, or less where y is late")
    high, low = (
        [{"at_least": "80%", "pays": pays[0]}, {"at_least": "50%", "pays": pays[1]}] for pays in ((6, 3), (0, 3))
    )
    t.of("together", [row("1", rule("tiered", cases=high, otherwise=0, empty=0), 6),
                      row("2", rule("tiered", cases=low, otherwise=4, empty=4), 4)], [fact("share")])  # fmt: skip
    t.gives({}, {"1": ["0.00", "6.00"], "2": ["0.00", "4.00"], "": ["4.00", "6.00"]},
            "both read x: 6 + 0 from 80%, 3 + 3 from 50%, 0 + 4 below", partial=True)  # fmt: skip
    way = rule("when", "v", then=7, otherwise=2)
    for policy, least, most, total, why in (
        ("full", "2.00", "10.00", ["12.00", "20.00"], "2, 7, or all 10 where v did not arise"),
        ("zero", "0.00", "7.00", ["10.00", "17.00"], "2, 7, or 0 where v did not arise"),
        ("leave_out", "0.00", "7.00", ["12.00", "20.00"], "12/20 or 17/20; where v did not arise 10/10, and so 20"),
    ):
        more = {"rescale": "exact"} if policy == "leave_out" else {}
        t.of(f"open {policy}", [row("1", way, 10, not_applicable=policy), row("2", given("a"), 10)],
             [fact("yes_no", "v"), points("a", 10)], **more)  # fmt: skip
        t.gives({"a": 10}, {"1": [least, most], "": total}, why, partial=True)
    t.of("open beside", [*rows, group("T", [row("T1", given("t"), 3), row("T2", given("u"), 3)], 4, cap=4, role="bonus"),
                         group("D", [row("D1", given("d"), 5)], 5, role="deduction")],
         [*ab, points("t", 3), points("u", 3), points("d", 5)], 10, limits=[0, 12])  # fmt: skip
    t.gives({"a": 6, "b": 4, "t": 3, "u": 1}, {"T": "4.00", "D": ["0.00", "5.00"], "": ["9.00", "12.00"]},
            "10 + 4 − 5 to 10 + 4 − 0, which is held to 12", partial=True)  # fmt: skip
    t.gives({"a": 1, "b": 0, "t": 3, "d": 5}, {"T": ["3.00", "4.00"], "": "0.00"}, "1 + 3 − 5 to 1 + 4 − 5: 0 both",
            partial=True)  # fmt: skip
    t.of("open void", [group("I", rows, 10, void="v")], [*ab, fact("yes_no", "v")])
    t.gives({"a": 5, "b": 3}, {"I": ["0.00", "8.00"], "": ["0.00", "8.00"]}, "void, or not", partial=True)
    t.gives(
        {"a": 5, "v": True},
        {"2": ["0.00", "4.00"], "I": "0.00", "": "0.00"},
        "void, whatever row 2 earns",
        partial=True,
    )


def concerned(t: Topic) -> None:
    """Add how often an error is told, and about which row."""
    one, other = (row(id_, RATIO, 5) for id_ in ("1", "2"))
    t.of("read twice", [one, other], [fact("share")])
    t.refuses(
        {"x": "120%"}, "share-out-of-range 1 x", why="a value is read once, and told with the first row that reads it"
    )
    t.refuses({}, "missing-fact 1 x", "missing-fact 2 x", why="each row needs it")
    t.refuses({"x": "0/0"}, "zero-of-zero 1 x", "zero-of-zero 2 x", why="neither row says what 0 of 0 earns")
    t.refuses({"x": "không phát sinh"}, "not-applicable-without-policy 1 x", "not-applicable-without-policy 2 x",
              why="neither row says what follows where it did not arise")  # fmt: skip
    t.of("two wrong", [one, row("2", rule("ratio", "y", empty="refuse"), 5)], [fact("share"), fact("share", "y")])
    t.refuses({"x": "120%", "y": "5/0"}, "share-out-of-range 1 x", "some-of-zero 2 y", why="both are told at once")
    t.refuses({"y": "abc%"}, "missing-fact 1 x", "not-a-number 2 y", why="missing and wrong are told at once")


def grades() -> None:
    t = Topic("10-grades", "Bands, gates in their order, and conditions.")
    bands = [
        {"id": "A", "title": "A", "at_least": 9}, {"id": "B", "title": "B", "at_least": 7, "below": 9},
        {"id": "C", "title": "C", "below": 7},
    ]  # fmt: skip
    items = [group("I", [row("1", given("a"), 6), row("2", given("b"), 4)], 10),
             group("T", [row("T1", given("t"), 3)], 3, role="bonus"),
             group("D", [row("D1", given("d"), 5)], 5, role="deduction")]  # fmt: skip
    ab = [points("a", 6), points("b", 4), points("t", 3), points("d", 5)]
    fault = fact("yes_no", "v")

    def scheme(name: str, *gates: Tree, **more: Any) -> None:
        extra = more.pop("facts", [])
        given_ = {"bands": bands, **({"gates": list(gates)} if gates else {}), **more}
        t.of(name, items, [*ab, *extra], 10, grades=given_)

    def unit(a: object, b: object, t_: object = 0, d: object = 0, **more: Any) -> Tree:
        return {"a": a, "b": b, "t": t_, "d": d, **more}

    scheme("bands")
    for given_, total, grade in ((unit(6, 3), "9.00", "A"), (unit(6, "2,99"), "8.99", "B"), (unit(6, 1), "7.00", "B"),
                                 (unit(6, "0,99"), "6.99", "C"), (unit(6, 1, 2), "9.00", "A"),
                                 (unit(6, 3, 0, 1), "8.00", "B")):  # fmt: skip
        t.gives(given_, {"": total}, f"{total}: A from 9, B from 7", grade=grade)
    yes = {"kind": "fact_is", "fact": "v"}
    scheme("ceiling", {"kind": "ceiling", "grade": "B", "when": yes}, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "10.00"}, "an A, but nothing above B", grade="B")
    t.gives(unit(6, 0, v=True), {"": "6.00"}, "a C stays", grade="C")
    t.gives(unit(6, 4, v=False), {"": "10.00"}, "the gate does not act", grade="A")
    scheme("demote", {"kind": "demote", "by": 1, "when": yes}, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "10.00"}, "one place lower", grade="B")
    t.gives(unit(6, 0, v=True), {"": "6.00"}, "there is nothing lower", grade="C")
    scheme("force", {"kind": "force", "grade": "C", "when": yes}, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "10.00"}, "set, whatever the points", grade="C")
    scheme("cut", {"kind": "cut_total", "to": 8, "when": yes}, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "8.00"}, "the total itself is cut, and 8 is a B", grade="B")
    t.gives(unit(6, 0, v=True), {"": "6.00"}, "under the cut", grade="C")
    both = ({"kind": "ceiling", "grade": "B", "when": yes}, {"kind": "demote", "by": 1, "when": yes})
    for name, gates, grade in (("in order", both, "C"), ("the other way", both[::-1], "B")):
        scheme(name, *gates, facts=[fault])
        t.gives(unit(6, 4, v=True), {"": "10.00"}, "from an A: " + name, grade=grade)
    judged = [{**bands[0], "at_least": 3}, {"id": "C", "title": "C", "below": 3}]
    two = [group(name, [row(f"{name}1", given(name.lower()), 5)], 5) for name in ("M", "N")]
    t.of("judged", two, [points("m", 5), points("n", 5)], grades={"bands": judged, "judged": ["M", "N"]})
    t.gives({"m": 5, "n": "2,99"}, {"": "7.99"}, "the worse of the two decides", grade="C")
    t.gives({"m": 3, "n": 3}, {"": "6.00"}, "both reach 3", grade="A")

    def when(name: str, condition: Tree, holds: Tree, fails: Tree, why: str, **more: Any) -> None:
        scheme(name, {"kind": "force", "grade": "C", "when": condition}, **more)
        t.gives(holds, {}, f"holds: {why}", grade="C")
        t.gives(fails, {}, f"does not hold: {why}", grade="A")

    when("total", {"kind": "total_is", "at_least": 12}, unit(6, 4, 2), unit(6, 4, 1), "the total is at least 12")
    when("without bonus", {"kind": "total_is", "below": 9, "without": ["T"]}, unit(6, 2, 3), unit(6, 3, 0),
         "under 9 without T")  # fmt: skip
    when("deduction out", {"kind": "total_is", "at_least": 12, "without": ["D"]}, unit(6, 4, 2, 3), unit(6, 4, 1, 1),
         "what D takes is given back: 9 + 3 = 12, and 10 + 1 = 11")  # fmt: skip
    when("row", {"kind": "points_of", "part": "2", "at_most": "3,5"}, unit(6, "3,5"), unit(6, "3,51"), "row 2 to 3,5")
    when("share", {"kind": "share_of", "part": "I", "at_least": "95%"}, unit(6, "3,5"), unit(6, "3,4"), "9,5 of 10")
    when("every", {"kind": "every_row", "above": "75%"}, unit(6, "3,01"), unit(6, 3), "each row above 75% of it")
    when("fact", {"kind": "fact_is", "fact": "v", "case": False}, unit(6, 4, v=False), unit(6, 4, v=True), "no",
         facts=[fault])  # fmt: skip
    three = {"kind": "fact_is", "fact": "k", "case": {"at_least": 3, "below": 5}}
    when("number", three, unit(6, 4, k=4), unit(6, 4, k=5), "3 to below 5", facts=[fact("count", "k")])
    when("level", {"kind": "fact_is", "fact": "k", "case": "kem"}, unit(6, 4, k="kem"), unit(6, 4, k="tot"), "kem",
         facts=[fact("level", "k", levels={"tot": "tốt", "kem": "kém"})])  # fmt: skip
    for unit_ in UNITS:
        late_ = LATE[unit_]
        when(unit_, {"kind": "fact_is", "fact": "k", "case": {"at_least": late_, "at_most": late_}, "unit": unit_},
             unit(6, 4, k=FROM_TO), unit(6, 4, k={unit_: late_ + 1}), f"1/2/2023 to 10/4/2023: {late_} {unit_}",
             facts=[fact("lateness", "k", holidays=[])])  # fmt: skip
    high, low = ({"kind": "points_of", "part": part, "at_least": full} for part, full in (("1", 6), ("2", 4)))
    when("all", {"kind": "all_of", "of": [high, low]}, unit(6, 4), unit(6, "3,9"), "row 1 at 6 and row 2 at 4")
    when("any", {"kind": "any_of", "of": [high, low]}, unit(6, "3,5"), unit("5,9", "3,9"), "row 1 at 6 or row 2 at 4")
    when("not", {"kind": "not", "of": high}, unit("5,9", 4), unit(6, 4), "row 1 not at 6")
    limited = {"grade": "A", "share": "20%", "by": [""], "rest": "B"}
    scheme("quota", quota=limited)
    t.gives(unit(6, 4), {"": "10.00"}, "a limit over a cohort says nothing of one unit", grade="A")

    scheme("demote 2", {"kind": "demote", "by": 2, "when": yes}, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "10.00"}, "two places lower", grade="C")
    t.gives(unit(6, 2, v=True), {"": "8.00"}, "one place lower is the last", grade="C")
    cut, under = ({"kind": "cut_total", "to": 8, "when": yes},
                  {"kind": "force", "grade": "C", "when": {"kind": "total_is", "below": 9}})  # fmt: skip
    scheme("cut, then asked", cut, under, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "8.00"}, "8 is left of the 10, and below 9", grade="C")
    t.gives(unit(6, 4, v=False), {"": "10.00"}, "nothing is cut", grade="A")
    scheme("asked, then cut", under, cut, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "8.00"}, "10 is not below 9, and is cut then: 8 is a B", grade="B")
    raised = {"kind": "force", "grade": "A", "when": {"kind": "points_of", "part": "1", "at_least": 6}}
    scheme("cut and lowered", {"kind": "force", "grade": "C", "when": yes}, {**cut, "when": {**yes, "case": True}},
           facts=[fault])  # fmt: skip
    t.gives(unit(6, 4, v=True), {"": "8.00"}, "a C already: what is cut to a B is no better for it", grade="C")
    scheme("raised after the cut", cut, raised, facts=[fault])
    t.gives(unit(6, 4, v=True), {"": "8.00"}, "the later gate sets the grade, and the total stays cut", grade="A")
    scheme("open gate", cut, facts=[fault])
    t.refuses(unit(6, 4), "missing-fact - v", why="a gate reads v, and no row does")
    t.refuses(unit(6, 4, v="x"), "not-yes-no - v", why="x is neither, and no row reads v")
    t.refuses(unit(6, 4, v="không phát sinh"), "not-applicable-without-policy - v",
              why="a gate has no policy for what did not arise")  # fmt: skip
    t.gives({"a": 6, "t": 0, "d": 0, "v": True}, {"2": ["0.00", "4.00"], "": ["6.00", "8.00"]},
            "6 to 10, and nothing above 8", partial=True)  # fmt: skip
    t.gives(unit(6, 4), {"1": "6.00", "": ["8.00", "10.00"]}, "cut to 8, or not", partial=True)
    t.gives(unit(6, 1), {"": "7.00"}, "7 is not cut, whatever v is", partial=True)

    rows_ = [row("1", given("a"), 6), row("2", given("b"), 4)]
    capped = [{"kind": "force", "grade": "C", "when": {"kind": "share_of", "part": "I", "at_least": "100%"}}]
    t.of("share of a cap", [group("I", rows_, 8, cap=8)], ab[:2], 8,
         grades={"bands": [{**bands[0], "at_least": 7}, {"id": "C", "title": "C", "below": 7}], "gates": capped})  # fmt: skip
    t.gives({"a": 6, "b": 3}, {"": "8.00"}, "9 held to 8: 8 of 8, though the rows could have 10", grade="C")
    t.gives({"a": 6, "b": "1,5"}, {"": "7.50"}, "7,5 of 8", grade="A")
    for name, condition, why in (
        ("every row left", {"kind": "every_row", "at_least": "75%"}, "row 2 has 3 of 4, and row 1 is passed over"),
        ("points left out", {"kind": "points_of", "part": "1", "at_most": 0}, "row 1 has 0 points"),
        ("share left out", {"kind": "share_of", "part": "I", "at_most": "30%"}, "3 of the group's full 10"),
    ):
        out = [group("I", [{**one, "not_applicable": "leave_out"} for one in rows_], 10)]
        t.of(name, out, ab[:2], 10, rescale="exact",
             grades={"bands": bands, "gates": [{"kind": "force", "grade": "C", "when": condition}]})  # fmt: skip
        t.gives({"a": "không phát sinh", "b": 3}, {"": "7.50"}, f"3/4 × 10 is a B, but {why}", grade="C")
        t.gives({"a": 4, "b": 4}, {"": "8.00"}, "nothing is left out, and the gate does not act", grade="B")
    judged = [{**judged[0], "at_least": "2.5"}, {**judged[1], "below": "2.5"}]
    t.of("judged by rows", two, [points("m", 5), points("n", 5)], grades={"bands": judged, "judged": ["M1", "N"]})
    t.gives({"m": "2,5", "n": 5}, {"": "7.50"}, "row M1 reaches 2,5, and so does group N", grade="A")
    t.gives({"m": 5, "n": "2,49"}, {"": "7.49"}, "group N does not", grade="C")
    touching = [{**bands[0], "at_least": 5}, {"id": "C", "title": "C", "at_most": "4.99"}]
    t.of("no gap on the grid", rows_, ab[:2], grades={"bands": touching})
    t.gives({"a": 4, "b": 1}, {"": "5.00"}, "totals are hundredths: between 4,99 and 5 there is none", grade="A")
    t.gives({"a": 4, "b": "0,99"}, {"": "4.99"}, "the last that is a C", grade="C")


def refused() -> None:
    t = Topic("11-refused", "Schemes that are refused, whatever is measured.")
    t.one("beyond", rule("ratio", target="50%", below="pro_rata", empty="refuse"), fact("share"))
    t.never_builds("out-of-range 1", why="70% would earn 140% of the base")
    t.one("gap", rule("tiered", cases=[{"above": 3, "pays": 1}, {"below": 3, "pays": 2}]), fact("count"))
    t.never_builds("gap 1", why="3 is in no case")
    t.of("sum", [row("1", RATIO, 6)], [fact("share")], 10)
    t.never_builds("bases-do-not-add-up", why="6 is not 10")
    t.of("twice", [row("1", RATIO, 5), row("1", RATIO, 5)], [fact("share")])
    t.never_builds("repeated-id 1", why="two rows have one number")
    t.of("inside", [group("I", [group("T", [row("1", RATIO, 5)], 5, role="bonus")], 5)], [fact("share")], 5)
    t.never_builds("misplaced-group T", why="a bonus group stands at the top")
    t.of("silent", [row("1", RATIO, 5, not_applicable="leave_out")], [fact("share")])
    t.never_builds("rescale-not-stated 1", why="a row may be left out, and nobody says what is rescaled")
    t.of("grid", [row("1", RATIO, "0.5")], [fact("share")], "0.5", rounding={"step": 1})
    t.never_builds(
        "base-off-grid 1", "base-off-grid", why="half a point is no whole point, in the row and in the total"
    )

    share, base = fact("share"), row("1", RATIO)
    t.of("format", [base], [share], format="emulscore scheme 0")
    t.never_builds("unknown-format", why="the first key says the form of the file, and there is no form 0")
    t.of("no title", [{key: value for key, value in base.items() if key != "title"}], [share])
    t.never_builds("missing-key 1", why="a row has a title")
    t.of("misspelt", [row("1", RATIO, not_aplicable="zero")], [share])
    t.never_builds("unknown-key 1", why="not_applicable is meant: a key that is not known is never passed over")
    t.one("kind", rule("rate", empty="refuse"), share)
    t.never_builds("unknown-kind 1", why="there is no rule of this kind")
    t.one("choice", rule("ratio", target="50%", below="half", empty="refuse"), share)
    t.never_builds("wrong-value 1", why="below is pro_rata, plain or nothing")
    t.one("unsaid", rule("ratio"), share)
    t.never_builds("missing-argument 1", why="it is not said what 0 of 0 earns")
    t.one("unsaid below", rule("ratio", target="50%", empty="refuse"), share)
    t.never_builds("missing-argument 1", why="it is not said what a rate below the target earns")
    t.one("no levels", rule("tiered", cases=[{"is": "tot", "pays": 10}]), fact("level", levels={}))
    t.never_builds("wrong-argument", why="a fact of levels has at least one")
    t.one("spaces", rule("ratio", "x y", empty="refuse"), fact("share", "x y"))
    t.never_builds("bad-name", why="the name of a fact has no spaces")
    t.of("unnumbered", [row("", RATIO)], [share])
    t.never_builds("bad-name -", why="a row has a number")
    t.one("two facts", RATIO, share, fact("share", largest=5))
    t.never_builds("fact-conflict", why="one name, two facts")
    t.one("unread", RATIO, share, fact("share", "y"))
    t.never_builds("unused-fact", why="no row reads y")
    t.of("undeclared", [base, row("2", rule("ratio", "y", empty="refuse"))], [share])
    t.never_builds("unknown-fact 2", why="row 2 reads y, which is not declared")
    t.one("reading", RATIO, share, readings=[{"argument": "never", "text": "không nêu"}])
    t.never_builds(
        "reading-without-argument 1", why="a reading is about an argument that the rule has: a rate knows no never"
    )
    t.one("never scored", rule("tiered", cases=[{"at_least": 6, "pays": 1}]), fact("count", largest=5))
    t.never_builds("gap 1", "no-formula 1", why="0 to 5 are in no case, so that no value is scored at all")
    bands = [{"id": "A", "title": "A", "at_least": 5}, {"id": "B", "title": "B", "below": 5}]
    always = {"kind": "total_is", "at_least": 0}
    t.of("no such grade", [base], [share],
         grades={"bands": bands, "gates": [{"kind": "ceiling", "grade": "C", "when": always}]})  # fmt: skip
    t.never_builds("unknown-part", why="there are A and B, and no C")
    t.of("two grades alike", [base], [share], grades={"bands": [bands[0], {**bands[1], "id": "A"}]})
    t.never_builds("wrong-argument", why="an A of 5 points or more and another A below could not be told apart")
    t.of("no demotion", [base], [share],
         grades={"bands": bands, "gates": [{"kind": "demote", "by": 0, "when": always}]})  # fmt: skip
    t.never_builds("wrong-value", why="down by nothing is no demotion")
    t.of("hole", [base], [share], grades={"bands": [bands[0], {**bands[1], "below": 4}]})
    t.never_builds("gap", why="points from 4 to 5 have no grade")
    refused_too(t, share, base, bands)


def refused_too(t: Topic, share: Tree, base: Tree, bands: list[Tree]) -> None:
    """Add groups that do not add up, what is wrong in form or in meaning, and the limits of what is proven."""
    five, six = row("1", RATIO, 5), row("2", RATIO, 6)
    t.of("group sum", [group("I", [five, six], 10)], [share])
    t.never_builds("bases-do-not-add-up I", why="5 + 6 are not 10, and no cap says that they may be more")
    t.of("deduction sum", [base, group("D", [row("3", RATIO, 5), six], 10, role="deduction")], [share])
    t.never_builds("bases-do-not-add-up D", why="5 + 6 are not 10, in a deduction too")
    t.of("cap apart", [group("I", [five, six], 10, cap=9)], [share])
    t.never_builds("wrong-argument I", why="a group earns its base or its cap at most, not both 10 and 9")
    t.of("missing row", [base], [share],
         grades={"bands": bands, "gates": [{"kind": "demote", "by": 1,
                                            "when": {"kind": "points_of", "part": "9", "at_least": 1}}]})  # fmt: skip
    t.never_builds("unknown-part", why="there is no row 9 whose points a gate could ask for")
    t.of("limits turned", [base], [share], limits=[10, 0])
    t.never_builds("wrong-argument", why="the lower limit comes first")
    t.one("two facts alike", RATIO, share, share)
    t.never_builds("fact-conflict", why="one name is declared once, also where both say the same")
    t.one("no fact", {"kind": "ratio", "empty": "refuse"}, share)
    t.never_builds("missing-key 1", why="a rate is the rate of a fact")
    t.of("no rule", [{key: value for key, value in base.items() if key != "rule"}], [share])
    t.never_builds("missing-key 1", why="a row has a rule")
    t.one("count for a share", RATIO, fact("count"))
    t.never_builds("wrong-value 1", why="a count is no rate: of what it is a part is not known")
    t.one("no time unit", rule("late_penalty", None, late="x", per=1, never=0), fact("lateness"))
    t.never_builds("missing-argument 1", why="it is not said what each point is taken for: a day, or a month")
    t.one("two papers", rule("late_penalty", None, late=["x", "y"], per=1, unit="days", never=0), fact("lateness"),
          fact("lateness", "y"))  # fmt: skip
    t.never_builds("missing-argument 1", why="it is not said whether two delays are added")
    for name, wrong, about, why in (
        ("target 0", rule("ratio", target="0%", below="plain", empty="refuse"), share, "nothing can be divided by 0"),
        ("two starts", rule("tiered", cases=[{"at_least": 3, "above": 3, "pays": 1}], otherwise=0), fact("count"),
         "from 3, or above 3"),
        ("no cases", rule("tiered", cases=[], otherwise=0), fact("count"), "no case is stated"),
        ("other level", rule("tiered", cases=[{"is": "tot", "pays": 1}], otherwise=0),
         fact("level", levels={"kha": "khá"}), "the fact has no level tot"),
        ("one knot", rule("linear", knots=[{"at": 1, "pays": 1}], before=0, after=0), fact("count"),
         "a line needs two points"),
        ("more than is left", rule("frequency_penalty", None, per=[{"fact": "x", "takes": "120%"}], of="left"),
         fact("count"), "more than all that is left cannot be taken"),
    ):  # fmt: skip
        t.one(name, wrong, about)
        t.never_builds("wrong-argument 1", why=why)
    t.one("less than nothing", rule("when", then=-1, otherwise=0), fact("yes_no"))
    t.never_builds("out-of-range 1", why="a row never earns less than 0")
    t.one("reading of the base", RATIO, share, readings=[{"argument": "base.empty", "text": "không nêu"}])
    t.never_builds("reading-without-argument 1", why="the base has no arguments of its own")
    half = rule("tiered", cases=[{"below": "50%", "pays": 5}], otherwise=0, empty=0)
    t.one("not proven", rule("sum", None, parts=[RATIO, half]), share)
    t.never_builds(
        "not-proven 1",
        why="10 from 100%, and at most 5 + 5 below 50%: never above 10, but part by part 10 + 5; who proves more may skip it",
    )
    deep = RATIO
    for _ in range(50):
        deep = {"kind": "cap", "rule": deep}
    t.one("too deep", deep, share)
    t.never_builds("too-deep 1", why="51 rules, each in another, and 50 is the limit; who has none may skip it")


def main() -> None:
    """Write every file."""
    CASES.mkdir(exist_ok=True)
    for topic in made():
        (CASES / f"{topic.name}.json").write_text(topic.text(), encoding="utf-8", newline="\n")


def made() -> list[Topic]:
    """Return all topics."""
    TOPICS.clear()
    for make in (values, ratio, late, tiers, lines, events, parts, cohorts, schemes, grades, refused):
        make()
    return list(TOPICS)


if __name__ == "__main__":
    main()
