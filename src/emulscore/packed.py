"""Office files from outside, opened with care: archives that may be locked, cut off, or made to do harm."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from attrs import frozen

from emulscore.errors import FileError, Refused
from emulscore.limits import Limits
from emulscore.system import reason_of
from emulscore.words import Words

__all__ = ["Form", "is_packed", "raw_of"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old files begin, and new ones that are locked with a password."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DECLARED: Final = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def is_packed(raw: bytes) -> bool:
    """Say whether bytes begin as an archive does."""
    return raw.startswith(b"PK")


def raw_of(source: str | PathLike[str], limits: Limits, form: Form) -> bytes:
    """Read a file's bytes.

    Raises:
        FileError: With the code `unreadable`, `file-too-large` or `encrypted`.
    """
    try:
        with Path(source).open("rb") as file:
            raw = file.read(limits.size + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise form.unreadable(reason_of(error)) from None
    if len(raw) > limits.size:
        raise FileError([Refused("file-too-large", limit=limits.size).problem()])
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            raise FileError([Refused("encrypted").problem()])
        raise form.unreadable(form.old)
    return raw


@frozen
class Form:
    """One kind of office file.

    Attributes:
        name: What people call it, such as `XLSX`.
        none: What is said of a file that is none.
        old: What is said of its forerunner.
    """

    name: str
    none: Words
    old: Words

    def unreadable(self, reason: Words) -> FileError:
        """Return the error that says why a file cannot be read."""
        return FileError([Refused("unreadable", reason=reason, format=self.name).problem()])

    @contextmanager
    def broken(self) -> Iterator[None]:
        """Turn whatever a broken file makes the readers raise into one error; what they cannot take, they warn of."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        except FileError:
            raise
        except BadZipFile:
            raise self.unreadable(self.none) from None
        except Exception as error:  # noqa: BLE001 - the file comes from outside, and readers raise anything
            raise self.unreadable(Words(f"{type(error).__name__}: {error}"[:200])) from None

    def check(self, archive: ZipFile, limits: Limits) -> None:
        """Refuse what would unpack to far more than it is, XML without end, and XML that declares entities of its own.

        Raises:
            FileError: With the code `unreadable` or `unpacks-too-large`.
        """
        parts = archive.infolist()
        # A part never unpacks to more than the size that it states here.
        if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
            raise FileError([Refused("unpacks-too-large", limit=limits.unpacked).problem()])
        if "[Content_Types].xml" not in archive.namelist():
            raise self.unreadable(self.none)
        marks = 0
        for part in parts:
            with archive.open(part) as file:
                while chunk := file.read(1 << 20):
                    marks += chunk.count(b"<")
                    if marks > limits.marks:
                        raise FileError([Refused("unpacks-too-large", limit=limits.unpacked).problem()])
                    if any(mark in chunk for mark in _DECLARED):
                        raise self.unreadable(Words("có khai báo DOCTYPE", "it declares a DOCTYPE"))
