"""Tables of units as files: read with every cell as text, so that no number goes through a float; written back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any, Final

from emulscore.cli.command import InputError, UsageError
from emulscore.words import Lang, Words

__all__ = ["FORMATS", "csv_text", "read_table", "write_table"]

FORMATS: Final = (".csv", ".parquet")
"""The suffixes of tables."""
_ENGINES: Final = ("polars", "pandas")
_SUFFIX: Final = Words(
    "không biết định dạng của tệp {}; cần đuôi {}", "the format of {} is not known; give one of the suffixes {}"
)
_NO_ENGINE: Final = Words(
    "việc này cần polars hoặc pandas: pip install polars", "this needs polars or pandas: pip install polars"
)
_UNREADABLE: Final = Words("không đọc được bảng {}: {}", "the table {} cannot be read: {}")


def _polars() -> Any:  # noqa: ANN401 - whichever engine there is
    import polars  # noqa: ICN001, PLC0415 - an engine that may be missing

    return polars


def _pandas() -> Any:  # noqa: ANN401 - as above
    import pandas  # noqa: ICN001, PLC0415 - as above

    return pandas


def _engine(lang: Lang) -> str:
    found = next((name for name in _ENGINES if find_spec(name) is not None), None)
    if found is None:
        raise InputError(_NO_ENGINE.text(lang))
    return found


_READERS: Final[Mapping[tuple[str, str], Callable[[str], Any]]] = {
    ("polars", ".csv"): lambda path: _polars().read_csv(path, infer_schema=False),
    ("polars", ".parquet"): lambda path: _polars().read_parquet(path),
    ("pandas", ".csv"): lambda path: _pandas().read_csv(path, dtype=str, keep_default_na=False, na_values=[""]),
    ("pandas", ".parquet"): lambda path: _pandas().read_parquet(path),
}


def _suffix(path: str, lang: Lang) -> str:
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(_SUFFIX.text(lang).format(path, ", ".join(FORMATS)))
    return suffix


def read_table(path: str, lang: Lang) -> Any:  # noqa: ANN401 - a table of whichever engine there is
    """Read a table; of a CSV file every cell is text, and an empty one is null.

    Raises:
        UsageError: Its suffix is not known.
        InputError: It cannot be read, or no engine is installed.
    """
    suffix = _suffix(path, lang)
    engine = _engine(lang)
    try:
        return _READERS[engine, suffix](path)
    except Exception as error:  # noqa: BLE001 - engines have errors of their own, without a common class
        raise InputError(_UNREADABLE.text(lang).format(path, error)) from None


def csv_text(table: Any) -> str:  # noqa: ANN401 - as above
    """Return a table as CSV, exact."""
    return str(table.write_csv() if hasattr(table, "write_csv") else table.to_csv(index=False))


def write_table(table: Any, path: str, lang: Lang) -> None:  # noqa: ANN401 - as above
    """Write a table.

    Raises:
        UsageError: The suffix is not known.
    """
    if _suffix(path, lang) == ".parquet":
        (table.write_parquet if hasattr(table, "write_parquet") else table.to_parquet)(path)
        return
    with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - newlines as they are
        file.write(csv_text(table))
