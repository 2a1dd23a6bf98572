"""Annexes laid out in other ways than ours: what stands in them was written down by hand before the reader was."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from emulscore.annex import AnnexReading, read_annex
from emulscore.numbers import number

DATA: Final = Path(__file__).parents[1] / "data"
EXPECTED: Final = tomllib.loads((DATA / "annexes" / "expected.toml").read_text(encoding="utf-8"))["annex"]


def exact(text: str | None) -> Fraction | None:
    return None if text is None else number(text)


def shown(reading: AnnexReading) -> list[dict[str, Any]]:
    """Return the rows of a reading in the form of the expectations."""
    documents = {document.key: document for document in reading.documents}
    return [
        {
            "id": row.id,
            "title": row.title,
            "base": row.base,
            "claimed": None if row.claim is None else row.claim.points,
            "appraised": row.appraised,
            "share": exact(row.share),
            "cited": [key for key in row.cited if documents[key].numbered],
            "other": [documents[key].text for key in row.cited if not documents[key].numbered],
            "cut": row.cut,
        }
        for row in reading.rows
    ]


def expected(row: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: exact(row.get(name)) for name in ("base", "claimed", "appraised", "share")}
    texts = {name: row.get(name, []) for name in ("cited", "other")}
    return {"id": row["id"], "title": row["title"], **numbers, **texts, "cut": row.get("cut", False)}


@pytest.mark.parametrize("annex", EXPECTED, ids=lambda annex: str(annex["file"]))
def test_every_layout_is_read(annex: dict[str, Any], layout: Callable[[str], Path]) -> None:
    """Rows, points, shares and documents are those that a person reads."""
    reading = read_annex(layout(annex["file"]))
    assert shown(reading) == [expected(row) for row in annex["row"]]
    assert [[group.id, group.title] for group in reading.groups] == annex["groups"]


@pytest.mark.parametrize("annex", EXPECTED, ids=lambda annex: str(annex["file"]))
def test_what_cannot_be_taken_is_listed_with_its_place(annex: dict[str, Any], layout: Callable[[str], Path]) -> None:
    """Neither more nor less is listed than a person would ask about, each at its cell."""
    reading = read_annex(layout(annex["file"]))
    found = [[problem.code, (problem.path or "").rpartition("!")[2]] for problem in reading.unread]
    assert sorted(found) == sorted(annex["listed"])
    assert all(problem.text("vi") and problem.text("en") for problem in reading.unread)
