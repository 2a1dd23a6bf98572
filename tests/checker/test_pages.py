"""The pages about the checker say what it can find, in both languages."""

import re
from pathlib import Path

import pytest

from emulscore.checker.texts import WARNINGS
from emulscore.errors import CODES

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_warning_has_its_heading(lang: str) -> None:
    """The headings are the codes of the warnings, in their order, and below each stands at least one sentence."""
    page = (DOCS / lang / "checker.md").read_text(encoding="utf-8")
    sections = re.split(r"^### (\S+)$", page, flags=re.MULTILINE)[1:]
    assert sections[::2] == list(WARNINGS)
    assert [code for code, said in zip(sections[::2], sections[1::2], strict=True) if "." not in said] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_error_that_is_named_is_one(lang: str) -> None:
    """The codes that the page links to are codes of errors."""
    page = (DOCS / lang / "checker.md").read_text(encoding="utf-8")
    linked = re.findall(r"\[`([a-z-]+)`\]\(errors\.md#([a-z-]+)\)", page)
    assert linked
    assert [pair for pair in linked if pair[0] != pair[1] or pair[0] not in CODES] == []
