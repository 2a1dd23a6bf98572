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
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Clamped, Context, Decimal, FloatOperation, Inexact, Rounded, Subnormal, getcontext, localcontext
from fractions import Fraction
from pathlib import Path
from threading import Barrier

import pytest

import emulscore
from emulscore import Assessment, MeasurementError, Scheme
from emulscore.files import dumps_scheme, loads_scheme
from emulscore.receipt import dumps_receipt, receipt_of
from emulscore.schemes import nga_nam_2023

SRC = Path(emulscore.__file__).parent
TEXT = dumps_scheme(nga_nam_2023.scheme)
MEASURED = nga_nam_2023.assessment.values


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


def test_sixteen_threads_share_one_scheme(expected: list[list[str]]) -> None:
    """All start at once on a scheme that has worked nothing out yet, and switch as often as they can."""
    scheme, barrier, many = loads_scheme(TEXT), Barrier(16), units()
    before = sys.getswitchinterval()

    def work(first: int) -> list[tuple[int, list[str]]]:
        barrier.wait()
        place = first % len(many)
        return [(place, told(scheme, many[place]))]

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(16) as pool:
            results = [pair for found in pool.map(work, range(16)) for pair in found]
    finally:
        sys.setswitchinterval(before)
    assert {place for place, _ in results} == set(range(len(many)))
    assert [place for place, found in results if found != expected[place]] == []


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
sys.stdout.buffer.write(pickle.dumps([module.told(scheme, unit) for unit in module.units()]))
"""
AROUND: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "Etc/GMT+12", "LC_ALL": "de_DE.UTF-8", "EMULSCORE_LANG": "en"},
    {"PYTHONHASHSEED": "random", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "PYTHONOPTIMIZE": "2"},
]


@pytest.mark.long
def test_four_processes_share_one_scheme(expected: list[list[str]]) -> None:
    """Pickled into four processes with other hash seeds, time zones, locales and optimisation, it gives the same."""
    given = pickle.dumps(loads_scheme(TEXT))
    words = [sys.executable, "-c", CHILD, pickle.dumps([str(SRC.parent), *sys.path]).hex(), __file__]
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
    for output in found:
        assert pickle.loads(output) == expected  # noqa: S301 - our own


# --- what stands around ------------------------------------------------------------------------------------------------


def test_a_narrow_decimal_context_changes_nothing(expected: list[list[str]]) -> None:
    """Three digits, exponents from -1 to 1, every signal a trap: the library never works in the program's context."""
    traps = [Clamped, FloatOperation, Inexact, Rounded, Subnormal]
    with localcontext(Context(prec=3, Emin=-1, Emax=1, traps=traps)):
        scheme = loads_scheme(TEXT)
        assert [told(scheme, unit) for unit in units()[3:6]] == expected[3:6]


LOCALES = ("de_DE.UTF-8", "tr_TR.UTF-8", "vi_VN.UTF-8", "ar_EG.UTF-8", "C.UTF-8", "C")


def test_the_locale_is_never_asked(expected: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Under each locale that this machine has, and where asking for the locale's signs fails."""
    for name in ("localeconv", "format_string", "currency", "atof", "delocalize"):
        monkeypatch.setattr(locale, name, _refuse)
    before, tried = locale.setlocale(locale.LC_ALL), 0
    try:
        for name in LOCALES:
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            tried += 1
            assert told(loads_scheme(TEXT), units()[3]) == expected[3]
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert tried


def _refuse(*_: object, **__: object) -> None:
    msg = "nothing around the program may be asked"
    raise AssertionError(msg)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no tzset")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Ho_Chi_Minh"])
def test_the_time_zone_changes_nothing(expected: list[list[str]], zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day is a day: fourteen hours ahead of Greenwich, and twelve behind."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert told(loads_scheme(TEXT), units()[6]) == expected[6]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_clock_and_chance_are_never_asked(expected: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Scoring, explaining, auditing and a receipt ask neither for the time nor for a random number."""
    for name in ("time", "time_ns", "localtime", "gmtime"):
        monkeypatch.setattr(time, name, _refuse)
    monkeypatch.setattr(os, "urandom", _refuse)
    before = random.getstate()
    found = told(loads_scheme(TEXT), units()[5])
    monkeypatch.undo()
    assert found == expected[5]
    assert random.getstate() == before


# --- what is left behind -----------------------------------------------------------------------------------------------


def holders() -> Iterator[tuple[str, object]]:
    """Yield every list, dict and set that a module of the library holds, by name."""
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] == "emulscore":
            for key, value in vars(module).items():
                if isinstance(value, dict | list | set) and not key.startswith("__"):
                    yield f"{name}.{key}", value


def test_scoring_leaves_nothing_behind() -> None:
    """No module remembers a unit; context, environment, folder and locale are as they were."""
    scheme = loads_scheme(TEXT)
    told(scheme, units()[0])  # modules that are loaded late are loaded now

    def around() -> list[object]:
        context = getcontext()
        held = {name: repr(value) for name, value in holders()}
        return [held, repr(context), dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL), sys.path[:]]

    before = around()
    assert len(before[0]) > 20  # type: ignore[arg-type] # a dict
    for unit in units()[:3]:
        told(scheme, unit)
        told(loads_scheme(TEXT), {**unit, "dung_han": Fraction(1, 7)})
    assert around() == before


def test_no_module_has_global_variables_that_functions_set() -> None:
    """No `global` stands anywhere in the library."""
    files = sorted(SRC.rglob("*.py"))
    assert len(files) > 100
    found = [
        str(path.relative_to(SRC))
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert found == []


# --- the network -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [socket.AF_INET, socket.AF_INET6])
def test_the_tests_open_no_connection(kind: socket.AddressFamily) -> None:
    """A test that opened one would fail: this one does, at the door."""
    host = "127.0.0.1" if kind == socket.AF_INET else "::1"
    with socket.socket(kind) as one:
        for use in (one.connect, one.connect_ex, one.bind):
            with pytest.raises(AssertionError, match="network"):
                use((host, 9))
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("localhost", 80)


def test_no_module_of_the_library_imports_the_network() -> None:
    """Sockets, HTTP, mail: none is named in an import, so there is nothing to open a connection with."""
    words = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "asyncio"}
    found = []
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name.partition(".")[0] in words]
    assert found == []
