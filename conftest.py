"""Settings of the whole suite: examples in Markdown run as doctests; Hypothesis has no clock; there is no network.

What needs a package that is not installed is skipped, and says which one; with EMULSCORE_ENGINES=required it fails.
"""

import ast
import doctest
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from required import all_required, missing

collect_ignore = ["docs/hooks"]  # they need the tools of the documentation, which the tests do without

FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,}).*$", re.MULTILINE)

_parse = doctest.DocTestParser.parse


def _parse_without_fences(
    self: doctest.DocTestParser, string: str, name: str = "<string>"
) -> list[str | doctest.Example]:
    """Blank the fences out first: a closing one would be read as expected output."""
    return _parse(self, FENCE.sub("", string), name)


doctest.DocTestParser.parse = _parse_without_fences  # type: ignore[method-assign]

# Every run draws the same examples, and a slow machine fails nothing. For a long random search:
# pytest --hypothesis-profile=deep; for a second look at the same tests, on another set of packages: =brief
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("brief", deadline=None, derandomize=True, database=None, max_examples=20)
settings.register_profile("deep", deadline=None, max_examples=5_000)
settings.load_profile("steady")


def _no_network(*_: object, **__: object) -> NoReturn:
    msg = "the library opens no network connection, and neither do its tests"
    raise AssertionError(msg)


def _unless_a_file(use: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse what leaves this program's machine by name; a socket that is a file does not."""

    def guarded(self: socket.socket, *where: Any) -> Any:  # noqa: ANN401 - an address of any family
        return use(self, *where) if self.family == getattr(socket, "AF_UNIX", None) else _no_network()

    return guarded


_DOORS = ("connect", "connect_ex", "bind", "sendto", "sendmsg")
_GUARDED = {name: _unless_a_file(getattr(socket.socket, name)) for name in _DOORS if hasattr(socket.socket, name)}


@pytest.fixture(autouse=True)
def _offline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection, but where a program of this machine is talked to (mark `loopback`)."""
    if request.node.get_closest_marker("loopback") is None:
        for name, guarded in _GUARDED.items():
            monkeypatch.setattr(socket.socket, name, guarded)
        monkeypatch.setattr(socket, "getaddrinfo", _no_network)


def _skipping(what: str) -> Callable[..., NoReturn]:
    """Return what skips the test that calls it, since this machine has no *what*."""

    def refuse(*_: object, **__: object) -> NoReturn:
        missing(f"{sys.platform} has no {what}")

    return refuse


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip what starts programs or threads where there are none: CPython as browsers run it."""
    if sys.platform == "emscripten":
        monkeypatch.setattr(subprocess, "Popen", _skipping("processes"))
        monkeypatch.setattr(threading.Thread, "start", _skipping("threads"))


OPTIONAL = {
    "atheris",
    "dask",
    "docx",
    "duckdb",
    "fastapi",
    "httpx2",
    "ibis",
    "jsonschema",
    "matplotlib",
    "narwhals",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "psycopg",
    "pyarrow",
    "pymysql",
    "pyspark",
    "rich",
    "sqlglot",
    "xlsxwriter",
    "yaml",
    "z3",
}
"""What a test file may import on its first level beyond the core library, pytest and Hypothesis."""
ELSEWHERE = {"atheris"}
"""What is never required: it is installed in an environment of its own."""
EXTRAS = {
    "excel": ("openpyxl", "xlsxwriter"),
    "frames": ("narwhals", "numpy"),
    "plot": ("matplotlib",),
    "yaml": ("yaml",),
}
"""What the library asks for by the name of an extra."""
ROOT = Path(__file__).parent
FRAMES = ROOT / "src" / "emulscore" / "frames"
"""The one part of the library that is imported only where an extra is there: so are the examples in it."""

_there = cache(find_spec)


def _imported(path: Path) -> Iterator[str]:
    """Yield what a file imports on its first level."""
    for node in ast.parse(path.read_bytes()).body:
        match node:
            case ast.Import(names):
                yield from (one.name for one in names)
            case ast.ImportFrom(str(module), names, 0):
                yield from (f"{module}.{one.name}" for one in names)
            case _:  # it imports nothing
                pass


def _needed(file: Path) -> Iterator[str]:
    """Yield the packages beyond the core without which a file does not load."""
    if FRAMES.parent in file.parents:
        yield from EXTRAS["frames"] if FRAMES in file.parents and file.name != "__init__.py" else ()
        return
    for name in _imported(file):
        for part in (name, name.rpartition(".")[0]) if name.startswith("tests.") else ():
            beside = ROOT.joinpath(*part.split(".")).with_suffix(".py")
            yield from _needed(beside) if beside.is_file() else ()
        if name.startswith("emulscore.frames."):
            yield from EXTRAS["frames"]
        elif (package := name.partition(".")[0]) in OPTIONAL:
            yield package


def _lacks(path: Path) -> str | None:
    """Return a package that is not installed and without which a file, or the conftest.py of a folder, does not load."""
    file = path / "conftest.py" if path.is_dir() else path
    found = _needed(file) if file.suffix == ".py" and file.is_file() else ()
    return next((package for package in found if _there(package) is None), None)


def _absent(error: BaseException) -> str | None:
    """Return what is not installed, where an error says only that; nothing for what is there or no one may lack."""
    if isinstance(error, doctest.UnexpectedException):
        return _absent(error.exc_info[1])
    if failures := getattr(error, "failures", None):  # of the examples of a text, of which the first decides
        return _absent(failures[0])
    if isinstance(error, ModuleNotFoundError):
        package = (error.name or "").partition(".")[0]
        return package if package in OPTIONAL and _there(package) is None else None
    problems: Sequence[Any] = getattr(error, "problems", ())  # the library's own error; it is not loaded for this
    if [one.code for one in problems] == ["missing-extra"]:
        extra = problems[0].params["extra"].vi
        return f"the extra {extra}" if any(_there(package) is None for package in EXTRAS[extra]) else None
    return None


@contextmanager
def _unless_absent() -> Iterator[None]:
    """Skip, or fail, where the library says which extra is not installed, or Python which package."""
    try:
        yield
    except BaseException as error:
        if (name := _absent(error)) is not None:
            missing(f"{name} is not installed")
        raise


class Lacking:
    """Skips what needs a package that is not there; a plugin of its own, for hooks of a conftest.py see no folders."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> pytest.CollectReport | None:
        """Skip or fail a file or a folder, and say what is lacking."""
        package = _lacks(collector.path) if isinstance(collector, pytest.File | pytest.Directory) else None
        if package is None:
            return None
        why = f"{package} is not installed"
        if all_required() and package not in ELSEWHERE:
            return pytest.CollectReport(collector.nodeid, "failed", why, [])
        return pytest.CollectReport(collector.nodeid, "skipped", (str(collector.path), 0, f"Skipped: {why}"), [])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        """Skip a test whose fixtures come to something that is lacking."""
        with _unless_absent():
            yield

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        """Skip a test that does so itself."""
        with _unless_absent():
            yield


def pytest_configure(config: pytest.Config) -> None:
    """Take the plugin in."""
    config.pluginmanager.register(Lacking(), "lacking")
