"""The doors: load, loads, dump and dumps, for schemes and assessments."""

from __future__ import annotations

from codecs import BOM_UTF8
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path, PurePath

from emulscore.assessment import Assessment
from emulscore.errors import FileError, Location, Refused
from emulscore.files._places import end_of
from emulscore.files._schemes import assessment_tree, read_assessment, read_scheme, scheme_tree
from emulscore.files._syntax import Format, parse, render, unreadable
from emulscore.files._trees import Table
from emulscore.limits import LIMITS, Limits
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.system import reason_of
from emulscore.words import Words

__all__ = [
    "Source",
    "dump_assessment",
    "dump_scheme",
    "dumps_assessment",
    "dumps_scheme",
    "load_assessment",
    "load_scheme",
    "loads_assessment",
    "loads_scheme",
    "open_scheme",
]

Source = str | PathLike[str] | Traversable
"""Where a file is: a path, or something inside a package."""

_FORMATS: dict[str, Format] = {".toml": "toml", ".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def _format(name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _FORMATS:
        raise FileError([Refused("unknown-suffix", formats=", ".join(_FORMATS)).problem(given=name)])
    return _FORMATS[suffix]


def _too_large(limits: Limits, given: object) -> FileError:
    return FileError([Refused("file-too-large", limit=limits.size).problem(given=given)])


def _load(source: Source, limits: Limits) -> Table:
    place: Traversable = Path(source) if isinstance(source, str | PathLike) else source
    form = _format(place.name)
    try:
        with place.open("rb") as file:
            raw = file.read(limits.size + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise unreadable(reason_of(error), form.upper(), source) from None
    if len(raw) > limits.size:
        raise _too_large(limits, source)
    raw = raw.removeprefix(BOM_UTF8)  # editors on Windows put it in front
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        stops = Location(*end_of(raw[: error.start].decode()), str(source))
        raise unreadable(Words("không phải là UTF-8", "it is not UTF-8"), form.upper(), place=stops) from None
    return parse(text, form, str(source), limits=limits)


def _loads(text: str, form: Format, limits: Limits) -> Table:
    if len(text) > limits.size:
        raise _too_large(limits, None)
    return parse(text.removeprefix("\ufeff"), _format(f"text.{form}"), limits=limits)


def _dump(text: str, path: str | PathLike[str]) -> None:
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def load_scheme(source: Source, *, limits: Limits = LIMITS) -> Scheme:
    """Load a scheme from a TOML, JSON or YAML file.

    Args:
        source: The file; its suffix says which: `.toml`, `.json`, `.yaml` or `.yml`.
        limits: How much of the file is read.

    Raises:
        FileError: With all problems of the file at once, at most 100.
        SchemeError: The file can be read, but the scheme cannot be.
    """
    return read_scheme(_load(source, limits))


def loads_scheme(text: str, format: Format = "toml", *, limits: Limits = LIMITS) -> Scheme:  # noqa: A002 - the word for it
    """Load a scheme from a text.

    >>> scheme = loads_scheme('''
    ... format = "emulscore scheme 1"
    ... id = "thu"
    ... title = "Thử"
    ... total = 10
    ... facts = [{ kind = "share", name = "ho_so" }]
    ... items = [{ id = 1, title = "Đúng hạn", base = 10, rule = { kind = "ratio", fact = "ho_so", empty = "refuse" } }]
    ... ''')
    >>> scheme.score({"ho_so": "99,80%"}).points
    Decimal('9.98')

    Raises:
        FileError: With all problems of the text at once, at most 100.
        SchemeError: The text can be read, but the scheme cannot be.
    """
    return read_scheme(_loads(text, format, limits))


def dumps_scheme(scheme: Scheme, format: Format = "toml") -> str:  # noqa: A002 - as above
    """Write a scheme as text; the same scheme gives the same text.

    >>> from emulscore.files import dumps_scheme, open_scheme
    >>> print(dumps_scheme(open_scheme("nga-nam-2023")).splitlines()[1])
    id = "nga-nam-2023"

    Raises:
        FileError: Something in it could not be read back, such as a rule of a class that is not registered.
    """
    return render(scheme_tree(scheme), _format(f"text.{format}"))


def dump_scheme(scheme: Scheme, path: str | PathLike[str]) -> None:
    """Write a scheme to a file; its suffix says in which format.

    Raises:
        FileError: As `dumps_scheme`.
    """
    _dump(dumps_scheme(scheme, _format(str(path))), path)


def load_assessment(source: Source, *, limits: Limits = LIMITS) -> Assessment:
    """Load an assessment from a TOML, JSON or YAML file.

    Args:
        source: The file; its suffix says which: `.toml`, `.json`, `.yaml` or `.yml`.
        limits: How much of the file is read.

    Raises:
        FileError: With all problems of the file at once, at most 100.
        SchemeError: It cites a document that it does not list.
    """
    return read_assessment(_load(source, limits))


def loads_assessment(text: str, format: Format = "toml", *, limits: Limits = LIMITS) -> Assessment:  # noqa: A002 - as above
    """Load an assessment from a text.

    >>> unit = loads_assessment('''
    ... format = "emulscore assessment 1"
    ... unit = "Xã A"
    ... measurements = { ho_so = "99,8%" }
    ... ''')
    >>> unit.measurements["ho_so"].value
    '99,8%'

    Raises:
        FileError: With all problems of the text at once, at most 100.
        SchemeError: It cites a document that it does not list.
    """
    return read_assessment(_loads(text, format, limits))


def dumps_assessment(assessment: Assessment, format: Format = "toml") -> str:  # noqa: A002 - as above
    """Write an assessment as text; the same assessment gives the same text.

    >>> from emulscore import Assessment
    >>> print(dumps_assessment(Assessment("Xã A", measurements={"ho_so": "99,8%"})), end="")
    format = "emulscore assessment 1"
    unit = "Xã A"
    <BLANKLINE>
    [measurements]
    ho_so = "99,8%"

    Raises:
        FileError: A value cannot stand in a file exactly, such as a float.
    """
    return render(assessment_tree(assessment), _format(f"text.{format}"))


def dump_assessment(assessment: Assessment, path: str | PathLike[str]) -> None:
    """Write an assessment to a file; its suffix says in which format.

    Raises:
        FileError: As `dumps_assessment`.
    """
    _dump(dumps_assessment(assessment, _format(str(path))), path)


def open_scheme(name: Source, *, limits: Limits = LIMITS) -> Scheme:
    """Open a published scheme by its id or module name, or a file by its path.

    >>> open_scheme("nga-nam-2023").total == open_scheme("nga_nam_2023").total == 100
    True

    Raises:
        FileError: There is no such scheme, or as `load_scheme`.
        SchemeError: As `load_scheme`.
    """
    if not isinstance(name, str) or PurePath(name).suffix or "/" in name or "\\" in name:
        return load_scheme(name, limits=limits)
    published = files("emulscore") / "schemes"
    stems = sorted(one.name.removesuffix(".toml") for one in published.iterdir() if one.name.endswith(".toml"))
    known = {stem.replace("_", "-"): stem for stem in stems if "." not in stem}
    wanted = name.replace("_", "-")
    if wanted not in known:
        raise FileError([Refused("unknown-scheme", nearest=nearest(wanted[:60], known)).problem(given=name)])
    return load_scheme(published / f"{known[wanted]}.toml", limits=limits)
