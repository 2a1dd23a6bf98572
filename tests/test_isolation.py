"""Nothing around a program changes a result, and a result changes nothing around it."""

from __future__ import annotations

import ast
import json
import locale
import os
import pickle
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import (
    Clamped,
    Context,
    Decimal,
    DecimalException,
    FloatOperation,
    Inexact,
    Rounded,
    Subnormal,
    getcontext,
    localcontext,
)
from fractions import Fraction
from pathlib import Path
from threading import Barrier

import pytest

import emulscore
from emulscore import Assessment, MeasurementError, Scheme
from emulscore.files import dumps_scheme, loads_scheme
from emulscore.receipt import dumps_receipt, receipt_of
from emulscore.schemes import nga_nam_2023
from required import missing

SRC = Path(emulscore.__file__).parent
TEXT = dumps_scheme(nga_nam_2023.scheme)
MEASURED = nga_nam_2023.assessment.values

Work = Callable[[Scheme, Mapping[str, object]], list[str]]
"""What is done with a scheme and a unit; each check below takes the library's, and then one that is wrong."""


def told(scheme: Scheme, unit: Assessment | Mapping[str, object]) -> list[str]:
    """Return all that comes of a unit: data, words, a receipt, questions, ranges; or its errors."""
    try:
        card = scheme.score(unit, partial=True)
    except MeasurementError as error:
        return [str(error)]
    said = [row.explain(lang) for row in card.results for lang in ("vi", "en")]
    return [
        json.dumps(card.to_dict(), ensure_ascii=False),
        *said,
        repr(card),
        dumps_receipt(receipt_of(card, scheme)),
        *card.audit().texts("vi"),
        scheme.fingerprint,
        dumps_scheme(scheme),
    ]


def units() -> list[dict[str, object]]:
    """Return units around the one of the annex: five rates of row 8, three delays of row 1, and one that is wrong."""
    found: list[dict[str, object]] = [{**MEASURED, "dung_han": (part, 19)} for part in range(0, 20, 4)]
    found += [{**MEASURED, "ke_hoach": (date(2023, 1, 31), date(2023, month, 28))} for month in (1, 2, 9)]
    return [*found, {**MEASURED, "dung_han": (20, 19)}]


@pytest.fixture(scope="module")
def expected() -> list[list[str]]:
    """Return what comes of the units one after another, under a scheme of their own."""
    scheme = loads_scheme(TEXT)
    found = [told(scheme, unit) for unit in units()]
    assert len({str(one) for one in found}) == len(found)
    return found


# --- many at once ------------------------------------------------------------------------------------------------------


def astray_in_threads(work: Work, expected: list[list[str]]) -> list[int]:
    """Return the units of which one of sixteen threads on one scheme makes something else; they switch all the time."""
    scheme, barrier, many = loads_scheme(TEXT), Barrier(16), units()
    before = sys.getswitchinterval()

    def one(first: int) -> tuple[int, list[str]]:
        barrier.wait()
        place = first % len(many)
        return place, work(scheme, many[place])

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(16) as pool:
            results = list(pool.map(one, range(16)))
    finally:
        sys.setswitchinterval(before)
    assert {place for place, _ in results} == set(range(len(many)))
    return [place for place, found in results if found != expected[place]]


def test_sixteen_threads_share_one_scheme(expected: list[list[str]]) -> None:
    """All start at once on a scheme that has worked nothing out yet, and switch as often as they can."""
    assert astray_in_threads(told, expected) == []


