"""Every error of the library, each with a stable code and its words in Vietnamese and English.

```
EmulscoreError          carries `problems`: all of them at once, never only the first
├── Refused             one value, or one argument of a rule, that cannot be taken (also a ValueError)
├── SchemeError         a rule, a criterion or a scheme that cannot be (also a ValueError)
├── MeasurementError    what was measured at a unit cannot be scored (also a ValueError)
├── SearchError         a search cannot settle what was asked (also a LookupError)
├── FileError           a file cannot be read (also a ValueError)
└── UnscoredError       points were asked for where something is still unknown (also a LookupError)
```
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from emulscore._catalogue import CATALOGUE
from emulscore.figures import figure
from emulscore.words import Lang, Words, nfc

__all__ = [
    "CODES",
    "EmulscoreError",
    "FileError",
    "Location",
    "MeasurementError",
    "Problem",
    "Refused",
    "SchemeError",
    "SearchError",
    "UnscoredError",
]

CODES: Final = tuple(CATALOGUE)
"""Every code, in the order of the catalogue: a code's place in it never changes."""

_WHERE: Final[dict[str, Words]] = {
    "row": Words("tiêu chí {}", "criterion {}"),
    "fact": Words("số liệu “{}”", "fact “{}”"),
    "given": Words("đã cho {}", "given {}"),
}


def _words(value: object) -> Words:
    if isinstance(value, Words):
        return value
    return figure(value) if isinstance(value, int | Fraction) else Words(str(value))


def _params(given: Mapping[str, object]) -> dict[str, Words]:
    return {key: _words(value) for key, value in given.items()}


@frozen
class Location:
    """A place in a file.

    >>> print(Location(3, 7, "xa-a.toml").text(), Location(3, 7).text("en"), sep=" | ")
    xa-a.toml:3:7 | line 3, column 7

    Attributes:
        line: The line, from 1.
        column: The column, in characters, from 1.
        file: The file's name; None for a text that comes from no file.
    """

    line: int
    column: int
    file: str | None = None

    def text(self, lang: Lang = "vi") -> str:
        """Say the place in one language."""
        if self.file is not None:
            return f"{self.file}:{self.line}:{self.column}"
        return {"vi": "dòng {}, cột {}", "en": "line {}, column {}"}[lang].format(self.line, self.column)


@frozen
class Problem:
    """One thing that is wrong, where, what was given, and what to give instead.

    >>> print(Problem("zero-of-zero", row="8", fact="ho_so", given="0/0").text("en"))
    [zero-of-zero] criterion 8, fact “ho_so”, given 0/0: 0 of 0 is not a share, and this rule does not say what it \
earns. Instead: give counts with a whole of at least 1, or say in the rule what 0 of 0 earns (empty=).

    Attributes:
        code: Stable name of the kind of problem; match on this, not on the words.
        row: The criterion's number, where one is concerned.
        fact: The fact's name, where one is concerned.
        given: What was given, as text.
        path: The place inside what a file says, such as `rows[3].rule.per`.
        params: What fills the sentence in.
        example: Measurements that show it, by the name of the fact; `[III]` is the points of III, `[]` the total.
        place: The line and column of a file, where they are known.
    """

    code: str = field()
    row: str | None = None
    fact: str | None = None
    given: str | None = None
    path: str | None = None
    params: Mapping[str, Words] = field(factory=dict, converter=_params, kw_only=True, hash=False)
    example: Mapping[str, object] | None = field(default=None, kw_only=True, hash=False)
    place: Location | None = field(default=None, kw_only=True)

    @code.validator
    def _known(self, _: object, value: str) -> None:
        if value not in CATALOGUE:
            msg = f"no such code: {value}"
            raise KeyError(msg)

    def text(self, lang: Lang = "vi") -> str:
        """Return the whole message in one language."""
        what, instead = CATALOGUE[self.code]
        params = {key: value.text(lang) for key, value in self.params.items()}
        places = [
            template.text(lang).format(value)
            for name, template in _WHERE.items()
            if (value := getattr(self, name)) is not None
        ]
        # In a file: place, path, message, as compilers say it and editors read it; else all in the message.
        inside = [self.path] if self.path is not None else []
        before = [] if self.place is None else [self.place.text(lang), *inside]
        where = ", ".join(places if before else [*inside, *places])
        said = what.text(lang).format(**params)
        hint = {"vi": "Cần", "en": "Instead"}[lang]
        advice = instead.text(lang).format(**params)
        end = "" if advice.endswith("?") else "."
        return ": ".join([*before, f"[{self.code}] {where}{': ' if where else ''}{said}. {hint}: {advice}{end}"])

    def __str__(self) -> str:
        return self.text("vi") + "\n    " + self.text("en")


