"""Settings of the whole suite: examples in Markdown run as doctests; Hypothesis has no clock; there is no network."""

import doctest
import re
import socket
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from hypothesis import settings

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
# pytest --hypothesis-profile=deep
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
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


_GUARDED = {name: _unless_a_file(getattr(socket.socket, name)) for name in ("connect", "connect_ex", "bind")}


@pytest.fixture(autouse=True)
def _offline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection, but where a program of this machine is talked to (mark `loopback`)."""
    if request.node.get_closest_marker("loopback") is None:
        for name, guarded in _GUARDED.items():
            monkeypatch.setattr(socket.socket, name, guarded)
        monkeypatch.setattr(socket, "getaddrinfo", _no_network)