def test_what_threads_share_is_found_out(expected: list[list[str]]) -> None:
    """A unit that is laid down where all threads lay theirs, and taken up again, is another's for all but one."""
    shared: list[Mapping[str, object]] = []
    all_down = Barrier(16)

    def laid_down(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
        shared[:] = [unit]
        all_down.wait()
        return told(scheme, shared[0])

    # Sixteen threads take nine units in turn: the unit that lies there last is that of one thread or of two.
    assert len(astray_in_threads(laid_down, expected)) in {14, 15}


def test_threads_take_the_fast_path_at_once() -> None:
    """The compiled function is made once or twice, and is the same: the points of row 8 are n/19 of 10, half up."""
    scheme, barrier = loads_scheme(TEXT), Barrier(16)
    full = {**MEASURED, "tieu_chi_15": 8}

    def work(part: int) -> Decimal:
        barrier.wait()
        return scheme.points({**full, "dung_han": (part, 19)})["8"]

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(work, range(16)))
    # Half up by hand, in hundredths: 1000 n/19, and a half more, rounded down.
    assert [int(points * 100) for points in found] == [(2000 * part + 19) // 38 for part in range(16)]


CHILD = """
import pickle, sys
sys.path[:0] = pickle.loads(bytes.fromhex(sys.argv[1]))
import importlib.util
spec = importlib.util.spec_from_file_location("test_isolation", sys.argv[2])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
scheme = pickle.load(sys.stdin.buffer)
work = getattr(module, sys.argv[3])
sys.stdout.buffer.write(pickle.dumps([work(scheme, unit) for unit in module.units()]))
"""
AROUND: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "Etc/GMT+12", "LC_ALL": "de_DE.UTF-8", "EMULSCORE_LANG": "en"},
    {"PYTHONHASHSEED": "random", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "PYTHONOPTIMIZE": "2"},
]


def astray_in_processes(work: str, expected: list[list[str]]) -> list[int]:
    """Return which of four processes, around them all else, make something else of one scheme and all units."""
    given = pickle.dumps(loads_scheme(TEXT))
    words = [sys.executable, "-c", CHILD, pickle.dumps([str(SRC.parent), *sys.path]).hex(), __file__, work]
    running = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **around})  # noqa: S603 - our own
        for around in AROUND
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write(given)
        one.stdin.close()
        one.stdin = None
    found = [one.communicate()[0] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0, 0]
    return [place for place, output in enumerate(found) if pickle.loads(output) != expected]  # noqa: S301 - our own


@pytest.mark.long
def test_four_processes_share_one_scheme(expected: list[list[str]]) -> None:
    """Pickled into four processes with other hash seeds, time zones, locales and optimisation, it gives the same."""
    assert astray_in_processes("told", expected) == []


