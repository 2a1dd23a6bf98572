# ruff: noqa: INP001 - a hook is a file that mkdocs loads by its path
"""Let a search without diacritics find words with them: `diem` finds `điểm`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from html import unescape
from pathlib import Path

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")


def folded(text: str) -> str:
    """Return *text* without diacritics: `Điểm chuẩn` becomes `Diem chuan`."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def accented_words_folded(html: str) -> str:
    """Return every accented word of a page once, without its diacritics, in the order of the page."""
    found = {
        folded(word).lower(): None for word in _WORD.findall(unescape(_TAG.sub(" ", html))) if folded(word) != word
    }
    return " ".join(found)


def on_post_build(*, config: Mapping[str, str]) -> None:
    """Add the folded words to the search index, as fields of their own that are found by and never shown."""
    folder = Path(config["site_dir"]) / "search"
    index = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        for field in ("title", "text"):
            words = accented_words_folded(entry[field])
            if words:
                entry[f"plain_{field}"] = words
    text = json.dumps(index, ensure_ascii=False)
    (folder / "search_index.json").write_text(text, encoding="utf-8")
    inlined = folder / "search_index.js"  # what an opened file searches
    if inlined.exists():
        inlined.write_text(f"var __index = {text}", encoding="utf-8")


# After the plugin that inlines the index (-100). Set by hand, as mkdocs' own decorator does, so that the
# examples of this folder are collected where mkdocs is not installed.
vars(on_post_build)["mkdocs_priority"] = -200