_MAX_SHOWN = 80


def shorten(given: object) -> str:
    """Show what was given, however long or strange it is, in one short line."""
    try:
        text = nfc(given) if isinstance(given, str) else str(given)
    except Exception:  # noqa: BLE001 - the value comes from outside, and so does its __str__
        text = f"<{type(given).__name__}>"
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    text = text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
    return f"“{text}”" if isinstance(given, str) else text


class EmulscoreError(Exception):
    """The library's own errors; `problems` lists everything that is wrong.

    >>> from emulscore import ShareFact
    >>> try:
    ...     ShareFact("1 ho so")
    ... except EmulscoreError as error:
    ...     print([problem.code for problem in error.problems])
    ['bad-name']

    Attributes:
        problems: All problems found, in the order of the scheme or file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        # Said only when somebody asks: of most refusals the readers make a problem of a whole file.
        return "\n".join(map(str, self.problems))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return type(self), (self.problems,)


class Refused(EmulscoreError, ValueError):  # noqa: N818 - it says what happened to a value
    """One value, or one argument of a rule or fact, that cannot be taken.

    A scheme or a file that reads many values gathers them: it raises one of the errors below, with all problems at once,
    each with its row and fact.

    >>> Refused("too-large", largest=50).code
    'too-large'
    """

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__([Problem(code, params=params)])

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _refused, (self.code, dict(self.params))

    @property
    def params(self) -> Mapping[str, Words]:
        """Return what fills the sentence in."""
        return self.problems[0].params

    @property
    def code(self) -> str:
        """Return the stable name of what is wrong."""
        return self.problems[0].code

    def problem(
        self,
        *,
        row: str | None = None,
        fact: str | None = None,
        given: object = None,
        path: str | None = None,
    ) -> Problem:
        """Say where it happened and what was given."""
        shown = None if given is None else shorten(given)
        return Problem(self.code, row=row, fact=fact, given=shown, path=path, params=self.params)


def _refused(code: str, params: Mapping[str, Words]) -> Refused:
    return Refused(code, **params)


class SchemeError(EmulscoreError, ValueError):
    """A rule, a criterion or a scheme that cannot be.

    >>> from emulscore import Scheme
    >>> try:
    ...     Scheme("thu", "Thử", total=10, items=[])
    ... except SchemeError as error:
    ...     print([problem.code for problem in error.problems])
    ['bases-do-not-add-up']
    """


class MeasurementError(EmulscoreError, ValueError):
    """What was measured at a unit cannot be scored.

    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> try:
    ...     scheme.score({"dung_han": "120%"}, partial=True)
    ... except MeasurementError as error:
    ...     print([(problem.row, problem.fact) for problem in error.problems])
    [('8', 'dung_han')]
    """


class SearchError(EmulscoreError, LookupError):
    """A search cannot settle what was asked of it; the facts in its way are named.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> try:
    ...     scheme.score({**assessment.values, "tieu_chi_15": 8}).gains(open={"khong_co": True})
    ... except SearchError as error:
    ...     print([problem.code for problem in error.problems])
    ['unknown-fact']
    """


class FileError(EmulscoreError, ValueError):
    """A file that cannot be read as what it should be.

    >>> from emulscore.files import loads_scheme
    >>> try:
    ...     loads_scheme("total = ")
    ... except FileError as error:
    ...     print(error.problems[0].place.line)
    1
    """


class UnscoredError(EmulscoreError, LookupError):
    """Points were asked for where something is still unknown.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> try:
    ...     scheme.score(assessment, partial=True).points
    ... except UnscoredError as error:
    ...     print([problem.code for problem in error.problems])
    ['unscored']
    """
