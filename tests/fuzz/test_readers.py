"""Without the fuzzer: all that it begins with, and all that once broke a reader, is read within bounds."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import pytest
from fuzzing.archives import hostile_archives, packed, unpacked
from fuzzing.changes import changer
from fuzzing.corpus import PAST, corpus, hostile, words
from fuzzing.readers import OWN, READERS, Unexpected, findings
from fuzzing.schemes import EVERY_KIND

from emulscore import Limits
from emulscore.annex import read_annex
from emulscore.excel import read_workbook
from emulscore.files import load_scheme
from required import needs

needs("openpyxl", "xlsxwriter", "yaml")

_LARGE = 50_000  # bytes; larger inputs are all made to cost memory or time


def read(name: str, raw: bytes) -> list[BaseException]:
    """Return what came out of a reader besides the library's own errors."""
    found: list[BaseException] = []
    with findings(found.append):
        READERS[name].read(raw)
    return found


@pytest.mark.parametrize("name", READERS)
def test_only_the_librarys_own_errors_come_out(name: str) -> None:
    """Real, hostile and past inputs alike are read, or refused with an error of the library."""
    inputs = corpus(name, largest=None if name in {"scheme.toml", "annex.docx", "xlsx"} else _LARGE)
    assert len(inputs) > 5
    assert {key: found for key, raw in inputs.items() if (found := read(name, raw))} == {}


@pytest.mark.parametrize("name", READERS)
def test_the_corpus_reaches_both_ends(name: str) -> None:
    """Some inputs are read whole and some are refused, so that the test above is about both."""

    def ends(raw: bytes) -> bool:
        try:
            READERS[name].read(raw)
        except OWN:
            return False
        return True

    inputs = corpus(name, largest=READERS[name].longest)
    assert True in map(ends, inputs.values())
    if name not in {"number", "value", "citation"}:  # they gather what they refuse
        assert False in map(ends, inputs.values())


def work(call: Callable[[], object]) -> tuple[int, int]:
    """Return how many calls something makes, and how many bytes it holds at its peak."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    tracemalloc.start()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(None)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return calls, peak


SMALL = Limits(values=1_000, unpacked=2_000_000, parts=100, marks=20_000, rows=500, cells=2_000)
CALLS: dict[str, Callable[[Path], object]] = {
    **{f"scheme.{form}": lambda path: load_scheme(path, limits=SMALL) for form in ("toml", "json", "yaml")},
    **{f"annex.{form}": lambda path: read_annex(path, limits=SMALL) for form in ("docx", "xlsx")},
    "xlsx": lambda path: read_workbook(path, EVERY_KIND, limits=SMALL),
}


@pytest.mark.long
@pytest.mark.parametrize("name", CALLS)
def test_hostile_inputs_cost_no_more_than_the_limits_allow(name: str, tmp_path: Path) -> None:
    """Counted: some calls and some hundred bytes for each byte of the file, and what the limits leave; no more."""
    form = name.rpartition(".")[2]
    path = tmp_path / f"a.{form}"
    inputs = (
        hostile(form) if form in {"toml", "json", "yaml"} else hostile_archives("docx" if form == "docx" else "xlsx")
    )
    beyond = {}
    for key, raw in inputs.items():
        path.write_bytes(raw)

        def call() -> None:
            with suppress(OWN):
                CALLS[name](path)

        if len(raw) <= _LARGE * 20:
            calls, peak = work(call)
            if calls > 20 * len(raw) + 500_000 or peak > 200 * len(raw) + 20_000_000:
                beyond[key] = (len(raw), calls, peak)
    assert beyond == {}


def test_a_reader_that_breaks_its_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of another kind, and something that reads otherwise after writing, are both findings."""
    monkeypatch.setattr("fuzzing.readers.number", lambda _: list[int]()[0])
    assert [type(one) for one in read("number", b"1")] == [IndexError]
    unit = next(raw for raw in corpus("assessment.toml").values() if raw.startswith(b"format"))
    monkeypatch.setattr("fuzzing.readers.loads_assessment", lambda *_: None)
    assert [type(one) for one in read("assessment.toml", unit)] == [Unexpected]


@pytest.mark.parametrize("name", ["annex.docx", "xlsx"])
def test_changes_of_archives_are_archives_most_of_the_time(name: str) -> None:
    """The XML inside is changed and packed again, so that the reader is reached behind the archive."""
    good = next(raw for raw in corpus(name, largest=READERS[name].longest).values() if unpacked(raw))
    change = changer(name, lambda raw, longest: raw[::-1][:longest])
    made = [change(good, READERS[name].longest, seed) for seed in range(60)]
    whole = [parts for raw in made if (parts := unpacked(raw)) is not None]
    assert len(whole) > 40
    assert len({packed(parts) for parts in whole}) > 20


def test_changes_and_words_suit_every_reader() -> None:
    """A change keeps to the longest input that is tried, and every reader has words to put in."""
    for name, reader in READERS.items():
        change = changer(name, lambda raw, longest: raw[:longest])
        for raw in list(corpus(name, largest=reader.longest).values())[:3]:
            assert all(len(change(raw, reader.longest, seed)) <= reader.longest for seed in range(5))
        assert len(words(name)) > 5


def test_what_is_kept_of_the_past_belongs_to_a_reader() -> None:
    """A folder that no reader has would never be read."""
    assert {path.name for path in PAST.iterdir()} <= set(READERS)
    assert all(any(folder.iterdir()) for folder in PAST.iterdir())


def test_hostile_archives_are_small_and_mean_harm() -> None:
    """What unpacks to sixty million bytes is itself smaller than a photograph."""
    for kind in ("docx", "xlsx"):
        made = hostile_archives(kind)
        assert len(made["bomb"]) < 200_000
        assert unpacked(made["bomb"]) is None
