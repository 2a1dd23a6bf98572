"""Why a file could not be opened or written, in the user's language and not in the machine's."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from emulscore.words import Words

__all__ = ["reason_of"]

_SAYS: Final[Mapping[int, Words]] = {
    errno.ENOENT: Words("không có tệp hoặc thư mục này", "there is no such file or folder"),
    errno.EACCES: Words("không có quyền mở hoặc ghi", "it may not be opened or written"),
    errno.EPERM: Words("không có quyền mở hoặc ghi", "it may not be opened or written"),
    errno.EISDIR: Words("đây là một thư mục", "it is a folder"),
    errno.ENOTDIR: Words("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"),
    errno.EEXIST: Words("đã có một tệp cùng tên", "there is a file of that name"),
    errno.ENAMETOOLONG: Words("tên quá dài", "the name is too long"),
    errno.ENOSPC: Words("ổ đĩa đã đầy", "the disk is full"),
    errno.EROFS: Words("ổ đĩa chỉ cho đọc", "the disk can only be read"),
}


def reason_of(error: Exception) -> Words:
    """Return why a file could not be opened or written; in the system's own words where no others are known.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    Words('không có tệp hoặc thư mục này', 'there is no such file or folder')
    >>> reason_of(ValueError("embedded null byte")).vi
    'embedded null byte'

    Args:
        error: What the system said.
    """
    if isinstance(error, OSError):
        known = _SAYS.get(error.errno or 0)
        return known or Words(error.strerror or str(error))
    return Words(str(error))
