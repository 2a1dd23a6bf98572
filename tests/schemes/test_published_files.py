"""Every bundled scheme is a module and a file, and both are the same."""

from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules

import pytest

from emulscore import Scheme, schemes
from emulscore.files import dumps_scheme, open_scheme

BUNDLED = {
    value.id: value
    for found in iter_modules(schemes.__path__)
    if not found.name.startswith("_")
    for value in vars(import_module(f"emulscore.schemes.{found.name}")).values()
    if isinstance(value, Scheme)
}


def test_the_catalogue_is_bundled() -> None:
    """The fourteen schemes of eleven documents and their variants are there."""
    assert {"nga-nam-2023", "thanh-hoa-hdnd-2026", "khanh-hoa-chuyen-doi-so-xa-2024", "nghi-dinh-335-2025"} <= set(
        BUNDLED
    )
    assert len(BUNDLED) == 14


@pytest.mark.parametrize("id_", BUNDLED)
def test_a_bundled_scheme_is_opened_by_its_id(id_: str) -> None:
    """The shipped file says what the module says, and is what the writer writes, to the byte."""
    assert open_scheme(id_) == BUNDLED[id_]
    shipped = files("emulscore") / "schemes" / f"{id_.replace('-', '_')}.toml"
    assert shipped.read_text(encoding="utf-8") == dumps_scheme(BUNDLED[id_], "toml")


def test_no_file_lacks_its_module() -> None:
    """Every file of a scheme belongs to a module."""
    names = [one.name for one in (files("emulscore") / "schemes").iterdir() if one.name.endswith(".toml")]
    stems = {name.removesuffix(".toml") for name in names if not name.endswith(".assessment.toml")}
    assert stems == {id_.replace("-", "_") for id_ in BUNDLED}
