"""The public interface is what was promised: its names, signatures and fields stand in a text that is kept."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import emulscore


@pytest.fixture(scope="module")
def api() -> ModuleType:
    """Return the script that writes the text."""
    spec = importlib.util.spec_from_file_location("api", Path(__file__).with_name("api.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_public_interface_is_the_text_that_is_kept(api: ModuleType) -> None:
    """What changes shows as a changed line in a review; if it is meant, `python tests/api.py` writes the text anew."""
    kept, now = api.TEXT.read_text(encoding="utf-8").splitlines(), api.text().splitlines()
    assert [f"- {line}" for line in kept if line not in now] + [f"+ {line}" for line in now if line not in kept] == []
    assert kept == now


def test_the_text_names_every_public_name(api: ModuleType) -> None:
    """Nothing that can be imported is left out, and what people call most has its arguments there."""
    text = api.TEXT.read_text(encoding="utf-8")
    for name in emulscore.__all__:
        assert any(f"\n{word}{name}" in text for word in ("class ", "def ", "")), name
    for line in (
        "    score(unit: Assessment | Mapping[str, object], *, partial: bool = …, cohort: Cohort | None = …) -> Scorecard",
        "    below: Below | None = … (named)",
        "def load_scheme(source: Source, *, limits: Limits = …) -> Scheme",
    ):
        assert line in text.splitlines(), line


def test_a_change_of_a_signature_is_seen(api: ModuleType) -> None:
    """A default, an argument, a field and a result that change give other lines."""

    @attrs.frozen
    class One:
        a: int
        b: str = attrs.field(default="", kw_only=True)

    def plain(a: int, *, b: str = "") -> str:
        return b * a

    assert list(api.members(One)) == ["a: int (in place)", "b: str = … (named)"]
    assert api.signature(plain) == "(a: int, *, b: str = …) -> str"