def hashed(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
    """Tell what is right in the order in which a set has its words."""
    return [*set(told(scheme, unit))]


def zoned(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
    """Tell what is right, and the day of a moment where the program runs."""
    return [*told(scheme, unit), str(date.fromtimestamp(0))]  # noqa: DTZ012 - that is the fault


@pytest.mark.long
@pytest.mark.parametrize(("wrong", "least"), [("hashed", 3), ("zoned", 1)])
def test_what_a_process_brings_in_is_found_out(wrong: str, least: int) -> None:
    """The order of a set is another under another hash seed; the first day of 1970 is another behind Greenwich."""
    work = globals()[wrong]
    here = [work(loads_scheme(TEXT), unit) for unit in units()]
    assert len(astray_in_processes(wrong, here)) >= least


# --- what stands around ------------------------------------------------------------------------------------------------


def astray_in_a_narrow_context(work: Work, expected: list[list[str]]) -> list[int]:
    """Return the units of which something else is made, or nothing, with three digits and every signal a trap."""
    traps = [Clamped, FloatOperation, Inexact, Rounded, Subnormal]
    with localcontext(Context(prec=3, Emin=-1, Emax=1, traps=traps)):
        scheme = loads_scheme(TEXT)
        return [place for place in range(3, 6) if _tried(work, scheme, units()[place]) != expected[place]]


def _tried(work: Work, scheme: Scheme, unit: Mapping[str, object]) -> list[str] | str:
    try:
        return work(scheme, unit)
    except DecimalException as error:
        return repr(error)


def test_a_narrow_decimal_context_changes_nothing(expected: list[list[str]]) -> None:
    """Three digits, exponents from -1 to 1, every signal a trap: the library never works in the program's context."""
    assert astray_in_a_narrow_context(told, expected) == []


def shared_out(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
    """Tell what is right, and a quotient in the program's context."""
    return [*told(scheme, unit), str(Decimal(9052) / 97)]


def test_what_asks_the_context_is_found_out() -> None:
    """One quotient of decimals is enough, for it is cut to three digits and raises there."""
    here = [shared_out(loads_scheme(TEXT), unit) for unit in units()]
    assert astray_in_a_narrow_context(shared_out, here) == [3, 4, 5]


LOCALES = ("de_DE.UTF-8", "tr_TR.UTF-8", "vi_VN.UTF-8", "ar_EG.UTF-8", "C.UTF-8", "C")


def astray_in_a_locale(work: Work, expected: list[list[str]]) -> list[str]:
    """Return the locales of this machine under which something else is made of a unit; none may be asked for its signs."""
    before, tried, astray = locale.setlocale(locale.LC_ALL), 0, []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("localeconv", "format_string", "currency", "atof", "delocalize"):
            patch.setattr(locale, name, _refuse)
        try:
            for name in LOCALES:
                try:
                    locale.setlocale(locale.LC_ALL, name)
                except locale.Error:
                    continue
                tried += 1
                astray += [name] if work(loads_scheme(TEXT), units()[3]) != expected[3] else []
        finally:
            locale.setlocale(locale.LC_ALL, before)
    assert tried
    return astray


def test_the_locale_is_never_asked(expected: list[list[str]]) -> None:
    """Under each locale that this machine has, and where asking for the locale's signs fails."""
    assert astray_in_a_locale(told, expected) == []


def test_what_asks_the_locale_is_found_out(expected: list[list[str]]) -> None:
    """Its signs are refused, and its name, which needs no asking, is another."""

    def signed(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
        return [*told(scheme, unit), locale.format_string("%d", 9052)]

    def named(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
        return [*told(scheme, unit), str(locale.setlocale(locale.LC_ALL) == "C")]

    with pytest.raises(AssertionError, match="nothing around"):
        astray_in_a_locale(signed, expected)
    other = [[*one, "False"] for one in expected]
    assert "C" in astray_in_a_locale(named, other)


def _refuse(*_: object, **__: object) -> None:
    msg = "nothing around the program may be asked"
    raise AssertionError(msg)


def astray_in_a_zone(work: Work, expected: list[list[str]], zone: str) -> bool:
    """Say whether something else is made of a unit in a time zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            return work(loads_scheme(TEXT), units()[6]) != expected[6]
        finally:
            patch.undo()
            time.tzset()


zones = pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no tzset")


@zones
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Ho_Chi_Minh"])
def test_the_time_zone_changes_nothing(expected: list[list[str]], zone: str) -> None:
    """A day is a day: fourteen hours ahead of Greenwich, and twelve behind."""
    assert not astray_in_a_zone(told, expected, zone)


@zones
def test_what_asks_the_time_zone_is_found_out(expected: list[list[str]]) -> None:
    """The first moment of 1970 was the day before in the west, and not in the east."""
    here = [[*one, "1970-01-01"] for one in expected]
    assert astray_in_a_zone(zoned, here, "Etc/GMT+12")
    assert not astray_in_a_zone(zoned, here, "Asia/Ho_Chi_Minh")


def astray_by_chance(work: Work, expected: list[list[str]]) -> bool:
    """Say whether something else is made of a unit, or a random number is drawn, where no clock can be asked."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("time", "time_ns", "localtime", "gmtime"):
            patch.setattr(time, name, _refuse)
        patch.setattr(os, "urandom", _refuse)
        before = random.getstate()
        found = work(loads_scheme(TEXT), units()[5])
    return found != expected[5] or random.getstate() != before


def test_the_clock_and_chance_are_never_asked(expected: list[list[str]]) -> None:
    """Scoring, explaining, auditing and a receipt ask neither for the time nor for a random number."""
    assert not astray_by_chance(told, expected)


def test_what_asks_the_clock_or_chance_is_found_out(expected: list[list[str]]) -> None:
    """A clock is refused; of a random number that leaves no trace in the result the trace is in its source."""

    def timed(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
        return told(scheme, unit) if time.time() else []

    def drawn(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
        return told(scheme, unit) if random.random() < 2 else []  # noqa: S311 - that is the fault

    with pytest.raises(AssertionError, match="nothing around"):
        astray_by_chance(timed, expected)
    assert astray_by_chance(drawn, expected)


# --- what is left behind -----------------------------------------------------------------------------------------------


def holders() -> Iterator[tuple[str, object]]:
    """Yield every list, dict and set that a module of the library holds, by name."""
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] == "emulscore":
            for key, value in vars(module).items():
                if isinstance(value, dict | list | set) and not key.startswith("__"):
                    yield f"{name}.{key}", value


def left_by(work: Work) -> bool:
    """Say whether work leaves anything in a module, the context, the environment, the folder, the locale or the path."""
    scheme = loads_scheme(TEXT)
    told(scheme, units()[0])  # modules that are loaded late are loaded now

    def around() -> list[object]:
        context = getcontext()
        held = {name: repr(value) for name, value in holders()}
        return [held, repr(context), dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL), sys.path[:]]

    before = around()
    assert len(before[0]) > 20  # type: ignore[arg-type] # a dict
    for unit in units()[:3]:
        work(scheme, unit)
        work(loads_scheme(TEXT), {**unit, "dung_han": Fraction(1, 7)})
    return around() != before


def test_scoring_leaves_nothing_behind() -> None:
    """No module remembers a unit; context, environment, folder and locale are as they were."""
    assert not left_by(told)


def _kept(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(vars(sys.modules["emulscore.scoring"])["_KEPT"], "unit", 1)


LEFT: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a unit in a module": _kept,
    "a variable of the environment": lambda patch: patch.setenv("EMULSCORE_LEFT", "1"),
    "a folder": lambda patch: patch.chdir(SRC),
    "a place to import from": lambda patch: patch.syspath_prepend(SRC),
    "the context": lambda patch: patch.setattr(getcontext(), "prec", 7),
}


@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_behind_is_found_out(left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way of leaving something, planted behind a result that is right."""
    monkeypatch.setattr("emulscore.scoring._KEPT", {}, raising=False)

    def leaving(scheme: Scheme, unit: Mapping[str, object]) -> list[str]:
        found = told(scheme, unit)
        LEFT[left](monkeypatch)
        return found

    assert left_by(leaving)


def global_statements(text: str) -> list[str]:
    """Return the names that functions of a module set outside of themselves."""
    return [name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Global) for name in node.names]


def test_no_module_has_global_variables_that_functions_set() -> None:
    """No `global` stands anywhere in the library; where one stood it would be found."""
    files = sorted(SRC.rglob("*.py"))
    assert len(files) > 100
    assert [str(path) for path in files if global_statements(path.read_text(encoding="utf-8"))] == []
    assert global_statements("def f():\n    def g():\n        global a, b\n        a = b = 1\n") == ["a", "b"]


# --- the network -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [socket.AF_INET, socket.AF_INET6])
def test_the_tests_open_no_connection(kind: socket.AddressFamily) -> None:
    """A test that opened one would fail: this one does, at the door."""
    host = "127.0.0.1" if kind == socket.AF_INET else "::1"
    try:
        one = socket.socket(kind)
    except OSError:
        missing(f"this machine has no {kind.name}")
    with one:
        for use in (one.connect, one.connect_ex, one.bind):
            with pytest.raises(AssertionError, match="network"):
                use((host, 9))
        with pytest.raises(AssertionError, match="network"):
            one.sendto(b"", (host, 9))
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("localhost", 80)


NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "asyncio"}


def networks(text: str) -> list[str]:
    """Return what a module imports, on any level, that opens connections."""
    found = []
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found += [name for name in names if name.partition(".")[0] in NETWORK]
    return found


def test_no_module_of_the_library_imports_the_network() -> None:
    """Sockets, HTTP, mail: none is named in an import, so there is nothing to open a connection with."""
    found = {str(path): networks(path.read_text(encoding="utf-8")) for path in sorted(SRC.rglob("*.py"))}
    assert {path: names for path, names in found.items() if names} == {}
    assert networks("def f():\n    import urllib.request as r\n    from http import client\n") == [
        "urllib.request",
        "http",
    ]
