"""How much a file may hold: what is larger is refused before it costs memory or time."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen, validators

__all__ = ["LIMITS", "Limits"]


def _most(default: int) -> int:
    found: int = field(default=default, validator=[validators.instance_of(int), validators.ge(1)])
    return found


@frozen(kw_only=True)
class Limits:
    """How much of a file is read; every function that reads a file takes it as `limits=`.

    >>> from emulscore import FileError
    >>> from emulscore.files import loads_assessment
    >>> try:
    ...     loads_assessment('format = "emulscore assessment 1"', limits=Limits(size=10))
    ... except FileError as error:
    ...     error.problems[0].code
    'file-too-large'

    Attributes:
        size: The largest file, in bytes.
        depth: Tables and lists inside each other, in TOML, JSON and YAML.
        values: Keys of tables and items of lists in such a file, all together; in YAML also those that aliases repeat.
        unpacked: What the parts of a workbook or Word document unpack to, in bytes, all together.
        parts: The parts of such a file.
        marks: The tags of such a file, all parts together: what its XML costs in memory.
        rows: The rows of one table of an annex.
        columns: Its columns.
        cells: The cells of all tables of an annex together.
    """

    size: int = _most(10_000_000)
    depth: int = _most(64)
    values: int = _most(100_000)
    unpacked: int = _most(50_000_000)
    parts: int = _most(10_000)
    marks: int = _most(5_000_000)
    rows: int = _most(5_000)
    columns: int = _most(60)
    cells: int = _most(300_000)


LIMITS: Final = Limits()
"""What is taken where nothing else is said."""
