"""A table ready to be shown: texts only, nothing left to work out."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from emulscore.words import Lang

__all__ = ["Column", "Kind", "Line", "Notes", "Sheet"]

Kind = Literal["label", "prose", "number"]


@frozen
class Column:
    """A column of a sheet.

    Attributes:
        title: Its heading.
        kind: `label` for numbers of rows, `prose` for texts that are wrapped, `number` for points.
    """

    title: str
    kind: Kind


@frozen
class Line:
    """One line of a sheet.

    Attributes:
        kind: What it is; all but `row` stand out.
        cells: One text for each column.
        asks: Whether there is a question about it.
    """

    kind: Literal["row", "group", "total", "grade"]
    cells: tuple[str, ...]
    asks: bool = False


@frozen
class Notes:
    """A list of remarks that stands under a sheet.

    Attributes:
        title: Its heading.
        items: The remarks, in order.
    """

    title: str
    items: tuple[str, ...]


@frozen
class Sheet:
    """A table with its heading and remarks.

    Attributes:
        title: The heading.
        about: Lines under the heading.
        columns: The columns.
        lines: The lines, in order.
        notes: What stands under the table; lists without remarks are left out.
        lang: The language that all of it is in.
    """

    title: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[Notes, ...]
    lang: Lang
